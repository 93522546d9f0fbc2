import { readFileSync, unlinkSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { hasErrno } from './errno.ts';
import type { HeldLock } from './kernel-lock.ts';
import { identifyProcess } from './process-facts.ts';

const PAUSE_MS = 20;

/**
 * A lock that is a file: whoever makes it holds it, and takes it away again. Gateways that are not ours keep each other out in
 * this way, so we do as well. One whose process has ended is taken over. `null`: somebody holds it for too long.
 * Source: openclaw 2026.9.6, `src/infra/file-lock.ts`: `{pid, createdAt, starttime}` in `FILE.lock`.
 */
export async function waitForSidecarLock(path: string, patienceMs: number): Promise<HeldLock | null> {
  const deadline = performance.now() + patienceMs;
  while (!(await tryToMake(path))) {
    if (await isAbandoned(path)) removeIfThere(path);
    else if (performance.now() > deadline) return null;
    else await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return { release: () => removeIfThere(path) };
}

async function tryToMake(path: string): Promise<boolean> {
  const us = await identifyProcess(process.pid);
  try {
    const handle = await open(path, 'wx', 0o600);
    try {
      await handle.writeFile(
        JSON.stringify({ pid: process.pid, createdAt: new Date().toISOString(), starttime: Number(us?.startTime) || 0 }),
      );
    } finally {
      await handle.close();
    }
    return true;
  } catch (cause) {
    if (hasErrno(cause, 'EEXIST')) return false;
    throw cause;
  }
}

/** Whether the process that made it is gone. One that does not say whose it is belongs to somebody. */
async function isAbandoned(path: string): Promise<boolean> {
  const owner = parseJson(readIfThere(path)) ?? null;
  const pid = isJsonObject(owner) ? owner['pid'] : null;
  if (typeof pid !== 'number' || !isJsonObject(owner)) return false;
  const now = await identifyProcess(pid);
  return now === null || (typeof owner['starttime'] === 'number' && owner['starttime'] > 0 && String(owner['starttime']) !== now.startTime);
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
