import { authModeOf, secretIn } from '../../fleet/client-auth.ts';
import type { Json } from '../../fleet/fleet-spec.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { parseJson } from '../../fleet/parse-json.ts';
import { readFileSafely } from '../../os/read-file.ts';
import { proxyFault } from '../../plan/auth-faults.ts';
import { fieldAt } from '../../plan/desired-config.ts';
import type { ObservedConfig } from '../../plan/observed-gateway.ts';

/** What a client of a gateway proves itself with; `null`: nothing is asked for. */
export type Credentials = { readonly token: string } | { readonly password: string } | null;

/**
 * The shared secret that the config of a gateway asks of its clients; `missing`: it does not name one, so nobody
 * is let in. Variables are those of the running gateway. Throws OCE_OBSERVE when it stands where we cannot read it.
 */
export async function credentialsOf(
  { gateway, id, value }: ObservedConfig,
  environment: ReadonlyMap<string, string>,
): Promise<Credentials | 'missing'> {
  const mode = authModeOf(value);
  if (mode === 'none') return null;
  const fault = proxyFault(id, value);
  if (fault !== null) throw new OmniclawError('OCE_OBSERVE', fault.message, { hint: fault.hint });
  const key = mode === 'token' ? 'token' : 'password';
  const secret = secretIn(value, key);
  if (secret === null) return 'missing';
  const found = await read(secret, value, environment);
  if (found === null) {
    throw new OmniclawError('OCE_OBSERVE', `what "${gateway}" runs with is not known: its gateway ${key} cannot be read from "${id}"`, {
      hint: key === 'token' ? `set "auth.token" of "${gateway}" in the fleet file` : `name a file or a variable in "gateway.auth.password"`,
    });
  }
  return key === 'password' ? { password: found } : { token: found };
}

/** Source: openclaw 2026.9.6, `docs/gateway/secrets/secretref-contract.md`. */
async function read(secret: Json, config: Json, environment: ReadonlyMap<string, string>): Promise<string | null> {
  if (typeof secret === 'string') {
    const [, name = null] = /^\$\{?([A-Z_][A-Z0-9_]*)\}?$/.exec(secret) ?? [];
    return name === null ? secret || null : (environment.get(name) ?? null);
  }
  if (!isJsonObject(secret)) return null;
  const { source, provider, id } = secret;
  if (typeof provider !== 'string' || typeof id !== 'string') return null;
  if (source === 'env') return environment.get(id) ?? null;
  const path = fieldAt(config, ['secrets', 'providers', provider, 'path']);
  if (source !== 'file' || typeof path !== 'string') return null;
  const text = (await readFileSafely(inHome(path, environment)))?.text;
  if (text === undefined) return null;
  if (id === 'value') return text.trim();
  const keys = id
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const found = fieldAt(parseJson(text) ?? null, keys);
  return typeof found === 'string' ? found : null;
}

function inHome(path: string, environment: ReadonlyMap<string, string>): string {
  return path.startsWith('~/') ? `${environment.get('HOME') ?? ''}${path.slice(1)}` : path;
}
