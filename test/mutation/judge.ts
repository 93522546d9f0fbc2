import { readFileSync } from 'node:fs';
import type { MutantResult } from '@stryker-mutator/api/core';
import { describeSurvivor, toSurvivor } from './survivors.ts';

/** Mutants in a hundred that a test has to notice. */
export const LEAST_SCORE = 90;

export type Judgement = {
  readonly score: number;
  /** How many mutants came to which end. */
  readonly counts: string;
  /** Survivors that the page does not name. */
  readonly unexplained: readonly string[];
  /** Mutants of these files that the page explains and a test notices. */
  readonly stale: readonly string[];
};

/** Compares the mutants that no test noticed with those that a page explains: the lines of its blocks, `file: from => to`. */
export function judge(results: readonly MutantResult[], page: string): Judgement {
  const explained = new Set(
    [...readFileSync(page, 'utf8').matchAll(/^```text\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) => block.trimEnd().split('\n')),
  );
  const alive = new Set(results.flatMap((result) => toSurvivor(result) ?? []).map(describeSurvivor));
  const all = new Set(
    results.map((result) => toSurvivor({ ...result, status: 'Survived' })).map((one) => (one === null ? '' : describeSurvivor(one))),
  );
  const byStatus = Map.groupBy(results, ({ status }) => status);
  return {
    score: scoreOf(results).score,
    counts: [...byStatus].map(([status, list]) => `${list.length} ${status}`).join(', '),
    unexplained: [...alive].filter((one) => !explained.has(one)),
    stale: [...explained].filter((one) => all.has(one) && !alive.has(one)),
  };
}

/** How many mutants in a hundred a test noticed. */
export function scoreOf(results: readonly MutantResult[]): { readonly score: number; readonly text: string } {
  const counted = results.filter(({ status }) => status !== 'Ignored');
  const noticed = counted.filter(({ status }) => status !== 'Survived' && status !== 'NoCoverage').length;
  const score = counted.length === 0 ? 100 : (100 * noticed) / counted.length;
  return { score, text: `${noticed} of ${counted.length}, ${score.toFixed(1)}` };
}
