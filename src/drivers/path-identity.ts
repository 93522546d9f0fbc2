import { lstatSync, realpathSync } from 'node:fs';
import { hasErrno } from '../os/errno.ts';

/**
 * Says where paths really lead: links are followed in the part that exists, the rest is kept as written.
 * A path that cannot be followed (a loop, no permission) stands for itself. Remembers what it has looked at.
 */
export function createPathIdentity(): (path: string) => string {
  const known = new Map<string, Place>([['/', { identity: '/', exists: 'yes' }]]);
  return (path) => resolvePlace(path, known).identity;
}

type Place = { readonly identity: string; readonly exists: 'yes' | 'no' };

/** `known` remembers folders, so that many paths below one home cost one look each. */
function resolvePlace(path: string, known: Map<string, Place>): Place {
  const before = known.get(path);
  if (before !== undefined) return before;
  const slash = path.lastIndexOf('/');
  const parent = resolvePlace(slash <= 0 ? '/' : path.slice(0, slash), known);
  const joined = `${parent.identity === '/' ? '' : parent.identity}${path.slice(slash)}`;
  const place = parent.exists === 'no' ? { identity: joined, exists: 'no' as const } : lookAt(path, joined);
  known.set(path, place);
  return place;
}

function lookAt(path: string, joined: string): Place {
  try {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return { identity: joined, exists: 'no' };
    return { identity: stat.isSymbolicLink() ? realpathSync(path) : joined, exists: 'yes' };
  } catch (cause) {
    if (UNFOLLOWABLE.some((name) => hasErrno(cause, name))) return { identity: joined, exists: 'no' };
    throw cause;
  }
}

const UNFOLLOWABLE = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENAMETOOLONG', 'EINVAL'] as const;
