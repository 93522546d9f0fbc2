/** The log of a gateway: one JSON line an event, on standard output and in `logs/gateway.log` of the state folder. */
import { closeSync, constants, fchmodSync, fstatSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasErrno } from '../os/errno.ts';

/** Where `omniclaw logs` looks, below the state folder. */
export const LOG_FILE = join('logs', 'gateway.log');

const ROTATE_BYTES = 8 * 1024 * 1024;

export type LogFile = { readonly write: (line: string) => void; readonly close: () => void };

/**
 * Opens the file, unless standard output leads there already, as it does under a supervisor. When it grows too large it
 * becomes `gateway.log.1`. A log that cannot be written stops nobody: `failed` is told once.
 */
export function openLogFile(stateDir: string, failed: (problem: string) => void): LogFile {
  const path = join(stateDir, LOG_FILE);
  let descriptor = openUnlessOutput(path, failed);
  const write = (line: string): void => {
    if (descriptor === null) return;
    try {
      if (fstatSync(descriptor).size > ROTATE_BYTES) {
        closeSync(descriptor);
        renameSync(path, `${path}.1`);
        descriptor = openForAppend(path);
      }
      writeSync(descriptor, line);
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause)) throw cause;
      failed(cause.message);
      descriptor = null;
    }
  };
  return {
    write,
    close: () => {
      if (descriptor !== null) closeSync(descriptor);
      descriptor = null;
    },
  };
}

function openUnlessOutput(path: string, failed: (problem: string) => void): number | null {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const there = statSync(path, { throwIfNoEntry: false });
    const output = fstatSync(1);
    if (there !== undefined && there.ino === output.ino && there.dev === output.dev) return null;
    return openForAppend(path);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause)) throw cause;
    failed(hasErrno(cause, 'ELOOP') ? `"${path}" is a symbolic link` : cause.message);
    return null;
  }
}

function openForAppend(path: string): number {
  const descriptor = openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
  fchmodSync(descriptor, 0o600);
  return descriptor;
}
