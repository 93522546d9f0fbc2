import { watch } from 'node:fs';
import { dirname } from 'node:path';
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

/** What came of one round. `watched`: folders whose changes call for the next one. */
type Round = { readonly outcome: 'quiet' | 'changed' | 'failed'; readonly watched: readonly string[] };

const SETTLE_MS = 300;
const LONGEST_PAUSE_MS = 15 * 60_000;

/**
 * Keeps the host as the fleet file says, until a signal ends it: after each change of the file or a config, and every
 * `--interval` seconds. What fails, or has to be done again and again, is tried at growing intervals. Never prunes, never
 * takes anything over.
 */
export async function runFleetWatch(call: Call): Promise<number> {
  const intervalMs = readNumber(call, 'interval', 60) * 1000;
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => ending.abort());
  say(call, 'watching');
  for (let troubles = 0; !ending.signal.aborted; ) {
    const { outcome, watched } = await tryRound(call);
    troubles = outcome === 'quiet' ? 0 : troubles + 1;
    // A round that changed something is looked at once more soon; after that, somebody fights with us.
    const pause = outcome === 'changed' && troubles < 3 ? intervalMs : Math.min(LONGEST_PAUSE_MS, intervalMs * 2 ** Math.min(troubles, 10));
    await pauseOrEvent(watched, { pauseMs: troubles === 0 ? intervalMs : pause, deaf: troubles > 3, signal: ending.signal });
  }
  say(call, 'ended');
  return 0;
}

async function tryRound(call: Call): Promise<Round> {
  try {
    return await withApplyLock(call, () => round(call));
  } catch (thrown) {
    if (!(thrown instanceof OmniclawError)) throw thrown;
    say(call, `${thrown.message} [${thrown.code}]`);
    return { outcome: thrown.code === 'OCE_LOCKED' ? 'quiet' : 'failed', watched: [process.cwd()] };
  }
}

async function round(call: Call): Promise<Round> {
  const checked = await checkFleet({ ...call, fleet: null }, live(await listenToHost()));
  const folders = checked.fleet?.gateways.map(({ paths }) => dirname(paths.config)) ?? [];
  const watched = [dirname(checked.path), ...folders];
  const errors = checked.findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    say(call, `the fleet file has ${errors.length} errors; "omniclaw lint" shows them`);
    return { outcome: 'failed', watched };
  }
  return withHost(call, 20_000, async (host) => {
    const prepared = await planFleet(checked, host, PLAIN_CHOICES);
    for (const { gateway, message } of prepared.plan.blocked) say(call, `cannot change "${gateway}": ${message}`);
    if (changesOf(prepared.plan).length === 0) return { outcome: prepared.plan.blocked.length > 0 ? 'failed' : 'quiet', watched };
    const summary = await carryOut(call, checked, { command: 'fleet watch', prepared, host, parallel: 4 });
    return { outcome: exitOf(summary) === 0 ? 'changed' : 'failed', watched };
  });
}

type Pause = { readonly pauseMs: number; readonly deaf: unknown; readonly signal: AbortSignal };

/** Waits until the time is over, something happens in a folder and has settled, or the end is near. `deaf`: events do not count. */
async function pauseOrEvent(folders: readonly string[], { pauseMs, deaf, signal }: Pause): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, pauseMs);
  const onEvent = (_event: string, name: string | null): void => {
    if (deaf !== true && !/^\.|\.(?:lock|log|tmp|bak)/.test(name ?? '')) setTimeout(resolve, SETTLE_MS);
  };
  const watchers = [...new Set(folders)].flatMap((folder) => watchIfThere(folder, onEvent));
  signal.addEventListener('abort', () => resolve(), { once: true });
  if (signal.aborted) resolve();
  await promise;
  clearTimeout(timer);
  for (const watcher of watchers) watcher.close();
}

/** Nothing for a folder that is not there, or when there are no watches left: the interval sees everything, only later. */
function watchIfThere(folder: string, onEvent: (event: string, name: string | null) => void) {
  try {
    return [watch(folder, onEvent).on('error', () => undefined)];
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return [];
    throw cause;
  }
}

function say({ terminal, has }: Call, message: string): void {
  const at = new Date().toISOString();
  terminal.out(has('json') ? `${JSON.stringify({ type: 'watch', at, message })}\n` : `${at} ${message}\n`);
}
