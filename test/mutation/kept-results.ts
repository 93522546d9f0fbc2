/**
 * What came of each mutant, kept in `coverage/mutation/` with a file for each source file, so that a run goes on where an
 * earlier one ended. A source file that changed is tried anew. When a test changed, those are tried again that it noticed,
 * and those that lived, for any change may have made a test notice them.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';

type Fate = Pick<MutantResult, 'mutatorName' | 'location' | 'status'> & { readonly replacement: string; readonly killer: string };
type Hashes = { readonly [file: string]: string };
type Kept = { readonly source: string; readonly tests: Hashes; readonly fates: readonly Fate[] };

/** Tests of the room, and of what else is changed; and all that they read. */
export const TEST_FOLDER = join('test', 'plan');
export const OTHER_TESTS: readonly string[] = [join('test', 'fleet', 'endpoint.test.ts')];
/** Folders of `fixtures/` that tests of the room read. */
export const WORDS: readonly string[] = ['rules', 'findings', 'imports', 'plans', 'definitions'];

/** Loaded by the schema scripts only; a test compares what they write with `schema/`. */
const SCHEMA = 'host-state.ts';

/** What is changed: the room `plan` and the reading of endpoints. */
export function sourceFiles(root: string): string[] {
  return readdirSync(join(root, 'src', 'plan'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && name !== SCHEMA)
    .sort()
    .map((name) => join('src', 'plan', name))
    .concat(join('src', 'fleet', 'endpoint.ts'));
}

export type Results = {
  /** What of a source file has to be tried, in the words of Stryker: the file, or ranges of it. Empty: all is known. */
  readonly toTry: (file: string) => readonly string[];
  /** Takes over all that was tried of a source file. */
  readonly keep: (file: string, results: readonly MutantResult[]) => void;
  /** `null`: not all of it was tried since it changed. */
  readonly read: (file: string) => readonly MutantResult[] | null;
};

/** `root`: the folder that file names are relative to. */
export function openResults(root: string): Results {
  const tests = hashTests(root);
  // Now and not when results come, for somebody may work on the file meanwhile.
  const sources = new Map(sourceFiles(root).map((file) => [file, hash(join(root, file))]));
  const pathOf = (file: string) => join(root, 'coverage', 'mutation', `${file.replaceAll(/[\\/]/g, '-')}.json`);
  const load = (file: string): Kept | null => {
    const kept = readKept(pathOf(file));
    return kept?.source === sources.get(file) ? kept : null;
  };
  return {
    toTry: (file) => {
      const kept = load(file);
      if (kept === null) return [file];
      return kept.fates.filter((fate) => isOpen(fate, kept.tests, tests)).map(({ location }) => `${file}:${describeRange(location)}`);
    },
    keep: (file, results) => {
      const fates = new Map((load(file)?.fates ?? []).map((fate) => [keyOf(fate), fate]));
      for (const fate of results.map(toFate)) fates.set(keyOf(fate), fate);
      const kept: Kept = { source: sources.get(file) ?? '', tests, fates: [...fates.values()] };
      mkdirSync(dirname(pathOf(file)), { recursive: true });
      writeFileSync(`${pathOf(file)}.new`, JSON.stringify(kept));
      renameSync(`${pathOf(file)}.new`, pathOf(file));
    },
    read: (file) => load(file)?.fates.map((fate, at) => ({ ...fate, id: `${at}`, fileName: join(root, file) })) ?? null,
  };
}

function isOpen({ status, killer }: Fate, before: Hashes, now: Hashes): boolean {
  if (status === 'Killed') return before[killer] !== now[killer];
  return status !== 'Ignored' && JSON.stringify(before) !== JSON.stringify(now);
}

function toFate({ mutatorName, location, status, replacement = '', killedBy: [killer = ''] = [] }: MutantResult): Fate {
  return { mutatorName, location, status, replacement, killer: killer.slice(0, Math.max(0, killer.indexOf('|'))) };
}

function keyOf({ mutatorName, location, replacement }: Fate): string {
  return [mutatorName, describeRange(location), replacement].join(' ');
}

/** Columns count from 1 in results and from 0 in ranges. */
function describeRange({ start, end }: MutantResult['location']): string {
  return `${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

/** A hash for each test file, and one for all that they share. */
function hashTests(root: string): Hashes {
  const within = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)));
  const files = [...within(TEST_FOLDER), ...OTHER_TESTS].sort();
  const [own, helpers] = [files.filter(isTest), files.filter((file) => !isTest(file))];
  const shared = [...helpers, ...WORDS.flatMap((name) => within(join('fixtures', name))).sort(), join('docs', 'rules.md')];
  const all = createHash('sha256');
  for (const file of shared) all.update(file).update(readFileSync(join(root, file)));
  return { ...Object.fromEntries(own.map((file) => [file, hash(join(root, file))])), shared: all.digest('hex') };
}

function isTest(file: string): boolean {
  return basename(file).endsWith('.test.ts');
}

function hash(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function readKept(path: string): Kept | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
