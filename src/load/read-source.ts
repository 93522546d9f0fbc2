import { closeSync, constants, fstatSync, openSync, readFileSync, type Stats } from 'node:fs';
import { OmniclawError } from '../fleet/omniclaw-error.ts';

/** Largest fleet file. Ten thousand gateways take about 1 MiB. */
export const MAX_FILE_BYTES = 8 * 1024 * 1024;

/** Content of a fleet file; `text: null` when it is not UTF-8. A byte order mark is dropped. */
export type SourceContent = { readonly text: string | null };

/** Reads a regular file of bearable size. Never waits: a FIFO without a writer is refused, not opened for good. Throws `OCE_UNREADABLE`. */
export function readSource(path: string): SourceContent {
  const descriptor = openToRead(path);
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) throw refusal(path, `it is ${kindOf(stat)}`);
    if (stat.size > MAX_FILE_BYTES)
      throw refusal(path, `it has ${stat.size} bytes, more than the ${MAX_FILE_BYTES} that a fleet file may have`);
    return { text: decode(readFileSync(descriptor)) };
  } finally {
    closeSync(descriptor);
  }
}

function openToRead(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (cause) {
    throw refusal(path, reasonOf(cause), cause);
  }
}

function refusal(path: string, reason: string, cause?: unknown): OmniclawError {
  return new OmniclawError('OCE_UNREADABLE', `"${path}" cannot be read: ${reason}`, { hint: 'omniclaw lint --fleet FILE', cause });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'the path is too long',
  ENXIO: 'it is a socket or a device',
};

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
  return reasons[code] ?? code;
}

function kindOf(stat: Stats): string {
  if (stat.isDirectory()) return 'a folder';
  if (stat.isFIFO()) return 'a FIFO';
  if (stat.isSocket()) return 'a socket';
  return 'a device';
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
