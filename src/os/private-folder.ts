import { constants } from 'node:fs';
import { lstat, mkdir, open, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from './errno.ts';
import { cannotWrite } from './set-mode.ts';

/** Our own folders of a user. `runtime` holds locks, the socket and the table of the supervisor. */
export type OmniclawFolders = { readonly state: string; readonly runtime: string };

/** `$XDG_STATE_HOME/omniclaw`, or `~/.local/state/omniclaw`; a relative XDG value is ignored. Source: XDG base directory specification 0.8. */
export function omniclawFolders(environment: { readonly [name: string]: string | undefined }, home: string): OmniclawFolders {
  const given = environment['XDG_STATE_HOME'] ?? '';
  const state = join(given.startsWith('/') ? given : join(home, '.local', 'state'), 'omniclaw');
  return { state, runtime: join(state, 'run') };
}

/**
 * Makes a folder and its parents, each new one 0700. One that is there keeps its mode and its owner: the user chose it, and it
 * may hold what others read. Throws OCE_WRITE when it cannot be made, or is something else.
 */
export async function ensureFolder(path: string): Promise<void> {
  await makeFolder(path);
  const found = await stat(path).catch((cause: unknown) => {
    throw new OmniclawError('OCE_WRITE', `"${path}" cannot be looked at`, { cause, hint: `ls -ld ${JSON.stringify(path)}` });
  });
  if (!found.isDirectory()) throw new OmniclawError('OCE_WRITE', `"${path}" is no folder`, { hint: `ls -ld ${JSON.stringify(path)}` });
}

/**
 * Makes a folder and its parents, ours 0700 whatever the umask, also when it was there: only for folders that are ours by their
 * name. Throws OCE_WRITE when it is a link or belongs to another user.
 */
export async function ensurePrivateFolder(path: string): Promise<void> {
  await makeFolder(path);
  const handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW).catch((cause: unknown) => {
    throw new OmniclawError('OCE_WRITE', `"${path}" is not a folder of ours`, { cause, hint: `ls -ld ${JSON.stringify(path)}` });
  });
  try {
    const { uid, mode } = await handle.stat();
    if (process.getuid !== undefined && uid !== process.getuid()) {
      throw new OmniclawError('OCE_WRITE', `"${path}" belongs to another user`, { hint: `ls -ld ${JSON.stringify(path)}` });
    }
    if ((mode & 0o777) !== 0o700)
      await handle.chmod(0o700).catch((cause: unknown) => {
        throw cannotWrite(path, cause);
      });
  } finally {
    await handle.close();
  }
}

async function makeFolder(path: string): Promise<void> {
  const present = await lstat(path).catch((cause: unknown) => {
    if (hasErrno(cause, 'ENOENT')) return null;
    throw new OmniclawError('OCE_WRITE', `"${path}" cannot be looked at`, { cause });
  });
  if (present !== null) return;
  await makeFolder(dirname(path));
  await mkdir(path, 0o700).catch((cause: unknown) => {
    if (!hasErrno(cause, 'EEXIST')) throw new OmniclawError('OCE_WRITE', `the folder "${path}" cannot be made`, { cause });
  });
}
