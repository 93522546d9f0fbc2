import { chmod } from 'node:fs/promises';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { lockPathOf } from '../os/edit-file.ts';
import { waitForLock } from '../os/kernel-lock.ts';
import { readFileSafely } from '../os/read-file.ts';
import { writeFileSafely } from '../os/write-file.ts';
import { configHash } from '../plan/diff-gateway.ts';
import type { ObservedConfig } from '../plan/observed-gateway.ts';
import type { ConfigResource } from '../plan/resource.ts';

/** The config as it is; `null` when there is none. Throws OCE_OBSERVE when it is not a JSON5 object: we never replace what we cannot read. */
export async function observeConfig(gateway: string, path: string): Promise<ObservedConfig | null> {
  const file = await readFileSafely(path);
  if (file === null) return null;
  const common = { kind: 'config', gateway, id: path, text: file.text, mode: file.mode } as const;
  if (file.text.trim() === '') return { ...common, value: {}, hash: configHash({}) };
  const parsed = parseJson5(file.text);
  if (!('value' in parsed)) {
    throw new OmniclawError('OCE_OBSERVE', `"${path}:${parsed.line}:${parsed.column}" ${parsed.problem}`, {
      hint: `edit ${JSON.stringify(path)}`,
    });
  }
  const { value } = parsed;
  if (!isJsonObject(value)) {
    throw new OmniclawError('OCE_OBSERVE', `"${path}" does not hold an object`, { hint: `edit ${JSON.stringify(path)}` });
  }
  return { ...common, value, hash: configHash(value) };
}

/**
 * Puts the new text in place if the file still holds `previous` (`null`: no file).
 * Throws OCE_WRITE when it changed since it was read; the next apply merges again.
 */
export async function applyConfig(config: ConfigResource, previous: string | null): Promise<void> {
  const current = await readFileSafely(config.id);
  if (current?.text === config.text) return chmod(config.id, config.mode);
  const lock = await waitForLock(lockPathOf(config.id), LOCK_PATIENCE_MS);
  if (lock === null) throw new OmniclawError('OCE_LOCK', `another program has been changing "${config.id}" for too long`);
  try {
    await writeFileSafely(config.id, config.text, config.mode, { previous });
  } finally {
    lock.release();
  }
}

/** The gateway and its commands hold the lock for the few milliseconds of one change. */
const LOCK_PATIENCE_MS = 10_000;
