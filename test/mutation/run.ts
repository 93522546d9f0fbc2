/**
 * Changes `src/plan` in thousands of small ways and expects a test to notice each:
 * `npm run mutation -- [PART-OF-A-PATH...] [--tests=PART-OF-A-TEST-FILE,...]`.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';

const root = join(import.meta.dirname, '..', '..');
const parts = process.argv.slice(2).filter((word) => !word.startsWith('--'));
process.env['MUTATION_TESTS'] = process.argv.find((word) => word.startsWith('--tests='))?.slice('--tests='.length) ?? '';
const files = readdirSync(join(root, 'src', 'plan'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('src', 'plan', name))
  .filter((name) => parts.length === 0 || parts.some((part) => name.includes(part)));

process.chdir(root);
const results = await new Stryker({
  mutate: files,
  plugins: ['uvu-runner.ts', 'survivors.ts'].map((name) => join(import.meta.dirname, name)),
  testRunner: 'uvu',
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env['MUTATION_WORKERS'] ?? 1),
  maxTestRunnerReuse: 200,
  // Loops end by themselves (see guard-loops.ts), so this is for a machine that is busy.
  timeoutMS: 60_000,
  timeoutFactor: 5,
  ignorePatterns: [
    'dist',
    'node_modules',
    '.ci',
    'bench',
    'schema',
    'fixtures/*',
    '!fixtures/rules',
    '!fixtures/findings',
    '!fixtures/imports',
    '!fixtures/plans',
    'tsconfig.json',
  ],
  tempDirName: '.mutation',
  allowEmpty: true,
  reporters: ['progress-append-only', 'survivors', 'json'],
  jsonReporter: { fileName: join('coverage', 'mutation.json') },
}).runMutationTest();
const count = (...statuses: readonly string[]) => results.filter(({ status }) => statuses.includes(status)).length;
console.log({
  killed: count('Killed'),
  timeout: count('Timeout'),
  survived: count('Survived'),
  nocov: count('NoCoverage'),
  err: count('RuntimeError', 'CompileError'),
});
