import { join } from 'node:path';
import { type GatewayProof, INSTANCE_SECRET_FILE, STATE_LOCK_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { isLocked } from '../os/kernel-lock.ts';
import { findListener } from '../os/listeners.ts';
import { writeFileSafely } from '../os/write-file.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import type { ObservedGateway } from '../plan/observed-gateway.ts';
import type { PlannedStep } from '../plan/plan.ts';
import { checkPorts } from './check-ports.ts';
import { checkSteps } from './check-steps.ts';
import { applyConfig, fulfils, observeConfig } from './config-file.ts';
import { findConfigRefusal } from './config-refusal.ts';
import { applyDirectory, observeDirectory } from './directory.ts';
import { probeGateway } from './gateway-prober.ts';
import { applyKey, observeKey, readKey } from './key-file.ts';
import type { Machine } from './machine.ts';
import { moveFolder } from './move-folder.ts';
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
    checkPorts: (derived, desired, released) => checkPorts(derived, desired, { services, released }),
    carryOut: (step, desired) => carryOut(step, desired, { services, environment }),
    prove: (desired, configHash, signal) => prove(desired, configHash, { services, timeoutMs, signal }),
    close: services.close,
  };
}

async function observe(desired: DesiredGateway, services: Services, environment: Environment): Promise<ObservedGateway> {
  const [directories, keys, secrets, config, service, secret] = await Promise.all([
    Promise.all(desired.directories.map(observeDirectory)),
    Promise.all(desired.keys.map(observeKey)),
    desired.state === 'absent' ? { stored: null, wanted: null } : observeSecrets(desired, environment),
    observeConfig(desired.gateway, desired.config.id),
    services.observe(desired.service),
    readKey(join(desired.stateDir, INSTANCE_SECRET_FILE)),
  ]);
  const ports = [...new Set([configuredPort(config?.value), desired.service.port])].filter((port) => port > 0);
  const live = secret === null ? null : await findLive(ports, secret);
  return {
    directories: directories.filter((one) => one !== null),
    keys: keys.filter((one) => one !== null),
    secrets,
    config,
    service: { ...service, live },
  };
}

/** The port in a config; 0 when it names none. */
function configuredPort(value: { readonly [key: string]: unknown } | undefined): number {
  const gateway = value?.['gateway'];
  const port = gateway !== null && typeof gateway === 'object' && 'port' in gateway ? gateway.port : 0;
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port <= 65535 ? port : 0;
}

async function findLive(ports: readonly number[], secret: string): Promise<GatewayProof | null> {
  const answers = await Promise.all(ports.map((port) => probeGateway(port, secret, PROBE_TIMEOUT_MS)));
  return answers.flatMap((answer) => (answer.kind === 'proven' ? [answer.proof] : []))[0] ?? null;
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
