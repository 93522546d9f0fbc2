/** `$include`: parts of a config that stand in files of their own. */
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { pointer } from '../fleet/json-pointer.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { readFileSafely } from '../os/read-file.ts';

/** `at`: pointer in the root file. */
export type ConfigProblem = { readonly message: string; readonly at: string };

export type IncludedFile = { readonly path: string; readonly text: string };

export type Included = {
  readonly value: JsonObject;
  readonly files: readonly IncludedFile[];
  readonly problems: readonly ConfigProblem[];
};

const DEPTH = 8;
const FILES = 64;

/** Merges what `$include` names below the object it stands in: later files win over earlier ones, and the object itself over all. */
export async function readIncludes(document: JsonObject, path: string, home: string): Promise<Included> {
  const files: IncludedFile[] = [];
  const problems: ConfigProblem[] = [];

  const resolveObject = async (object: JsonObject, from: Place): Promise<JsonObject> => {
    const { $include, ...own } = object;
    const entries = Object.entries(own).map(async ([key, value]) => [key, await resolveValue(value, below(from, key))] as const);
    const written = Object.fromEntries(await Promise.all(entries));
    if ($include === undefined) return written;
    const names = typeof $include === 'string' ? [$include] : Array.isArray($include) ? $include : [null];
    let merged: JsonObject = {};
    for (const name of names) merged = mergeObjects(merged, await readPart(name, from));
    return mergeObjects(merged, written);
  };

  const resolveValue = async (value: Json, from: Place): Promise<Json> => {
    if (isJsonObject(value)) return resolveObject(value, from);
    if (Array.isArray(value)) return Promise.all(value.map((item, at) => resolveValue(item, below(from, at))));
    return value;
  };

  const readPart = async (name: Json, from: Place): Promise<JsonObject> => {
    const refuse = (message: string): JsonObject => {
      problems.push({ message, at: from.at });
      return {};
    };
    if (typeof name !== 'string' || name === '') return refuse('"$include" must be a path or a list of paths');
    const file = name.startsWith('~/') ? join(home, name.slice(2)) : isAbsolute(name) ? name : resolve(dirname(from.file), name);
    if (from.chain.includes(file)) return refuse(`"${name}" includes itself`);
    if (from.chain.length > DEPTH || files.length >= FILES) return refuse(`"${name}" is one included file too many`);
    const read = await readFileSafely(file);
    if (read === null) return refuse(`the included file "${file}" does not exist`);
    files.push({ path: file, text: read.text });
    const parsed = read.text.trim() === '' ? { value: {} } : parseJson5(read.text);
    if (!('value' in parsed)) return refuse(`the included file "${file}:${parsed.line}:${parsed.column}" ${parsed.problem}`);
    if (!isJsonObject(parsed.value)) return refuse(`the included file "${file}" does not hold an object`);
    return resolveObject(parsed.value, { file, at: from.at, chain: [...from.chain, file], inRoot: 'no' });
  };

  const value = await resolveObject(document, { file: path, at: '', chain: [path], inRoot: 'yes' });
  return { value, files, problems };
}

/** `inRoot`: whether pointers still lead into the root file. */
type Place = { readonly file: string; readonly at: string; readonly chain: readonly string[]; readonly inRoot: 'yes' | 'no' };

function below(place: Place, key: string | number): Place {
  return place.inRoot === 'yes' ? { ...place, at: place.at + pointer(key) } : place;
}

/** Objects are merged key by key; everything else is replaced. */
export function mergeObjects(base: JsonObject, over: JsonObject): JsonObject {
  const merged: { [key: string]: Json } = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = Object.hasOwn(base, key) ? base[key] : undefined;
    merged[key] = isJsonObject(before) && isJsonObject(value) ? mergeObjects(before, value) : value;
  }
  return merged;
}
