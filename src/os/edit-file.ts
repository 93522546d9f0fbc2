/** How several programs change one text file of ours without losing a change of another. */
import { linkSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { waitForEditLock } from './edit-lock.ts';
import { hasErrno } from './errno.ts';
import { type FileContent, readFileSafely } from './read-file.ts';
import { cannotWrite } from './set-mode.ts';
import { removeTemporary, temporaryName, writeFileSafely } from './write-file.ts';

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
  const lock = await waitForEditLock(lockPathOf(path), PATIENCE_MS);
  if (lock === null) {
    throw new OmniclawError('OCE_LOCK', `another program has been changing "${path}" for ${PATIENCE_MS / 1_000} seconds`, {
      hint: `lsof ${JSON.stringify(lockPathOf(path))}`,
    });
  }
  try {
    const before = await readFileSafely(path);
    const after = await edit(before?.text ?? null);
    if (after === before?.text) return;
    const oldest = before === null ? null : await keepBackup(path, before);
    const write = writeFileSafely(path, after, 0o600, { previous: before?.text ?? null });
    await Promise.all([write, oldest === null ? null : removeTemporary(oldest)]);
  } finally {
    lock.release();
  }
}

/** The lock that everybody holds who changes this file. */
export function lockPathOf(path: string): string {
  return join(dirname(path), `.${basename(path)}.lock`);
}

/**
 * What is replaced next anyway is kept under a second name, which copies nothing: the sync of the folder after the change
 * covers it. A file that others may read, or a disk that knows no second names, gets a private copy. Gives the name under which
 * the oldest one waits to be removed, which takes the disk as long as a sync does.
 */
async function keepBackup(path: string, { text, mode }: FileContent): Promise<string | null> {
  const oldest = temporaryName(dirname(path));
  const kept = renameIfThere(backupName(path, BACKUPS - 1), oldest);
  for (let age = BACKUPS - 1; age > 0; age -= 1) renameIfThere(backupName(path, age - 1), backupName(path, age));
  if (mode !== 0o600 || !tryToLink(path, backupName(path, 0))) await writeFileSafely(backupName(path, 0), text, 0o600);
  return kept === 'yes' ? oldest : null;
}

function renameIfThere(from: string, to: string): 'yes' | 'no' {
  try {
    renameSync(from, to);
    return 'yes';
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT')) return 'no';
    throw cannotWrite(to, cause);
  }
}

/** False: this file system has no hard links, or this user may make none. */
function tryToLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (cause) {
    if (['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EXDEV', 'ENOENT'].some((name) => hasErrno(cause, name))) return false;
    throw cannotWrite(to, cause);
  }
}

function backupName(path: string, age: number): string {
  return age === 0 ? `${path}.bak` : `${path}.bak.${age}`;
}
