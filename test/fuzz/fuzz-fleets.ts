/** Spreads batches of inputs over processes, and ends one that hangs. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Kind } from './fuzz-kinds.ts';
import type { Batch, Message } from './worker.ts';

export type FuzzPlan = {
  readonly batches: readonly Batch[];
  readonly processes: number;
  /** Path of the program to start for each look at an input; `null`: its code runs in the fuzzing process. */
  readonly entry: string | null;
  /** Path of the validator of XML, or empty. */
  readonly xmllint: string;
  /** After each batch. `problem`: what it broke. */
  readonly progress: (done: number, problem: string | null) => void;
  /** Once aborted, no further batch begins. */
  readonly signal: AbortSignal;
};

export type Tally = {
  readonly inputs: number;
  readonly runs: number;
  readonly byKind: ReadonlyMap<Kind, number>;
  readonly problems: readonly string[];
};

/** Longest time for one input with all looks at it, on a machine that is busy otherwise too. */
const LONGEST_MS = 180_000;

export async function fuzzFleets({ batches, processes, entry, xmllint, progress, signal }: FuzzPlan): Promise<Tally> {
  const queue = [...batches];
  const problems: string[] = [];
  const byKind = new Map<Kind, number>();
  let [inputs, runs] = [0, 0];

  const work = async (): Promise<void> => {
    let worker = await startWorker(entry, xmllint);
    for (let batch = queue.shift(); batch !== undefined && !signal.aborted; batch = queue.shift()) {
      const outcome = await tryOn(worker, batch);
      inputs += outcome.inputs;
      runs += outcome.runs;
      byKind.set(batch.kind, (byKind.get(batch.kind) ?? 0) + outcome.inputs);
      const problem = outcome.problem === null ? null : `${batch.kind}, seed ${batch.seed}: ${outcome.problem}`;
      if (problem !== null) problems.push(problem);
      if (worker.exitCode !== null || worker.signalCode !== null) worker = await startWorker(entry, xmllint);
      progress(inputs, problem);
    }
    await stopWorker(worker);
  };
  await Promise.all(Array.from({ length: Math.min(processes, batches.length) }, work));
  return { inputs, runs, byKind, problems };
}

function startWorker(entry: string | null, xmllint: string): Promise<ChildProcess> {
  const worker = fork(join(import.meta.dirname, 'worker.ts'), [entry ?? '', xmllint], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    worker.once('message', () => resolve(worker)).once('exit', () => reject(new Error('a fuzzing process does not start')));
  });
}

function stopWorker(worker: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (worker.exitCode !== null || worker.signalCode !== null) return resolve();
    worker.once('exit', () => resolve());
    worker.disconnect();
  });
}

type Outcome = Extract<Message, { is: 'done' }>;

function tryOn(worker: ChildProcess, batch: Batch): Promise<Outcome> {
  return new Promise((resolve) => {
    let [shown, inputs] = ['', 0];
    let timer = setTimeout(() => undefined, 0);
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      worker.off('message', listen).off('exit', crashed);
      resolve(outcome);
    };
    const lost = (why: string): Outcome => ({ is: 'done', inputs, runs: inputs, problem: `${why}\n${shown}` });
    const crashed = () => end(lost('the process ended'));
    const hang = () => {
      worker.off('exit', crashed);
      worker.once('exit', () => end(lost(`no end within ${LONGEST_MS / 1000} s`)));
      worker.kill('SIGKILL');
    };
    const listen = (message: Message) => {
      clearTimeout(timer);
      if (message.is === 'ready') return;
      if (message.is === 'done') return end(message);
      timer = setTimeout(hang, LONGEST_MS);
      shown = message.shown;
      inputs += 1;
    };
    worker.on('message', listen).once('exit', crashed);
    worker.send(batch);
  });
}
