import type { Json, JsonObject } from '../fleet-spec.ts';

/** A key with an object, or nothing when the object is empty. */
export function filled(key: string, value: JsonObject): JsonObject {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}

/** A key with a value, or nothing when there is none. */
export function present(key: string, value: Json): JsonObject {
  return value === null ? {} : { [key]: value };
}
