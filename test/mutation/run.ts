/**
 * Changes `src/plan`, and how endpoints are read, in thousands of small ways and expects a test to notice each:
 * `npm run mutation -- [PART-OF-A-PATH...] [--tests=PART-OF-A-TEST-FILE,...] [--quick]`.
 * Exit 1 when the score is below the least, or when a mutant lives that `docs/mutation.md` does not explain.
 */
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { judge, LEAST_SCORE } from './judge.ts';

const root = join(import.meta.dirname, '..', '..');
const parts = process.argv.slice(2).filter((word) => !word.startsWith('--'));
process.env['MUTATION_TESTS'] = process.argv.find((word) => word.startsWith('--tests='))?.slice('--tests='.length) ?? '';
process.env['MUTATION_QUICK'] = process.argv.includes('--quick') ? '1' : '0';
/** Loaded by the schema scripts only; a test compares what they write with `schema/`. */
const SCHEMA = 'host-state.ts';
const files = readdirSync(join(root, 'src', 'plan'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && name !== SCHEMA)
  .map((name) => join('src', 'plan', name))
  .concat(join('src', 'fleet', 'endpoint.ts'))
  .filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)));

/** Folders of `fixtures/` that tests of the room read. */
const WORDS = ['rules', 'findings', 'imports', 'plans', 'definitions'];

/** What lies in a folder beside some names: Stryker copies the rest. */
function others(folder: string, kept: readonly string[]): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => !kept.includes(name))
    .map((name) => `/${join(folder, name)}`);
}

process.chdir(root);
const results = await new Stryker({
  mutate: files,
  plugins: ['uvu-runner.ts', 'survivors.ts'].map((name) => join(import.meta.dirname, name)),
  testRunner: 'uvu',
  coverageAnalysis: 'perTest',
  ignoreStatic: process.argv.includes('--quick'),
  concurrency: Number(process.env['MUTATION_WORKERS'] ?? 1),
  maxTestRunnerReuse: 200,
  // Loops end by themselves (see guard-loops.ts), so this is for a machine that is busy.
  timeoutMS: 60_000,
  timeoutFactor: 5,
  ignorePatterns: [
    ...others('.', ['package.json', 'src', 'test', 'docs', 'fixtures']),
    ...others('test', ['plan', 'fleet']),
    ...others('fixtures', WORDS),
  ],
  tempDirName: join(tmpdir(), `omniclaw-mutation-${process.pid}`),
  allowEmpty: true,
  reporters: ['progress-append-only', 'survivors', 'json'],
  jsonReporter: { fileName: resolve('coverage', process.env['MUTATION_REPORT'] ?? 'mutation.json') },
}).runMutationTest();

const { score, counts, unexplained, stale } = judge(results, join(root, 'docs', 'mutation.md'));
for (const one of unexplained) console.log(`not explained  ${one}`);
for (const one of stale) console.log(`explained, and a test notices it  ${one}`);
console.log(`${counts}; score ${score.toFixed(1)}`);
process.exitCode = score < LEAST_SCORE || unexplained.length > 0 ? 1 : 0;
