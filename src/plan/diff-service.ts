import type { JsonObject } from '../fleet/fleet-spec.ts';
import { isSameJson } from '../fleet/gateway-proof.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { type ChangedLines, changedLines } from './definition-lines.ts';
import { differingSettings } from './definition-settings.ts';
import type { DesiredGateway } from './desired-gateway.ts';
import { foreignDifferences } from './foreign-differences.ts';
import type { ObservedGateway, ObservedService, ServiceRegistration } from './observed-gateway.ts';
import type { Action, Change, Impact, ServiceResource } from './resource.ts';

/**
 * `start`: register and run · `restart`: register, stop, then run · `update`: register anew, the process is left alone ·
 * `reload`: nothing but the config changed, and the process sees that itself ·
 * `adopt`: bring the supervisor back over a running gateway · `stop`: end the process, keep the registration ·
 * `delete`: end it and forget it. Each of them first ends the service under every other driver.
 */
export type ServiceStep = { readonly change: Change; readonly kind: 'service'; readonly resource: ServiceResource };

/** What a process must run with to be up to date. */
export type WantedHashes = Pick<ServiceResource, 'configHash' | 'secretsHash'> & {
  /** Keys of the config that differ and that the running process takes up by itself; empty when it has to be started again. */
  readonly reload: readonly string[];
};

export function diffService(desired: DesiredGateway, observed: ObservedGateway, hashes: WantedHashes): ServiceStep[] {
  const { reload, ...known } = hashes;
  const resource: ServiceResource = { ...desired.service, ...known };
  const decision = preferReload(decide(desired, resource, observed.service), reload, observed.service);
  if (decision === null) return [];
  const [action, reasons, impact] = decision;
  const { removed, added } = action === 'stop' || action === 'delete' ? NO_LINES : definitionLines(resource, observed.service);
  const change: Change = {
    action,
    gateway: desired.gateway,
    kind: 'service',
    id: resource.id,
    before: withDefinition(summarizeObserved(observed.service), removed),
    after: action === 'delete' ? null : withDefinition(summarizeWanted(desired, resource, observed.service), added),
    reasons,
    impact,
  };
  return [{ kind: 'service', resource, change }];
}

type Decision = readonly [Action, readonly string[], Impact] | null;

const OTHER_CONFIG = 'runs with another config';

/** A restart for nothing but keys that can be taken up while the process runs is a reload, or comes with the next supervisor. */
function preferReload(decision: Decision, keys: readonly string[], { supervisor }: ObservedService): Decision {
  if (decision === null || keys.length === 0 || decision[0] !== 'restart') return decision;
  if (decision[1].some((reason) => reason !== OTHER_CONFIG)) return decision;
  const takesUp = `takes up ${keys.join(', ')} while it runs`;
  return supervisor === 'gone' ? ['adopt', [takesUp, WITHOUT_SUPERVISOR], 'reload'] : ['reload', [takesUp], 'reload'];
}

const WITHOUT_SUPERVISOR = 'runs, but its supervisor is gone';

function decide(desired: DesiredGateway, resource: ServiceResource, service: ObservedService): Decision {
  if (desired.state !== 'running') return decideDown(desired, service);
  return resource.driver === 'external' ? decideExternal(resource, service) : decideRunning(desired, resource, service);
}

function decideDown({ state, service: { driver } }: DesiredGateway, { registration, elsewhere, live }: ObservedService): Decision {
  const registrations = [...(registration === null ? [] : [registration]), ...elsewhere.map((one) => one.registration)];
  if (driver === 'external' && live !== null && registrations.length === 0) return ['stop', [`declared ${state}`], 'restart'];
  if (registrations.length === 0) return null;
  if (state === 'absent') return ['delete', ['declared absent'], 'restart'];
  return registrations.every(({ wanted, pid }) => wanted === 'stopped' && pid === null) ? null : ['stop', ['declared stopped'], 'restart'];
}

/** What something else runs is watched only: carrying the step out says who has to do it. */
function decideExternal(wanted: ServiceResource, service: ObservedService): Decision {
  if (service.elsewhere.length > 0) return ['restart', handOver(wanted, service), 'restart'];
  if (service.live === null) return ['start', ['not running; something else has to run it'], 'restart'];
  const differences = liveDifferences(wanted, service);
  return differences.length > 0 ? ['restart', differences, 'restart'] : null;
}

function decideRunning(desired: DesiredGateway, wanted: ServiceResource, service: ObservedService): Decision {
  const { registration, elsewhere, live, supervisor } = service;
  const moves = handOver(wanted, service);
  if (elsewhere.some(({ registration: { pid } }) => pid !== null)) return ['restart', moves, 'restart'];
  if (registration === null) {
    return ['start', moves.length > 0 ? moves : [live === null ? 'not running' : `runs without ${nameOf(wanted.driver)}`], 'restart'];
  }
  if (registration.wanted === 'stopped' || registration.pid === null) return ['start', [notRunning(registration), ...moves], 'restart'];
  const faults = registration.faults.filter(({ impact }) => impact === 'none').map(({ message }) => message);
  const differences = [
    ...(registration.origin === 'theirs'
      ? foreignDifferences(wanted, registration, desired.pinned)
      : definitionDifferences(wanted, registration)),
    ...registration.faults.filter(({ impact }) => impact === 'restart').map(({ message }) => message),
    ...liveDifferences(wanted, service),
  ];
  if (differences.length > 0) return ['restart', [...differences, ...faults, ...moves], 'restart'];
  if (live === null) {
    return registration.ageMs < runtimeOf(desired.runtime).readiness.grace
      ? ['start', ['started, has not answered yet', ...faults, ...moves], 'none']
      : ['restart', ['runs, but does not answer as this gateway', ...faults, ...moves], 'restart'];
  }
  if (supervisor === 'gone') return ['adopt', [WITHOUT_SUPERVISOR, ...moves], 'none'];
  return faults.length + moves.length > 0 ? ['update', [...faults, ...moves], 'none'] : null;
}

function handOver({ driver }: ServiceResource, { elsewhere }: ObservedService): string[] {
  return elsewhere.map((other) => `moves from ${nameOf(other.driver)} to ${nameOf(driver)}`);
}

function nameOf(driver: ServiceResource['driver']): string {
  return driver === 'supervisor' ? 'the supervisor' : driver === 'external' ? 'something else' : driver;
}

function notRunning({ wanted, phase, lastExit }: ServiceRegistration): string {
  const state = wanted === 'stopped' ? 'stopped' : phase === 'failed' ? 'failed' : 'not running';
  return lastExit === '' ? state : `${state}: ${lastExit}`;
}

const PARTS = { argv: 'command line', env: 'environment', workingDirectory: 'working directory', logFile: 'log file' } as const;

function definitionDifferences({ program, definition }: ServiceResource, registration: ServiceRegistration): string[] {
  const { program: known, definition: installed } = registration;
  const parts = ['argv', 'env', 'workingDirectory', 'logFile'] as const;
  const changed = known === null ? [] : parts.filter((part) => !isSameJson(program[part], known[part]));
  const settings =
    definition === null || installed === definition.text
      ? []
      : installed === null
        ? ['its definition is missing']
        : differingSettings(definition.text, installed).map((setting) => `${setting} changed`);
  return [...changed.map((part) => `its ${PARTS[part]} changed`), ...settings];
}

function liveDifferences(wanted: ServiceResource, { live }: ObservedService): string[] {
  if (live === null) return [];
  return [
    ...(live.port === wanted.port ? [] : [`serves port ${live.port}, declared is ${wanted.port}`]),
    ...(live.configHash === wanted.configHash ? [] : [OTHER_CONFIG]),
    ...(live.secretsHash === wanted.secretsHash ? [] : ['runs with other secrets']),
  ];
}

const NO_LINES: ChangedLines = { removed: [], added: [] };

/** What changes in the definition that is installed; a new one is no change. */
function definitionLines({ definition }: ServiceResource, { registration }: ObservedService): ChangedLines {
  const installed = registration?.definition ?? null;
  return definition === null || installed === null ? NO_LINES : changedLines(installed, definition.text);
}

function withDefinition<T extends JsonObject | null>(summary: T, lines: readonly string[]): T | JsonObject {
  return summary === null || lines.length === 0 ? summary : { ...summary, definition: lines };
}

function summarizeObserved({ registration, elsewhere, live }: ObservedService): JsonObject | null {
  const [other] = elsewhere;
  const known = registration ?? other?.registration ?? null;
  const port = live === null ? {} : { port: live.port };
  if (known === null) return live === null ? null : { state: 'running', pid: live.pid, ...port };
  return { state: known.phase, pid: known.pid, ...port, ...(other === undefined ? {} : { driver: other.driver }) };
}

function summarizeWanted({ state }: DesiredGateway, { port, driver }: ServiceResource, { elsewhere }: ObservedService): JsonObject {
  return { state, ...(state === 'running' ? { port } : {}), ...(elsewhere.length > 0 ? { driver } : {}) };
}
