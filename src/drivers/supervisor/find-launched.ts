import { readdirSync } from 'node:fs';
import { platform } from 'node:os';
import { identifyProcess, type ProcessIdentity, readProc } from '../../os/process-facts.ts';
import { LAUNCH_VARIABLE } from './service-entry.ts';

/**
 * The process that was started with a launch id, found by its environment: proof that we started it even when the
 * supervisor died before it could write the number down. The leader of its session, since children inherit the word.
 */
export async function findLaunched(launchId: string): Promise<ProcessIdentity | null> {
  if (launchId === '' || platform() !== 'linux') return null;
  const word = `${LAUNCH_VARIABLE}=${launchId}`;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || !isSessionLeader(name)) continue;
    if (readProc(`/proc/${name}/environ`)?.split('\0').includes(word) === true) return identifyProcess(Number(name));
  }
  return null;
}

function isSessionLeader(pid: string): boolean {
  const stat = readProc(`/proc/${pid}/stat`);
  return stat !== null && stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3] === pid;
}
