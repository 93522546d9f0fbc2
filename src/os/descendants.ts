import { platform } from 'node:os';
import { readProc } from './process-facts.ts';

/** Whether one process was started by another, or by one that it has started. Only the same one where that cannot be read. */
export function isStartedBy(pid: number, ancestor: number): boolean {
  for (let at = pid, steps = 0; at > 1 && steps < LONGEST_LINE; at = parentOf(at), steps += 1) {
    if (at === ancestor) return true;
    if (platform() !== 'linux') return false;
  }
  return false;
}

const LONGEST_LINE = 64;

/** 0: it is gone. */
export function parentOf(pid: number): number {
  const stat = readProc(`/proc/${pid}/stat`);
  return stat === null ? 0 : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** Milliseconds since the start of a process, by the clock that never jumps; `null`: that cannot be read here, or it is gone. */
export function ageOf(pid: number): number | null {
  const stat = platform() === 'linux' ? readProc(`/proc/${pid}/stat`) : null;
  const started = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  const uptime = readProc('/proc/uptime')?.split(' ')[0];
  // Source: proc(5): in ticks of which Linux has 100 a second for all programs.
  return started === undefined || uptime === undefined ? null : Math.max(0, Math.round(Number(uptime) * 1000 - Number(started) * 10));
}
