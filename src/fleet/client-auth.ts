/** How a gateway that is not ours lets its clients in. Source: openclaw 2026.9.6, `src/gateway/auth-resolve.ts`, `src/gateway/auth.ts`. */
import type { Json } from './fleet-spec.ts';
import { valueAt } from './value-at.ts';

/** What clients of a gateway may have to know. */
export type ClientSecret = 'token' | 'password';

/** The mode that is written, or the one that follows from what there is: a password counts for more than a token. */
export function authModeOf(config: Json): string {
  const written = valueAt(config, ['gateway', 'auth', 'mode']);
  if (typeof written === 'string' && written.trim() !== '') return written.trim();
  return secretIn(config, 'password') === null ? 'token' : 'password';
}

/** Whether clients are let in by a token, or would be if one were asked for. */
export function takesToken(config: Json): boolean {
  return ['token', 'none'].includes(authModeOf(config));
}

/** The secret of clients as a config says it: its own, or else the one for a gateway elsewhere; `null`: it says none. */
export function secretIn(config: Json, which: ClientSecret): Json {
  const said = ['auth', 'remote'].map((section) => valueAt(config, ['gateway', section, which]) ?? null);
  return said.find((value) => value !== null && !(typeof value === 'string' && value.trim() === '')) ?? null;
}
