import { constants, copyFileSync, linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { hasErrno } from './errno.ts';
import type { HeldLock } from './kernel-lock.ts';
import { identifyProcess } from './process-facts.ts';
import { cannotWrite } from './set-mode.ts';
import { temporaryName } from './write-file.ts';

const PAUSE_MS = 20;

/** Who makes a lock writes into it at once; one that names nobody for so long was left by a program that ended in between. */
const NAMELESS_MS = 5_000;

/**
 * A lock that is a file: whoever makes it holds it, and takes it away again. Gateways that are not ours keep each other out in
 * this way, so we do as well. One whose process has ended is taken over. `null`: somebody holds it for too long. Throws
 * OCE_WRITE when it cannot be made.
 * Source: openclaw 2026.9.6, `src/infra/file-lock.ts`: `{pid, createdAt, starttime}` in `FILE.lock`.
 */
export async function waitForSidecarLock(path: string, patienceMs: number): Promise<HeldLock | null> {
  const deadline = performance.now() + patienceMs;
  const whole = await writeOurs(path);
  try {
    while (!tryToLink(whole, path)) {
      if (await isAbandoned(path)) removeIfThere(path);
      else if (performance.now() > deadline) return null;
      else await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return { release: () => removeIfThere(path) };
  } finally {
    removeIfThere(whole);
  }
}

/** The lock under another name, so that it is there as a whole or not at all. Gives that name. */
async function writeOurs(path: string): Promise<string> {
  const us = await identifyProcess(process.pid);
  const whole = temporaryName(dirname(path));
  const text = JSON.stringify({ pid: process.pid, createdAt: new Date().toISOString(), starttime: Number(us?.startTime) || 0 });
  try {
    writeFileSync(whole, text, { flag: 'wx', mode: 0o600 });
    return whole;
  } catch (cause) {
    removeIfThere(whole);
    throw cannotWrite(path, cause);
  }
}

function tryToLink(whole: string, path: string): boolean {
  try {
    linkSync(whole, path);
    return true;
  } catch (cause) {
    if (hasErrno(cause, 'EEXIST')) return false;
    if (hasErrno(cause, 'EPERM') || hasErrno(cause, 'ENOTSUP')) return tryToCopy(whole, path);
    throw cannotWrite(path, cause);
  }
}

/** Where there are no second names for a file, as on FAT. */
function tryToCopy(whole: string, path: string): boolean {
  try {
    copyFileSync(whole, path, constants.COPYFILE_EXCL);
    return true;
  } catch (cause) {
    if (hasErrno(cause, 'EEXIST')) return false;
    throw cannotWrite(path, cause);
  }
}

/** Whether the process that made it is gone. One that does not say whose it is belongs to somebody, for a while. */
async function isAbandoned(path: string): Promise<boolean> {
  const owner = parseJson(readIfThere(path)) ?? null;
  const pid = isJsonObject(owner) ? owner['pid'] : null;
  if (typeof pid !== 'number' || !isJsonObject(owner)) return ageOf(path) > NAMELESS_MS;
  const now = await identifyProcess(pid);
  return now === null || (typeof owner['starttime'] === 'number' && owner['starttime'] > 0 && String(owner['starttime']) !== now.startTime);
}

/** Milliseconds since it was written; 0 when it is not there. */
function ageOf(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat === undefined ? 0 : Date.now() - stat.mtimeMs;
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT')) return '';
    throw cause;
  }
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (cause) {
    if (!hasErrno(cause, 'ENOENT')) throw cause;
  }
}
