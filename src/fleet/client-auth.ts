/** How a gateway that is not ours lets its clients in. Source: openclaw 2026.9.6, `src/gateway/auth-resolve.ts`, `src/gateway/auth.ts`. */
import type { Json } from './fleet-spec.ts';
import { isJsonObject } from './json-object.ts';
import { valueAt } from './value-at.ts';

/** What clients of a gateway may have to know. */
export type ClientSecret = 'token' | 'password';

/** A config, and the secrets of clients that stand beside it, in variables of the gateway. */
export type AuthFacts = { readonly value: Json; readonly given: readonly ClientSecret[] };

/** The mode that is written, or the one that follows from what there is: a password counts for more than a token. */
export function authModeOf(facts: AuthFacts): string {
  const written = valueAt(facts.value, ['gateway', 'auth', 'mode']);
  if (typeof written === 'string' && written.trim() !== '') return written.trim();
  return hasSecret(facts, 'password') ? 'password' : 'token';
}

/** Whether clients are let in by a token, or would be if one were asked for. */
export function takesToken(facts: AuthFacts): boolean {
  return ['token', 'none'].includes(authModeOf(facts));
}

export function hasSecret({ value, given }: AuthFacts, which: ClientSecret): boolean {
  return given.includes(which) || secretIn(value, 'auth', which) !== null || secretIn(value, 'remote', which) !== null;
}

/** What a config says of a secret; `null`: nothing. `remote`: that of a gateway elsewhere, which counts where nothing else does. */
export function secretIn(config: Json, section: 'auth' | 'remote', which: ClientSecret): Json {
  const value = valueAt(config, ['gateway', section, which]) ?? null;
  return typeof value === 'string' && value.trim() === '' ? null : value;
}

/** The variable that a secret stands in, as the config says it; `null`: in none. Source: openclaw 2026.9.6, SecretRef. */
export function variableIn(secret: Json): string | null {
  if (typeof secret === 'string') return /^\$\{?([A-Z_][A-Z0-9_]*)\}?$/.exec(secret)?.[1] ?? null;
  return isJsonObject(secret) && secret['source'] === 'env' && typeof secret['id'] === 'string' ? secret['id'] : null;
}

/** The variables without which clients would not be let in as before. `usual`: where a secret stands that the config does not say. */
export function variablesNeeded(facts: AuthFacts, usual: { readonly [which in ClientSecret]: string }): string[] {
  const mode = authModeOf(facts);
  if (mode === 'none') return [];
  const which = mode === 'token' ? 'token' : 'password';
  const said = secretIn(facts.value, 'auth', which);
  const variable = said === null ? usual[which] : variableIn(said);
  return variable === null ? [] : [variable];
}
