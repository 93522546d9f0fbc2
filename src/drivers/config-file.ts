import type { ClientSecret } from '../fleet/client-auth.ts';
import type { Json } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import type { IncludeWay } from '../fleet/resolve-includes.ts';
import type { Runtime } from '../fleet/runtime.ts';
import { lockPathOf } from '../os/edit-file.ts';
import { waitForEditLock } from '../os/edit-lock.ts';
import type { HeldLock } from '../os/kernel-lock.ts';
import { type FileContent, readFileSafely } from '../os/read-file.ts';
import { readIncludes } from '../os/read-includes.ts';
import { isLink, realPath } from '../os/real-path.ts';
import { setMode } from '../os/set-mode.ts';
import { waitForSidecarLock } from '../os/sidecar-lock.ts';
import { writeFileSafely } from '../os/write-file.ts';
import { differingFields, mergeConfig, type Spelling } from '../plan/desired-config.ts';
import { type DesiredGateway, spellingIn } from '../plan/desired-gateway.ts';
import { configHash, type Step } from '../plan/diff-gateway.ts';
import type { ObservedConfig } from '../plan/observed-gateway.ts';

/** How a config is read. `givenIn`: secrets of clients that stand beside it, in variables of the gateway. */
export type ConfigReading = { readonly way: IncludeWay; readonly givenIn: (config: Json) => readonly ClientSecret[] };

/**
 * The config as it is, with what it includes; `null` when there is none. Throws OCE_OBSERVE when it is not a JSON5 object: we
 * never replace what we cannot read. What is wrong with an included file stands in `included`.
 */
export async function observeConfig(gateway: string, path: string, { way, givenIn }: ConfigReading): Promise<ObservedConfig | null> {
  const file = await readConfig(gateway, path, way);
  if (file === null) return null;
  const common = { kind: 'config', gateway, id: path, text: file.text, mode: file.mode } as const;
  if (file.text.trim() === '')
    return { ...common, value: {}, written: {}, included: [], given: givenIn({}), lost: [], hash: configHash({}) };
  const parsed = parseJson5(file.text);
  if (!('value' in parsed)) {
    throw new OmniclawError('OCE_OBSERVE', `"${path}:${parsed.line}:${parsed.column}" ${parsed.problem}`, {
      hint: `edit ${JSON.stringify(path)}`,
    });
  }
  const { value: written } = parsed;
  if (!isJsonObject(written)) {
    throw new OmniclawError('OCE_OBSERVE', `"${path}" does not hold an object`, { hint: `edit ${JSON.stringify(path)}` });
  }
  const { value, files } = await readIncludes({ path, document: written }, way);
  return { ...common, value, written, included: files, given: givenIn(value), lost: [], hash: configHash(written) };
}

/** A link is followed where the gateway does that, and never written through. Those who keep configs elsewhere can say where. */
async function readConfig(gateway: string, path: string, { rules }: IncludeWay): Promise<FileContent | null> {
  try {
    return await readFileSafely(path);
  } catch (thrown) {
    if (!(thrown instanceof OmniclawError) || !isLink(path)) throw thrown;
    const target = realPath(path);
    if (rules.links === 'followed' && target !== path) return readFileSafely(target);
    throw new OmniclawError('OCE_OBSERVE', `the config "${path}" is a symbolic link, and a link is not written through`, {
      cause: thrown,
      hint: target === path ? `ls -l ${JSON.stringify(path)}` : `set configPath of "${gateway}" to ${JSON.stringify(target)}`,
    });
  }
}

/** How those who write a config keep out of each other's way, what they take from other files, and how they read it. */
export type ConfigWriting = { readonly lock: Runtime['configLock']; readonly reading: ConfigReading; readonly spelling: Spelling };

/**
 * Puts the new text in place. When somebody has written the config since it was read, what they wrote stays: our fields are
 * merged into the text as it is now. Holds the lock that all programs of this gateway hold who write it.
 */
export async function applyConfig({ resource, previous, merge }: ConfigStep, writing: ConfigWriting): Promise<void> {
  const { id, mode } = resource;
  if ((await readFileSafely(id))?.text === resource.text) return setMode(id, mode);
  const lock = await lockConfig(id, writing.lock);
  try {
    const now = await observeConfig(resource.gateway, id, writing.reading);
    const text = (now?.text ?? null) === previous ? resource.text : mergeAgain(now, merge, writing.spelling);
    if (text !== now?.text) await writeFileSafely(id, text, mode, { previous: now?.text ?? null });
  } finally {
    lock.release();
  }
}

/**
 * Puts another text in the place of a config, whatever that holds now. Gives the path under which that is kept; `null`: there
 * was none, or it is the same.
 */
export async function replaceConfig(path: string, text: string, lockKind: Runtime['configLock']): Promise<string | null> {
  const lock = await lockConfig(path, lockKind);
  try {
    const now = await readFileSafely(path);
    if (now?.text === text) return null;
    const kept = `${path}.before-rescue`;
    if (now !== null) await writeFileSafely(kept, now.text, 0o600);
    await writeFileSafely(path, text, 0o600, { previous: now?.text ?? null });
    return now === null ? null : kept;
  } finally {
    lock.release();
  }
}

/** Does something while no program of this gateway writes its config. `null`: they did not let us, for too long. */
export async function whileConfigIsStill<T>(path: string, work: () => Promise<T>): Promise<T | null> {
  const lock = await waitForEditLock(lockPathOf(path), STILL_PATIENCE_MS);
  if (lock === null) return null;
  try {
    return await work();
  } finally {
    lock.release();
  }
}

async function lockConfig(path: string, kind: Runtime['configLock']): Promise<HeldLock> {
  const lock = await (kind === 'kernel'
    ? waitForEditLock(lockPathOf(path), LOCK_PATIENCE_MS)
    : waitForSidecarLock(`${path}.lock`, LOCK_PATIENCE_MS));
  if (lock === null) throw new OmniclawError('OCE_LOCK', `another program has been changing "${path}" for too long`);
  return lock;
}

type ConfigStep = Extract<Step, { kind: 'config' }>;

function mergeAgain(now: ObservedConfig | null, { fields, dropped, given }: ConfigStep['merge'], spelling: Spelling): string {
  if (now === null) return mergeConfig(null, fields, []);
  const differing = differingFields({ ...now, given: [...now.given, ...given] }, fields, spelling);
  return mergeConfig(now.text, differing, dropped, fields);
}

/** Whether a config has every field as the fleet file wants it. */
export function fulfils(config: ObservedConfig, desired: DesiredGateway): 'yes' | 'no' {
  return differingFields(config, desired.config.fields, spellingIn(desired)).length === 0 ? 'yes' : 'no';
}

/** The gateway and its commands hold the lock for the few milliseconds of one change. */
const LOCK_PATIENCE_MS = 10_000;
const STILL_PATIENCE_MS = 1_000;
