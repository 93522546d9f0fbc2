import { realpath } from 'node:fs/promises';
import { hasErrno } from '../os/errno.ts';

/**
 * Where paths really lead: links are followed in the part that exists, the rest is kept as written.
 * Paths that cannot be followed (a loop, no permission) stand for themselves.
 */
export async function identifyPaths(paths: Iterable<string>): Promise<Map<string, string>> {
  const unique = [...new Set(paths)];
  const identities = await Promise.all(unique.map(resolveExisting));
  return new Map(unique.map((path, at) => [path, identities[at] ?? path]));
}

async function resolveExisting(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (cause) {
    const unfollowable = hasErrno(cause, 'ELOOP') || hasErrno(cause, 'EACCES') || hasErrno(cause, 'ENAMETOOLONG');
    if (unfollowable) return path;
    if (!hasErrno(cause, 'ENOENT') && !hasErrno(cause, 'ENOTDIR')) throw cause;
    const slash = path.lastIndexOf('/');
    if (slash <= 0) return path;
    const parent = await resolveExisting(path.slice(0, slash));
    return `${parent === '/' ? '' : parent}${path.slice(slash)}`;
  }
}
