/** Asks whatever listens on a port whether it is the gateway that is wanted there, in the way of its runtime. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '../../fleet/fleet-spec.ts';
import { INSTANCE_SECRET_FILE } from '../../fleet/gateway-proof.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { parseJson } from '../../fleet/parse-json.ts';
import { runtimeOf } from '../../fleet/runtime.ts';
import { ageOf } from '../../os/descendants.ts';
import { fieldAt } from '../../plan/desired-config.ts';
import type { DesiredGateway } from '../../plan/desired-gateway.ts';
import type { LiveGateway, ObservedConfig } from '../../plan/observed-gateway.ts';
import { type AskPort, askPort } from '../ask-port.ts';
import { type ConfigReading, observeConfig } from '../config-file.ts';
import { probeGateway } from '../gateway-prober.ts';
import { lookUpIn, readingOf } from '../gateway-variables.ts';
import { readKey } from '../key-file.ts';
import { type Environment, storedSecretsHash } from '../secrets-file.ts';
import { credentialsOf } from './gateway-credentials.ts';
import { logIn, type Session } from './handshake.ts';
import { findOwner, isSamePlace } from './own-process.ts';

/**
 * What came back. `vouchesFor`: the config on the disk, which the gateway says it runs with; `null`: it says a hash instead,
 * or something else. `revision`: what it calls the config on the disk, where it says so. `starting`: it is ours and does not serve yet. `rejects`: it does not accept its config file.
 */
export type Answer =
  | { readonly kind: 'proven'; readonly live: LiveGateway; readonly vouchesFor: ObservedConfig | null; readonly revision?: string }
  | { readonly kind: 'stranger'; readonly claims: string }
  | { readonly kind: 'foreign' | 'starting' | 'rejects'; readonly problem: string }
  | { readonly kind: 'silent' };

/** A hash that no config and no secrets have: the process runs with something else than what lies on the disk. */
const OTHER = 'other';

/** `pids`: processes of the service of the gateway. `shell`: variables that the references of the fleet file name. */
export type Asker = { readonly pids: readonly number[]; readonly shell: Environment };

/** Throws OCE_OBSERVE when what it runs with cannot be known. */
export async function askGateway(port: number, desired: DesiredGateway, asker: Asker): Promise<Answer> {
  const { proof } = runtimeOf(desired.runtime);
  switch (proof) {
    case 'signed':
      return askForSignature({ port, stateDir: desired.stateDir });
    case 'handshake':
      return askByHandshake(port, desired, asker);
    case 'answer':
      return askForAnswer(port, desired, asker.pids);
    default:
      return proof satisfies never;
  }
}

/** Whether the gateway of ours with this state folder answers on a port. `ask`: carries the question there. */
export async function askForSignature(
  { port, stateDir }: { readonly port: number; readonly stateDir: string },
  ask?: AskPort,
): Promise<Answer> {
  const secret = await readKey(join(stateDir, INSTANCE_SECRET_FILE));
  if (secret === null) return { kind: 'silent' };
  const answer = await probeGateway(port, secret, { timeoutMs: runtimeOf('omniclaw').readiness.probe }, ask);
  return answer.kind === 'proven' ? { kind: 'proven', live: answer.proof, vouchesFor: null } : answer;
}

/** A status of 200 to 299 from the process of the service. */
async function askForAnswer(port: number, desired: DesiredGateway, pids: readonly number[]): Promise<Answer> {
  const owner = await findOwner(port, desired, pids);
  if (owner.kind === 'nobody') return { kind: 'silent' };
  if (owner.kind === 'other') return { kind: 'foreign', problem: `process ${owner.pid ?? '?'} of something else listens there` };
  const reply = await askPort(port, desired.health, { timeoutMs: runtimeOf(desired.runtime).readiness.probe });
  if (reply.kind === 'silent') return reply;
  if (reply.kind === 'foreign') return { kind: 'starting', problem: reply.problem };
  if (reply.status < 200 || reply.status > 299)
    return { kind: 'starting', problem: `it answers "${desired.health}" with status ${reply.status}` };
  const live = { pid: owner.pid, port, startId: `process ${owner.pid}`, configHash: '', secretsHash: '' };
  return { kind: 'proven', live, vouchesFor: null };
}

async function askByHandshake(port: number, desired: DesiredGateway, { pids, shell }: Asker): Promise<Answer> {
  const { probe } = runtimeOf(desired.runtime).readiness;
  const owner = await findOwner(port, desired, pids);
  if (owner.kind === 'nobody') return { kind: 'silent' };
  if (owner.kind === 'other')
    return { kind: 'foreign', problem: `process ${owner.pid ?? '?'} (${owner.command}) listens there, and is not this gateway` };
  const reading = await readingOf(desired, owner.environment);
  const config = await observeConfig(desired.gateway, desired.config.id, reading);
  if (config === null) return { kind: 'starting', problem: `there is no "${desired.config.id}"` };
  const over = fieldAt(config.value, ['gateway', 'tls', 'enabled']) === true ? 'tls' : 'plain';
  const reply = await askPort(port, '/healthz', { timeoutMs: probe, over });
  // Before 2026.3.1 it has no such page, and answers with another.
  if (reply.kind !== 'text') return { kind: 'starting', problem: reply.kind === 'foreign' ? reply.problem : 'it does not listen yet' };
  const health = parseJson(reply.text) ?? null;
  if (isJsonObject(health) && health['ok'] !== true) return { kind: 'starting', problem: 'it is not live yet' };
  const places = { environment: owner.environment, files: reading.files, config: config.value };
  const credentials = await credentialsOf(config, { desired, lookUp: lookUpIn(desired, places), shell });
  if (credentials === 'missing')
    return { kind: 'rejects', problem: `"${desired.config.id}" names nothing that its clients could prove themselves with` };
  const login = await logIn({ port, over }, credentials, probe);
  if (login.kind === 'refused') return { kind: 'foreign', problem: `it refuses its own secret: ${login.problem}` };
  if (login.kind === 'starting') return login;
  try {
    return await examine(login.session, desired, { pid: owner.pid, port, reading });
  } finally {
    login.session.close();
  }
}

type Place = { readonly pid: number; readonly port: number; readonly reading: ConfigReading };

/** Folder and config file of the gateway that has let us in, its identity, and whether it runs with that file as it is now. */
async function examine(session: Session, desired: DesiredGateway, { pid, port, reading }: Place): Promise<Answer> {
  const { hello } = session;
  const [stateDir, configPath] = [textAt(hello, 'snapshot', 'stateDir'), textAt(hello, 'snapshot', 'configPath')];
  if (!isSamePlace(stateDir, desired.stateDir) || !isSamePlace(configPath, desired.config.id)) {
    return { kind: 'stranger', claims: stateDir === '' ? 'of another folder' : stateDir };
  }
  const before = await observeConfig(desired.gateway, desired.config.id, reading);
  const methods = fieldAt(hello, ['features', 'methods']);
  const has = (method: string): boolean => Array.isArray(methods) && methods.includes(method);
  const identity = has('gateway.identity.get') ? await session.request('gateway.identity.get') : {};
  const config = has('config.get') ? await session.request('config.get') : {};
  if (identity === null || config === null) return { kind: 'starting', problem: 'it does not say yet what it runs with' };
  if (config['valid'] === false) return { kind: 'rejects', problem: issuesOf(config['issues'] ?? null) };
  const vouchesFor = config['configRevisionHash'] === config['appliedConfigHash'] ? before : null;
  const boot = textAt(hello, 'server', 'bootId') || `process ${pid}`;
  const live = {
    pid,
    port,
    startId: [textAt(identity, 'deviceId').slice(0, 16), boot].filter((word) => word !== '').join('/'),
    configHash: vouchesFor?.hash ?? OTHER,
    secretsHash: await secretsOf(desired, pid),
  };
  return { kind: 'proven', live, vouchesFor, revision: textAt(config, 'configRevisionHash') };
}

function textAt(value: Json, ...path: string[]): string {
  const found = fieldAt(value, path);
  return typeof found === 'string' ? found : '';
}

function issuesOf(issues: Json): string {
  const texts = Array.isArray(issues)
    ? issues.map((issue) => [textAt(issue, 'path'), textAt(issue, 'message')].filter((word) => word !== '').join(': '))
    : [];
  return texts.slice(0, 3).join('; ').slice(0, 300) || 'it says that its config is not valid';
}

/** A gateway reads its secrets when it starts; values that are younger than its process are not known to it. */
async function secretsOf(desired: DesiredGateway, pid: number): Promise<string> {
  const stored = await storedSecretsHash(desired);
  const written = statSync(desired.secrets.id, { throwIfNoEntry: false })?.mtimeMs;
  const age = ageOf(pid);
  return written === undefined || age === null || Date.now() - age >= written ? stored : OTHER;
}
