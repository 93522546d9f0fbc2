/**
 * Secret references in the words of a gateway that reads them from providers. Values of variables stand in the private
 * file that apply keeps for the gateway; other files are named as they are. Source: openclaw 2026.9.6,
 * `docs/gateway/secrets/secretref-contract.md`.
 */
import { createHash } from 'node:crypto';
import type { SecretReference } from '../fleet/fleet-schema.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { SECRETS_FILE, secretKey } from '../fleet/gateway-proof.ts';
import type { Host } from '../fleet/host.ts';
import { isSecretReference } from '../fleet/is-secret-reference.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { fieldAt, type OwnedField } from './desired-config.ts';
import { absolutePath } from './normal-path.ts';

/** Fields as the gateway reads them. `problems`: references that it has no words for. */
export type TranslatedFields = { readonly fields: readonly OwnedField[]; readonly problems: readonly string[] };

/** Name of the provider that reads the values of variables. */
const VARIABLES = 'omniclaw';

export function toProviders(fields: readonly OwnedField[], stateDir: string, host: Host): TranslatedFields {
  const providers = new Map<string, JsonObject>();
  const problems: string[] = [];
  const translate = (value: Json, path: readonly string[]): Json => {
    if (isSecretReference(value)) {
      const found = referTo(value, stateDir, host);
      if (found === null) {
        problems.push(`"${path.join('.')}" comes from a command, and this runtime takes secrets from variables and files only`);
        return value;
      }
      providers.set(found.provider, found.reads);
      return { source: 'file', provider: found.provider, id: found.id };
    }
    if (Array.isArray(value)) return value.map((inner, at) => translate(inner, [...path, String(at)]));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, translate(inner, [...path, key])]));
  };
  const translated = fields.map((field) => ({ ...field, value: translate(field.value, field.path) }));
  const needed = [...providers].flatMap(([name, reads]) =>
    Object.entries(reads).map(([key, value]): OwnedField => ({ path: ['secrets', 'providers', name, key], value, set: 'always' })),
  );
  return { fields: [...translated, ...needed], problems };
}

type FileSource = { readonly provider: string; readonly id: string; readonly reads: JsonObject };

function referTo(reference: SecretReference, stateDir: string, host: Host): FileSource | null {
  if ('$env' in reference) {
    const id = `/${secretKey(reference)}`;
    return { provider: VARIABLES, id, reads: { source: 'file', path: `${stateDir}/${SECRETS_FILE}`, mode: 'json' } };
  }
  if (!('$file' in reference)) return null;
  const path = absolutePath(reference.$file, host);
  const provider = `${VARIABLES}-${createHash('sha256').update(path).digest('hex').slice(0, 12)}`;
  return { provider, id: 'value', reads: { source: 'file', path, mode: 'singleValue' } };
}

/** What such a reference in a config stands for in a fleet file; `null`: it is none of ours. */
export function fromProvider(value: Json, config: Json): SecretReference | null {
  if (!isJsonObject(value) || value['source'] !== 'file' || typeof value['provider'] !== 'string') return null;
  const { provider, id } = value;
  const path = fieldAt(config, ['secrets', 'providers', provider, 'path']);
  if (provider === VARIABLES && typeof id === 'string' && id.startsWith('/env:')) return { $env: id.slice('/env:'.length) };
  return provider.startsWith(`${VARIABLES}-`) && id === 'value' && typeof path === 'string' ? { $file: path } : null;
}
