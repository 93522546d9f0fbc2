import { type FSWatcher, watch } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { changesOf } from '../../plan/plan.ts';
import { PLAIN_CHOICES } from '../../plan/plan-choices.ts';
import { carryOut, exitOf } from '../carry-out.ts';
import { checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { listenToHost, withHost } from '../open-host.ts';
import { planFleet } from '../plan-fleet.ts';
import { readNumber } from '../read-number.ts';
import { withApplyLock } from '../with-apply-lock.ts';

/** Folders whose changes call for the next round: those of the gateways, and that in which the user writes. */
type Watched = { readonly fleet: string; readonly states: readonly string[] };

/** What came of one round. */
type Round = { readonly outcome: 'quiet' | 'changed' | 'failed'; readonly watched: Watched };

const SETTLE_MS = 300;
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * Keeps the host as the fleet file says, until a signal ends it: after each change of the file or a config, and every
 * `--interval` seconds. What fails, or has to be done again and again, is tried at growing intervals, until the user changes
 * something. Never prunes, never takes anything over.
 */
export async function runFleetWatch(call: Call): Promise<number> {
  if (call.has('install') || call.has('uninstall')) {
    const { watchAsService } = await import('../watch-as-service.ts');
    return watchAsService(call, call.has('install') ? 'start' : 'delete');
  }
  const intervalMs = readNumber(call, 'interval', 60) * 1000;
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ending.abort());
  const folders = watchFolders(ending.signal);
  // Before the first round knows better: where the fleet file most likely is.
  folders.follow({ fleet: dirname(resolve(call.value('fleet') ?? 'omniclaw.fleet.ts')), states: [] });
  say(call, 'watching');
  for (let troubles = 0; !ending.signal.aborted; ) {
    const { outcome, watched } = await tryRound(call);
    folders.follow(watched);
    troubles = outcome === 'quiet' ? 0 : troubles + 1;
    // What changed once is looked at again soon; what has to be changed again and again, somebody fights for.
    const patience = outcome === 'changed' && troubles < 3 ? 0 : troubles;
    const pauseMs = Math.min(LONGEST_PAUSE_MS, intervalMs * 2 ** Math.min(patience, 10));
    if ((await folders.pause(pauseMs, troubles > 3 ? 'the user' : 'all')) === 'the user') troubles = 0;
  }
  folders.close();
  say(call, 'ended');
  return 0;
}

async function tryRound(call: Call): Promise<Round> {
  try {
    return await withApplyLock(call, () => round(call));
  } catch (thrown) {
    if (!(thrown instanceof OmniclawError)) throw thrown;
    say(call, `${thrown.message} [${thrown.code}]`);
    return { outcome: thrown.code === 'OCE_LOCKED' ? 'quiet' : 'failed', watched: { fleet: process.cwd(), states: [] } };
  }
}

async function round(call: Call): Promise<Round> {
  const checked = await checkFleet({ ...call, fleet: null }, live(await listenToHost()));
  const states = checked.fleet?.gateways.map(({ paths }) => dirname(paths.config)) ?? [];
  const watched = { fleet: dirname(checked.path), states };
  const errors = checked.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    say(call, `the fleet file has ${errors.length === 1 ? 'an error' : `${errors.length} errors`}; "omniclaw lint" shows them`);
    return { outcome: 'failed', watched };
  }
  return withHost(call, null, async (host) => {
    const prepared = await planFleet(checked, host, PLAIN_CHOICES);
    for (const { gateway, message } of prepared.plan.blocked) say(call, `cannot change "${gateway}": ${message}`);
    if (changesOf(prepared.plan).length === 0) return { outcome: prepared.plan.blocked.length > 0 ? 'failed' : 'quiet', watched };
    const summary = await carryOut(call, checked, { command: 'fleet watch', prepared, host, parallel: 4 });
    return { outcome: exitOf(summary) === 0 ? 'changed' : 'failed', watched };
  });
}

type WatchedFolders = {
  follow(watched: Watched): void;
  /**
   * Waits until the time is over, something has happened since the last wait and has settled, or the end is near. `listensTo`:
   * whose changes count. Says who it was, as far as that is known.
   */
  pause(pauseMs: number, listensTo: 'all' | 'the user'): Promise<'the user' | 'somebody'>;
  close(): void;
};

/** Listens all the time, so that nothing is missed that happens while a round works. */
function watchFolders(signal: AbortSignal): WatchedFolders {
  const watchers = new Map<string, FSWatcher>();
  let followed: Watched = { fleet: '', states: [] };
  let happened = { byUser: 0, bySomebody: 0 };
  let wake: () => void = () => undefined;
  const onEvent = (folder: string, name: string): void => {
    if (/^\.|\.(?:lock|log|tmp|bak)/.test(name)) return;
    const byUser = folder === followed.fleet && !followed.states.includes(folder) && SOURCE.test(name);
    happened = byUser ? { ...happened, byUser: happened.byUser + 1 } : { ...happened, bySomebody: happened.bySomebody + 1 };
    wake();
  };
  return {
    follow: (watched) => {
      followed = watched;
      for (const folder of [watched.fleet, ...watched.states]) {
        const watcher = watchers.has(folder) ? null : watchIfThere(folder, (name) => onEvent(folder, name));
        if (watcher !== null) watchers.set(folder, watcher);
      }
    },
    pause: async (pauseMs, listensTo) => {
      const { promise, resolve: end } = Promise.withResolvers<void>();
      const timer = setTimeout(end, pauseMs);
      wake = () => (happened.byUser > 0 || (listensTo === 'all' && happened.bySomebody > 0) ? void setTimeout(end, SETTLE_MS) : undefined);
      signal.addEventListener('abort', () => end(), { once: true });
      if (signal.aborted) end();
      wake();
      await promise;
      clearTimeout(timer);
      const who = happened.byUser > 0 ? 'the user' : 'somebody';
      happened = { byUser: 0, bySomebody: 0 };
      wake = () => undefined;
      return who;
    },
    close: () => {
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

/** What a fleet file, or a part of one, may be called. */
const SOURCE = /\.(?:[cm]?[jt]s|json[5c]?|ya?ml)$/;

/** `null`: the folder is not there yet, or there are no watches left; the interval sees everything, only later. */
function watchIfThere(folder: string, onEvent: (name: string) => void): FSWatcher | null {
  try {
    return watch(folder, (_event, name) => onEvent(name ?? '')).on('error', () => undefined);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return null;
    throw cause;
  }
}

function say({ terminal, has }: Call, message: string): void {
  const at = new Date().toISOString();
  terminal.out(has('json') ? `${JSON.stringify({ type: 'watch', at, message })}\n` : `${at} ${message}\n`);
}
