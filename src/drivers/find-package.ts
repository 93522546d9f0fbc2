import { dirname, join } from 'node:path';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { realPath } from '../os/real-path.ts';
import { ancestors } from '../plan/normal-path.ts';
import { textOf } from './sightings/sighted.ts';

const FILE = 'package.json';
const LISTS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/** Path of the `package.json`, in the folder or above it, that has a package among its dependencies; `null`: none has. */
export async function findDependent(folder: string, packageName: string): Promise<string | null> {
  for (const at of ancestors(folder)) {
    const about = await readPackage(at);
    const lists = LISTS.map((list) => about[list]);
    if (lists.some((list) => isJsonObject(list) && Object.hasOwn(list, packageName))) return join(at, FILE);
  }
  return null;
}

export type InstalledPackage = { readonly name: string; readonly version: string };

/** The nearest package that a program lies in; `null`: it is none that is known. */
export async function findPackageOf(program: string): Promise<InstalledPackage | null> {
  for (const at of program.startsWith('/') ? ancestors(dirname(realPath(program))) : []) {
    const { name, version } = await readPackage(at);
    if (typeof name === 'string' && typeof version === 'string') return { name, version };
  }
  return null;
}

/** What a folder says of the package in it; nothing where there is none. */
async function readPackage(folder: string): Promise<JsonObject> {
  const { text } = await textOf(join(folder, FILE));
  const parsed = text === null ? null : parseJson5(text);
  return parsed !== null && 'value' in parsed && isJsonObject(parsed.value) ? parsed.value : {};
}
