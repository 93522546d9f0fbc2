import { closeSync, constants, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from './errno.ts';

export type FileContent = { readonly text: string; readonly mode: number };

const LIMIT_BYTES = 8 * 1024 * 1024;

/**
 * Reads a small regular file of ours. `null`: there is none.
 * Throws OCE_OBSERVE when the path is a link, a folder, a pipe, too large or unreadable: unknown is not absent.
 * Reads synchronously: a plan reads hundreds of small files, and the way through the thread pool costs more than the read.
 */
export async function readFileSafely(path: string): Promise<FileContent | null> {
  const descriptor = openForReading(path);
  if (descriptor === null) return null;
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw refuse(path, 'is not a file');
    if (stat.size > LIMIT_BYTES) throw new OmniclawError('OCE_OBSERVE', `"${path}" is larger than ${LIMIT_BYTES} bytes`);
    return { text: readAll(descriptor), mode: stat.mode & 0o777 };
  } catch (cause) {
    throw cause instanceof OmniclawError ? cause : refuse(path, 'cannot be read', cause);
  } finally {
    closeSync(descriptor);
  }
}

/** Small files are read into this one: their bytes become a text before the next read begins. */
const ROOM = Buffer.allocUnsafeSlow(16 * 1024);

/** All of the text, also when the file grew or shrank since it was looked at. */
function readAll(descriptor: number): string {
  const length = readSync(descriptor, ROOM, 0, ROOM.length, null);
  const begin = ROOM.subarray(0, length);
  return (length < ROOM.length ? begin : Buffer.concat([begin, readFileSync(descriptor)])).toString('utf8');
}

function openForReading(path: string): number | null {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT')) return null;
    const reason = hasErrno(cause, 'ELOOP') ? 'is a symbolic link' : hasErrno(cause, 'ENOTDIR') ? 'lies below a file' : 'cannot be read';
    throw refuse(path, reason, cause);
  }
}

function refuse(path: string, problem: string, cause?: unknown): OmniclawError {
  return new OmniclawError('OCE_OBSERVE', `"${path}" ${problem}`, { cause, hint: `ls -ld ${JSON.stringify(path)}` });
}
