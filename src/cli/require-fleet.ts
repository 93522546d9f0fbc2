import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { CheckedFleet } from './check-fleet.ts';

/** The derived fleet. Throws OCE_REFUSED when the file is too broken to derive one from. */
export function requireFleet({ fleet, path }: CheckedFleet): NonNullable<CheckedFleet['fleet']> {
  if (fleet === null) throw new OmniclawError('OCE_REFUSED', `the fleet file "${path}" has errors`, { hint: 'omniclaw lint' });
  return fleet;
}
