/** Keeps the results of a source file as soon as all of its mutants were tried; with some tests only, what they notice. */
import { relative } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import type { MutationTestingPlanReadyEvent, Reporter } from '@stryker-mutator/api/report';
import { openResults } from './kept-results.ts';

/** What lives when only some tests run may be noticed by another. */
const IS_WHOLE = (process.env['MUTATION_TESTS'] ?? '') === '';

function createKeeper(): Reporter {
  const results = openResults(process.cwd());
  const left = new Map<string, number>();
  const tried = new Map<string, MutantResult[]>();
  return {
    onMutationTestingPlanReady: ({ mutantPlans }: MutationTestingPlanReadyEvent) => {
      for (const { mutant } of mutantPlans) left.set(mutant.fileName, (left.get(mutant.fileName) ?? 0) + 1);
    },
    onMutantTested: (result) => {
      const { fileName } = result;
      const mine = tried.get(fileName) ?? [];
      tried.set(fileName, mine);
      mine.push(result);
      const file = relative(process.cwd(), fileName);
      if (IS_WHOLE) {
        if (mine.length === left.get(fileName)) results.keep(file, mine);
      } else if (result.status === 'Killed' && results.read(file) !== null) results.keep(file, [result]);
    },
  };
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.Reporter, 'keep', createKeeper)];
