import { fingerprint, type SavedPlan } from '../apply/saved-plan.ts';
import type { ObservedGateway } from '../plan/observed-gateway.ts';
import type { CheckedFleet } from './check-fleet.ts';
import type { PlanTools, PreparedPlan } from './plan-fleet.ts';

/** Fingerprints of everything a plan is made from, by what it is in words. `key`: 64 hex digits. */
export function planInputs(checked: CheckedFleet, prepared: PreparedPlan, tools: PlanTools, key: string): SavedPlan['inputs'] {
  const { fleet, path, sourceText } = checked;
  const of = (value: unknown): string => fingerprint(value, key);
  return {
    [`the fleet file "${path}"`]: of(sourceText),
    'what the fleet file says': of(fleet?.spec),
    'the lock file of ports': of(fleet?.lock.text),
    'how services are started': of(tools.launch),
    'gateways that left the fleet file': of(prepared.plan.gateways.map(({ name }) => name)),
    'what cannot be changed': of(prepared.plan.blocked),
    ...Object.fromEntries([...prepared.observed].flatMap(([name, observed]) => observedInputs(name, observed, tools, of))),
  };
}

function observedInputs(
  name: string,
  observed: ObservedGateway,
  { ledger }: PlanTools,
  of: (value: unknown) => string,
): [string, string][] {
  const { program, directories, keys, secrets, config, service } = observed;
  return [
    [`the release of "${name}"`, of(program)],
    [`the folders of "${name}"`, of(directories)],
    [`the keys of "${name}"`, of(keys)],
    [`the secrets of "${name}"`, of(secrets)],
    [`the config of "${name}"`, of(config)],
    [`the service of "${name}"`, of(steady(service))],
    [`what was applied before to "${name}"`, of(ledger.entry(name))],
  ];
}

/** A process that was started again with the same config is no reason to make a plan anew. */
function steady({ live, registration, ...rest }: ObservedGateway['service']) {
  const running = live === null ? null : { port: live.port, configHash: live.configHash, secretsHash: live.secretsHash };
  if (registration === null) return { ...rest, running, registration };
  const { pid, ageMs: _, lastExit: __, ...kept } = registration;
  return { ...rest, running, registration: { ...kept, runs: pid !== null } };
}
