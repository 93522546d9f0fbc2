import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { Call } from './command.ts';

/** A whole number from 1 to 86,400 given as an option, or `otherwise`. */
export function readNumber(call: Call, name: string, otherwise: number): number {
  const text = call.value(name);
  if (text === undefined) return otherwise;
  const value = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > 86_400) {
    throw new OmniclawError('OCE_USAGE', `"--${name}" must be a whole number from 1 to 86400, got "${text}"`, {
      hint: `--${name} ${otherwise}`,
    });
  }
  return value;
}

/** How long a gateway may take to prove itself, in milliseconds; `null`: nobody says, and its runtime decides. */
export function readTimeout(call: Call): number | null {
  return call.value('timeout') === undefined ? null : readNumber(call, 'timeout', 20) * 1000;
}
