import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { hasErrno } from '../os/errno.ts';

/** A file of the canvas, open; who gets it closes it. `folder`: the path names a folder, and lacks its slash. */
export type CanvasFile =
  | { readonly kind: 'file'; readonly handle: FileHandle; readonly size: number; readonly name: string }
  | { readonly kind: 'folder' }
  | { readonly kind: 'none' };

const INDEX = 'index.html';

/** Opens what lies at a path below the root. What a link leads to outside of the root is not there. */
export async function openCanvasFile(root: string, segments: readonly string[], folder: 'yes' | 'no'): Promise<CanvasFile> {
  const top = await resolveLinks(root);
  if (top === null) return { kind: 'none' };
  const wanted = join(top, ...segments, ...(folder === 'yes' ? [INDEX] : []));
  const real = await resolveLinks(wanted);
  if (real === null || !(real === top || real.startsWith(`${top}${sep}`))) return { kind: 'none' };
  const handle = await openPlain(real);
  if (handle === null) return { kind: 'none' };
  const found = await handle.stat();
  if (found.isDirectory() && folder === 'no') {
    await handle.close();
    return { kind: 'folder' };
  }
  // Somebody may have swapped the file for a link in between; a second name of a file may lie outside of the root.
  const again = await lstat(real).catch(() => null);
  const same = again !== null && again.ino === found.ino && again.dev === found.dev && (await resolveLinks(wanted)) === real;
  if (!same || !found.isFile() || found.nlink !== 1) {
    await handle.close();
    return { kind: 'none' };
  }
  return { kind: 'file', handle, size: found.size, name: real };
}

async function resolveLinks(path: string): Promise<string | null> {
  return realpath(path).catch(absent);
}

async function openPlain(path: string): Promise<FileHandle | null> {
  return open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(absent);
}

/** Every way in which there is nothing to serve. */
function absent(cause: unknown): null {
  const names = ['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'EPERM', 'ENAMETOOLONG', 'ENXIO', 'ENODEV', 'EISDIR'];
  if (names.some((name) => hasErrno(cause, name))) return null;
  throw cause;
}
