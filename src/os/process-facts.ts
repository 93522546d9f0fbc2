/** Which process a number means: numbers are used again, so a process is its number, start time and boot. */
import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import { hasErrno } from './errno.ts';

export type ProcessIdentity = {
  readonly pid: number;
  /** Linux: clock ticks since boot; elsewhere the start date in words. */
  readonly startTime: string;
  readonly bootId: string;
};

/** The process that has this number now; `null` when none has, or when it is only a remainder that its parent has not reaped. */
export async function identifyProcess(pid: number): Promise<ProcessIdentity | null> {
  if (platform() !== 'linux') return identifyByPs(pid);
  const fields = statOf(pid);
  const [state, startTime] = [fields[0], fields[19]];
  if (state === 'Z' || state === 'X' || startTime === undefined) return null;
  return { pid, startTime, bootId: readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? '' };
}

export async function isSameProcess(identity: ProcessIdentity): Promise<boolean> {
  const now = await identifyProcess(identity.pid);
  return now !== null && now.startTime === identity.startTime && now.bootId === identity.bootId;
}

/** Signals a process and its group if it is still the one that is meant. False: it is gone. */
export function signalGroup(identity: ProcessIdentity, signal: NodeJS.Signals): Promise<boolean> {
  return send(identity, -identity.pid, signal);
}

/** Signals a process alone if it is still the one that is meant. False: it is gone. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): Promise<boolean> {
  return send(identity, identity.pid, signal);
}

async function send(identity: ProcessIdentity, target: number, signal: NodeJS.Signals): Promise<boolean> {
  if (!(await isSameProcess(identity))) return false;
  return kill(target, signal);
}

/**
 * Signals what is left of a session whose leader has ended, and says how many processes that is; 0 only counts. Its number is in
 * use as long as a process is left in it, so it means no other; where it has a leader, that is another one, and left alone.
 * `isMeant`: of those that are in it. Linux only; elsewhere nothing is done.
 */
export function signalSession(leader: number, signal: NodeJS.Signals | 0, isMeant = (_pid: number): boolean => true): number {
  const left = platform() === 'linux' ? processesOf(leader) : [];
  if (left.includes(leader)) return 0;
  const meant = left.filter(isMeant);
  for (const pid of meant) {
    try {
      kill(pid, signal);
    } catch (cause) {
      // One that has become another user's is not ours to end.
      if (!hasErrno(cause, 'EPERM')) throw cause;
    }
  }
  return meant.length;
}

/** The processes of a session, without remainders that their parents have not reaped. */
function processesOf(session: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    const [state, , , at] = /^\d+$/.test(name) ? statOf(Number(name)) : [];
    return Number(at) === session && state !== 'Z' && state !== 'X' ? [Number(name)] : [];
  });
}

/**
 * What the kernel says of a process after the name of its program, which may hold anything; nothing when it is gone.
 * Source: proc(5), "/proc/pid/stat", from field 3 on.
 */
export function statOf(pid: number): readonly string[] {
  const stat = readProc(`/proc/${pid}/stat`);
  return stat === null ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** False: there is no such process. */
function kill(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch (cause) {
    if (hasErrno(cause, 'ESRCH')) return false;
    throw cause;
  }
}

/** A file of /proc; `null` when the process is gone or not ours to read. */
export function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'ESRCH') || hasErrno(cause, 'EACCES') || hasErrno(cause, 'EPERM')) return null;
    throw cause;
  }
}

async function identifyByPs(pid: number): Promise<ProcessIdentity | null> {
  const found = await (await executor())('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  const startTime = found.stdout.trim();
  return startTime === '' ? null : { pid, startTime, bootId: '' };
}

/** Loaded when it is needed: on Linux it never is. */
async function executor() {
  const [{ execFile }, { promisify }] = await Promise.all([import('node:child_process'), import('node:util')]);
  return promisify(execFile);
}
