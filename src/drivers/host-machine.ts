import { join } from 'node:path';
import { type GatewayProof, INSTANCE_SECRET_FILE, STATE_LOCK_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { isLocked } from '../os/kernel-lock.ts';
import { findListener, listListeners } from '../os/listeners.ts';
import { writeFileSafely } from '../os/write-file.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import type { ObservedConfig, ObservedGateway } from '../plan/observed-gateway.ts';
import type { PlannedStep } from '../plan/plan.ts';
import { fixedPorts } from '../plan/stage-fleet.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkSteps } from './check-steps.ts';
import { applyConfig, fulfils, observeConfig } from './config-file.ts';
import { findConfigRefusal } from './config-refusal.ts';
import { applyDirectory, observeDirectory } from './directory.ts';
import { probeGateway } from './gateway-prober.ts';
import { applyKey, observeKey, readKey } from './key-file.ts';
import type { Machine } from './machine.ts';
import { moveFolder } from './move-folder.ts';
import { observeTogether } from './observe-together.ts';
import { applySecrets, type Environment, observeSecrets, storedSecretsHash } from './secrets-file.ts';
import type { DriverAccess } from './service-driver.ts';
import { openServices, type Services } from './services.ts';

export type HostMachineRequest = {
  /** The drivers of this host. */
  readonly drivers: readonly DriverAccess[];
  readonly environment: Environment;
  /** How long a gateway may take to prove itself, in milliseconds. */
  readonly timeoutMs: number;
};

const PROBE_TIMEOUT_MS = 1_500;
const PROOF_INTERVAL_MS = 40;
/** How long a proven gateway must stay up, unchanged, before it counts. */
const STABLE_MS = 400;

/** The real host. `close` lets go of what the drivers hold open. */
export function openHostMachine(request: HostMachineRequest): Machine & { readonly close: () => void } {
  const services = openServices(request.drivers);
  const { environment, timeoutMs } = request;
  return {
    observe: (desired) => observe(desired, services, environment),
    isInUse: (desired) => isLocked(join(desired.stateDir, STATE_LOCK_FILE)),
    checkSteps,
    checkSecrets,
    checkPorts: (derived, desired, released) => checkPorts(derived, desired, { services, released }),
    carryOut: (step, desired) => carryOut(step, desired, { services, environment }),
    prove: (desired, configHash, signal) => prove(desired, configHash, { services, timeoutMs, signal }),
    close: services.close,
  };
}

async function observe(desired: DesiredGateway, services: Services, environment: Environment): Promise<ObservedGateway> {
  const [directories, keys, secrets, seen, service, secret] = await Promise.all([
    Promise.all(desired.directories.map(observeDirectory)),
    Promise.all(desired.keys.map(observeKey)),
    desired.state === 'absent' ? { stored: null, wanted: null } : observeSecrets(desired, environment),
    observeConfig(desired.gateway, desired.config.id),
    services.observe(desired.service),
    readKey(join(desired.stateDir, INSTANCE_SECRET_FILE)),
  ]);
  const findLive = (config: ObservedConfig | null) => (secret === null ? null : probePorts(portsOf(desired, config), secret));
  const { config, live } = await observeTogether({ config: seen, live: await findLive(seen) }, async () => {
    const now = await observeConfig(desired.gateway, desired.config.id);
    return { config: now, live: await findLive(now) };
  });
  return {
    directories: directories.filter((one) => one !== null),
    keys: keys.filter((one) => one !== null),
    secrets,
    config,
    service: { ...service, live },
  };
}

function portsOf(desired: DesiredGateway, config: ObservedConfig | null): number[] {
  return [...new Set([configuredPort(config?.value), desired.service.port])].filter((port) => port > 0);
}

/** The port in a config; 0 when it names none. */
function configuredPort(value: { readonly [key: string]: unknown } | undefined): number {
  const gateway = value?.['gateway'];
  const port = gateway !== null && typeof gateway === 'object' && 'port' in gateway ? gateway.port : 0;
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port <= 65535 ? port : 0;
}

async function probePorts(ports: readonly number[], secret: string): Promise<GatewayProof | null> {
  const answers = await Promise.all(ports.map((port) => probeGateway(port, secret, PROBE_TIMEOUT_MS)));
  return answers.flatMap((answer) => (answer.kind === 'proven' ? [answer.proof] : []))[0] ?? null;
}

type PortCheck = { readonly services: Services; readonly released: ReadonlySet<string> };

async function checkPorts(derived: DerivedGateway, desired: DesiredGateway, { services, released }: PortCheck): Promise<void> {
  const wanted = fixedPorts(derived);
  const taken = await listListeners();
  const held = wanted.filter((one) => taken.has(one));
  const own = held.length === 0 ? [] : await services.processesOf(desired.service);
  const problems: { readonly message: string; readonly hint: string }[] = [];
  for (const port of held) {
    const holder = await findListener(port);
    if (holder === null || (holder.pid !== null && own.includes(holder.pid))) continue;
    if (holder.pid !== null && released.has(services.serviceOf(holder.pid) ?? '')) continue;
    // From inside a service whose view of processes is narrowed, not even our own are seen; what holds our key is ours.
    if (holder.pid === null && (await isProven(port, desired))) continue;
    problems.push({
      message: `port ${port} of "${derived.name}" is held by ${await describeHolder(port, holder, services)}`,
      hint: holder.pid === null ? `ss -ltnp "sport = :${port}"` : `ps -fp ${holder.pid}`,
    });
  }
  const [first] = problems;
  if (first === undefined) return;
  throw new OmniclawError('OCE_PORT_TAKEN', problems.map(({ message }) => message).join('; '), { hint: first.hint });
}

async function isProven(port: number, { stateDir }: DesiredGateway): Promise<boolean> {
  const secret = await readKey(join(stateDir, INSTANCE_SECRET_FILE));
  return secret !== null && (await probeGateway(port, secret, PROBE_TIMEOUT_MS)).kind === 'proven';
}

async function describeHolder(
  port: number,
  holder: { readonly pid: number | null; readonly command: string },
  services: Services,
): Promise<string> {
  const process_ = holder.pid === null ? 'a process of another user' : `process ${holder.pid} (${holder.command})`;
  const service = holder.pid === null ? null : services.serviceOf(holder.pid);
  if (service !== null) return `${process_}, which is our service "${service}"`;
  const answer = await probeGateway(port, '', PROBE_TIMEOUT_MS);
  return answer.kind === 'stranger' ? `${process_}, a gateway that says it is profile "${answer.claims}"` : process_;
}

type Tools = { readonly services: Services; readonly environment: Environment };

async function carryOut(step: PlannedStep, desired: DesiredGateway | null, { services, environment }: Tools): Promise<void> {
  switch (step.kind) {
    case 'move':
      return moveFolder(step);
    case 'directory':
      return applyDirectory(step.resource);
    case 'key':
      return applyKey(step.resource);
    case 'secrets':
      return desired === null ? undefined : applySecrets(desired, environment);
    case 'config':
      return applyConfig(step);
    case 'port-lock':
      return writeFileSafely(step.path, step.text, 0o644);
    case 'service':
      // The gateway watches its config; that it has taken the change up is proven afterwards.
      if (step.change.action === 'reload') return;
      return services.carryOut(step, desired === null ? null : join(desired.stateDir, STATE_LOCK_FILE));
    default:
      return step satisfies never;
  }
}

type ProofRequest = { readonly services: Services; readonly timeoutMs: number; readonly signal: AbortSignal };

async function prove(desired: DesiredGateway, configHash: string, { services, timeoutMs, signal }: ProofRequest): Promise<GatewayProof> {
  const { port } = desired.service;
  const secret = await readKey(join(desired.stateDir, INSTANCE_SECRET_FILE));
  if (secret === null) throw new OmniclawError('OCE_NOT_READY', `"${desired.gateway}" has no instance key`, { hint: 'omniclaw apply' });
  const secretsHash = await storedSecretsHash(desired);
  const deadline = performance.now() + timeoutMs;
  let first: { readonly proof: GatewayProof; readonly at: number } | null = null;
  let last = 'nothing listens';
  while (performance.now() < deadline) {
    if (signal.aborted) throw new OmniclawError('OCE_INTERRUPTED', `stopped waiting for "${desired.gateway}"`, { hint: 'omniclaw apply' });
    const answer = await probeGateway(port, secret, PROBE_TIMEOUT_MS);
    if (
      answer.kind === 'proven' &&
      (await isWanted(answer.proof.configHash, configHash, desired)) &&
      answer.proof.secretsHash === secretsHash
    ) {
      if (first === null || first.proof.startId !== answer.proof.startId) first = { proof: answer.proof, at: performance.now() };
      if (performance.now() - first.at >= STABLE_MS) return answer.proof;
    } else {
      first = null;
      last = describeAnswer(answer);
      if (answer.kind === 'stranger') await refuseStranger(desired, answer.claims);
      const refusal = answer.kind === 'proven' ? findConfigRefusal(desired.service.program.logFile, desired.config.id) : null;
      if (refusal !== null) throw notReady(desired, `it runs on with the config it had, and refuses the new one: ${refusal}`);
    }
    const ended = await services.failure(desired.service);
    if (ended !== null) throw notReady(desired, ended);
    await new Promise((resolve) => setTimeout(resolve, PROOF_INTERVAL_MS));
  }
  throw notReady(desired, `it did not prove itself on port ${port} within ${Math.round(timeoutMs / 1000)} s: ${last}`);
}

/** The planned config, or the one on the disk now when the gateway has written into it meanwhile and our fields are right. */
async function isWanted(running: string, planned: string, { gateway, config }: DesiredGateway): Promise<boolean> {
  if (running === planned) return true;
  const now = await observeConfig(gateway, config.id);
  return now !== null && now.hash === running && fulfils(now, config.fields) === 'yes';
}

async function refuseStranger(desired: DesiredGateway, claims: string): Promise<void> {
  const { port } = desired.service;
  const holder = await findListener(port);
  if (holder === null) return;
  throw new OmniclawError(
    'OCE_IMPOSTOR',
    `port ${port} of "${desired.gateway}" is answered by process ${holder.pid ?? '?'} (${holder.command}), a gateway that says it is profile "${claims}"`,
    {
      hint: holder.pid === null ? `ss -ltnp "sport = :${port}"` : `ps -fp ${holder.pid}`,
    },
  );
}

function describeAnswer(answer: Awaited<ReturnType<typeof probeGateway>>): string {
  switch (answer.kind) {
    case 'silent':
      return 'nothing listens';
    case 'foreign':
      return answer.problem;
    case 'stranger':
      return `a gateway answers that says it is profile "${answer.claims}"`;
    case 'proven':
      return 'it runs with another config';
    default:
      return answer satisfies never;
  }
}

function notReady(desired: DesiredGateway, reason: string): OmniclawError {
  return new OmniclawError('OCE_NOT_READY', `"${desired.gateway}" did not become ready: ${reason}`, {
    hint: `tail ${desired.service.program.logFile}`,
  });
}
