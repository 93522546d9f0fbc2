import { join } from 'node:path';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { ancestors } from '../plan/normal-path.ts';
import { textOf } from './sightings/sighted.ts';

const LISTS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** Path of the `package.json`, in the folder or above it, that has a package among its dependencies; `null`: none has. */
export async function findDependent(folder: string, packageName: string): Promise<string | null> {
  for (const at of ancestors(folder)) {
    const path = join(at, 'package.json');
    const { text } = await textOf(path);
    const parsed = text === null ? null : parseJson5(text);
    const value = parsed !== null && 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : {};
    const lists = LISTS.map((list) => value[list]);
    if (lists.some((list) => isJsonObject(list) && Object.hasOwn(list, packageName))) return path;
  }
  return null;
}
