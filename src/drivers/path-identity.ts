import { type BigIntStats, lstatSync, realpathSync, statSync } from 'node:fs';
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
type Place = { readonly identity: string; readonly exists: 'yes' | 'no' };

function followWith(nameFor: NameFor): PathIdentity {
  const known = new Map<string, Place>([['/', { identity: '/', exists: 'yes' }]]);
  return (path) => resolvePlace(path, known, nameFor).identity;
}

/** `known` remembers folders, so that many paths below one home cost one look each. */
function resolvePlace(path: string, known: Map<string, Place>, nameFor: NameFor): Place {
  const before = known.get(path);
  if (before !== undefined) return before;
  const slash = path.lastIndexOf('/');
  const parent = resolvePlace(slash <= 0 ? '/' : path.slice(0, slash), known, nameFor);
  const joined = `${parent.identity === '/' ? '' : parent.identity}${path.slice(slash)}`;
  const place = parent.exists === 'no' ? { identity: joined, exists: 'no' as const } : lookAt(path, joined, nameFor);
  known.set(path, place);
  return place;
}

function lookAt(path: string, joined: string, nameFor: NameFor): Place {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false, bigint: true });
    if (stat === undefined) return { identity: joined, exists: 'no' };
    if (!stat.isSymbolicLink()) return { identity: nameFor(stat, joined), exists: 'yes' };
    const real = realpathSync(path);
    return { identity: nameFor(statSync(real, { bigint: true }), real), exists: 'yes' };
  } catch (cause) {
    if (UNFOLLOWABLE.some((name) => hasErrno(cause, name))) return { identity: joined, exists: 'no' };
    throw cause;
  }
}

const UNFOLLOWABLE = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENAMETOOLONG', 'EINVAL'] as const;
