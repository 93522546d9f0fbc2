/**
 * `npm run fuzz -- COUNT [SEED] [KIND ...]`: tries COUNT inputs, a share of them on the built program. The same seed tries
 * the same inputs. A problem names the seed of its batch: `npm run fuzz -- 50 SEED KIND` tries that batch again.
 * An interrupt ends the run after the batches at work, and the last line says how many were tried.
 */
import { join } from 'node:path';
import { needTool } from '../gate/need-tool.ts';
import { fuzzFleets } from './fuzz-fleets.ts';
import { isKind, kindOfBatch } from './fuzz-kinds.ts';

const BATCH = 50;
/** One input in so many is tried on the built program, by the same checks. */
const BUILT_SHARE = 250;

const [count = 1_000, seed = 1] = process.argv.slice(2).map(Number).filter(Number.isFinite);
const only = process.argv.slice(2).filter(isKind);
const began = performance.now();

const batchesFor = (amount: number, from: number) =>
  Array.from({ length: Math.ceil(amount / BATCH) }, (_, at) => ({
    kind: kindOfBatch(at, only),
    seed: from + at,
    count: Math.min(BATCH, amount - at * BATCH),
  }));
const builtCount = Math.floor(count / BUILT_SHARE);
const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());
const shared = { signal: interrupt.signal, processes: 2, xmllint: needTool('xmllint'), progress: report };
let last = began;

const here = await fuzzFleets({ ...shared, batches: batchesFor(count - builtCount, seed), entry: null });
const built = await fuzzFleets({
  ...shared,
  batches: batchesFor(builtCount, seed + 1_000_000),
  entry: join(import.meta.dirname, '..', '..', 'dist', 'omniclaw.js'),
});

const problems = [...here.problems, ...built.problems];
for (const [kind, inputs] of here.byKind) print(`${kind.padEnd(12)} ${inputs}`);
print(`${'built'.padEnd(12)} ${built.inputs}`);
const seconds = (performance.now() - began) / 1000;
print(
  `${here.inputs + built.inputs} of ${count} inputs, ${here.runs + built.runs} runs, ${seconds.toFixed(0)} s, seed ${seed}: ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;

function report(done: number, problem: string | null): void {
  if (problem !== null) print(`\n${problem}\n`);
  if (performance.now() - last < 15_000) return;
  last = performance.now();
  process.stderr.write(`${done} inputs, ${((last - began) / 1000).toFixed(0)} s\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
