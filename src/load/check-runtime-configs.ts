import { join } from 'node:path';
import type { OutputUnit, Validator } from '@cfworker/json-schema';
import type { FleetSpec, Json, JsonObject, RuntimeName } from '../fleet/fleet-spec.ts';
import { isSecretReference } from '../fleet/is-secret-reference.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { pointer, pointerKeys } from '../fleet/json-pointer.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { eachSchema, originOf, pulledFiles, type SchemaOrigin } from '../fleet/pulled-schema.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { showText, showValue } from '../fleet/show-value.ts';
import { valueAt } from '../fleet/value-at.ts';
import { readFileSafely } from '../os/read-file.ts';
import type { FileProblem } from './fleet-document.ts';

type Checker = {
  readonly origin: SchemaOrigin;
  readonly schema: JsonObject;
  readonly check: (config: Json) => ReturnType<Validator['validate']>;
};

/**
 * Compares what gateways pass through to their configs with the schemas that "omniclaw schema pull" has put beside the fleet
 * file, and finds nothing where there are none. A schema is data: it is walked, never compiled to code.
 */
export async function checkRuntimeConfigs({ gateways }: FleetSpec, folder: string): Promise<FileProblem[]> {
  const runtimes = new Set(gateways.filter(({ config }) => Object.keys(config).length > 0).map(({ runtime }) => runtime));
  const checkers = new Map(await Promise.all([...runtimes].map(async (name) => [name, await openChecker(name, folder)] as const)));
  return gateways.flatMap(({ name, runtime, config }) => {
    const checker = checkers.get(runtime) ?? null;
    return checker === null ? [] : checkConfig(config, ['gateways', name, 'config'], checker);
  });
}

async function openChecker(runtime: RuntimeName, folder: string): Promise<Checker | null> {
  const path = join(folder, pulledFiles(runtime).schema);
  const file = await readFileSafely(path);
  if (file === null) return null;
  const schema = parseJson(file.text);
  const origin = schema === undefined ? null : originOf(schema, runtime);
  if (origin === null || !isJsonObject(schema))
    throw new OmniclawError('OCE_UNREADABLE', `"${path}" is no schema of "omniclaw schema pull"`, {
      hint: `omniclaw schema pull --runtime ${runtime}`,
    });
  const { Validator } = await import('@cfworker/json-schema');
  const checked = withoutPatterns(schema);
  return { origin, schema: checked, check: (config) => new Validator(checked, '7', false).validate(config) };
}

/** A pattern may take for ever to match, and the file may be anybody's: what only a pattern says is not checked. */
function withoutPatterns(schema: JsonObject): JsonObject {
  return eachSchema(schema, ({ pattern: _pattern, format: _format, patternProperties, ...part }) =>
    patternProperties === undefined ? part : { ...part, additionalProperties: true },
  );
}

function checkConfig(config: JsonObject, at: readonly string[], { origin, schema, check }: Checker): FileProblem[] {
  const { errors } = validate(config, origin, check);
  const found = new Map<string, FileProblem>();
  for (const error of errors) {
    const place = placeOf(error, schema);
    if (place === null || found.has(place.keys.join('/')) || isRetired(place.keys, origin.runtime)) continue;
    const key = `"${showText(place.keys.join('.'), 80)}"`;
    const release = `${origin.runtime} ${origin.version}`;
    const message = place.unknown
      ? `${key} is no key of ${release}`
      : `${key} does not fit ${release}: ${showText(place.expected, 160)}, got ${showValue(valueAt(config, place.keys), place.keys)}`;
    found.set(place.keys.join('/'), { code: 'OC705', message, at: [pointer(...at, ...place.keys)] });
  }
  return [...found.values()];
}

function validate(config: JsonObject, { runtime }: SchemaOrigin, check: Checker['check']): ReturnType<Checker['check']> {
  try {
    return check(withoutReferences(config));
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    throw new OmniclawError(
      'OCE_UNREADABLE',
      `"${pulledFiles(runtime).schema}" is no schema that can be checked: ${showText(cause.message.split('\n')[0] ?? '', 160)}`,
      {
        cause,
        hint: `omniclaw schema pull --runtime ${runtime}`,
      },
    );
  }
}

type Misfit = { readonly keys: readonly string[]; readonly unknown: boolean; readonly expected: string };

/** Of one mistake the validator tells every level above it, and every way in which it could have been right. */
const LEVELS = ['properties', 'additionalProperties', 'patternProperties', 'items', 'allOf', '$ref', 'if', 'then', 'else', 'required'];
const CHOICE = /\/(?:anyOf|oneOf)\/\d+/;

function placeOf({ instanceLocation, keyword, keywordLocation, error }: OutputUnit, schema: JsonObject): Misfit | null {
  if (LEVELS.includes(keyword) || CHOICE.test(keywordLocation)) return null;
  const keys = pointerKeys(instanceLocation.slice(1));
  const part = valueAt(schema, pointerKeys(keywordLocation.slice(1)));
  return { keys, unknown: keyword === 'false', expected: describe(keyword, part) ?? error.replace(/\.$/, '').toLowerCase() };
}

/** What a keyword asks for; `null`: the validator says it better. */
function describe(keyword: string, part: Json | undefined): string | null {
  if (keyword === 'type') return `expected ${listOf(Array.isArray(part) ? part.map(String) : [String(part)])}`;
  if (keyword === 'const') return `expected ${JSON.stringify(part)}`;
  if (!Array.isArray(part)) return null;
  if (keyword === 'enum') return `expected ${listOf(part.map((one) => JSON.stringify(one)))}`;
  const choices = part.map((choice) => (isJsonObject(choice) ? nameOf(choice) : null));
  const named = choices.filter((choice) => choice !== null);
  return named.length === choices.length ? `expected ${listOf([...new Set(named)])}` : null;
}

function nameOf({ const: only, enum: words, type }: JsonObject): string | null {
  if (only !== undefined) return JSON.stringify(only);
  if (Array.isArray(words)) return listOf(words.map((one) => JSON.stringify(one)));
  return typeof type === 'string' ? type : null;
}

function listOf(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** A secret reference becomes a text that is not known here. */
function withoutReferences(value: Json): Json {
  if (isSecretReference(value)) return 'SECRET';
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]): [string, Json] => [key, withoutReferences(inner)]));
}

/** The rule about retired keys says more of those. */
function isRetired(keys: readonly string[], runtime: RuntimeName): boolean {
  return runtimeOf(runtime).retiredKeys.some(
    ({ path }) => path.length <= keys.length && path.every((step, at) => step === '*' || step === keys[at]),
  );
}
