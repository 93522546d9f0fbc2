import { nearestName } from '../fleet/nearest-name.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { CheckedFleet } from './check-fleet.ts';
import type { Call } from './command.ts';

/** Names given by `--target`, each of which must be a gateway of the fleet. */
export function readTargets(call: Call, checked: CheckedFleet): readonly string[] {
  const names = checked.fleet?.gateways.map(({ name }) => name) ?? [];
  const targets = call.values('target');
  if (checked.fleet === null) return targets;
  for (const target of targets) requireGateway(target, names);
  return targets;
}

/** Throws OCE_USAGE when a name is not one of the known gateways. */
export function requireGateway(name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const nearest = nearestName(name, known);
  throw new OmniclawError('OCE_USAGE', `there is no gateway "${name}"`, {
    hint: nearest === undefined ? `known: ${known.join(', ')}` : `did you mean "${nearest}"?`,
  });
}
