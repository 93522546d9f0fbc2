import { existsSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { STATE_LOCK_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { isLocked } from '../os/kernel-lock.ts';
import { cannotWrite } from '../os/set-mode.ts';
import type { MoveStep } from '../plan/diff-gateway.ts';

/**
 * Gives a folder its new name, all at once and with everything in it. Nothing to do when it has it already.
 * Throws OCE_REFUSED when both are there, OCE_STATE_LOCKED while a gateway runs on it, OCE_WRITE when the disk refuses.
 */
export async function moveFolder({ from, to }: Pick<MoveStep, 'from' | 'to'>): Promise<void> {
  if (!existsSync(from)) return;
  if (existsSync(to))
    throw new OmniclawError('OCE_REFUSED', `"${from}" and "${to}" are both there`, { hint: `ls -la ${JSON.stringify(to)}` });
  if (await isLocked(join(from, STATE_LOCK_FILE))) {
    throw new OmniclawError('OCE_STATE_LOCKED', `a gateway still runs on "${from}"`, {
      hint: `lsof ${JSON.stringify(join(from, STATE_LOCK_FILE))}`,
    });
  }
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    await rename(from, to);
    for (const folder of new Set([dirname(from), dirname(to)])) await sync(folder);
  } catch (cause) {
    throw cannotWrite(from, cause);
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
