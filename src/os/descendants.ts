import { platform } from 'node:os';
import { processNumbers } from './listeners.ts';
import { readProc, statOf } from './process-facts.ts';

/** A process and those that started it, the nearest first, each read when it is asked for. Only this process where that cannot be read. */
export function* ancestryOf(pid: number): Generator<number, void> {
  for (let at = pid, steps = 0; at > 1 && steps < LONGEST_LINE; at = parentOf(at), steps += 1) {
    yield at;
    if (platform() !== 'linux') return;
  }
}

const LONGEST_LINE = 64;

/** Whether one process was started by another, or by one that it has started. Only the same one where that cannot be read. */
export function isStartedBy(pid: number, ancestor: number): boolean {
  for (const at of ancestryOf(pid)) if (at === ancestor) return true;
  return false;
}

/** Processes and all that they have started. Only these where that cannot be read. */
export function withDescendants(pids: readonly number[]): readonly number[] {
  return platform() === 'linux' ? processNumbers().filter((one) => pids.some((pid) => isStartedBy(one, pid))) : pids;
}

/** 0: it is gone. */
function parentOf(pid: number): number {
  return Number(statOf(pid)[1] ?? 0);
}

/** Milliseconds since the start of a process, by the clock that never jumps; `null`: that cannot be read here, or it is gone. */
export function ageOf(pid: number): number | null {
  const started = platform() === 'linux' ? statOf(pid)[19] : undefined;
  const uptime = readProc('/proc/uptime')?.split(' ')[0];
  // Source: proc(5): in ticks of which Linux has 100 a second for all programs.
  return started === undefined || uptime === undefined ? null : Math.max(0, Math.round(Number(uptime) * 1000 - Number(started) * 10));
}
