import type { Host } from '../fleet/host.ts';

/** A path as written in a fleet file, made absolute: `~` is the home folder, relative starts at the fleet file. */
export function absolutePath(path: string, host: Host): string {
  if (path === '~') return normalPath(host.home);
  if (path.startsWith('~/')) return normalPath(`${host.home}/${path.slice(2)}`);
  return normalPath(path.startsWith('/') ? path : `${host.fleetDir}/${path}`);
}

/** Removes `.`, `..`, doubled and trailing slashes. `path` is absolute. */
export function normalPath(path: string): string {
  if (path.startsWith('/') && !ODD.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** A slash before another one, before a part that is `.` or `..`, or at the end. Nearly no path has one, and very many are looked at. */
const ODD = /\/(?:\/|\.{1,2}(?:\/|$)|$)/;

/** Whether a path is a folder, or lies in it. Both are normalised. */
export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The folder that a path lies in; `/` lies in itself. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}

/** A path and every folder above it, the path first, `/` last. */
export function ancestors(path: string): string[] {
  const found = [path];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) found.push(path.slice(0, at));
  return path === '/' ? found : [...found, '/'];
}
