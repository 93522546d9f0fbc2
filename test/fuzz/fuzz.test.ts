/** A small run of the fuzzer, always the same: `npm run fuzz` tries as many as one likes. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PROGRAM } from '../gate/built-program.ts';
import { needTool } from '../gate/need-tool.ts';
import { fuzzFleets } from './fuzz-fleets.ts';
import { isKind, type Kind } from './fuzz-kinds.ts';
import type { Batch } from './worker.ts';

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
const shared = { xmllint: needTool('xmllint'), progress: () => undefined, signal: new AbortController().signal };

fuzz('some hundred fleet files of every kind: an answer, exit 0, 1 or 2, no stack trace, nothing written', async () => {
  const batches = Object.entries(COUNTS).flatMap(([kind, count]): Batch[] => (isKind(kind) ? [{ kind, seed: SEED, count }] : []));
  const tally = await fuzzFleets({ ...shared, batches, processes: 2, entry: null });
  assert.is(tally.problems.join('\n\n'), '');
  assert.is(
    tally.inputs,
    Object.values(COUNTS).reduce((sum, count) => sum + count, 0),
  );
  assert.ok(tally.runs > tally.inputs);
});

fuzz('the same promises of the program as a process', async () => {
  const batches = [
    { kind: 'json', seed: SEED, count: 1 },
    { kind: 'yaml bytes', seed: SEED, count: 1 },
    { kind: 'code', seed: SEED, count: 1 },
  ] as const;
  const tally = await fuzzFleets({ ...shared, batches, processes: 1, entry: PROGRAM });
  assert.is(tally.problems.join('\n\n'), '');
  assert.is(tally.inputs, 3);
});

fuzz.run();
