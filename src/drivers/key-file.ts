import { randomBytes } from 'node:crypto';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { readFileSafely } from '../os/read-file.ts';
import { setMode } from '../os/set-mode.ts';
import { writeFileSafely } from '../os/write-file.ts';
import type { KeyResource } from '../plan/resource.ts';

const KEY_FORM = /^[0-9a-f]{64}\n?$/;

/** The key file as it is; `null` when there is none. Throws OCE_OBSERVE when it is not a key of ours. */
export async function observeKey(wanted: KeyResource): Promise<KeyResource | null> {
  const file = await readFileSafely(wanted.id);
  if (file === null) return null;
  if (!KEY_FORM.test(file.text)) {
    throw new OmniclawError('OCE_OBSERVE', `"${wanted.id}" is damaged: it does not hold 64 hex digits`, {
      hint: `rm ${JSON.stringify(wanted.id)}`,
    });
  }
  return { ...wanted, mode: file.mode };
}

/** Makes the key with random content when there is none; makes an existing one private. Never changes a key. */
export async function applyKey(wanted: KeyResource): Promise<void> {
  if ((await observeKey(wanted)) === null) await writeFileSafely(wanted.id, `${randomBytes(32).toString('hex')}\n`, wanted.mode);
  else await setMode(wanted.id, wanted.mode);
}

/** The 64 hex digits of a key file; `null` when there is none. */
export async function readKey(path: string): Promise<string | null> {
  return (await readFileSafely(path))?.text.trim() ?? null;
}
