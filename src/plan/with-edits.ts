import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import type { SourceEdit } from './finding.ts';

/** A document with the edits made in it; objects on the way are made, everything else is shared with `value`. */
export function withEdits(value: Json, edits: readonly SourceEdit[]): Json {
  return edits.reduce((document, { pointer, value: wanted }) => withValue(document, keysOf(pointer), wanted), value);
}

function withValue(value: Json, [key, ...rest]: readonly string[], wanted: Json): Json {
  if (key === undefined) return wanted;
  if (Array.isArray(value)) return value.map((item, at) => (String(at) === key ? withValue(item, rest, wanted) : item));
  const object: JsonObject = isJsonObject(value) ? value : {};
  const inner = Object.hasOwn(object, key) ? (object[key] ?? {}) : {};
  const changed = withValue(inner, rest, wanted);
  const entries = Object.entries(object).map(([name, old]): [string, Json] => [name, name === key ? changed : old]);
  return Object.fromEntries(Object.hasOwn(object, key) ? entries : [...entries, [key, changed]]);
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
