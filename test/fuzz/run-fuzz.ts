/**
 * `npm run fuzz -- COUNT [SEED] [KIND ...]`: tries COUNT inputs, a share of them on the built program. The same seed tries
 * the same inputs. A problem names the seed of its batch: `npm run fuzz -- 50 SEED KIND` tries that batch again.
 * An interrupt ends the run after the batches at work; the same command goes on with the chunk that was not finished.
 */
import { join } from 'node:path';
import { needTool } from '../gate/need-tool.ts';
import { type Chunk, chunksOf, countOf, openSummaries, type Summary } from './fuzz-chunks.ts';
import { fuzzFleets } from './fuzz-fleets.ts';
import { isKind } from './fuzz-kinds.ts';
import type { Batch, Outcome } from './worker.ts';

const root = join(import.meta.dirname, '..', '..');
const [count = 1_000, seed = 1] = process.argv.slice(2).map(Number).filter(Number.isFinite);
const summaries = openSummaries(root);
const chunks = chunksOf(count, seed, process.argv.slice(2).filter(isKind));
const known = new Map<Chunk, Summary>(
  chunks.flatMap((chunk) => {
    const summary = summaries.read(chunk);
    return summary === null ? [] : [[chunk, summary]];
  }),
);
if (known.size > 0) print(`${known.size} of ${chunks.length} chunks were tried before`);

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort());
const outcomes = new Map<Batch, Outcome>();
for (const chunk of chunks.filter((one) => !known.has(one))) if (!interrupt.signal.aborted) await tryChunk(chunk);

const unfinished = chunks.filter((chunk) => !known.has(chunk)).flatMap(({ batches }) => batches);
const cutOff = unfinished.reduce((sum, batch) => sum + (outcomes.get(batch)?.inputs ?? 0), 0);
if (cutOff > 0) print(`${cutOff} inputs were tried of chunks that are not finished, and do not count`);
const all = [...known.values()];
const sumOf = (figure: (summary: Summary) => number) => all.reduce((sum, summary) => sum + figure(summary), 0);
for (const kind of new Set(all.flatMap(({ inputs }) => Object.keys(inputs))))
  print(`${kind.padEnd(12)} ${sumOf(({ inputs }) => inputs[kind] ?? 0)}`);
for (const problem of all.flatMap(({ problems }) => problems)) print(`\n${problem}`);
const tried = sumOf(({ inputs }) => Object.values(inputs).reduce((sum, some) => sum + some, 0));
const problems = sumOf((summary) => summary.problems.length);
print(
  `${tried} of ${countOf(chunks.flatMap(({ batches }) => batches))} inputs, ${sumOf(({ onProgram }) => onProgram)} of them on the program, ` +
    `${sumOf(({ runs }) => runs)} runs, ${sumOf(({ seconds }) => seconds)} s, seed ${seed}: ${problems} problems`,
);
process.exitCode = problems === 0 && known.size === chunks.length ? 0 : 1;

/** A batch that was late is tried again at the end of its chunk. */
async function tryChunk(chunk: Chunk): Promise<void> {
  const began = performance.now();
  await fuzzFleets({
    batches: chunk.batches,
    processes: Number(process.env['FUZZ_WORKERS'] ?? 2),
    entry: join(root, 'dist', 'omniclaw.js'),
    xmllint: needTool('xmllint'),
    signal: interrupt.signal,
    done: (batch, outcome) => outcomes.set(batch, outcome),
  });
  if (!chunk.batches.every((batch) => outcomes.has(batch))) return;
  const summary = summaries.write(chunk, outcomes, (performance.now() - began) / 1000);
  known.set(chunk, summary);
  tell(summary);
}

function tell({ seed: first, seconds, inputs, problems: found }: Summary): void {
  const amount = Object.values(inputs).reduce((sum, some) => sum + some, 0);
  print(`seed ${first}: ${amount} inputs, ${seconds} s, ${found.length} problems`);
  for (const problem of found) print(`\n${problem}\n`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
