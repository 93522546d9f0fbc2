/** Slows down who guesses tokens, on loopback too. */
import { createHash } from 'node:crypto';

export type FailureLimiter = {
  /** Whether this address has to wait before another token of it is looked at. */
  readonly isWaiting: (address: string) => boolean;
  /** Notes a wrong token. The same one again is a client with an old token, and no guess. */
  readonly note: (address: string, token: string) => void;
};

/** Different wrong tokens of one address within the window. */
const GUESSES = 10;
const WINDOW_MS = 10_000;
/** Addresses that are remembered at once; beyond, the oldest is forgotten. */
const ADDRESSES = 1_000;

type Failures = { readonly since: number; readonly tokens: Set<string> };

/** `now`: milliseconds of a clock that only goes forward. */
export function createFailureLimiter(now: () => number): FailureLimiter {
  const failures = new Map<string, Failures>();
  const current = (address: string): Failures | undefined => {
    const found = failures.get(address);
    if (found === undefined || now() - found.since < WINDOW_MS) return found;
    failures.delete(address);
    return undefined;
  };
  return {
    isWaiting: (address) => (current(address)?.tokens.size ?? 0) >= GUESSES,
    note: (address, token) => {
      const { since, tokens } = current(address) ?? { since: now(), tokens: new Set<string>() };
      tokens.add(createHash('sha256').update(token).digest('base64url').slice(0, 16));
      failures.set(address, { since, tokens });
      const [oldest] = failures.keys();
      if (failures.size > ADDRESSES && oldest !== undefined) failures.delete(oldest);
    },
  };
}
