import { lstatSync, realpathSync } from 'node:fs';
import { hasErrno } from './errno.ts';

const UNFOLLOWABLE = ['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP', 'EINVAL', 'ENAMETOOLONG'] as const;

/** Where a path really leads; the path itself when it cannot be followed. */
export function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    if (UNFOLLOWABLE.some((name) => hasErrno(cause, name))) return path;
    throw cause;
  }
}

/** Whether a path itself is a symbolic link; what cannot be looked at is none. */
export function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch (cause) {
    if (UNFOLLOWABLE.some((name) => hasErrno(cause, name))) return false;
    throw cause;
  }
}
