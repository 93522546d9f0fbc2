import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { PlanChoices } from '../plan/plan-choices.ts';
import type { CheckedFleet } from './check-fleet.ts';
import type { Call } from './command.ts';
import { readTargets } from './read-targets.ts';

/** What `--target`, `--adopt` and `--prune` ask for. */
export function readChoices(call: Call, checked: CheckedFleet): PlanChoices {
  const targets = readTargets(call, checked);
  if (targets.length > 0 && call.has('prune')) {
    throw new OmniclawError('OCE_USAGE', '"--prune" looks at the whole fleet, so it excludes "--target"', {
      hint: 'omniclaw apply --prune',
    });
  }
  return { targets, adopt: call.has('adopt') ? 'allowed' : 'refused', prune: call.has('prune') ? 'yes' : 'no' };
}
