/** `$include`: parts of a config that stand in files of their own. Merges what has been read, and reads nothing itself. */
import { posix } from 'node:path';
import type { Json, JsonObject } from './fleet-spec.ts';
import { isJsonObject } from './json-object.ts';
import { pointer } from './json-pointer.ts';

/** What a gateway makes of `$include`. */
export type IncludeRules = {
  /** Two lists under one key: one after the other, or the later one alone. */
  readonly lists: 'joined' | 'replaced';
  /** What a file may hold. `any`: also a list or a text, in the place of the object that names it. */
  readonly content: 'any' | 'object';
  /** How many files deep, and how many in all. */
  readonly depth: number;
  readonly files: number;
  /** Longest file, in bytes. */
  readonly bytes: number;
  /** `folder`: only below the folder of the config, and no file that has a name elsewhere too. */
  readonly within: 'folder' | 'anywhere';
  readonly links: 'followed' | 'refused';
  /** What `~/` at the front of a path is: the home, or a folder of that name. */
  readonly home: 'expanded' | 'plain';
};

/** The rules with what they depend on. `roots`: other folders in which included files may lie. */
export type IncludeWay = { readonly rules: IncludeRules; readonly home: string; readonly roots: readonly string[] };

/** A file that was looked for, with what it holds or what is wrong with it. */
export type IncludedFile =
  | { readonly path: string; readonly text: string; readonly document: Json }
  | { readonly path: string; readonly problem: string };

export type IncludedFiles = ReadonlyMap<string, IncludedFile>;

/** The file that includes others. */
export type ConfigRoot = { readonly path: string; readonly document: JsonObject };

/** `at`: pointer in the root file. */
export type ConfigProblem = { readonly message: string; readonly at: string };

export type Resolved = {
  readonly value: JsonObject;
  readonly problems: readonly ConfigProblem[];
  /** Files that are named and have not been read. */
  readonly needed: readonly string[];
};

/** Longest text of all included files together, in characters, each as often as it is named. */
export const INCLUDED_LIMIT = 32 * 1024 * 1024;

/** Merges what `$include` names below the object it stands in: later files win over earlier ones, and the object itself over all. */
export function resolveIncludes(root: ConfigRoot, files: IncludedFiles, way: IncludeWay): Resolved {
  // Most configs are one file, and a plan looks at each of them several times.
  if (!includes(root.document)) return { value: root.document, problems: [], needed: [] };
  const { rules } = way;
  const problems: ConfigProblem[] = [];
  const needed = new Set<string>();
  const spent = { files: 0, characters: 0 };

  const refuse = ({ at }: Place, message: string): JsonObject => {
    problems.push({ message, at });
    return {};
  };

  const resolveValue = (value: Json, from: Place): Json => {
    if (Array.isArray(value)) return value.map((item, at) => resolveValue(item, below(from, at)));
    if (!isJsonObject(value)) return value;
    const { $include, ...own } = value;
    const keys = Object.entries(own).map(([key, inner]): [string, Json] => [key, resolveValue(inner, below(from, key))]);
    if ($include === undefined) return Object.fromEntries(keys);
    const included = readParts($include, from);
    if (keys.length === 0) return included;
    const base = isJsonObject(included) ? included : refuse(from, 'what is included beside other keys must be an object');
    return mergeIncluded(base, Object.fromEntries(keys), rules);
  };

  const readParts = (names: Json, from: Place): Json =>
    Array.isArray(names)
      ? names.reduce<Json>((merged, name) => mergeIncluded(merged, readPart(name, from), rules), {})
      : readPart(names, from);

  const readPart = (name: Json, from: Place): Json => {
    if (!isPath(name)) return refuse(from, '"$include" must be a path or a list of paths');
    const path = placeOf(name, from.file, way);
    if (from.chain.includes(path)) return refuse(from, `"${name}" includes itself`);
    if (from.chain.length > rules.depth || spent.files >= rules.files) return refuse(from, `"${name}" is one included file too many`);
    spent.files += 1;
    const found = files.get(path);
    if (found === undefined) {
      needed.add(path);
      return {};
    }
    if ('problem' in found) return refuse(from, found.problem);
    spent.characters += found.text.length;
    if (spent.characters > INCLUDED_LIMIT) return refuse(from, `"${name}" is one included file too many`);
    if (rules.content === 'object' && !isJsonObject(found.document))
      return refuse(from, `the included file "${path}" does not hold an object`);
    return resolveValue(found.document, { file: path, at: from.at, chain: [...from.chain, path], inRoot: 'no' });
  };

  const start: Place = { file: root.path, at: '', chain: [root.path], inRoot: 'yes' };
  const value = resolveValue(root.document, start);
  return { value: isJsonObject(value) ? value : refuse(start, 'what it includes does not hold an object'), problems, needed: [...needed] };
}

/** `inRoot`: whether pointers still lead into the root file. */
type Place = { readonly file: string; readonly at: string; readonly chain: readonly string[]; readonly inRoot: 'yes' | 'no' };

function below(place: Place, key: string | number): Place {
  return place.inRoot === 'yes' ? { ...place, at: place.at + pointer(key) } : place;
}

function isPath(name: Json): name is string {
  return typeof name === 'string' && name !== '' && !name.includes('\0');
}

function placeOf(name: string, from: string, { rules, home }: IncludeWay): string {
  if (rules.home === 'expanded' && name.startsWith('~/')) return posix.join(home, name.slice(2));
  return posix.isAbsolute(name) ? posix.normalize(name) : posix.join(posix.dirname(from), name);
}

/** Objects are merged key by key; everything else is what came last. */
function mergeIncluded(base: Json, over: Json, rules: IncludeRules): Json {
  if (Array.isArray(base) && Array.isArray(over)) return rules.lists === 'joined' ? [...base, ...over] : over;
  if (!isJsonObject(base) || !isJsonObject(over)) return over;
  const merged: { [key: string]: Json } = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const before = Object.hasOwn(base, key) ? base[key] : undefined;
    merged[key] = before === undefined ? value : mergeIncluded(before, value, rules);
  }
  return merged;
}

/** A file, and the keys in it that lead to a value. */
export type ConfigSource = { readonly file: string; readonly keys: readonly string[] };

/** Where the value at a path stands; in the root file when nothing says it. */
export function sourceOf(root: ConfigRoot, files: IncludedFiles, way: IncludeWay, path: readonly string[]): ConfigSource {
  const look = (node: Json, from: Spot, [key, ...deeper]: readonly string[]): ConfigSource | undefined => {
    const here = { file: from.chain.at(-1) ?? root.path, keys: from.keys };
    if (!isJsonObject(node)) return key === undefined ? here : undefined;
    const { $include, ...own } = node;
    if (key === undefined && ($include === undefined || Object.keys(own).length > 0)) return here;
    const inner = key !== undefined && Object.hasOwn(own, key) ? own[key] : undefined;
    const found = key === undefined || inner === undefined ? undefined : look(inner, { ...from, keys: [...from.keys, key] }, deeper);
    if (found !== undefined) return found;
    const rest = key === undefined ? [] : [key, ...deeper];
    const names = [$include ?? []].flat().filter(isPath).toReversed();
    const there = names.map((name) => lookInside(placeOf(name, here.file, way), from, rest));
    return there.find((one) => one !== undefined);
  };
  const lookInside = (path: string, { chain }: Spot, rest: readonly string[]): ConfigSource | undefined => {
    const part = files.get(path);
    if (part === undefined || 'problem' in part || chain.includes(path)) return undefined;
    return look(part.document, { chain: [...chain, path], keys: [] }, rest);
  };
  return look(root.document, { chain: [root.path], keys: [] }, path) ?? { file: root.path, keys: path };
}

type Spot = { readonly chain: readonly string[]; readonly keys: readonly string[] };

function includes(value: Json): boolean {
  if (Array.isArray(value)) return value.some(includes);
  return isJsonObject(value) && ('$include' in value || Object.values(value).some(includes));
}
