/**
 * Runs our tests for Stryker, in the process that Stryker starts. A mutant is a switch in the code that is there already, so
 * most cost the few tests that reach them, the quickest first. For one that takes part in loading a module, the module and all
 * that depend on it are loaded anew.
 */
import { readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Position } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { OTHER_TESTS, openResults, TEST_FOLDER } from './kept-results.ts';
import { createTestLoader, type LoadedTest } from './load-tests.ts';

type Hits = { [mutant: string]: number };

declare global {
  /** The switchboard of the instrumented code; Stryker names it. */
  var __stryker__:
    | {
        activeMutant?: string | undefined;
        currentTestId?: string | undefined;
        hitCount?: number | undefined;
        hitLimit?: number | undefined;
        mutantCoverage?: { static: Hits; perTest: { [test: string]: Hits } };
      }
    | undefined;
}

/** How many tests are remembered for each file because they noticed a mutant of it; for mutants that are loaded apart. */
const KILLERS = 12;

/** These read fleet files, which takes time, and check by it what others check on values. */
const SLOW: readonly string[] = ['rules.test.ts', 'rule-registry.test.ts'];

/** Parts of names of test files, when not all are to run; `run.ts` sets it. */
const PARTS = (process.env['MUTATION_TESTS'] ?? '').split(',');

/** Leaves out the mutants for which modules would have to be loaded anew; they cost most of the time. */
const IS_QUICK = process.env['MUTATION_QUICK'] === '1';

/** Whether what is known need not be tried, as `run.ts` says: `all` or `alive`; else nothing is known. */
const WHICH = process.env['MUTATION_ANSWER'] ?? '';

function createUvuRunner(): TestRunner {
  const answers = createAnswers();
  const root = process.cwd();
  const own = readdirSync(join(root, TEST_FOLDER)).filter((name) => name.endsWith('.test.ts') && !SLOW.includes(name));
  const files = [...own.sort().map((name) => join(TEST_FOLDER, name)), ...OTHER_TESTS].filter((file) =>
    PARTS.some((part) => basename(file).includes(part)),
  );
  const loader = createTestLoader(root);
  globalThis.__stryker__ ??= {};
  const board = globalThis.__stryker__;
  const coverage: { static: Hits; perTest: { [test: string]: Hits } } = { static: {}, perTest: {} };
  board.mutantCoverage = coverage;
  const shared = new Map<string, LoadedTest>();
  const loading = new Set<string>();
  const killers = new Map<string, string[]>();

  return {
    capabilities: () => ({ reloadEnvironment: true }),
    init: async () => {
      for (const file of files) for (const test of await loader.load(file)) shared.set(test.id, test);
      if (!IS_QUICK) for (const mutant of Object.keys(coverage.static)) loading.add(mutant);
    },
    dryRun: async (): Promise<DryRunResult> => {
      const results: TestResult[] = [];
      for (const test of shared.values()) results.push(await runForCoverage(test));
      // Stryker hands the tests of a mutant back in this order, so that the quick ones come first.
      const byTime = results.toSorted((a, b) => a.timeSpentMs - b.timeSpentMs);
      const [whole, parts] = IS_QUICK ? [coverage.static, {}] : [{}, coverage.static];
      const perTest = Object.fromEntries(byTime.map(({ id }) => [id, sum(parts, coverage.perTest[id] ?? {})]));
      return { status: DryRunStatus.Complete, tests: byTime, mutantCoverage: { static: whole, perTest } };
    },
    mutantRun: async (options): Promise<MutantRunResult> => {
      const answer = answers(options.activeMutant);
      if (answer !== null) return { status: MutantRunStatus.Killed, killedBy: [answer], failureMessage: '', nrOfTests: 0 };
      const isLoading = loading.has(options.activeMutant.id);
      const use = `${options.activeMutant.fileName} ${isLoading}`;
      const known = killers.get(use) ?? [];
      const wanted = { ...options, testFilter: sortByUse(options.testFilter ?? [], known) };
      const result = await (isLoading ? runReloaded(wanted) : runTests(wanted, select(wanted, shared)));
      if (result.status === MutantRunStatus.Killed) killers.set(use, [...new Set([...result.killedBy, ...known])].slice(0, KILLERS));
      return result;
    },
  };

  async function runForCoverage({ id, name, run }: LoadedTest): Promise<TestResult> {
    board.currentTestId = id;
    const began = performance.now();
    const failure = await failureOf(run);
    board.currentTestId = undefined;
    const common = { id, name, timeSpentMs: Math.max(1, Math.round(performance.now() - began)) };
    return failure === null ? { ...common, status: TestStatus.Success } : { ...common, status: TestStatus.Failed, failureMessage: failure };
  }

  /** What depends on the module is loaded anew with the mutant on, a test file when it is needed. */
  async function runReloaded(options: MutantRunOptions): Promise<MutantRunResult> {
    const wanted = options.testFilter ?? [];
    let ran = 0;
    loader.renew(options.sandboxFileName);
    for (const file of new Set(wanted.map((id) => id.slice(0, id.indexOf('|'))))) {
      if (!loader.isConcerned(file)) continue;
      const mine = wanted.filter((id) => id.startsWith(`${file}|`));
      switchOn(options);
      const tests = new Map<string, LoadedTest>();
      const failure = await failureOf(async () => {
        for (const test of await loader.load(file)) tests.set(test.id, test);
      });
      switchOff();
      if (failure !== null)
        return { status: MutantRunStatus.Killed, killedBy: mine.slice(0, 1), failureMessage: failure, nrOfTests: ran + 1 };
      const result = await runTests(options, select(options, tests));
      if (result.status !== MutantRunStatus.Survived) return result;
      ran += result.nrOfTests;
    }
    return { status: MutantRunStatus.Survived, nrOfTests: ran };
  }

  async function runTests(options: MutantRunOptions, tests: readonly LoadedTest[]): Promise<MutantRunResult> {
    switchOn(options);
    for (const [at, { id, run }] of tests.entries()) {
      const failure = await failureOf(run);
      const limit = determineHitLimitReached(board.hitCount, board.hitLimit);
      if (limit !== undefined || failure !== null) switchOff();
      if (limit !== undefined)
        return { status: MutantRunStatus.Timeout, reason: 'the mutant was reached a hundred times as often as usual' };
      if (failure !== null) return { status: MutantRunStatus.Killed, killedBy: [id], failureMessage: failure, nrOfTests: at + 1 };
    }
    switchOff();
    return { status: MutantRunStatus.Survived, nrOfTests: tests.length };
  }

  function switchOn({ activeMutant, hitLimit }: MutantRunOptions): void {
    board.activeMutant = activeMutant.id;
    board.hitLimit = hitLimit;
    board.hitCount = hitLimit === undefined ? undefined : 0;
  }

  function switchOff(): void {
    board.activeMutant = '';
    board.hitCount = undefined;
  }
}

/** Which test noticed a mutant the last time, when that is known and still holds. */
function createAnswers(): (mutant: MutantRunOptions['activeMutant']) => string | null {
  if (WHICH !== 'all' && WHICH !== 'alive') return () => null;
  const root = join(import.meta.dirname, '..', '..');
  const results = openResults(root);
  const oneMore = ({ line, column }: Position): Position => ({ line: line + 1, column: column + 1 });
  return ({ fileName, mutatorName, replacement, location: { start, end } }) => {
    // Here lines and columns count from 0, in results from 1.
    const location = { start: oneMore(start), end: oneMore(end) };
    return results.answer(relative(root, fileName), { mutatorName, replacement, location }, WHICH);
  };
}

/** The tests that noticed other mutants of this file come first. */
function sortByUse(tests: readonly string[], killers: readonly string[]): string[] {
  const wanted = new Set(tests);
  return [...new Set([...killers.filter((id) => wanted.has(id)), ...tests])];
}

function select({ testFilter = [] }: MutantRunOptions, tests: ReadonlyMap<string, LoadedTest>): LoadedTest[] {
  return testFilter.flatMap((id) => tests.get(id) ?? []);
}

async function failureOf(run: () => unknown): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : String(thrown);
  }
}

function sum(one: Hits, two: Hits): Hits {
  const all = { ...one };
  for (const [mutant, count] of Object.entries(two)) all[mutant] = (all[mutant] ?? 0) + count;
  return all;
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'uvu', createUvuRunner)];
