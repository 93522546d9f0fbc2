/**
 * Cuts a run into chunks and keeps a summary of each in `coverage/fuzz/`, so that a run that was ended goes on where it was,
 * and its total is a sum that can be looked at. A chunk counts for the code that it was tried on, and for no other.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { type Kind, kindOfBatch } from './fuzz-kinds.ts';
import type { Batch, Outcome } from './worker.ts';

const BATCH = 50;
/** One whole turn of the kinds. */
const CHUNK = 40 * BATCH;
/** One input in so many is tried on the program as a process, by the same checks. */
const PROGRAM_SHARE = 250;

export type Chunk = { readonly seed: number; readonly batches: readonly Batch[] };

/** `digest`: of all inputs that were tried, so that a second run can be shown to have tried the same. `problems`: with the batch that shows them. */
export type Summary = {
  readonly seed: number;
  readonly code: string;
  readonly ended: string;
  readonly seconds: number;
  readonly inputs: { readonly [kind: string]: number };
  readonly onProgram: number;
  readonly runs: number;
  readonly digest: string;
  readonly problems: readonly string[];
};

/** `only`: the kinds to choose from; empty: all. */
export function chunksOf(count: number, seed: number, only: readonly Kind[]): Chunk[] {
  return Array.from({ length: Math.ceil(count / CHUNK) }, (_, at) => {
    const [size, first] = [Math.min(CHUNK, count - at * CHUNK), at * (CHUNK / BATCH)];
    const onProgram = Math.floor(size / PROGRAM_SHARE);
    const batches = Array.from({ length: Math.ceil((size - onProgram) / BATCH) }, (_, index): Batch => {
      const left = size - onProgram - index * BATCH;
      return { kind: kindOfBatch(first + index, only), seed: seed + first + index, count: Math.min(BATCH, left), by: 'code' };
    });
    const single = Array.from({ length: onProgram }, (_, index): Batch => {
      const number = at * (CHUNK / PROGRAM_SHARE) + index;
      return { kind: kindOfBatch(number, only), seed: seed + 1_000_000 + number, count: 1, by: 'program' };
    });
    return { seed: seed + first, batches: [...batches, ...single] };
  });
}

export type Summaries = {
  /** `null`: it was not tried to its end, or on other code. */
  readonly read: (chunk: Chunk) => Summary | null;
  readonly write: (chunk: Chunk, outcomes: ReadonlyMap<Batch, Outcome>, seconds: number) => Summary;
};

export function openSummaries(root: string): Summaries {
  const code = hashCode(root);
  const pathOf = ({ seed, batches }: Chunk) => {
    const kinds = [...new Set(batches.map(({ kind }) => kind.replace(' ', '-')))];
    return join(root, 'coverage', 'fuzz', `${seed}-${countOf(batches)}${kinds.length > 4 ? '' : `-${kinds.join('-')}`}.json`);
  };
  return {
    read: (chunk) => {
      const kept = readSummary(pathOf(chunk));
      return kept?.code === code ? kept : null;
    },
    write: (chunk, outcomes, seconds) => {
      const summary = summarize(chunk, outcomes, { code, seconds });
      mkdirSync(dirname(pathOf(chunk)), { recursive: true });
      writeFileSync(`${pathOf(chunk)}.new`, `${JSON.stringify(summary, null, 2)}\n`);
      renameSync(`${pathOf(chunk)}.new`, pathOf(chunk));
      return summary;
    },
  };
}

function summarize(
  { seed, batches }: Chunk,
  outcomes: ReadonlyMap<Batch, Outcome>,
  { code, seconds }: { readonly code: string; readonly seconds: number },
): Summary {
  const inputs: { [kind: string]: number } = {};
  const digest = createHash('sha256');
  const problems: string[] = [];
  let [runs, onProgram] = [0, 0];
  for (const batch of batches) {
    const outcome = outcomes.get(batch);
    if (outcome === undefined) continue;
    inputs[batch.kind] = (inputs[batch.kind] ?? 0) + outcome.inputs;
    runs += outcome.runs;
    if (batch.by === 'program') onProgram += outcome.inputs;
    digest.update(outcome.digest);
    if (outcome.problem !== null) problems.push(`${describeBatch(batch)}: ${outcome.problem.text}`);
  }
  return {
    seed,
    code,
    ended: new Date().toISOString(),
    seconds: Math.round(seconds),
    inputs,
    onProgram,
    runs,
    digest: digest.digest('hex'),
    problems,
  };
}

export function describeBatch({ kind, seed, by }: Batch): string {
  return `${kind}, seed ${seed}${by === 'program' ? ', on the program' : ''}`;
}

export function countOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { count }) => sum + count, 0);
}

function readSummary(path: string): Summary | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Of all that decides what is tried and what comes of it. */
function hashCode(root: string): string {
  const all = createHash('sha256');
  for (const name of ['src', join('test', 'fuzz'), join('fixtures', 'rules'), 'omniclaw.fleet.example.ts', 'package-lock.json'])
    for (const path of filesIn(join(root, name))) all.update(relative(root, path)).update(readFileSync(path));
  return all.digest('hex').slice(0, 16);
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}
