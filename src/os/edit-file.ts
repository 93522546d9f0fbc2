/** How several programs change one text file of ours without losing a change of another. */
import { rename } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from './errno.ts';
import { waitForLock } from './kernel-lock.ts';
import { readFileSafely } from './read-file.ts';
import { writeFileSafely } from './write-file.ts';

const PATIENCE_MS = 20_000;
const BACKUPS = 5;

/** The last change of each file in this process: the next one waits for it here, which is cheaper than at the lock. */
const turns = new Map<string, Promise<void>>();

/**
 * Reads, edits and replaces a file while holding the lock beside it. `edit` gets `null` when there is no file, and returns
 * the same text to change nothing. What was there is kept as `FILE.bak`, older ones as `FILE.bak.1` and so on.
 * Throws OCE_LOCK when others hold the lock for too long, OCE_WRITE when the file cannot be written.
 */
export function editFile(path: string, edit: (text: string | null) => Promise<string>): Promise<void> {
  const before = turns.get(path) ?? Promise.resolve();
  const turn = before.then(() => editAlone(path, edit));
  const settled = turn.then(
    () => undefined,
    () => undefined,
  );
  turns.set(path, settled);
  void settled.then(() => turns.get(path) === settled && turns.delete(path));
  return turn;
}

async function editAlone(path: string, edit: (text: string | null) => Promise<string>): Promise<void> {
  const lock = await waitForLock(lockPathOf(path), PATIENCE_MS);
  if (lock === null) {
    throw new OmniclawError('OCE_LOCK', `another program has been changing "${path}" for ${PATIENCE_MS / 1_000} seconds`, {
      hint: `lsof ${JSON.stringify(lockPathOf(path))}`,
    });
  }
  try {
    const before = await readFileSafely(path);
    const after = await edit(before?.text ?? null);
    if (after === before?.text) return;
    if (before !== null) await keepBackup(path, before.text);
    await writeFileSafely(path, after, 0o600, { previous: before?.text ?? null });
  } finally {
    lock.release();
  }
}

/** The lock that everybody holds who changes this file. */
export function lockPathOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.lock`);
}

async function keepBackup(path: string, text: string): Promise<void> {
  for (let age = BACKUPS - 1; age > 0; age -= 1) {
    await rename(backupName(path, age - 1), backupName(path, age)).catch((cause: unknown) => {
      if (!hasErrno(cause, 'ENOENT')) throw cause;
    });
  }
  await writeFileSafely(backupName(path, 0), text, 0o600);
}

function backupName(path: string, age: number): string {
  return age === 0 ? `${path}.bak` : `${path}.bak.${age}`;
}
