/** A small run of the fuzzer, always the same: `npm run fuzz` tries as many as one likes. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PROGRAM } from '../gate/built-program.ts';
import { needTool } from '../gate/need-tool.ts';
import { fuzzFleets } from './fuzz-fleets.ts';
import { isKind, type Kind } from './fuzz-kinds.ts';
import type { Batch, Outcome } from './worker.ts';

const fuzz = suite('fuzz');

const SEED = 20_261;
/** Inputs of a kind. Code starts a process for each look at an input. */
const COUNTS: { readonly [kind in Kind]: number } = {
  json: 60,
  yaml: 60,
  'json bytes': 40,
  'yaml bytes': 40,
  'yaml bombs': 8,
  lock: 8,
  code: 6,
  'code bytes': 6,
};

async function tally(batches: readonly Batch[], processes: number) {
  const outcomes = new Map<Batch, Outcome>();
  const signal = new AbortController().signal;
  await fuzzFleets({
    batches,
    processes,
    entry: PROGRAM,
    signal,
    xmllint: needTool('xmllint'),
    done: (batch, outcome) => outcomes.set(batch, outcome),
  });
  const all = [...outcomes.values()];
  const sum = (figure: (outcome: Outcome) => number) => all.reduce((total, outcome) => total + figure(outcome), 0);
  return {
    inputs: sum(({ inputs }) => inputs),
    runs: sum(({ runs }) => runs),
    problems: all.flatMap(({ problem }) => problem?.text ?? []).join('\n\n'),
  };
}

fuzz('some hundred fleet files of every kind: an answer, exit 0, 1 or 2, no stack trace, nothing written', async () => {
  const batches = Object.entries(COUNTS).flatMap(([kind, count]): Batch[] =>
    isKind(kind) ? [{ kind, seed: SEED, count, by: 'code' }] : [],
  );
  const { inputs, runs, problems } = await tally(batches, 2);
  assert.is(problems, '');
  assert.is(
    inputs,
    Object.values(COUNTS).reduce((sum, count) => sum + count, 0),
  );
  assert.ok(runs > inputs);
});

fuzz('the same promises of the program as a process', async () => {
  const batches = [
    { kind: 'json', seed: SEED, count: 1, by: 'program' },
    { kind: 'yaml bytes', seed: SEED, count: 1, by: 'program' },
    { kind: 'code', seed: SEED, count: 1, by: 'program' },
  ] as const;
  const { inputs, problems } = await tally(batches, 1);
  assert.is(problems, '');
  assert.is(inputs, 3);
});

fuzz.run();
