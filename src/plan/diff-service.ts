import type { JsonObject } from '../fleet/fleet-spec.ts';
import { canonicalJson } from '../fleet/gateway-proof.ts';
import type { DesiredGateway } from './desired-gateway.ts';
import type { ObservedGateway, ObservedService, ServiceRegistration } from './observed-gateway.ts';
import type { Action, Change, Impact, ServiceResource } from './resource.ts';

/**
 * `start`: register and run · `restart`: stop, then run · `adopt`: bring the supervisor back over a running gateway ·
 * `stop`: end the process, keep the registration · `delete`: end it and forget it.
 */
export type ServiceStep = { readonly change: Change; readonly kind: 'service'; readonly resource: ServiceResource };

/** What a process must run with to be up to date. */
export type WantedHashes = Pick<ServiceResource, 'configHash' | 'secretsHash'>;

/** A process that has not answered for this long after its start is restarted rather than waited for. */
const STARTING_GRACE_MS = 15_000;

export function diffService(desired: DesiredGateway, observed: ObservedGateway, hashes: WantedHashes): ServiceStep[] {
  const resource: ServiceResource = { ...desired.service, ...hashes };
  const decision = desired.state === 'running' ? decideRunning(resource, observed.service) : decideDown(desired, observed.service);
  if (decision === null) return [];
  const [action, reasons, impact] = decision;
  const change: Change = {
    action,
    gateway: desired.gateway,
    kind: 'service',
    id: resource.id,
    before: summarizeObserved(observed.service),
    after: action === 'delete' ? null : { state: desired.state, ...(desired.state === 'running' ? { port: resource.port } : {}) },
    reasons,
    impact,
  };
  return [{ kind: 'service', resource, change }];
}

type Decision = readonly [Action, readonly string[], Impact] | null;

function decideDown({ state }: DesiredGateway, { registration }: ObservedService): Decision {
  if (registration === null) return null;
  if (state === 'absent') return ['delete', ['declared absent'], 'restart'];
  return registration.wanted === 'stopped' && registration.pid === null ? null : ['stop', ['declared stopped'], 'restart'];
}

function decideRunning(wanted: ServiceResource, service: ObservedService): Decision {
  const { registration, live, supervisor } = service;
  if (registration === null) return ['start', [live === null ? 'not running' : 'runs without the supervisor'], 'restart'];
  if (registration.wanted === 'stopped' || registration.pid === null) return ['start', [notRunning(registration)], 'restart'];
  const differences = [...programDifferences(wanted, registration), ...liveDifferences(wanted, service)];
  if (differences.length > 0) return ['restart', differences, 'restart'];
  if (live === null) {
    return registration.ageMs < STARTING_GRACE_MS
      ? ['start', ['started, has not answered yet'], 'none']
      : ['restart', ['runs, but does not answer as this gateway'], 'restart'];
  }
  return supervisor === 'gone' ? ['adopt', ['runs, but its supervisor is gone'], 'none'] : null;
}

function notRunning({ wanted, phase, lastExit }: ServiceRegistration): string {
  const state = wanted === 'stopped' ? 'stopped' : phase === 'failed' ? 'failed' : 'not running';
  return lastExit === '' ? state : `${state}: ${lastExit}`;
}

function programDifferences({ program }: ServiceResource, registration: ServiceRegistration): string[] {
  const parts = ['argv', 'env', 'workingDirectory', 'logFile'] as const;
  return parts
    .filter((part) => canonicalJson(program[part]) !== canonicalJson(registration.program[part]))
    .map(
      (part) =>
        `its ${part === 'workingDirectory' ? 'working directory' : part === 'logFile' ? 'log file' : part === 'env' ? 'environment' : 'command line'} changed`,
    );
}

function liveDifferences(wanted: ServiceResource, { live }: ObservedService): string[] {
  if (live === null) return [];
  return [
    ...(live.port === wanted.port ? [] : [`serves port ${live.port}, declared is ${wanted.port}`]),
    ...(live.configHash === wanted.configHash ? [] : ['runs with another config']),
    ...(live.secretsHash === wanted.secretsHash ? [] : ['runs with other secrets']),
  ];
}

function summarizeObserved({ registration, live }: ObservedService): JsonObject | null {
  if (registration === null) return live === null ? null : { state: 'running', pid: live.pid, port: live.port };
  return { state: registration.phase, pid: registration.pid, ...(live === null ? {} : { port: live.port }) };
}
