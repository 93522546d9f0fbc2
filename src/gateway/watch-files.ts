import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/** A watch on some files, which may come, go and be replaced. */
export type FileWatch = {
  /** Watches these files from now on. */
  readonly follow: (paths: readonly string[]) => void;
  readonly close: () => void;
};

/** Changes that come in a bunch are told once, when it has been quiet for so long. */
const QUIET_MS = 100;

/** Calls `changed` after a file was written, replaced or removed. A folder that cannot be watched is left out, and told. */
export function watchFiles(changed: () => void, unwatched: (folder: string, problem: string) => void): FileWatch {
  let watchers: FSWatcher[] = [];
  let followed = '';
  let timer: NodeJS.Timeout | undefined;
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(changed, QUIET_MS);
    timer.unref();
  };
  const close = (): void => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
    watchers = [];
  };
  const open = (folder: string, names: ReadonlySet<string>): void => {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === null || names.has(name)) soon();
      });
      watcher.on('error', (cause) => unwatched(folder, cause.message));
      watchers.push(watcher);
    } catch (cause) {
      if (!(cause instanceof Error)) throw cause;
      unwatched(folder, cause.message);
    }
  };
  const follow = (paths: readonly string[]): void => {
    const wanted = [...new Set(paths)].sort();
    if (wanted.join('\0') === followed) return;
    followed = wanted.join('\0');
    for (const watcher of watchers.splice(0)) watcher.close();
    for (const folder of new Set(wanted.map((path) => dirname(path)))) {
      open(folder, new Set(wanted.filter((path) => dirname(path) === folder).map((path) => basename(path))));
    }
  };
  return { follow, close };
}
