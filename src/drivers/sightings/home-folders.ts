import { lstatSync, statSync } from 'node:fs';
import type { RuntimeName } from '../../fleet/fleet-spec.ts';
import type { Host } from '../../fleet/host.ts';
import { DEFAULT_PROFILE, runtimeOf } from '../../fleet/runtime.ts';
import { hasErrno } from '../../os/errno.ts';
import { NOTHING_SAID, type Sighting } from '../../plan/found-gateway.ts';
import { RUNTIME_NAMES } from './read-program.ts';
import { namesIn, type Sighted } from './sighted.ts';

/** State folders in the home. One without a config is not a gateway. */
export async function sightHomeFolders({ home }: Host): Promise<Sighted> {
  const { names, refused } = namesIn(home);
  const looks = names.flatMap((name) => RUNTIME_NAMES.flatMap((runtime) => lookAt(runtime, name, home)));
  return {
    sightings: looks.flatMap((look) => (typeof look === 'string' ? [] : [look])),
    notes: [...(refused === null ? [] : [refused]), ...looks.filter((look) => typeof look === 'string')],
  };
}

/** A sighting, or a note on why there is none; empty when the folder is of another kind. */
function lookAt(runtime: RuntimeName, name: string, home: string): (Sighting | string)[] {
  const { stateDirName, configFile, profileName } = runtimeOf(runtime);
  if (name !== stateDirName && !name.startsWith(`${stateDirName}-`)) return [];
  const stateDir = `${home}/${name}`;
  if (!leadsToFolder(stateDir)) return [];
  const profile = name === stateDirName ? DEFAULT_PROFILE : name.slice(stateDirName.length + 1);
  if (!isThere(`${stateDir}/${configFile}`)) return [`"${stateDir}" has no ${configFile}: it is not a gateway`];
  if (!profileName.pattern.test(profile)) return [`"${stateDir}" was left out: "${profile}" is no profile name of ${runtime}`];
  return [{ ...NOTHING_SAID, runtime, kind: 'folder', where: stateDir, profile, stateDir }];
}

function leadsToFolder(path: string): boolean {
  return ifReachable(() => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true);
}

/** A dangling link and a pipe are there too: reading them says what is wrong. */
function isThere(path: string): boolean {
  return ifReachable(() => lstatSync(path, { throwIfNoEntry: false }) !== undefined);
}

function ifReachable(look: () => boolean): boolean {
  try {
    return look();
  } catch (cause) {
    if (['ENOENT', 'ELOOP', 'ENOTDIR', 'EACCES'].some((name) => hasErrno(cause, name))) return false;
    throw cause;
  }
}
