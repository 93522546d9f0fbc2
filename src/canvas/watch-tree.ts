import { type FSWatcher, watch } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasErrno } from '../os/errno.ts';

/** `ready`: from then on no change is missed. */
export type TreeWatch = { readonly ready: Promise<void>; readonly close: () => void };

/** Changes that follow each other within this time are one. */
const SETTLE_MS = 60;
/** How often a root that is not there is looked for. */
const RETRY_MS = 1_000;
/** Folders that are watched at most. */
const FOLDERS = 2_000;

/**
 * Tells of every change below a folder, links not followed, and of its coming and going. One watch a folder: the
 * recursive watch of Node 24 on Linux misses writes, and ends with an error at a link to itself.
 */
export function watchTree(root: string, onChange: () => void): TreeWatch {
  const watched = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let state: 'open' | 'closed' = 'open';
  const drop = (folder: string): void => {
    watched.get(folder)?.close();
    watched.delete(folder);
  };
  const look = async (): Promise<void> => {
    const there = await listFolders(root);
    if (state === 'closed') return;
    for (const folder of watched.keys()) if (!there.has(folder)) drop(folder);
    for (const folder of there) if (!watched.has(folder)) add(folder);
    if (there.size === 0) plan(RETRY_MS, () => undefined);
  };
  const plan = (ms: number, then: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void look().then(then), ms).unref();
  };
  const add = (folder: string): void => {
    const watcher = openWatch(folder);
    if (watcher === null) return;
    watched.set(folder, watcher);
    watcher.on('change', () => plan(SETTLE_MS, onChange));
    watcher.once('error', () => drop(folder));
    // A root that came back is a change as well.
    if (folder === root && timer !== undefined) onChange();
  };
  return {
    ready: look(),
    close: () => {
      state = 'closed';
      clearTimeout(timer);
      for (const folder of [...watched.keys()]) drop(folder);
    },
  };
}

/** `null`: it has gone away, or the kernel gives no more watches. */
function openWatch(folder: string): FSWatcher | null {
  try {
    return watch(folder);
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'ENOSPC', 'EMFILE', 'EACCES'].some((name) => hasErrno(cause, name))) return null;
    throw cause;
  }
}

async function listFolders(root: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const queue = [root];
  for (let folder = queue.shift(); folder !== undefined && found.size < FOLDERS; folder = queue.shift()) {
    // Whatever keeps a folder from being read, it holds nothing that can be watched.
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
    if (entries === null) continue;
    found.add(folder);
    for (const entry of entries) if (entry.isDirectory()) queue.push(join(folder, entry.name));
  }
  return found;
}
