/** Tells open pages when a file of the canvas has changed. Nothing is watched while no page is open. */
import { type FSWatcher, watch } from 'node:fs';
import { PassThrough, type Readable } from 'node:stream';
import { hasErrno } from '../os/errno.ts';

export type LiveReload = {
  /** A stream of server-sent events; null when too many pages listen. It ends with the signal. */
  readonly listen: (signal: AbortSignal) => Readable | null;
  readonly close: () => void;
};

const LISTENERS = 64;
const SETTLE_MS = 60;
const BEAT_MS = 20_000;

/** Script that pages load. After a lost connection the page is loaded again as soon as the gateway is back. */
export const LIVE_SCRIPT = `{
  const events = new EventSource(new URL('events', document.currentScript.src));
  let lost = false;
  events.onmessage = () => location.reload();
  events.onerror = () => { lost = true; };
  events.onopen = () => { if (lost) location.reload(); };
}
`;

export function createLiveReload(root: () => string): LiveReload {
  const streams = new Set<PassThrough>();
  let watcher: FSWatcher | null = null;
  let settle: NodeJS.Timeout | undefined;
  let beat: NodeJS.Timeout | undefined;
  const tell = (text: string): void => {
    // A page that does not read is ended: it comes back by itself.
    for (const stream of streams) if (!stream.write(text)) stream.end();
  };
  const stop = (): void => {
    clearTimeout(settle);
    clearInterval(beat);
    watcher?.close();
    watcher = null;
  };
  const start = (): void => {
    if (watcher !== null) return;
    watcher = watchFolder(root(), () => {
      clearTimeout(settle);
      settle = setTimeout(() => tell('data: changed\n\n'), SETTLE_MS);
    });
    beat = setInterval(() => tell(': still there\n\n'), BEAT_MS).unref();
    // A folder that went away is watched anew when the pages come back.
    watcher?.once('error', () => {
      stop();
      for (const stream of streams) stream.end();
    });
  };
  return {
    listen: (signal) => {
      if (streams.size >= LISTENERS) return null;
      const stream = new PassThrough();
      streams.add(stream);
      stream.once('close', () => {
        streams.delete(stream);
        if (streams.size === 0) stop();
      });
      signal.addEventListener('abort', () => stream.destroy(), { once: true });
      start();
      stream.write('retry: 500\n\n');
      return stream;
    },
    close: () => {
      stop();
      for (const stream of streams) stream.end();
    },
  };
}

/** `null`: there is no such folder yet. */
function watchFolder(folder: string, onChange: () => void): FSWatcher | null {
  try {
    return watch(folder, { recursive: true }, onChange);
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT')) return null;
    throw cause;
  }
}
