import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Size of a file in bytes; 0 when there is none. */
export function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

const TAIL_BYTES = 8 * 1024;

/** The last line of a log, written after `from`, that is not a JSON log line: what a program says before it gives up. At most 300 characters. */
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
  return lines.findLast((line) => line !== '' && !line.startsWith('{') && !line.startsWith('try:'))?.slice(0, 300) ?? '';
}
