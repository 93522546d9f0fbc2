import { ancestryOf } from './descendants.ts';
import { readProc } from './process-facts.ts';

/** This process and those that started it, the nearest first. Only this process where that cannot be read. */
export function ancestorsOfSelf(): number[] {
  return [...ancestryOf(process.pid)];
}

/** Whether the kernel counts this process to a service: its control group has the name of the unit as a part. */
export function isInUnit(unit: string): boolean {
  return (readProc('/proc/self/cgroup') ?? '').split(/[\n/]/).includes(unit);
}
