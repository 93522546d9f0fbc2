import { join } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { takeLock, waitForLock } from '../os/kernel-lock.ts';
import { ensurePrivateFolder, omniclawFolders } from '../os/private-folder.ts';
import type { Call } from './command.ts';
import { readHost } from './read-host.ts';

/**
 * Runs work that changes the host while no other apply of this user does. Throws OCE_LOCKED after `--lock-timeout` seconds,
 * which are `patience` where the option is not given. `came`: what was seen before the work began is old when the lock came
 * later.
 */
export async function withApplyLock<T>(call: Call, work: (came: 'at-once' | 'later') => Promise<T>, patience = 0): Promise<T> {
  const seconds = call.value('lock-timeout') ?? String(patience);
  if (!/^\d{1,5}$/.test(seconds)) {
    throw new OmniclawError('OCE_USAGE', `"--lock-timeout" must be a whole number of seconds, got "${seconds}"`, {
      hint: '--lock-timeout 30',
    });
  }
  const folders = omniclawFolders(call.environment, readHost(call.environment).home);
  await ensurePrivateFolder(folders.runtime);
  const path = join(folders.runtime, 'apply.lock');
  const first = await takeLock(path);
  const lock = first ?? (await waitForLock(path, Number(seconds) * 1000));
  if (lock === null)
    throw new OmniclawError('OCE_LOCKED', 'another omniclaw is changing this host', { hint: `omniclaw apply --lock-timeout 60` });
  try {
    return await work(first === null ? 'later' : 'at-once');
  } finally {
    lock.release();
  }
}
