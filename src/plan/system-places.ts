import type { Host } from '../fleet/host.ts';
import type { PathClaim } from './claim.ts';
import { foldPath } from './fold-path.ts';
import { ancestors, normalPath } from './normal-path.ts';

/** Folders in which nothing but the system has anything, at any depth. Source: Filesystem Hierarchy Standard 3.0, macOS hier(7). */
const CLOSED = [
  '/bin',
  '/boot',
  '/dev',
  '/etc',
  '/lib',
  '/lib32',
  '/lib64',
  '/libx32',
  '/proc',
  '/run',
  '/sbin',
  '/sys',
  '/usr/bin',
  '/usr/lib',
  '/usr/sbin',
  '/var/run',
  '/private/etc',
];
const CLOSED_DARWIN = ['/System', '/Library', '/cores', '/private/var/run', '/private/var/db'];

/** Folders that hold what others put there; a folder of one's own in them is allowed. */
const SHARED = [
  ...[
    '/home',
    '/root',
    '/var',
    '/usr',
    '/usr/local',
    '/usr/share',
    '/opt',
    '/srv',
    '/mnt',
    '/media',
    '/lost+found',
    '/snap',
    '/nix',
    '/nix/store',
  ],
  ...[
    '/var/lib',
    '/var/log',
    '/var/cache',
    '/var/spool',
    '/var/opt',
    '/var/mail',
    '/var/lock',
    '/usr/include',
    '/usr/src',
    '/usr/local/bin',
    '/usr/local/lib',
  ],
];
const SHARED_DARWIN = ['/Users', '/Users/Shared', '/Applications', '/Volumes', '/private', '/private/var', '/Network'];
const TEMPORARY = ['/tmp', '/var/tmp', '/private/tmp', '/private/var/tmp', '/dev/shm', '/var/folders', '/private/var/folders'];

export type SystemPlaces = {
  readonly home: string;
  readonly aboveHome: ReadonlySet<string>;
  /** Fits a path of or inside one of them; none is above the home folder. */
  readonly closed: RegExp;
  readonly shared: ReadonlySet<string>;
  readonly temporary: ReadonlySet<string>;
  readonly fold: (path: string) => string;
};

export function readSystemPlaces(host: Host): SystemPlaces {
  const fold = (path: string) => foldPath(path, host);
  const set = (folders: readonly string[]) => new Set(folders.map(fold));
  const home = fold(normalPath(host.home));
  const aboveHome = new Set(ancestors(home));
  return {
    home,
    aboveHome,
    closed: anyFolder([...set([...CLOSED, ...CLOSED_DARWIN])].filter((folder) => !aboveHome.has(folder))),
    shared: set([...SHARED, ...SHARED_DARWIN]),
    temporary: set(TEMPORARY),
    fold,
  };
}

/** No name of a folder above means anything to a pattern. */
function anyFolder(folders: readonly string[]): RegExp {
  return new RegExp(`^(?:${folders.join('|')})(?:/|$)`);
}

/** What a gateway may not call its own, in words; `null` when the place is fine. Both the written and the real path count. */
export function whatIsWrong({ path, identity }: Pick<PathClaim, 'path' | 'identity'>, places: SystemPlaces): string | null {
  const written = places.fold(path);
  return whatIsWrongAt(written, places) ?? (identity === written ? null : whatIsWrongAt(identity, places));
}

function whatIsWrongAt(place: string, { home, aboveHome, closed, shared, temporary }: SystemPlaces): string | null {
  if (place === home) return 'the home folder itself';
  if (temporary.has(place)) return 'a temporary folder';
  if (aboveHome.has(place)) return 'a folder above the home folder';
  return shared.has(place) || closed.test(place) ? 'a system folder' : null;
}
