import type { SecretReference } from './fleet-schema.ts';
import type { Json, Secret } from './fleet-spec.ts';

/** A value that is a secret reference: an object with one of the three keys and nothing else. */
export function isSecretReference(value: Secret | Json | undefined): value is SecretReference {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const [key, ...rest] = Object.keys(value);
  return rest.length === 0 && (key === '$env' || key === '$file' || key === '$command');
}
