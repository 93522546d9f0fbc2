/** Reading a log that another process writes: its end, and what is added to it. Reads only. */
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from '../os/errno.ts';

/** The end of a log, and where the next look begins. `ino`: which file it was, since logs are rotated. */
export type LogPosition = { readonly offset: number; readonly ino: number };

const TAIL_BYTES = 4 * 1024 * 1024;

/** The last whole lines of a log; none when there is no log yet. Throws OCE_OBSERVE when it cannot be read. */
export function readLogEnd(path: string, lines: number): { readonly lines: readonly string[]; readonly position: LogPosition } {
  const read = readFrom(path, null);
  const all = read.text.split('\n');
  const whole = all.at(-1) === '' ? all.slice(0, -1) : all;
  return { lines: whole.slice(-lines), position: read.position };
}

/** What was added since; all of it when the log was rotated or cut meanwhile. */
export function readLogOn(path: string, since: LogPosition): { readonly text: string; readonly position: LogPosition } {
  return readFrom(path, since);
}

function readFrom(path: string, since: LogPosition | null): { readonly text: string; readonly position: LogPosition } {
  const descriptor = openLog(path);
  if (descriptor === null) return { text: '', position: { offset: 0, ino: 0 } };
  try {
    const { size, ino } = fstatSync(descriptor);
    const isSame = since !== null && since.ino === ino && since.offset <= size;
    const start = isSame ? since.offset : since === null ? Math.max(0, size - TAIL_BYTES) : 0;
    const buffer = Buffer.alloc(Math.min(size - start, TAIL_BYTES));
    const length = readSync(descriptor, buffer, 0, buffer.length, start);
    return { text: buffer.toString('utf8', 0, length), position: { offset: start + length, ino } };
  } finally {
    closeSync(descriptor);
  }
}

function openLog(path: string): number | null {
  try {
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) throw new Error('it is not a file');
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT')) return null;
    throw new OmniclawError('OCE_OBSERVE', `the log "${path}" cannot be read`, { cause, hint: `ls -l ${JSON.stringify(path)}` });
  }
}
