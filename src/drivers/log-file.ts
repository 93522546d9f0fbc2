/** Reading a log that another process writes: its end, and what is added to it. Reads only. */
import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from '../os/errno.ts';

/** How far a log has been read. `ino`: which file it was, 0 for none, since logs are rotated. `copied`: the copy of an older one beside it. */
export type LogPosition = { readonly offset: number; readonly ino: number; readonly copied: string };

export type LogPart = { readonly lines: readonly string[]; readonly position: LogPosition };

const TAIL_BYTES = 4 * 1024 * 1024;

/** The last whole lines of a log; none when there is no log yet. Throws OCE_OBSERVE when it cannot be read. */
export function readLogEnd(path: string, lines: number): LogPart {
  const copied = copyOf(path);
  const end = readFile(path, (size) => Math.max(0, size - TAIL_BYTES));
  if (end === null) return { lines: [], position: { offset: 0, ino: 0, copied } };
  // A start in the middle of the file is in the middle of a line.
  const whole = end.start > 0 ? end.lines.slice(1) : end.lines;
  return { lines: whole.slice(-lines), position: { offset: end.offset, ino: end.ino, copied } };
}

/**
 * The whole lines that were added since. A log that was set aside meanwhile, by a new name or by a copy and a cut, is read to its
 * end in `.1` first.
 */
export function readLogOn(path: string, { offset, ino, copied }: LogPosition): LogPart {
  const seen = copyOf(path);
  const now = statSync(path, { throwIfNoEntry: false });
  const isSame = now?.ino === ino && now.size >= offset;
  const before = isSame || ino === 0 || seen === copied ? null : readAside(path, offset);
  const next = readFile(path, () => (isSame ? offset : 0));
  const lines = [...(before?.lines ?? []), ...(next?.lines ?? [])];
  return { lines, position: { offset: next?.offset ?? 0, ino: next?.ino ?? 0, copied: seen } };
}

/** Says which file stands where logs are set aside to. */
function copyOf(path: string): string {
  const found = statSync(`${path}.1`, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.size} ${found.mtimeMs}`;
}

/** The rest of a log after it was set aside. It ends where its writer stopped, so its last line is whole in any case. */
function readAside(path: string, offset: number): Pick<LogPart, 'lines'> {
  const rest = readFile(`${path}.1`, (size) => (size < offset ? size : offset));
  return { lines: [...(rest?.lines ?? []), ...(rest === null || rest.unfinished === '' ? [] : [rest.unfinished])] };
}

type Read = {
  readonly start: number;
  /** After the last whole line. */
  readonly offset: number;
  readonly ino: number;
  readonly lines: readonly string[];
  readonly unfinished: string;
};

/** `null`: there is no such file. `from`: where to begin, by its size. */
function readFile(path: string, from: (size: number) => number): Read | null {
  const descriptor = openLog(path);
  if (descriptor === null) return null;
  try {
    const { size, ino } = fstatSync(descriptor);
    const start = from(size);
    const buffer = Buffer.alloc(size - start);
    const bytes = buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, start));
    const end = bytes.lastIndexOf(0x0a) + 1;
    const lines = bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
    return { start, offset: start + end, ino, lines, unfinished: bytes.toString('utf8', end) };
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
