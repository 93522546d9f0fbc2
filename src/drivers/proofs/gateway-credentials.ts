import { type AuthFacts, authModeOf, type ClientSecret, hasSecret, secretIn, variableIn } from '../../fleet/client-auth.ts';
import type { Json } from '../../fleet/fleet-spec.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { parseJson } from '../../fleet/parse-json.ts';
import { runtimeOf } from '../../fleet/runtime.ts';
import { readFileSafely } from '../../os/read-file.ts';
import { proxyFault } from '../../plan/auth-faults.ts';
import { fieldAt, fieldsToObject } from '../../plan/desired-config.ts';
import type { DesiredGateway } from '../../plan/desired-gateway.ts';
import type { ObservedConfig } from '../../plan/observed-gateway.ts';
import { fromProvider } from '../../plan/secret-providers.ts';
import { type Lookup, secretsGiven } from '../gateway-variables.ts';
import type { Environment } from '../secrets-file.ts';

/** What a client of a gateway proves itself with; `null`: nothing is asked for. */
export type Credentials = { readonly token: string } | { readonly password: string } | null;

/** `shell`: the variables that references of the fleet file are looked up in. */
export type CredentialPlaces = { readonly desired: DesiredGateway; readonly lookUp: Lookup; readonly shell: Environment };

/**
 * The shared secret that the config of a gateway asks of its clients; `missing`: it does not name one, so nobody is let in.
 * A token that cannot be read there may be the one that the fleet file names. Throws OCE_OBSERVE when neither can be read.
 */
export async function credentialsOf({ gateway, id, value }: ObservedConfig, places: CredentialPlaces): Promise<Credentials | 'missing'> {
  const { desired, lookUp } = places;
  const facts = { value, given: secretsGiven(desired, lookUp) };
  const mode = authModeOf(facts);
  if (mode === 'none') return null;
  const fault = proxyFault(id, facts);
  if (fault !== null) throw new OmniclawError('OCE_OBSERVE', fault.message, { hint: fault.hint });
  const key = mode === 'token' ? 'token' : 'password';
  if (!hasSecret(facts, key)) return 'missing';
  const found = (await readWhereSaid(facts, key, places)) ?? (key === 'token' ? await readDeclared(places) : null);
  if (found === null) {
    throw new OmniclawError('OCE_OBSERVE', `what "${gateway}" runs with is not known: its gateway ${key} cannot be read from "${id}"`, {
      hint: key === 'token' ? `set "auth.token" of "${gateway}" in the fleet file` : `name a file or a variable in "gateway.auth.password"`,
    });
  }
  return key === 'password' ? { password: found } : { token: found };
}

/** In the config itself, else in the variable for that, else where the config says it for a gateway elsewhere. */
async function readWhereSaid(
  { value, given }: AuthFacts,
  which: ClientSecret,
  { desired, lookUp }: CredentialPlaces,
): Promise<string | null> {
  const said = secretIn(value, 'auth', which);
  if (said !== null || !given.includes(which)) return read(said ?? secretIn(value, 'remote', which), value, lookUp);
  return lookUp(runtimeOf(desired.runtime).variables.secrets[which]);
}

/** The token that the fleet file names; `null`: it names none, or what it names cannot be read. */
async function readDeclared({ desired, lookUp, shell }: CredentialPlaces): Promise<string | null> {
  const declared = fieldsToObject(desired.config.fields.filter(({ set }) => set === 'always'));
  const token = fieldAt(declared, ['gateway', 'auth', 'token']) ?? null;
  const reference = fromProvider(token, declared);
  const set = reference !== null && '$env' in reference ? (shell[reference.$env] ?? '') : '';
  return set === '' ? read(token, declared, lookUp) : set;
}

/** Source: openclaw 2026.9.6, `docs/gateway/secrets/secretref-contract.md`. */
async function read(secret: Json, config: Json, lookUp: Lookup): Promise<string | null> {
  const variable = variableIn(secret);
  if (variable !== null) return lookUp(variable);
  if (typeof secret === 'string') return secret || null;
  if (!isJsonObject(secret)) return null;
  const { source, provider, id } = secret;
  if (typeof provider !== 'string' || typeof id !== 'string') return null;
  const path = fieldAt(config, ['secrets', 'providers', provider, 'path']);
  if (source !== 'file' || typeof path !== 'string') return null;
  const text = (await readFileSafely(inHome(path, lookUp)))?.text;
  if (text === undefined) return null;
  if (id === 'value') return text.trim();
  const keys = id
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const found = fieldAt(parseJson(text) ?? null, keys);
  return typeof found === 'string' ? found : null;
}

function inHome(path: string, lookUp: Lookup): string {
  return path.startsWith('~/') ? `${lookUp('HOME') ?? ''}${path.slice(1)}` : path;
}
