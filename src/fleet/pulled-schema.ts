/** JSON Schemas of gateway configs that a runtime gave us, as they are kept beside a fleet file. */
import type { Json, JsonObject, RuntimeName } from './fleet-spec.ts';
import { isJsonObject } from './json-object.ts';
import { pointer, unescapeKey } from './json-pointer.ts';
import { valueAt } from './value-at.ts';

/** Where the schema says which program it is from. */
const ORIGIN = 'x-omniclaw';

export type SchemaOrigin = { readonly runtime: RuntimeName; readonly version: string };

/** Names of the two files that "omniclaw schema pull" writes beside a fleet file. */
export function pulledFiles(runtime: RuntimeName): { readonly schema: string; readonly types: string } {
  return { schema: `omniclaw.${runtime}.schema.json`, types: `omniclaw.${runtime}.d.ts` };
}

/** What lint needs of a schema, and where it is from. */
export function checkingSchema(schema: JsonObject, { runtime, version }: SchemaOrigin): JsonObject {
  return { [ORIGIN]: { runtime, version }, ...ownReferences(without(schema, WORDS)) };
}

/** `null`: it is no schema that we wrote for this runtime. */
export function originOf(schema: Json, runtime: RuntimeName): SchemaOrigin | null {
  const origin = isJsonObject(schema) ? schema[ORIGIN] : undefined;
  if (origin === undefined || !isJsonObject(origin) || origin['runtime'] !== runtime) return null;
  return typeof origin['version'] === 'string' ? { runtime, version: origin['version'] } : null;
}

/** What is for people, and checks nothing. */
const WORDS = ['title', 'description', 'default', 'examples', '$comment', 'deprecated', 'readOnly', 'writeOnly'];

/**
 * The schema without some keywords. Where the keys are names of properties or definitions they stay, whatever they are called.
 */
export function without(schema: JsonObject, keywords: readonly string[]): JsonObject {
  return eachSchema(schema, (part) => Object.fromEntries(Object.entries(part).filter(([keyword]) => !keywords.includes(keyword))));
}

/** Parts of a schema whose keys are names, and whose values are schemas. */
const NAMED = ['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas', 'dependencies'];
/** Keywords whose values are data, in which nothing is a schema. */
const DATA = ['const', 'enum', 'default', 'examples', 'required', ORIGIN];

/** The schema with each part of it changed, the inner ones first. */
export function eachSchema(schema: JsonObject, change: (part: JsonObject) => JsonObject): JsonObject {
  const inside = (value: Json): Json =>
    Array.isArray(value) ? value.map(inside) : isJsonObject(value) ? eachSchema(value, change) : value;
  const parts = Object.entries(schema).map(([keyword, value]): [string, Json] => {
    if (DATA.includes(keyword)) return [keyword, value];
    if (!NAMED.includes(keyword) || !isJsonObject(value)) return [keyword, inside(value)];
    return [keyword, Object.fromEntries(Object.entries(value).map(([name, part]): [string, Json] => [name, inside(part)]))];
  });
  return change(Object.fromEntries(parts));
}

/**
 * The schema with references that lead where they are meant to. Parts that were put into it with definitions of their own
 * refer to these as if they were the whole; a reference that leads nowhere allows anything.
 */
export function ownReferences(schema: JsonObject): JsonObject {
  const absolute = (value: Json, path: readonly string[], base: readonly string[]): Json => {
    if (Array.isArray(value)) return value.map((item, at) => absolute(item, [...path, String(at)], base));
    if (!isJsonObject(value)) return value;
    const holder = isJsonObject(value['$defs'] ?? null) || isJsonObject(value['definitions'] ?? null) ? path : base;
    const reference = value['$ref'];
    if (typeof reference === 'string') {
      const target = reference.startsWith('#') ? `${pointer(...holder)}${reference.slice(1)}` : null;
      if (target === null || !leadsSomewhere(schema, target)) return {};
      return { ...value, $ref: `#${target}` };
    }
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]): [string, Json] => [
        key,
        DATA.includes(key) ? inner : absolute(inner, [...path, key], holder),
      ]),
    );
  };
  const whole = absolute(schema, [], []);
  return isJsonObject(whole) ? whole : {};
}

function leadsSomewhere(schema: JsonObject, target: string): boolean {
  const keys = keysOf(target);
  return keys !== null && valueAt(schema, keys) !== undefined;
}

/** `null`: a sign is escaped in a way that there is not. Source: RFC 6901, section 6. */
function keysOf(target: string): string[] | null {
  const steps = target.split('/').slice(1);
  if (steps.some((step) => /~(?![01])/.test(step))) return null;
  try {
    return steps.map((step) => unescapeKey(decodeURIComponent(step)));
  } catch (cause) {
    if (cause instanceof URIError) return null;
    throw cause;
  }
}

/** Why no value can be checked by a schema: a reference that cannot be read, or that only leads back to itself. `null`: nothing. */
export function findReferenceFault(schema: JsonObject): string | null {
  const unreadable = referencesOf(schema).find((reference) => reference.startsWith('#') && keysOf(reference) === null);
  if (unreadable !== undefined) return `its reference "${unreadable}" cannot be read`;
  const whole = ownReferences(schema);
  const endless = referencesOf(whole).find((reference) => isEndless(whole, reference));
  return endless === undefined ? null : `its reference "${endless}" leads back to itself`;
}

function referencesOf(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesOf);
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (DATA.includes(key)) return [];
    return key === '$ref' && typeof inner === 'string' ? [inner] : referencesOf(inner);
  });
}

/** What stands beside a reference does not count. Source: JSON Schema draft 7, section 8.3. */
function isEndless(schema: JsonObject, reference: string): boolean {
  const seen = new Set<string>();
  let next: Json | undefined = reference;
  while (typeof next === 'string' && !seen.has(next)) {
    seen.add(next);
    const target: Json | undefined = valueAt(schema, keysOf(next) ?? []);
    next = isJsonObject(target) ? target['$ref'] : undefined;
  }
  return typeof next === 'string';
}
