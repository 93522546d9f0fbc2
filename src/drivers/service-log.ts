/** The log file of a service: its process appends, everybody else only reads, and a new one is begun when it has grown. */
import { closeSync, copyFileSync, lstatSync, openSync, readSync, renameSync, statSync, truncateSync } from 'node:fs';

/** Size of a file in bytes; 0 when there is none. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

const TAIL_BYTES = 8 * 1024;

/**
 * What a program says before it gives up: the last line of its log, written after `from`, that is not a JSON log line; of an
 * exception that Node prints, its message. At most 300 characters.
 */
export function lastSentence(path: string, from: number): string {
  const size = sizeOf(path);
  const start = Math.max(from, size - TAIL_BYTES);
  if (size <= start) return '';
  const buffer = Buffer.alloc(size - start);
  const descriptor = openSync(path, 'r');
  try {
    readSync(descriptor, buffer, 0, buffer.length, start);
  } finally {
    closeSync(descriptor);
  }
  const lines = buffer
    .toString('utf8')
    .split('\n')
    .map((line) => line.trim());
  const last = lines.findLast(isSentence) ?? '';
  const sentence = NODE_FOOTER.test(last) ? (messageOf(lines) ?? last) : last;
  return sentence.slice(0, 300);
}

function isSentence(line: string): boolean {
  return line !== '' && !line.startsWith('{') && !line.startsWith('try:');
}

/** Node ends on an exception with the code, a line of carets below it, the message, where it was thrown, and this. */
const NODE_FOOTER = /^Node\.js v\d+\.\d+\.\d+/;

function messageOf(lines: readonly string[]): string | undefined {
  const carets = lines.findLastIndex((line) => /^\^+$/.test(line));
  return carets === -1 ? undefined : lines.slice(carets + 1).find((line) => line !== '' && !NODE_FOOTER.test(line));
}

/** A log that has grown to this size is set aside. */
export const LOG_LIMIT_BYTES = 8 * 1024 * 1024;

/** How many logs that were set aside are kept. */
const KEPT = 3;

/**
 * Sets a log aside that has grown to its limit, as `.1`, the one before as `.2`. The file itself stays and is emptied:
 * a process that appends to it goes on undisturbed. One that the system does not let us set aside, on a full disk for
 * example, stays as it is: that is no reason not to run a service.
 */
export function rotateLog(path: string): void {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || stat.size < LOG_LIMIT_BYTES) return;
  try {
    setAside(path);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
  }
}

function setAside(path: string): void {
  for (let age = KEPT - 1; age >= 1; age -= 1) {
    if (lstatSync(`${path}.${age}`, { throwIfNoEntry: false }) !== undefined) renameSync(`${path}.${age}`, `${path}.${age + 1}`);
  }
  copyFileSync(path, `${path}.1`);
  truncateSync(path, 0);
}
