/** Spreads batches of inputs over processes, and ends one that hangs. */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { Batch, Message, Outcome, Problem } from './worker.ts';

export type FuzzPlan = {
  readonly batches: readonly Batch[];
  readonly processes: number;
  /** Path of the program to start for batches that are tried on it. */
  readonly entry: string;
  /** Path of the validator of XML, or empty. */
  readonly xmllint: string;
  /** After each batch, when it is clear what came of it. */
  readonly done: (batch: Batch, outcome: Outcome) => void;
  /** Once aborted, no further batch begins. */
  readonly signal: AbortSignal;
};

/** Longest time for one input with all looks at it, on a machine that is busy otherwise too. */
const LONGEST_MS = 180_000;

/** A batch that was late is tried again at the end, when nothing else of ours runs, and what comes of that counts. */
export async function fuzzFleets(plan: FuzzPlan): Promise<void> {
  const late: Batch[] = [];
  await tryAll({
    ...plan,
    done: (batch, outcome) => {
      if (outcome.problem?.isLate === true) late.push(batch);
      else plan.done(batch, outcome);
    },
  });
  await tryAll({ ...plan, batches: late, processes: 1 });
}

async function tryAll({ batches, processes, entry, xmllint, done, signal }: FuzzPlan): Promise<void> {
  const queue = [...batches];
  const work = async (): Promise<void> => {
    let worker = await startWorker(entry, xmllint);
    for (let batch = queue.shift(); batch !== undefined && !signal.aborted; batch = queue.shift()) {
      done(batch, await tryOn(worker, batch));
      if (worker.exitCode !== null || worker.signalCode !== null) worker = await startWorker(entry, xmllint);
    }
    await stopWorker(worker);
  };
  await Promise.all(Array.from({ length: Math.min(processes, batches.length) }, work));
}

function startWorker(entry: string, xmllint: string): Promise<ChildProcess> {
  const worker = fork(join(import.meta.dirname, 'worker.ts'), [entry, xmllint], {
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

function tryOn(worker: ChildProcess, batch: Batch): Promise<Outcome> {
  return new Promise((resolve) => {
    let [shown, inputs] = ['', 0];
    let timer = setTimeout(() => undefined, 0);
    const end = (outcome: Outcome) => {
      clearTimeout(timer);
      worker.off('message', listen).off('exit', crashed);
      resolve(outcome);
    };
    const lost = (why: string, isLate: Problem['isLate']): Outcome => ({
      inputs,
      runs: inputs,
      digest: '',
      problem: { text: `${why}\n${shown}`, isLate },
    });
    const crashed = () => end(lost('the process ended', false));
    const hang = () => {
      worker.off('exit', crashed);
      worker.once('exit', () => end(lost(`no end within ${LONGEST_MS / 1000} s`, true)));
      worker.kill('SIGKILL');
    };
    const listen = (message: Message) => {
      clearTimeout(timer);
      if (message.is === 'ready') return;
      if (message.is === 'done') return end(message.outcome);
      timer = setTimeout(hang, LONGEST_MS);
      shown = message.shown;
      inputs += 1;
    };
    worker.on('message', listen).once('exit', crashed);
    worker.send(batch);
  });
}
