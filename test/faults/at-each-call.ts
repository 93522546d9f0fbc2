/**
 * Makes an apply, or the supervisor that it works with, fail at each of its system calls that write: killed there, or told that
 * the disk is full or broken. The calls are counted in a run without fault; then one run a call. `npm run faults` tries all, the
 * tests a few.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PROGRAM } from '../gate/built-program.ts';
import { needTool } from '../gate/need-tool.ts';
import type { Ran, Sandbox } from '../stories/sandbox.ts';

/** Calls that change files, beside the `openat` that creates one: killed before the call that follows it is killed after it. */
export const CALLS = ['mkdir', 'write', 'pwrite64', 'fsync', 'rename', 'chmod', 'fchmod', 'unlink'] as const;
export type CallName = (typeof CALLS)[number];

/**
 * A fault at the `at`-th call of a name, counted from 1. `path`: below the sandbox, only calls on it count; empty for a file
 * whose name is random, where the calls of one thread count.
 */
export type FaultPoint = { readonly call: CallName; readonly at: number; readonly path: string };
export const KINDS = ['kill', 'ENOSPC', 'EIO'] as const;
export type FaultKind = (typeof KINDS)[number];

/** Who meets the fault while an apply does its work. */
export type Victim = 'apply' | 'supervisor';

/** Every point of an apply that has the same work before it. Calls on files outside of the sandbox, on pipes and on terminals are not among them. */
export async function countPoints(box: Sandbox, victim: Victim): Promise<FaultPoint[]> {
  const trace = join(box.folder, 'trace');
  await RUNS[victim](box, ['-o', trace, '-y', '-e', `trace=${CALLS.join(',')}`]);
  const counts = new Map<string, number>();
  const points = new Map<string, FaultPoint>();
  for (const line of (await readFile(trace, 'utf8')).split('\n')) {
    const [, thread = '', name = ''] = /^(\d+) +(\w+)\(/.exec(line) ?? [];
    const call = CALLS.find((one) => one === name);
    if (call === undefined) continue;
    const inside = pathsOf(line, box);
    const [first = ''] = inside;
    const path = first.endsWith('.tmp') ? '' : first;
    for (const key of [`${thread} ${call}`, `${path} ${call}`]) counts.set(key, (counts.get(key) ?? 0) + 1);
    const at = counts.get(`${path === '' ? thread : path} ${call}`) ?? 0;
    if (inside.length > 0) points.set(`${call} ${at} ${path}`, { call, at, path });
  }
  await rm(trace);
  return [...points.values()];
}

/** Paths in a line of the trace that lie in the sandbox, below its root. */
function pathsOf(line: string, box: Sandbox): string[] {
  const root = `${dirname(box.home)}/`;
  return [...line.matchAll(/["<](\/[^">]*)[">]/g)].flatMap(([, path = '']) => (path.startsWith(root) ? [path.slice(root.length)] : []));
}

/** `hit`: the fault met a call on a file of the sandbox. Calls of one thread may be counted otherwise from run to run. */
export type Faulted = Ran & { readonly hit: 'yes' | 'no' };

/** An apply that meets the fault, or whose supervisor does. */
export async function applyWith(box: Sandbox, victim: Victim, kind: FaultKind, { call, at, path }: FaultPoint): Promise<Faulted> {
  const trace = join(box.folder, 'trace');
  const what = kind === 'kill' ? 'signal=SIGKILL' : `error=${kind}`;
  const only = path === '' ? [] : ['-P', join(dirname(box.home), path)];
  const ran = await RUNS[victim](box, ['-o', trace, '-y', ...only, '-e', `trace=${call}`, '-e', `inject=${call}:${what}:when=${at}`]);
  const lines = (await readFile(trace, 'utf8')).split('\n');
  await rm(trace);
  const met = lines.filter((line) => (kind === 'kill' ? /= \?|unfinished/.test(line) : line.includes('(INJECTED)')));
  return { ...ran, hit: met.some((line) => pathsOf(line, box).length > 0) ? 'yes' : 'no' };
}

const RUNS = { apply: runTraced, supervisor: runBesideTraced } as const satisfies Record<Victim, unknown>;

function runTraced(box: Sandbox, options: readonly string[]): Promise<Ran> {
  const child = startTraced(box, options, ['apply', '--yes']);
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => err.push(text));
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, out: out.join(''), err: err.join('') })));
}

/** An apply whose supervisor is traced from its start on. That one ends afterwards; what it supervises runs on. */
async function runBesideTraced(box: Sandbox, options: readonly string[]): Promise<Ran> {
  const child = startTraced(box, options, ['supervisor', 'run']);
  child.stdout?.resume();
  child.stderr?.resume();
  const ended = new Promise<'ended'>((resolve) => child.once('close', () => resolve('ended')));
  await waitForSupervisor(box, child);
  const ran = await box.run('apply', '--yes');
  for (const pid of await childrenOf(child)) process.kill(pid, 'SIGTERM');
  await ended;
  return ran;
}

/** Until it can be asked or has ended. */
async function waitForSupervisor(box: Sandbox, child: ChildProcess): Promise<void> {
  const socket = join(box.home, '.local', 'state', 'omniclaw', 'run', 'supervisor.sock');
  while (child.exitCode === null && child.signalCode === null && !existsSync(socket))
    await new Promise((resolve) => setTimeout(resolve, 10));
}

async function childrenOf({ pid }: ChildProcess): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return list
    .split(' ')
    .map(Number)
    .filter((one) => one > 0);
}

/**
 * One thread does all work of the file system that goes through a thread, so that calls come in the same order each time.
 * Programs that it starts, and the processes that outlive it, are let go.
 */
function startTraced(box: Sandbox, options: readonly string[], words: readonly string[]): ChildProcess {
  const program = [process.execPath, PROGRAM, ...words];
  const marks = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.includes('GATE')));
  return spawn(needTool('strace'), ['-f', '-qq', '-b', 'execve', ...options, ...program], {
    cwd: box.folder,
    env: { ...marks, ...box.environment, UV_THREADPOOL_SIZE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
