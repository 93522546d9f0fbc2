/**
 * Makes an apply fail at each of its system calls that write: killed there, or told that the disk is full or broken. The
 * calls are counted in a run without fault; then one run a call. `npm run faults` tries all, the tests a few.
 */
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PROGRAM } from '../gate/built-program.ts';
import { needTool } from '../gate/need-tool.ts';
import type { Ran, Sandbox } from '../stories/sandbox.ts';

/** Calls that change files, beside the `openat` that creates one: killed before the call that follows it is killed after it. */
export const CALLS = ['mkdir', 'write', 'pwrite64', 'fsync', 'rename', 'chmod', 'fchmod', 'unlink'] as const;
export type CallName = (typeof CALLS)[number];

/** A fault at the `at`-th call of a name, counted from 1 within one thread. */
export type FaultPoint = { readonly call: CallName; readonly at: number };
export type FaultKind = 'kill' | 'ENOSPC' | 'EIO';

/** Every point of an apply that has the same work before it. Calls on files outside of the sandbox, on pipes and on terminals are not among them. */
export async function countPoints(box: Sandbox): Promise<FaultPoint[]> {
  const trace = join(box.folder, 'trace');
  await traced(box, ['-o', trace, '-y', '-e', `trace=${CALLS.join(',')}`]);
  const counts = new Map<string, number>();
  const points = new Map<string, FaultPoint>();
  for (const line of (await readFile(trace, 'utf8')).split('\n')) {
    const [, thread = '', name = ''] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
    const call = CALLS.find((one) => one === name);
    if (call === undefined) continue;
    const at = (counts.get(`${thread} ${call}`) ?? 0) + 1;
    counts.set(`${thread} ${call}`, at);
    if (line.includes(dirname(box.home))) points.set(`${call} ${at}`, { call, at });
  }
  await rm(trace);
  return [...points.values()];
}

/** An apply that meets the fault. */
export function applyWith(box: Sandbox, kind: FaultKind, { call, at }: FaultPoint): Promise<Ran> {
  const what = kind === 'kill' ? 'signal=SIGKILL' : `error=${kind}`;
  return traced(box, ['-o', '/dev/null', '-e', `trace=${call}`, '-e', `inject=${call}:${what}:when=${at}`]);
}

/** One thread does all work of the file system, so that calls come in the same order each time. */
function traced(box: Sandbox, options: readonly string[]): Promise<Ran> {
  const program = [process.execPath, PROGRAM, 'apply', '--yes'];
  const marks = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.includes('GATE')));
  const child = spawn(needTool('strace'), ['-f', '-qq', ...options, ...program], {
    cwd: box.folder,
    env: { ...marks, ...box.environment, UV_THREADPOOL_SIZE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, out: out.join(''), err: err.join('') })));
}
