import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runtimeOf } from '../fleet/runtime.ts';
import { RUNTIME_NAMES } from './sightings/read-program.ts';

/** Folders in which people have npm install programs, beside those of every service. Source: npm 11, `prefix`. */
const PREFIXES = ['.npm-global/bin', '.local/bin', '.npm-packages/bin'];

/**
 * Programs of gateways that are installed on this host, by their npm package: the script that a link in a folder of programs
 * leads to. The same from every shell, since `PATH` of the shell is not looked at.
 */
export function findPrograms(home: string, path: string): { readonly [packageName: string]: string } {
  const folders = [...new Set([...path.split(delimiter), ...PREFIXES.map((folder) => join(home, folder))])];
  const packages = RUNTIME_NAMES.map((name) => runtimeOf(name).program).filter(({ source }) => source === 'package');
  return Object.fromEntries(
    packages.flatMap(({ packageName }) => {
      const found = folders.map((folder) => join(folder, packageName)).find((program) => existsSync(program));
      return found === undefined ? [] : [[packageName, realpathSync(found)]];
    }),
  );
}
