import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { chunksOf, countOf, openSummaries } from './fuzz-chunks.ts';
import type { Batch, Outcome } from './worker.ts';

const chunks = suite('fuzz chunks');

for (const count of [1, 49, 50, 251, 2_000, 2_001, 10_000])
  chunks(`${count} inputs are ${count} inputs`, () =>
    assert.is(
      chunksOf(count, 1, []).reduce((sum, { batches }) => sum + countOf(batches), 0),
      count,
    ),
  );

chunks('a whole turn has every kind, here and on the program, and no two batches are the same', () => {
  const batches = chunksOf(10_000, 7, []).flatMap((chunk) => chunk.batches);
  const kinds = (by: Batch['by']) => new Set(batches.filter((batch) => batch.by === by).map(({ kind }) => kind)).size;
  assert.equal([kinds('code'), kinds('program')], [8, 8]);
  assert.is(new Set(batches.map(({ kind, seed, by }) => `${kind} ${seed} ${by}`)).size, batches.length);
});

chunks('of more inputs, those of fewer are the first', () => {
  const first = (count: number) => chunksOf(count, 7, ['yaml'])[0];
  assert.equal(first(4_000), first(10_000));
});

chunks('a summary counts for the code that was tried, and sums up what came of its batches', () => {
  const root = mkdtempSync(join(tmpdir(), 'oc-'));
  for (const name of ['src/a.ts', 'test/fuzz/b.ts', 'fixtures/rules/c.json', 'omniclaw.fleet.example.ts', 'package-lock.json']) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), name);
  }
  const [chunk] = chunksOf(501, 1, ['json', 'lock']);
  if (chunk === undefined) throw new Error('no chunk');
  const outcome = (batch: Batch): Outcome => ({
    inputs: batch.count,
    runs: 2 * batch.count,
    digest: `${batch.seed}`,
    problem: batch.seed === 3 ? { text: 'it broke', isLate: false } : null,
  });
  const outcomes = new Map(chunk.batches.map((batch) => [batch, outcome(batch)]));
  assert.is(openSummaries(root).read(chunk), null);
  const written = openSummaries(root).write(chunk, outcomes, 1.4);
  const { ended, code, digest, ...figures } = written;
  assert.equal(figures, {
    seed: 1,
    seconds: 1,
    inputs: { json: 501 },
    onProgram: 2,
    runs: 1_002,
    problems: ['json, seed 3: it broke'],
  });
  assert.equal([ended.length, code.length, digest.length], [24, 16, 64]);
  assert.equal(openSummaries(root).read(chunk), written);
  assert.equal(readdirSync(join(root, 'coverage', 'fuzz')), ['1-501-json.json']);
  writeFileSync(join(root, 'src', 'a.ts'), 'changed');
  assert.is(openSummaries(root).read(chunk), null);
  rmSync(root, { recursive: true });
});

chunks.run();
