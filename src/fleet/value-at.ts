import type { Json } from './fleet-spec.ts';
import { isJsonObject } from './json-object.ts';

/** What stands in a document where keys and list indices lead; `undefined`: they lead nowhere. */
export function valueAt(document: Json, keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, document);
}
