import { existsSync, lstatSync, type Stats, statSync } from 'node:fs';
import { hasErrno } from '../../os/errno.ts';
import type { PathSeen } from '../../plan/host-state.ts';
import { ancestors, folderOf } from '../../plan/normal-path.ts';
import type { PathIdentity } from '../path-identity.ts';

/** Looks at paths, and at the folders above them. Never opens anything. */
export function observePaths(paths: Iterable<string>, home: string, identify: PathIdentity): PathSeen[] {
  const isOpen = remember(isOpenFolder);
  const isSynced = remember((folder) => isSyncedFolder(folder, home));
  const asked = new Set(paths);
  const known = new Map<string, Above>();
  // Paths of one gateway lie side by side.
  const aboveOf = (path: string, identity: string): Above => {
    const place = [path, identity].map((one) => (one === '/' ? '' : folderOf(one))).join('\0');
    const before = known.get(place);
    if (before !== undefined) return before;
    const above = [...new Set([...ancestors(path).slice(1), ...ancestors(identity).slice(1)])];
    const found: Above = {
      isInside: above.some((folder) => asked.has(folder)),
      openFolder: above.find(isOpen) ?? null,
      syncedBy: above.find(isSynced) ?? null,
    };
    known.set(place, found);
    return found;
  };
  return [...asked].map((path) => {
    const identity = identify(path);
    // Nothing is called so; a name in a file may be.
    if (path.includes('\0')) return { path, identity, kind: 'absent', ...NOTHING, openFolder: null, syncedBy: null };
    const seen = look(path);
    const { isInside, openFolder, syncedBy } = aboveOf(path, identity);
    // What lies in a path that is asked for as well need not be searched for marks: that path is.
    const isMarked = seen.kind === 'folder' && !isInside && isSynced(path);
    return { path, identity, ...seen, openFolder, syncedBy: isMarked ? path : syncedBy };
  });
}

/** What the folders above a path have to say. */
type Above = Pick<PathSeen, 'openFolder' | 'syncedBy'> & { readonly isInside: boolean };

type Look = Pick<PathSeen, 'kind' | 'owner' | 'mode' | 'file'>;

const NOTHING = { owner: 'unknown', mode: 0, file: '' } as const;

/** A link counts as what it leads to. */
function look(path: string): Look {
  try {
    const stat = statSync(path);
    return { kind: kindOf(stat), owner: isOurs(stat) ? 'us' : 'other', mode: stat.mode & 0o7777, file: `${stat.dev}:${stat.ino}` };
  } catch (cause) {
    if (hasErrno(cause, 'ELOOP')) return { kind: 'dangling', ...NOTHING };
    if (hasErrno(cause, 'ENOTDIR')) return { kind: 'below-file', ...NOTHING };
    if (hasErrno(cause, 'ENOENT')) return { kind: isThere(path) ? 'dangling' : 'absent', ...NOTHING };
    if (hasErrno(cause, 'EACCES') || hasErrno(cause, 'ENAMETOOLONG')) return { kind: 'unknown', ...NOTHING };
    throw cause;
  }
}

function kindOf(stat: Stats): PathSeen['kind'] {
  if (stat.isDirectory()) return 'folder';
  if (stat.isFile()) return 'file';
  if (stat.isFIFO()) return 'fifo';
  return stat.isSocket() ? 'socket' : 'device';
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function isOurs({ uid }: Stats): boolean {
  return process.getuid === undefined || uid === process.getuid();
}

/** A folder whose owner is neither we nor root, or in which others may rename what is not theirs. A group of our own counts as we. */
function isOpenFolder(folder: string): boolean {
  const stat = statOrNull(folder);
  if (stat === null || process.getuid === undefined || !stat.isDirectory()) return false;
  if (stat.uid !== 0 && !isOurs(stat)) return true;
  const isShared = (stat.mode & 0o002) !== 0 || ((stat.mode & 0o020) !== 0 && stat.gid !== process.getgid?.() && stat.gid !== 0);
  return isShared && (stat.mode & 0o1000) === 0;
}

/** What sync programs leave in the folders that they copy: Syncthing, Dropbox, Nextcloud, ownCloud, Resilio. */
const MARKERS = ['.stfolder', '.dropbox.cache', '.nextcloudsync.log', '.owncloudsync.log', '.sync/IgnoreList'];

/** What such folders are called below the home folder. Source: the programs' default places, November 2026. */
const SYNCED_NAME =
  /^(?:Dropbox(?: \([^/]+\))?|OneDrive(?: - [^/]+)?|Google ?Drive(?: - [^/]+)?|iCloud ?Drive|Nextcloud|ownCloud|pCloud ?Drive|MEGA(?:sync)?|Box Sync|Library\/(?:Mobile Documents|CloudStorage))$/i;

function isSyncedFolder(folder: string, home: string): boolean {
  if (home.startsWith(`${folder}/`) || folder === '/') return false;
  if (folder.startsWith(`${home}/`) && SYNCED_NAME.test(folder.slice(home.length + 1))) return true;
  return MARKERS.some((marker) => existsSync(`${folder}/${marker}`));
}

function statOrNull(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (cause) {
    if (['ENOTDIR', 'ELOOP', 'EACCES', 'ENAMETOOLONG'].some((name) => hasErrno(cause, name))) return null;
    throw cause;
  }
}

function remember(ask: (folder: string) => boolean): (folder: string) => boolean {
  const known = new Map<string, boolean>();
  return (folder) => {
    const answer = known.get(folder) ?? ask(folder);
    known.set(folder, answer);
    return answer;
  };
}
