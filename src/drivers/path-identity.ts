import { type BigIntStats, lstatSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { hasErrno } from '../os/errno.ts';

/** Says where a path really leads. */
export type PathIdentity = (path: string) => string;

/**
 * Says where paths really lead: links are followed in the part that exists, the rest is kept as written.
 * A path that cannot be followed (a loop, no permission) stands for itself. Remembers what it has looked at.
 */
export function createPathIdentity(): PathIdentity {
  return followWith((_stat, identity) => identity);
}

/** The same, and what is one file or folder under several names (hard links, bind mounts) goes by the name that was asked for first. */
export function createInodeIdentity(): PathIdentity {
  const names = new Map<string, string>();
  return followWith(({ dev, ino }, identity) => {
    const key = `${dev}:${ino}`;
    const known = names.get(key) ?? identity;
    names.set(key, known);
    return known;
  });
}

type NameFor = (stat: BigIntStats, identity: string) => string;
/** `lists`: whether there may be something of that name in it. */
type Place = { readonly identity: string; readonly exists: 'yes' | 'no'; readonly lists: (name: string) => boolean };

function followWith(nameFor: NameFor): PathIdentity {
  const known = new Map<string, Place>([['/', { identity: '/', exists: 'yes', lists: anyName }]]);
  // Where nothing is, nothing lies in it, and nearly every path of a gateway that is to come lies in one such folder.
  let nowhere = { inside: '\0', identity: '' };
  return (path) => {
    if (path.startsWith(nowhere.inside) && path.length <= LONGEST_PATH)
      return nowhere.inside === nowhere.identity ? path : nowhere.identity + path.slice(nowhere.inside.length);
    const { identity, exists } = resolvePlace(path, known, nameFor);
    if (exists === 'no') nowhere = { inside: `${path}/`, identity: `${identity}/` };
    return identity;
  };
}

/** `known` remembers folders, so that many paths below one home cost one look each. */
function resolvePlace(path: string, known: Map<string, Place>, nameFor: NameFor): Place {
  const before = known.get(path);
  if (before !== undefined) return before;
  // Nothing has so long a name, and a name in a file may go a hundred thousand folders deep.
  if (path.length > LONGEST_PATH) return absent(path);
  const slash = path.lastIndexOf('/');
  const folder = slash <= 0 ? '/' : path.slice(0, slash);
  const parent = resolvePlace(folder, known, nameFor);
  const joined = parent.identity === folder ? path : `${parent.identity === '/' ? '' : parent.identity}${path.slice(slash)}`;
  // What cannot be there is not looked at, so there is nothing to remember.
  const name = path.slice(slash + 1);
  if (parent.exists === 'no' || name.includes('\0') || !parent.lists(name)) return absent(joined);
  const place = lookAt(path, joined, nameFor);
  known.set(path, place);
  return place;
}

/** Source: Linux limits.h, PATH_MAX; macOS takes less. */
const LONGEST_PATH = 4096;

function lookAt(path: string, joined: string, nameFor: NameFor): Place {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false, bigint: true });
    if (stat === undefined) return absent(joined);
    if (!stat.isSymbolicLink()) return { identity: nameFor(stat, joined), exists: 'yes', lists: listOf(path) };
    const real = realpathSync(path);
    return { identity: nameFor(statSync(real, { bigint: true }), real), exists: 'yes', lists: listOf(real) };
  } catch (cause) {
    if (UNFOLLOWABLE.some((name) => hasErrno(cause, name))) return absent(joined);
    throw cause;
  }
}

function absent(identity: string): Place {
  return { identity, exists: 'no', lists: anyName };
}

function anyName(): boolean {
  return true;
}

/** From so many questions about one folder on, its names are read at once. */
const MANY = 64;

/** Names in a folder. Only where a name has one spelling: elsewhere another case or form of it may be meant. */
function listOf(folder: string): (name: string) => boolean {
  if (process.platform !== 'linux') return anyName;
  let asked = 0;
  let names: ReadonlySet<string> | null = null;
  return (name) => {
    asked += 1;
    if (asked === MANY) names = readNames(folder);
    return names === null || names.has(name);
  };
}

function readNames(folder: string): ReadonlySet<string> | null {
  try {
    return new Set(readdirSync(folder));
  } catch (cause) {
    if ([...UNFOLLOWABLE, 'EPERM'].some((name) => hasErrno(cause, name))) return null;
    throw cause;
  }
}

const UNFOLLOWABLE = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENAMETOOLONG', 'EINVAL'] as const;
