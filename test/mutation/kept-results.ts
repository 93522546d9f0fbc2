/**
 * What came of each mutant, kept in `coverage/mutation/` with a file for each source file, so that a run goes on where an
 * earlier one ended. A source file that changed is tried anew. When a test changed, the mutants are tried again that it noticed,
 * and those that lived, for any change may have made a test notice them.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';

/** `by`: a hash of the test file that noticed it, named `killer`, or of all tests when none did. */
type Fate = Pick<MutantResult, 'mutatorName' | 'location' | 'status'> & {
  readonly replacement: string;
  readonly killer: string;
  readonly by: string;
};
type Kept = { readonly source: string; readonly fates: readonly Fate[] };
/** Of each test file, and of all that tests consist of and read. */
type Tests = { readonly files: ReadonlyMap<string, string>; readonly all: string };

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

/** `alive`: of what was tried before, only what lived. */
export type Which = 'all' | 'alive';

/** Stands in for the title of the test that noticed a mutant in an answer. */
const ANSWERED = 'known';

export type Results = {
  /**
   * What of a source file has to be tried, in the words of Stryker: the file, or ranges of it. Empty: all is known.
   */
  readonly toTry: (file: string, which: Which) => readonly string[];
  /** What came of a mutant that need not be tried; it lies in the range of one that has to be. `null`: it has to. */
  readonly answer: (file: string, mutant: Pick<MutantResult, 'mutatorName' | 'location' | 'replacement'>, which: Which) => string | null;
  /** Takes over all that was tried of a source file. What was answered stays as it is. */
  readonly keep: (file: string, results: readonly MutantResult[]) => void;
  /** `null`: not all of it was tried since it changed. */
  readonly read: (file: string) => readonly MutantResult[] | null;
  /** How many mutants of it were noticed by a test file that has changed since. */
  readonly countOld: (file: string) => number;
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
  const maps = new Map<string, ReadonlyMap<string, Fate>>();
  const known = (file: string): ReadonlyMap<string, Fate> => {
    const map = maps.get(file) ?? new Map((load(file)?.fates ?? []).map((fate) => [keyOf(fate), fate]));
    maps.set(file, map);
    return map;
  };
  return {
    toTry: (file, which) => {
      const kept = load(file);
      if (kept === null) return [file];
      return kept.fates.filter((fate) => isToTry(fate, tests, which)).map(({ location }) => `${file}:${describeRange(location)}`);
    },
    answer: (file, mutant, which) => {
      const key = keyOf(mutant);
      const fate = known(file).get(key);
      return fate?.status === 'Killed' && !isToTry(fate, tests, which) ? `${fate.killer}|${ANSWERED}` : null;
    },
    keep: (file, results) => {
      const fates = new Map((load(file)?.fates ?? []).map((fate) => [keyOf(fate), fate]));
      for (const result of results)
        if (result.killedBy?.[0]?.endsWith(`|${ANSWERED}`) !== true) fates.set(keyOf(result), toFate(result, tests));
      const kept: Kept = { source: sources.get(file) ?? '', fates: [...fates.values()] };
      mkdirSync(dirname(pathOf(file)), { recursive: true });
      writeFileSync(`${pathOf(file)}.new`, JSON.stringify(kept));
      renameSync(`${pathOf(file)}.new`, pathOf(file));
    },
    read: (file) => load(file)?.fates.map((fate, at) => ({ ...fate, id: `${at}`, fileName: join(root, file) })) ?? null,
    countOld: (file) => load(file)?.fates.filter((fate) => fate.status === 'Killed' && isOpen(fate, tests)).length ?? 0,
  };
}

function isToTry(fate: Fate, tests: Tests, which: Which): boolean {
  return isOpen(fate, tests) && (which === 'all' || fate.status !== 'Killed');
}

function isOpen({ status, killer, by }: Fate, tests: Tests): boolean {
  return status !== 'Ignored' && by !== hashOf(killer, tests);
}

function toFate({ mutatorName, location, status, replacement = '', killedBy: [first = ''] = [] }: MutantResult, tests: Tests): Fate {
  const killer = first.slice(0, Math.max(0, first.indexOf('|')));
  return { mutatorName, location, status, replacement, killer, by: hashOf(killer, tests) };
}

/** `killer`: empty for all tests. */
function hashOf(killer: string, { files, all }: Tests): string {
  return killer === '' ? all : (files.get(killer) ?? '');
}

function keyOf({ mutatorName, location, replacement = '' }: Pick<MutantResult, 'mutatorName' | 'location' | 'replacement'>): string {
  return [mutatorName, describeRange(location), replacement].join(' ');
}

/** Columns count from 1 in results and from 0 in ranges. */
function describeRange({ start, end }: MutantResult['location']): string {
  return `${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`;
}

function hashTests(root: string): Tests {
  const within = (folder: string) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)))
      .sort();
  const tests = [...within(TEST_FOLDER), ...OTHER_TESTS];
  const all = createHash('sha256');
  for (const file of [...tests, ...WORDS.flatMap((name) => within(join('fixtures', name))), join('docs', 'rules.md')])
    all.update(file).update(readFileSync(join(root, file)));
  return { files: new Map(tests.filter(isTest).map((file) => [file, hash(join(root, file))])), all: all.digest('hex') };
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
