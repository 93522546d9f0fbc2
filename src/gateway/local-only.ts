/** What a config can only be told on the host itself: over the network, these keys would start programs or open files. */
import { changedPaths } from '../fleet/changed-paths.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';

/** `*` stands for any key. A path covers everything below it. */
export const LOCAL_ONLY: readonly string[] = [
  'env',
  'browser.executablePath',
  'browser.args',
  'browser.profiles.*.userDataDir',
  'canvasHost.root',
  'gateway.auth.mode',
];

/** Keys of a change that a client may not make. References to files and commands count wherever they stand, and so does `$include`. */
export function findLocalOnly(before: JsonObject, after: JsonObject): string[] {
  return changedPaths(before, after)
    .filter(
      (path) =>
        isCovered(path) || path.includes('$include') || path.some(isReach) || [before, after].some((one) => reaches(valueAt(one, path))),
    )
    .map((path) => path.join('.'));
}

function isCovered(path: readonly string[]): boolean {
  return LOCAL_ONLY.some((pattern) => {
    const wanted = pattern.split('.');
    return wanted.every((key, at) => path[at] === key || (key === '*' && path[at] !== undefined));
  });
}

function isReach(key: string): boolean {
  return key === '$command' || key === '$file';
}

/** Whether a value holds something that runs a program or reads a file. */
function reaches(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some(reaches);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([key, inner]) => isReach(key) || key === '$include' || reaches(inner));
}

function valueAt(document: Json, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    document,
  );
}
