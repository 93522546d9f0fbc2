import { watch } from 'node:fs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGPIPE'] as const;

/** Calls `look` when something happens in a folder, and every `pollMs` in any case, until a signal ends the wait. */
export async function untilSignal(folder: string, pollMs: number, look: () => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const guarded = (): void => {
    try {
      look();
    } catch (thrown) {
      reject(thrown);
    }
  };
  const watcher = watchIfThere(folder, guarded);
  const timer = setInterval(guarded, pollMs);
  const end = (): void => resolve();
  for (const name of SIGNALS) process.on(name, end);
  process.stdout.once('error', end);
  try {
    await promise;
  } finally {
    clearInterval(timer);
    watcher?.close();
    for (const name of SIGNALS) process.off(name, end);
  }
}

/** `null`: the folder is not there yet, or there are no watches left; the interval sees everything, only later. */
function watchIfThere(folder: string, look: () => void) {
  try {
    return watch(folder, look).on('error', () => undefined);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return null;
    throw cause;
  }
}
