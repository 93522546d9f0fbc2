import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { hasErrno } from '../os/errno.ts';

export type LogTail = {
  /** Byte offset after the last line that is given; where the next call goes on. */
  readonly cursor: number;
  readonly size: number;
  readonly lines: readonly string[];
  /** Whether older lines were left out. */
  readonly truncated: boolean;
  /** Whether the file became shorter than the cursor, so that it was read anew. */
  readonly reset: boolean;
};

export type TailRequest = {
  /** `null`: from the end backwards. */
  readonly cursor: number | null;
  readonly limit: number;
  readonly maxBytes: number;
};

/** Whole lines of a log that grows. A file that does not exist is an empty one. */
export async function tailLog(path: string, { cursor, limit, maxBytes }: TailRequest): Promise<LogTail> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch((cause: unknown) => {
    if (hasErrno(cause, 'ENOENT')) return null;
    throw cause;
  });
  if (handle === null) return { cursor: 0, size: 0, lines: [], truncated: false, reset: cursor !== null && cursor > 0 };
  try {
    const { size } = await handle.stat();
    const reset = cursor !== null && cursor > size;
    const wanted = cursor === null || reset ? 0 : cursor;
    const start = Math.max(wanted, size - maxBytes);
    const buffer = Buffer.alloc(size - start);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
    const text = buffer.subarray(0, bytesRead);
    const end = text.lastIndexOf(0x0a) + 1;
    // A start in the middle of the file is in the middle of a line, unless a cursor led there.
    const head = start > wanted ? text.indexOf(0x0a) + 1 : 0;
    const lines = text.subarray(head, end).toString('utf8').split('\n').slice(0, -1);
    return { cursor: start + end, size, lines: lines.slice(-limit), truncated: start > wanted || lines.length > limit, reset };
  } finally {
    await handle.close();
  }
}
