/**
 * The lock for the moments in which one file is replaced. It is taken without a helper program, so a gateway can change its
 * config hundreds of times a second: SQLite, which Node has built in, asks the kernel for its write lock on an empty file. The
 * kernel frees it with any death of the holder, keeps it while the holder is stopped, knows no clocks, and hands it to no child.
 * Source: SQLite 3.53, "File Locking And Concurrency In SQLite Version 3", sections 3 and 5.
 */
import { closeSync, fchmodSync, lstatSync, openSync } from 'node:fs';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from './errno.ts';
import type { HeldLock } from './kernel-lock.ts';

const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [1, 20];

/** Takes the lock, waiting up to `timeoutMs` for it. `null`: others held it all the time. Throws OCE_LOCK when it cannot be taken here. */
export async function waitForEditLock(path: string, timeoutMs: number): Promise<HeldLock | null> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.25)) {
    const lock = takeEditLock(path);
    const leftMs = deadline - performance.now();
    if (lock !== null || leftMs <= 0) return lock;
    await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, leftMs)));
  }
}

/** `null`: another holds it, in this process or elsewhere. */
function takeEditLock(path: string): HeldLock | null {
  for (;;) {
    const file = findLockFile(path);
    const lock = lockDatabase(path);
    // The lock file may have been removed with its folder between the look and the lock.
    if (lock === null || lstatSync(path, { throwIfNoEntry: false })?.ino === file) return lock;
    lock.release();
  }
}

/**
 * The inode of the lock file, made when it is missing. One that is there is never opened here: closing it would free the lock
 * that another part of this process holds. Source: fcntl(2), "Record locks".
 */
function findLockFile(path: string): number {
  try {
    const descriptor = openSync(path, 'wx', 0o600);
    fchmodSync(descriptor, 0o600);
    closeSync(descriptor);
  } catch (cause) {
    if (!hasErrno(cause, 'EEXIST')) throw cannotOpen(path, cause);
  }
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile()) throw cannotOpen(path);
  return found?.ino ?? 0;
}

function lockDatabase(path: string): HeldLock | null {
  const { DatabaseSync } = loadSqlite();
  try {
    const database = new DatabaseSync(path, { timeout: 0 });
    try {
      // Nothing is ever written, and so no journal has to lie beside the file.
      database.exec('PRAGMA journal_mode = MEMORY; BEGIN IMMEDIATE');
    } catch (cause) {
      database.close();
      throw cause;
    }
    return { release: () => database.close() };
  } catch (cause) {
    if (isBusy(cause)) return null;
    throw cannotOpen(path, cause);
  }
}

/** Source: sqlite.org/rescode.html, SQLITE_BUSY; the extended codes of it have the same lowest byte. */
const SQLITE_BUSY = 5;

function isBusy(thrown: unknown): boolean {
  return thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number' && (thrown.errcode & 0xff) === SQLITE_BUSY;
}

/** Older releases of Node 24 warn on standard error that the module is young; what we use of it is not new. */
function loadSqlite(): typeof import('node:sqlite') {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

function cannotOpen(path: string, cause?: unknown): OmniclawError {
  return new OmniclawError('OCE_LOCK', `the lock file "${path}" cannot be used`, { cause, hint: `ls -ld ${JSON.stringify(path)}` });
}
