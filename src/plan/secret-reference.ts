import type { SecretReference } from '../fleet/fleet-schema.ts';
import type { Json } from '../fleet/fleet-spec.ts';
import { canonicalJson } from '../fleet/gateway-proof.ts';
import type { Host } from '../fleet/host.ts';
import { isSecretReference } from '../fleet/is-secret-reference.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { absolutePath } from './normal-path.ts';

/** What two spellings of one reference have in common. Never the secret. */
export function referenceIdentity(reference: SecretReference, host: Host): string {
  return canonicalJson('$file' in reference ? { $file: absolutePath(reference.$file, host) } : reference);
}

/** Calls `visit` for every value below `value` that is a text or a reference, with the keys that lead to it. */
export function visitLeaves(
  value: Json,
  keys: readonly string[],
  visit: (leaf: string | SecretReference, keys: readonly string[]) => void,
): void {
  if (typeof value === 'string' || isSecretReference(value)) visit(value, keys);
  else if (Array.isArray(value)) for (const [at, inner] of value.entries()) visitLeaves(inner, [...keys, String(at)], visit);
  else if (isJsonObject(value)) for (const [key, inner] of Object.entries(value)) visitLeaves(inner, [...keys, key], visit);
}

/** A value in which files of secrets that are named from the folder of the fleet file are named from the root: a gateway does not know that folder. */
export function withFilesFromRoot(value: Json, host: Host): Json {
  if (isSecretReference(value)) return '$file' in value && !/^[~/]/.test(value.$file) ? { $file: absolutePath(value.$file, host) } : value;
  if (Array.isArray(value)) return value.map((inner) => withFilesFromRoot(inner, host));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withFilesFromRoot(inner, host)]));
}
