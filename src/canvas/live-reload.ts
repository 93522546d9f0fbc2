/** Tells open pages when a file of the canvas has changed. Nothing is watched while no page is open. */
import { PassThrough, type Readable } from 'node:stream';
import { type TreeWatch, watchTree } from './watch-tree.ts';

export type LiveReload = {
  /** A stream of server-sent events; null when too many pages listen. It ends with the signal. */
  readonly listen: (signal: AbortSignal) => Readable | null;
  readonly close: () => void;
};

const LISTENERS = 64;
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
  let tree: TreeWatch | null = null;
  let beat: NodeJS.Timeout | undefined;
  const tell = (text: string): void => {
    // A page that does not read is ended: it comes back by itself.
    for (const stream of streams) if (!stream.write(text)) stream.end();
  };
  const stop = (): void => {
    clearInterval(beat);
    tree?.close();
    tree = null;
  };
  const start = (): TreeWatch => {
    if (tree !== null) return tree;
    tree = watchTree(root(), () => tell('data: changed\n\n'));
    beat = setInterval(() => tell(': still there\n\n'), BEAT_MS).unref();
    return tree;
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
      void start().ready.then(() => {
        if (!stream.destroyed) stream.write('retry: 500\n\n');
      });
      return stream;
    },
    close: () => {
      stop();
      for (const stream of streams) stream.end();
    },
  };
}
