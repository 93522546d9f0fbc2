import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { runtimeOf } from '../../fleet/runtime.ts';
import { hasErrno } from '../../os/errno.ts';
import { readFileSafely } from '../../os/read-file.ts';
import { UNIT_MARK } from '../../plan/render-unit.ts';
import { RUNTIME_NAMES } from '../sightings/read-program.ts';
import { textOf } from '../sightings/sighted.ts';
import { profileOfUnit } from '../sightings/systemd-units.ts';

/** The text of a unit file, and who made it. */
export type InstalledUnit = { readonly text: string; readonly origin: 'ours' | 'theirs' };

/**
 * The unit file in the folder; `null`: there is none. `theirs`: a gateway of another maker has installed it for itself.
 * Throws OCE_REFUSED when the unit is masked or the file is neither: it is not changed.
 */
export async function readInstalledUnit(folder: string, name: string): Promise<InstalledUnit | null> {
  const path = join(folder, name);
  if (isMasked(path)) {
    throw new OmniclawError('OCE_REFUSED', `the unit "${name}" is masked`, { hint: `systemctl --user unmask ${name}` });
  }
  const text = (await readFileSafely(path))?.text ?? null;
  if (text === null) return null;
  if (text.startsWith(UNIT_MARK)) return { text, origin: 'ours' };
  if (installsItself(name)) return { text, origin: 'theirs' };
  throw new OmniclawError('OCE_REFUSED', `"${path}" was not written by omniclaw`, {
    hint: `mv ${JSON.stringify(path)} ${JSON.stringify(`${path}.before`)}`,
  });
}

/** Whether a unit of this name may come from a gateway program that makes its own. */
function installsItself(name: string): boolean {
  return RUNTIME_NAMES.some((runtime) => runtimeOf(runtime).program.source === 'package' && profileOfUnit(name, runtime) !== null);
}

/** A mask is a link to /dev/null. Source: systemctl(1), "mask". */
function isMasked(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true && readlinkSync(path) === '/dev/null';
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'ENOTDIR')) return false;
    throw new OmniclawError('OCE_OBSERVE', `"${path}" cannot be looked at`, { cause, hint: `ls -l ${JSON.stringify(path)}` });
  }
}

/**
 * Drop-ins of the user for a unit. systemd looks into a folder that is new only when it reads its units again, and
 * does not say that it should. Source: systemd 252, src/core/unit.c, "unit_path_cache".
 */
export function dropInsOf(folder: string, name: string): string[] {
  const place = join(folder, `${name}.d`);
  try {
    return readdirSync(place)
      .filter((file) => file.endsWith('.conf'))
      .map((file) => join(place, file));
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'ENOTDIR')) return [];
    throw new OmniclawError('OCE_OBSERVE', `"${place}" cannot be looked at`, { cause, hint: `ls -ld ${JSON.stringify(place)}` });
  }
}

/** Where system units lie. Source: systemd.unit(5), "System Unit Search Path". */
const SYSTEM_FOLDERS = ['/etc/systemd/system', '/run/systemd/system', '/usr/local/lib/systemd/system', '/usr/lib/systemd/system'];

/** Path of a system unit with the same name that runs as this user, so the gateway would run twice; `null`: there is none. */
export async function findSystemTwin(name: string, user: string, folders = SYSTEM_FOLDERS): Promise<string | null> {
  for (const folder of folders) {
    const path = join(folder, name);
    if ((await ownerOf(path)) === user) return path;
  }
  return null;
}

/** Who a system unit runs as: root when it does not say; `null`: there is no such unit, or it cannot be read. */
async function ownerOf(path: string): Promise<string | null> {
  const { text } = await textOf(path);
  return text === null ? null : (/^\s*User\s*=\s*(\S+)\s*$/m.exec(text)?.[1] ?? 'root');
}

/** Where a unit of ours writes its output; empty when it does not say. */
export function logFileOf(unit: string): string {
  return /^StandardOutput=append:(.*)$/m.exec(unit)?.[1]?.replaceAll('%%', '%') ?? '';
}
