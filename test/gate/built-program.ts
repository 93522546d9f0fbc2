/** The program as it is published, which tests start: it needs half the time of the sources, and is what users run. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** Entry of the built program. The gate builds it before the first test. */
export const PROGRAM = join(ROOT, 'dist', 'omniclaw.js');

/** What the program is made of. */
const SOURCES = ['src', '.ci/build.ts', 'package-lock.json'];

/** Builds the program, unless nothing it is made of has changed since. Throws when it cannot be built. */
export function buildWhenStale(): void {
  const built = lastChange(PROGRAM);
  if (SOURCES.flatMap((name) => everyFile(join(ROOT, name))).every((path) => lastChange(path) < built)) return;
  const { status } = spawnSync(process.execPath, [join(ROOT, '.ci', 'build.ts')], { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) throw new Error('the program cannot be built: npm run build');
}

/** A file, or a folder with all that is in it: a file that was taken away changes its folder. */
function everyFile(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return [path, ...readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))];
}

/** In ms since 1970; 0 for what is not there. */
function lastChange(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
