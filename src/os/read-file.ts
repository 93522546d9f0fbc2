import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from './errno.ts';

export type FileContent = { readonly text: string; readonly mode: number };

const LIMIT_BYTES = 8 * 1024 * 1024;

/**
 * Reads a small regular file of ours. `null`: there is none.
 * Throws OCE_OBSERVE when the path is a link, a folder, a pipe, too large or unreadable: unknown is not absent.
 */
export async function readFileSafely(path: string): Promise<FileContent | null> {
  const handle = await openForReading(path);
  if (handle === null) return null;
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new OmniclawError('OCE_OBSERVE', `"${path}" is not a file`, { hint: `ls -ld ${JSON.stringify(path)}` });
    if (stat.size > LIMIT_BYTES) throw new OmniclawError('OCE_OBSERVE', `"${path}" is larger than ${LIMIT_BYTES} bytes`);
    return { text: await handle.readFile('utf8'), mode: stat.mode & 0o777 };
  } finally {
    await handle.close();
  }
}

async function openForReading(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT')) return null;
    const reason = hasErrno(cause, 'ELOOP') ? 'is a symbolic link' : hasErrno(cause, 'ENOTDIR') ? 'lies below a file' : 'cannot be read';
    throw new OmniclawError('OCE_OBSERVE', `"${path}" ${reason}`, { cause, hint: `ls -ld ${JSON.stringify(path)}` });
  }
}
