/**
 * Locks that the kernel keeps: freed by any death of the holder, never to be broken by hand, blind to clocks.
 * The lock belongs to the open file description, so a helper program can take it on a descriptor that we keep.
 */
import { closeSync, constants, fchmodSync, fstatSync, openSync, statSync } from 'node:fs';
import { platform } from 'node:os';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from './errno.ts';

/** A lock that this process holds until `release`, or until it ends. */
export type HeldLock = { readonly release: () => void };

/** Takes the lock at once. `null`: another process holds it. Throws OCE_LOCK when locking is impossible here. */
export async function takeLock(path: string): Promise<HeldLock | null> {
  for (;;) {
    const descriptor = openLockFile(path, constants.O_CREAT);
    if (descriptor === null) return null;
    if (!(await lockDescriptor(descriptor, path))) {
      closeSync(descriptor);
      return null;
    }
    if (isStillAt(descriptor, path)) return { release: () => closeSync(descriptor) };
    closeSync(descriptor);
  }
}

/** Whether some process holds the lock. Never creates the file. */
export async function isLocked(path: string): Promise<boolean> {
  if (!exists(path)) return false;
  const descriptor = openLockFile(path, 0);
  if (descriptor === null) return true;
  const free = await lockDescriptor(descriptor, path);
  closeSync(descriptor);
  return !free;
}

/** Takes the lock, waiting up to `timeoutMs` for it. `null`: it was held all the time. */
export async function waitForLock(path: string, timeoutMs: number): Promise<HeldLock | null> {
  const deadline = performance.now() + timeoutMs;
  // Each look costs a process on Linux, so many that wait for long must not take the machine from the one that works.
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.25)) {
    const lock = await takeLock(path);
    const leftMs = deadline - performance.now();
    if (lock !== null || leftMs <= 0) return lock;
    await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, leftMs)));
  }
}

const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [20, 400];

/** `O_EXLOCK` of macOS takes the lock with the open itself. Source: macOS open(2). */
const O_EXLOCK = 0x20;

function openLockFile(path: string, create: number): number | null {
  const exclusive = platform() === 'darwin' ? O_EXLOCK | constants.O_NONBLOCK : 0;
  try {
    const descriptor = openSync(path, constants.O_RDWR | create | constants.O_NOFOLLOW | exclusive, 0o600);
    if ((fstatSync(descriptor).mode & 0o777) !== 0o600) fchmodSync(descriptor, 0o600);
    return descriptor;
  } catch (cause) {
    if (hasErrno(cause, 'EAGAIN')) return null;
    throw new OmniclawError('OCE_LOCK', `the lock file "${path}" cannot be opened`, { cause, hint: `ls -ld ${JSON.stringify(path)}` });
  }
}

/** True when the lock was taken, false when another holds it. */
async function lockDescriptor(descriptor: number, path: string): Promise<boolean> {
  if (platform() === 'darwin') return true;
  const { spawn } = await import('node:child_process');
  return new Promise((resolve, reject) => {
    const child = spawn('flock', ['-n', '-x', '3'], { stdio: ['ignore', 'ignore', 'ignore', descriptor], env: { PATH: '/usr/bin:/bin' } });
    child.once('error', (cause) => {
      reject(
        new OmniclawError('OCE_LOCK', 'the program "flock" is needed and cannot be run', { cause, hint: 'apt-get install util-linux' }),
      );
    });
    child.once('close', (code) => {
      if (code === 0 || code === 1) resolve(code === 0);
      else reject(new OmniclawError('OCE_LOCK', `"${path}" cannot be locked: flock exited with ${code}`));
    });
  });
}

/** Guards against a lock file that was removed between our open and our lock. */
function isStillAt(descriptor: number, path: string): boolean {
  if (!exists(path)) return false;
  const [ours, there] = [fstatSync(descriptor), statSync(path)];
  return ours.ino === there.ino && ours.dev === there.dev;
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}
