import { readdir, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { hasErrno } from '../os/errno.ts';
import { waitForLock } from '../os/kernel-lock.ts';
import type { OmniclawFolders } from '../os/private-folder.ts';
import { readFileSafely } from '../os/read-file.ts';
import { removeTree } from '../os/remove-tree.ts';

/** A supervisor that has lost its last service ends when its clients have gone. */
const PATIENCE_MS = 10_000;

/** Files of the folder `run` that say nothing once nobody runs. */
const RUN_FILES = ['supervisor.log', 'supervisor.lock', 'apply.lock'];

/**
 * Takes away what apply keeps for itself, once a ledger that can be read says that no gateway is left. The journal stays: it is
 * what happened on this host. Must be called under the lock of apply, whose file goes last; who waits for it finds a new one.
 */
export async function clearAway({ state, runtime }: OmniclawFolders): Promise<void> {
  const ledger = join(state, 'ledger.json');
  if (!(await isEmptyLedger(ledger)) || !(await removeEmpty(join(state, 'generations')))) return;
  await removeTree(ledger);
  const lock = await waitForLock(join(runtime, 'supervisor.lock'), PATIENCE_MS);
  if (lock === null) return;
  for (const name of RUN_FILES) await removeTree(join(runtime, name));
  lock.release();
  await removeEmpty(runtime);
}

async function isEmptyLedger(path: string): Promise<boolean> {
  const value = parseJson((await readFileSafely(path))?.text ?? '');
  return isJsonObject(value) && isJsonObject(value['gateways']) && Object.keys(value['gateways']).length === 0;
}

/** Whether a folder is gone: one that holds something stays. */
async function removeEmpty(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((cause: unknown) => {
    if (hasErrno(cause, 'ENOENT')) return null;
    throw cause;
  });
  if (names === null) return true;
  if (names.length > 0) return false;
  await rmdir(folder);
  return true;
}
