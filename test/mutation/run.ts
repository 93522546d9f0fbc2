/**
 * Changes `src/plan`, and how endpoints are read, in thousands of small ways and expects a test to notice each:
 * `npm run mutation -- [PART-OF-A-PATH...] [--fresh] [--alive] [--tests=PART-OF-A-TEST-FILE,...] [--quick]`.
 * What is known from earlier runs is not tried again, unless `--fresh` is given or only some tests or mutants are to be used;
 * with `--alive` nothing that was noticed once. With some tests only, what they notice is kept and what lives is not.
 * Exit 1 when the score is below the least, or when a mutant lives that `docs/mutation.md` does not explain.
 */
import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { judge, LEAST_SCORE, scoreOf } from './judge.ts';
import { openResults, sourceFiles, WORDS } from './kept-results.ts';

const root = join(import.meta.dirname, '..', '..');
const parts = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const tests = process.argv.find((word) => word.startsWith('--tests='))?.slice('--tests='.length) ?? '';
const isQuick = process.argv.includes('--quick');
const isWhole = tests === '' && !isQuick;
const which = process.argv.includes('--alive') ? 'alive' : 'all';
const usesKept = which === 'alive' || (isWhole && !process.argv.includes('--fresh'));
const sandbox = join(tmpdir(), `omniclaw-mutation-${process.pid}`);

process.env['MUTATION_TESTS'] = tests;
process.env['MUTATION_ANSWER'] = usesKept ? which : '';
process.env['MUTATION_QUICK'] = isQuick ? '1' : '0';
process.chdir(root);
process.on('exit', () => rmSync(sandbox, { recursive: true, force: true }));

const files = sourceFiles(root).filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)));
const kept = openResults(root);
const toTry = usesKept ? files.flatMap((file) => kept.toTry(file, which)) : files;
const tried = toTry.length === 0 ? [] : await tryMutants(toTry);
// Of a file without mutants nobody tells.
if (isWhole) for (const file of toTry) if (files.includes(file) && kept.read(file) === null) kept.keep(file, []);
const byFile = files.map((file) => ({
  file,
  results: isWhole ? (kept.read(file) ?? []) : tried.filter(({ fileName }) => fileName === join(root, file)),
}));

for (const { file, results } of byFile) console.log(`${file.padEnd(40)} ${scoreOf(results).text}`);
const { score, counts, unexplained, stale } = judge(
  byFile.flatMap(({ results }) => results),
  join(root, 'docs', 'mutation.md'),
);
for (const one of unexplained) console.log(`not explained  ${one}`);
for (const one of stale) console.log(`explained, and a test notices it  ${one}`);
const old = isWhole ? openResults(root).countOld : () => 0;
const changed = files.reduce((sum, file) => sum + old(file), 0);
if (changed > 0) console.log(`${changed} were noticed by tests that have changed since`);
console.log(`${files.length} files: ${counts}; score ${score.toFixed(1)}`);
process.exitCode = score < LEAST_SCORE || unexplained.length > 0 ? 1 : 0;

/** `mutate`: files, or ranges of them. */
function tryMutants(mutate: readonly string[]): Promise<MutantResult[]> {
  return new Stryker({
    mutate: [...mutate],
    plugins: ['uvu-runner.ts', 'survivors.ts', 'keep-results.ts'].map((name) => join(import.meta.dirname, name)),
    testRunner: 'uvu',
    coverageAnalysis: 'perTest',
    ignoreStatic: isQuick,
    concurrency: Number(process.env['MUTATION_WORKERS'] ?? 1),
    maxTestRunnerReuse: 500,
    // Loops end by themselves (see guard-loops.ts), so this is for a machine that is busy.
    timeoutMS: 60_000,
    timeoutFactor: 5,
    ignorePatterns: [
      ...others('.', ['package.json', 'src', 'test', 'docs', 'fixtures']),
      ...others('test', ['plan', 'fleet']),
      ...others('fixtures', WORDS),
    ],
    tempDirName: sandbox,
    allowEmpty: true,
    reporters: ['progress-append-only', 'survivors', ...(isQuick ? [] : ['keep'])],
  }).runMutationTest();
}

/** What lies in a folder beside some names: Stryker copies the rest. */
function others(folder: string, names: readonly string[]): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => !names.includes(name))
    .map((name) => `/${join(folder, name)}`);
}
