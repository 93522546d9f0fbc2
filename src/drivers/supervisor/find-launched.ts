import { platform } from 'node:os';
import { processNumbers } from '../../os/listeners.ts';
import { identifyProcess, type ProcessIdentity, readProc, statOf } from '../../os/process-facts.ts';
import { LAUNCH_VARIABLE } from './service-entry.ts';

/**
 * The process that was started with a launch id, found by its environment: proof that we started it even when the
 * supervisor died before it could write the number down. The leader of its session, since children inherit the word.
 */
export async function findLaunched(launchId: string): Promise<ProcessIdentity | null> {
  if (launchId === '' || platform() !== 'linux') return null;
  const found = processNumbers().find((pid) => isSessionLeader(pid) && isLaunched(pid, launchId));
  return found === undefined ? null : identifyProcess(found);
}

/** Whether a process was started with a launch id, or by one that was. */
export function isLaunched(pid: number, launchId: string): boolean {
  return readProc(`/proc/${pid}/environ`)?.split('\0').includes(`${LAUNCH_VARIABLE}=${launchId}`) === true;
}

function isSessionLeader(pid: number): boolean {
  return statOf(pid)[3] === String(pid);
}
