import type { Json } from './fleet-spec.ts';
import { isSameJson } from './gateway-proof.ts';
import { isSecretReference } from './is-secret-reference.ts';
import { isJsonObject } from './json-object.ts';

/** Paths to the smallest values that differ between two documents; a list and a secret reference count as one value. */
export function changedPaths(before: Json | undefined, after: Json | undefined): string[][] {
  if (before === undefined && after === undefined) return [];
  const isOne = isSecretReference(before) || isSecretReference(after);
  if (!isOne && isJsonObject(before) && isJsonObject(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => changedPaths(own(before, key), own(after, key)).map((path) => [key, ...path]));
  }
  if (before !== undefined && after !== undefined && isSameJson(before, after)) return [];
  if (isOne) return [[]];
  if (isJsonObject(before ?? null) && after === undefined) return changedPaths(before, {}).concat(isEmpty(before) ? [[]] : []);
  if (isJsonObject(after ?? null) && before === undefined) return changedPaths({}, after).concat(isEmpty(after) ? [[]] : []);
  return [[]];
}

function own(value: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function isEmpty(value: Json | undefined): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}
