import { platform } from 'node:os';
import { parentOf } from './descendants.ts';
import { readProc } from './process-facts.ts';

/** This process and those that started it, the nearest first. Only this process where that cannot be read. */
export function ancestorsOfSelf(): number[] {
  const found = [process.pid];
  for (let pid = process.ppid; pid > 1 && !found.includes(pid) && platform() === 'linux'; pid = parentOf(pid)) found.push(pid);
  return found;
}

/** Whether the kernel counts this process to a service: its control group has the name of the unit as a part. */
export function isInUnit(unit: string): boolean {
  return (readProc('/proc/self/cgroup') ?? '').split(/[\n/]/).includes(unit);
}
