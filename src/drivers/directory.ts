import { lstatSync, type Stats, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from '../os/errno.ts';
import { cannotWrite, setMode } from '../os/set-mode.ts';
import type { DirectoryResource } from '../plan/resource.ts';

/**
 * The folder as it is; `null` when there is none. A link to a folder counts as that folder.
 * Throws OCE_OBSERVE when the path is something else, or belongs to another user.
 */
export async function observeDirectory(wanted: DirectoryResource): Promise<DirectoryResource | null> {
  const stat = statOrNull(wanted.id);
  if (stat === null) return null;
  const target = stat.isSymbolicLink() ? statTarget(wanted.id) : stat;
  if (!target.isDirectory()) throw refuse(wanted.id, 'is not a folder');
  if (process.getuid !== undefined && target.uid !== process.getuid()) throw refuse(wanted.id, 'belongs to another user');
  return { ...wanted, mode: target.mode & 0o777 };
}

/** Creates the folder and its parents, each new one 0700 whatever the umask; gives an existing one its mode. */
export async function applyDirectory({ id, mode }: DirectoryResource): Promise<void> {
  const missing = missingFolders(id);
  for (const folder of missing) {
    await mkdir(folder, 0o700).catch((cause: unknown) => {
      if (!hasErrno(cause, 'EEXIST')) throw cannotWrite(folder, cause);
    });
    await setMode(folder, 0o700);
  }
  if (missing.length === 0) await setMode(id, mode);
}

function missingFolders(path: string): string[] {
  if (statOrNull(path) !== null) return [];
  const parent = path.slice(0, Math.max(1, path.lastIndexOf('/')));
  return [...missingFolders(parent), path];
}

function statOrNull(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (cause) {
    throw refuse(path, hasErrno(cause, 'ENOTDIR') ? 'lies below a file' : 'cannot be looked at', cause);
  }
}

function statTarget(path: string): Stats {
  try {
    return statSync(path);
  } catch (cause) {
    throw refuse(path, 'is a link that leads nowhere', cause);
  }
}

function refuse(path: string, problem: string, cause?: unknown): OmniclawError {
  return new OmniclawError('OCE_OBSERVE', `"${path}" ${problem}`, { hint: `ls -ld ${JSON.stringify(path)}`, cause });
}
