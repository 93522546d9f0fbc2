import { join } from 'node:path';
import { INSTANCE_SECRET_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { withDescendants } from '../os/descendants.ts';
import { isLocked } from '../os/kernel-lock.ts';
import { findListener, portsOf } from '../os/listeners.ts';
import { writeFileSafely } from '../os/write-file.ts';
import { type DesiredGateway, spellingIn } from '../plan/desired-gateway.ts';
import type { LiveGateway, ObservedConfig, ObservedGateway } from '../plan/observed-gateway.ts';
import type { PlannedStep } from '../plan/plan.ts';
import { askAboutConfig } from './ask-about-config.ts';
import { checkPorts } from './check-ports.ts';
import { checkSecrets } from './check-secrets.ts';
import { checkSteps } from './check-steps.ts';
import { applyConfig, observeConfig } from './config-file.ts';
import { findConfigRefusal } from './config-refusal.ts';
import { applyDirectory, observeDirectory } from './directory.ts';
import { createEarlyAnswers, type EarlyAnswers } from './early-answers.ts';
import { readingOf, withGiven } from './gateway-variables.ts';
import { applyKey, observeKey, readKey } from './key-file.ts';
import type { Machine, WantedProof } from './machine.ts';
import { moveFolder } from './move-folder.ts';
import { observeTogether, type Together } from './observe-together.ts';
import { applyProgram, observeProgram } from './program-folder.ts';
import { type Answer, type Asker, askGateway } from './proofs/ask-gateway.ts';
import { applySecrets, type Environment, observeSecrets, storedSecretsHash } from './secrets-file.ts';
import type { DriverAccess } from './service-driver.ts';
import { openServices, type Services } from './services.ts';

export type HostMachineRequest = {
  /** The drivers of this host. */
  readonly drivers: readonly DriverAccess[];
  readonly environment: Environment;
  /** How long a gateway may take to prove itself, in milliseconds; `null`: as long as its runtime usually takes. */
  readonly timeoutMs: number | null;
};

/** The real host. `close` lets go of what the drivers hold open. */
export function openHostMachine(request: HostMachineRequest): Machine & { readonly close: () => Promise<void> } {
  const services = openServices(request.drivers);
  const early = createEarlyAnswers(services);
  const { environment, timeoutMs } = request;
  return {
    askAhead: early.ask,
    observe: (desired) => observe(desired, { services, environment, early }),
    isInUse: (desired) => isInUse(desired, services),
    checkSteps,
    checkSecrets,
    checkPorts: (derived, desired, released) => checkPorts(derived, desired, { services, released }),
    carryOut: (step, desired) => carryOut(step, desired, { services, environment }),
    prove: (desired, wanted) => prove(desired, wanted, { services, timeoutMs, shell: environment }),
    close: async () => {
      await early.close();
      services.close();
    },
  };
}

/** Held by the process while it runs; `null`: it holds none that others can ask for. */
function lockFileOf({ runtime, stateDir }: DesiredGateway): string | null {
  const { lockFile } = runtimeOf(runtime);
  return lockFile === '' ? null : join(stateDir, lockFile);
}

async function isInUse(desired: DesiredGateway, services: Services): Promise<boolean> {
  const lock = lockFileOf(desired);
  return lock === null ? (await services.processesOf(desired.service)).length > 0 : isLocked(lock);
}

type Looking = { readonly services: Services; readonly environment: Environment; readonly early: EarlyAnswers };

async function observe(desired: DesiredGateway, { services, environment, early }: Looking): Promise<ObservedGateway> {
  const reading = await readingOf(desired);
  const look = () => (runtimeOf(desired.runtime).hasConfig ? observeConfig(desired.gateway, desired.config.id, reading) : null);
  const asked = early.takeService(desired.service) ?? services.observe(desired.service);
  const [program, directories, keys, secrets, seen, service] = await Promise.all([
    desired.program === null ? null : observeProgram(desired.program),
    Promise.all(desired.directories.map(observeDirectory)),
    Promise.all(desired.keys.map(observeKey)),
    desired.state === 'absent' ? { stored: null, wanted: null } : observeSecrets(desired, environment),
    look(),
    asked,
  ]).catch(async (thrown: unknown) => {
    // A question that is under way holds its connection open; it ends before anybody hears of what could not be read.
    await asked.catch(() => undefined);
    throw thrown;
  });
  const pids = [service.registration, ...service.elsewhere.map(({ registration }) => registration)].flatMap((one) => one?.pid ?? []);
  const withLive = async (config: ObservedConfig | null): Promise<Together> => {
    const named = [configuredPort(config?.value), desired.service.port].filter((port) => port > 0);
    const answer = await findLive(named, { desired, pids, early, shell: environment });
    // A gateway may write into its config at any time: what it vouches for is what was seen.
    return { config: answer?.vouchesFor ?? config, live: answer?.live ?? null };
  };
  const first = await withLive(seen);
  const registration = service.registration ?? service.elsewhere[0]?.registration ?? null;
  const { config, live } =
    runtimeOf(desired.runtime).proof === 'signed' ? await observeTogether(first, async () => withLive(await look())) : first;
  return {
    program,
    directories: directories.filter((one) => one !== null),
    keys: keys.filter((one) => one !== null),
    secrets,
    config: config === null ? null : withGiven(config, desired, { files: reading.files, registration, pid: live?.pid ?? pids[0] ?? null }),
    service: { ...service, live },
  };
}

/** The port in a config; 0 when it names none. */
function configuredPort(value: { readonly [key: string]: unknown } | undefined): number {
  const gateway = value?.['gateway'];
  const port = gateway !== null && typeof gateway === 'object' && 'port' in gateway ? gateway.port : 0;
  return typeof port === 'number' && Number.isInteger(port) && port > 0 && port <= 65535 ? port : 0;
}

type Proven = Extract<Answer, { kind: 'proven' }>;

type Asking = Asker & { readonly desired: DesiredGateway; readonly early: EarlyAnswers };

/** On the ports that it should have; one that is known by its process may be found wherever that listens. */
async function findLive(named: readonly number[], asking: Asking): Promise<Proven | null> {
  const { desired, pids } = asking;
  const { proof } = runtimeOf(desired.runtime);
  const there = await firstLive([...new Set(named)], asking);
  if (there !== null || proof === 'signed' || pids.length === 0) return there;
  const elsewhere = async (own: readonly number[]) =>
    firstLive(
      (await portsOf(own)).filter((port) => !named.includes(port)),
      asking,
    );
  const own = await elsewhere(pids);
  // What is known by its answer is sent no token, so all that its service has started may be asked.
  return own !== null || proof !== 'answer' ? own : elsewhere(withDescendants(pids));
}

async function firstLive(ports: readonly number[], asking: Asking): Promise<Proven | null> {
  const answers = await Promise.all(ports.map((port) => askSettled(port, asking)));
  return answers.flatMap((answer) => (answer.kind === 'proven' ? [answer] : []))[0] ?? null;
}

/**
 * One that watches its config takes it up a moment after it was written; until then it says that it runs with another. When that
 * stays so while nobody writes, it is waiting for a restart; one that writes all the time is asked until it is between two.
 */
async function askSettled(port: number, { desired, early, ...asker }: Asking): Promise<Answer> {
  const { proof } = runtimeOf(desired.runtime);
  const come = proof === 'signed' ? early.takeAnswer({ port, stateDir: desired.stateDir }) : null;
  if (come !== null) return come;
  const began = performance.now();
  let seen = { revision: '', since: began, changes: 0 };
  for (;;) {
    const answer = await askGateway(port, desired, asker);
    if (proof !== 'handshake' || answer.kind !== 'proven' || answer.vouchesFor !== null) return answer;
    const [now, { revision = '' }] = [performance.now(), answer];
    if (revision !== seen.revision) seen = { revision, since: now, changes: seen.changes + 1 };
    if (now - seen.since >= SETTLE_MS || now - began > BUSY_MS) return answer;
    const isCalm = seen.changes === 1 && now > seen.since;
    await new Promise((resolve) => setTimeout(resolve, isCalm ? SETTLE_PAUSE_MS : BUSY_PAUSE_MS));
  }
}

/** It takes up what it has written within a third of a second. */
const [SETTLE_MS, SETTLE_PAUSE_MS] = [1_200, 300];

/**
 * A client can have OpenClaw write its config again and again, and it is up to date for a tenth of that time. Measured with 2026.9.6.
 * Longer pauses may miss that moment each time when it writes at regular intervals.
 */
const [BUSY_MS, BUSY_PAUSE_MS] = [15_000, 50];

type Tools = { readonly services: Services; readonly environment: Environment };

async function carryOut(step: PlannedStep, desired: DesiredGateway | null, { services, environment }: Tools): Promise<void> {
  switch (step.kind) {
    case 'move':
      return moveFolder(step);
    case 'directory':
      return applyDirectory(step.resource);
    case 'program':
      return applyProgram(step.resource, environment);
    case 'key':
      return applyKey(step.resource);
    case 'secrets':
      return desired === null ? undefined : applySecrets(desired, environment);
    case 'config':
      if (desired === null) throw new TypeError('a config belongs to a gateway');
      return applyConfig(step, {
        lock: runtimeOf(desired.runtime).configLock,
        reading: await readingOf(desired),
        spelling: spellingIn(desired),
      });
    case 'port-lock':
      return writeFileSafely(step.path, step.text, 0o644);
    case 'service':
      // The gateway watches its config; that it has taken the change up is proven afterwards.
      if (step.change.action === 'reload') return;
      return services.carryOut(step, desired === null ? null : lockFileOf(desired));
    default:
      return step satisfies never;
  }
}

type ProofTools = { readonly services: Services; readonly timeoutMs: number | null; readonly shell: Environment };

async function prove(desired: DesiredGateway, wanted: WantedProof, { services, timeoutMs, shell }: ProofTools): Promise<LiveGateway> {
  const { port } = desired.service;
  const { readiness, keys } = runtimeOf(desired.runtime);
  if (keys.includes('instance') && (await readKey(join(desired.stateDir, INSTANCE_SECRET_FILE))) === null)
    throw new OmniclawError('OCE_NOT_READY', `"${desired.gateway}" has no instance key`, { hint: 'omniclaw apply' });
  const ask = async () => askGateway(port, desired, { pids: await pidsToKnow(desired, services), shell });
  const hashes = { configHash: wanted.configHash, secretsHash: await storedSecretsHash(desired) };
  const [began, patience] = [performance.now(), timeoutMs ?? readiness.timeout];
  let first: { readonly live: LiveGateway; readonly at: number } | null = null;
  let last = 'nothing listens';
  while (performance.now() - began < patience) {
    if (wanted.signal.aborted)
      throw new OmniclawError('OCE_INTERRUPTED', `stopped waiting for "${desired.gateway}"`, { hint: 'omniclaw apply' });
    // What has taken up its config works with it until it ends: from then on it only has to be the same one.
    const known = first?.live.startId ?? null;
    const { answer, runs } = await askAboutConfig(ask, desired, { ...hashes, known });
    if (answer.kind === 'proven' && runs === 'as declared') {
      if (first === null || known !== answer.live.startId) first = { live: answer.live, at: performance.now() };
      if (performance.now() - first.at >= readiness.stable) return answer.live;
    } else {
      first = null;
      last = describeAnswer(answer);
      await refuseForGood(answer, desired);
      wanted.waiting(Math.round((performance.now() - began) / 1000), last);
    }
    const ended = await services.failure(desired.service);
    if (ended !== null) throw notReady(desired, ended);
    await new Promise((resolve) => setTimeout(resolve, readiness.interval));
  }
  throw notReady(desired, `it did not prove itself on port ${port} within ${Math.round(patience / 1000)} s: ${last}`);
}

/** Who signs needs no other proof that the process is the right one. */
async function pidsToKnow(desired: DesiredGateway, services: Services): Promise<readonly number[]> {
  return runtimeOf(desired.runtime).proof === 'signed' ? [] : services.processesOf(desired.service);
}

/** Answers after which waiting is of no use. */
async function refuseForGood(answer: Answer, desired: DesiredGateway): Promise<void> {
  if (answer.kind === 'stranger') await refuseStranger(desired, answer.claims);
  const refusal =
    answer.kind === 'rejects'
      ? answer.problem
      : answer.kind === 'proven'
        ? findConfigRefusal(desired.service.program.logFile, desired.config.id)
        : null;
  if (refusal !== null) throw notReady(desired, `it runs on with the config it had, and refuses the new one: ${refusal}`);
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

function describeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'silent':
      return 'nothing listens';
    case 'foreign':
    case 'starting':
    case 'rejects':
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
