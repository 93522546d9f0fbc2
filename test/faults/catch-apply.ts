import { readFile } from 'node:fs/promises';
import { freeBase, type Sandbox } from '../stories/sandbox.ts';
import { type RunningApply, startApply } from './start-apply.ts';

let port: Promise<number> | undefined;
let serial = 0;

/** One gateway, with a setting that is another one each time and takes a restart. */
export async function declareAnew(box: Sandbox, state: 'running' | 'stopped' = 'running'): Promise<void> {
  serial += 1;
  port ??= freeBase();
  await box.fleet({ main: { port: await port, state, service: { env: { NOTE: `n${serial}` } } } });
}

/** An apply that has work to do and gets a signal right after an event. On a busy machine it may have ended by then: once more. */
export async function catchApply(box: Sandbox, event: string, signal: NodeJS.Signals): Promise<RunningApply> {
  for (let tries = 0; tries < 20; tries += 1) {
    await declareAnew(box);
    const run = startApply(box);
    await run.event(event);
    run.kill(signal);
    if ((signal === 'SIGSTOP' ? await sleeps(run.pid) : await run.said('interrupted: finishing the step under way')) === 'yes') return run;
    await run.ended;
  }
  throw new Error('every apply had ended before the signal');
}

/** Whether a process that was sent SIGSTOP has stopped; it may have ended before. */
async function sleeps(pid: number): Promise<'yes' | 'no'> {
  for (;;) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    if (state === 'T') return 'yes';
    if (['', 'Z', 'X'].includes(state)) return 'no';
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
