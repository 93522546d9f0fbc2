/** One service of the supervisor: starts it, watches it, restarts it with growing pauses, gives up on a storm, stops it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, constants, fchmodSync, openSync } from 'node:fs';
import { isSameJson } from '../../fleet/gateway-proof.ts';
import { isLocked } from '../../os/kernel-lock.ts';
import { identifyProcess, isSameProcess, type ProcessIdentity } from '../../os/process-facts.ts';
import { lastSentence, rotateLog, sizeOf } from '../service-log.ts';
import { endProcess, endRest } from './end-process.ts';
import { findLaunched, isLaunched } from './find-launched.ts';
import { LAUNCH_VARIABLE, type ServiceEntry, type ServicePhase, type ServiceRecord, type ServiceStatus } from './service-entry.ts';
import type { Turns } from './turns.ts';

/** Before each restart after a short run. */
const PAUSES_MS = [200, 500, 1_000, 2_000, 4_000] as const;
/** A run that ends earlier says that starting it again was of no use; after so many restarts in a row the service is given up. */
const SHORT_RUN_MS = 60_000;
const STORM_RESTARTS = 5;
const WATCH_MS = 200;
const ROTATION_MS = 60_000;
/** The program says that a restart will not help. Source: sysexits.h, EX_CONFIG. */
const EXIT_CONFIG = 78;

/** What is asked of it is asked `inTurn`, one after the other; `record` and `status` at any time. */
export type SupervisedProcess = {
  record(): ServiceRecord;
  status(): ServiceStatus;
  /** Takes the definition and runs it; a process that runs the same program in the same way is left alone. */
  put(entry: ServiceEntry): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
  /** After a restart of the supervisor: takes over what still runs, and starts what should run and does not. */
  resume(): Promise<void>;
};

/** It leads a session of its own, so its number is that of the session. */
type Watched = { readonly pid?: number | undefined };

export type Surroundings = {
  /** Awaited before and after each start, so that a record on disk never lags behind the process it describes. */
  readonly save: () => Promise<void>;
  /** What happens by itself waits here for what was asked for: a start after a pause beside one that is asked for would be two processes. */
  readonly inTurn: Turns;
};

export function createSupervisedProcess(first: ServiceRecord, { save, inTurn }: Surroundings): SupervisedProcess {
  let { entry, wanted, launchId, identity } = first;
  let phase: ServicePhase = 'stopped';
  /** The process whose end is still to be acted upon. */
  let watched: Watched | null = null;
  let timer: NodeJS.Timeout | undefined;
  let watch: NodeJS.Timeout | undefined;
  let rotation: NodeJS.Timeout | undefined;
  let startedAt = 0;
  let logStart = 0;
  let restarts = 0;
  let lastExit = '';
  let shortRuns = 0;

  const clearTimers = (): void => {
    clearTimeout(timer);
    timer = undefined;
    clearInterval(watch);
    clearInterval(rotation);
  };

  const start = async (): Promise<void> => {
    try {
      await launchOnce();
    } catch (thrown) {
      phase = 'failed';
      lastExit = `it cannot be started: ${sayThrown(thrown)}`;
      throw thrown;
    }
  };

  /** The same, where nobody waits who could be told: it counts as a run that ended at once. */
  const startAlone = (): Promise<void> => start().catch(() => onExit(lastExit, null));

  const launchOnce = async (): Promise<void> => {
    clearTimers();
    startedAt = performance.now();
    launchId = randomBytes(16).toString('hex');
    identity = null;
    phase = 'starting';
    await save();
    rotateLog(entry.program.logFile);
    logStart = sizeOf(entry.program.logFile);
    const child = launch(entry, launchId);
    if (child.pid === undefined) return onExit(await spawnFailure(child), null);
    watched = child;
    child.once('exit', (code, signal) => onEnd(child, describeExit(code, signal), code));
    const started = await identifyProcess(child.pid);
    identity = started;
    phase = 'running';
    keepLogSmall();
    // The record on the disk names this launch, and by that the next supervisor finds the process as well.
    await save().catch(complain);
    if (started === null || child.exitCode !== null) return;
    child.unref();
  };

  const keepLogSmall = (): void => {
    rotation = setInterval(() => {
      rotateLog(entry.program.logFile);
      logStart = Math.min(logStart, sizeOf(entry.program.logFile));
    }, ROTATION_MS);
  };

  const onEnd = (ended: Watched, words: string, code: number | null): void =>
    inBackground(inTurn(async () => (watched === ended ? onExit(words, code) : undefined)));

  const onExit = async (words: string, code: number | null): Promise<void> => {
    clearTimers();
    const leader = watched?.pid;
    watched = null;
    identity = null;
    const sentence = lastSentence(entry.program.logFile, logStart);
    lastExit = sentence === '' ? words : `${words}: ${sentence}`;
    shortRuns = performance.now() - startedAt > SHORT_RUN_MS ? 0 : shortRuns + 1;
    if (wanted === 'stopped') phase = 'stopped';
    else if (code === EXIT_CONFIG || shortRuns > STORM_RESTARTS) phase = 'failed';
    else scheduleStart();
    if (leader !== undefined) await endRest(leader, entry.stop);
    await save();
  };

  const scheduleStart = (): void => {
    phase = 'backoff';
    const pause = PAUSES_MS[Math.max(0, shortRuns - 1)] ?? 0;
    restarts += 1;
    const waited = setTimeout(() => inBackground(inTurn(async () => (timer === waited ? startAlone() : undefined))), pause);
    timer = waited;
  };

  const end = async ({ stop }: ServiceEntry): Promise<void> => {
    clearTimers();
    const [running, leader] = [identity, watched?.pid];
    watched = null;
    identity = null;
    if (running !== null) await endProcess(running, stop);
    // It had ended before it could be looked at, and nobody has acted on that yet.
    else if (leader !== undefined) await endRest(leader, stop);
    phase = 'stopped';
  };

  const adopt = async (found: ProcessIdentity): Promise<void> => {
    watched = found;
    identity = found;
    phase = 'running';
    keepLogSmall();
    startedAt = performance.now();
    logStart = sizeOf(entry.program.logFile);
    watch = setInterval(() => {
      inBackground(isSameProcess(found).then((alive) => (alive ? undefined : onEnd(found, 'it ended', null))));
    }, WATCH_MS);
    await save().catch(complain);
  };

  /** Writes down what is wanted before anything is done for it; what cannot be written down is not wanted. */
  const want = async (next: Pick<ServiceRecord, 'entry' | 'wanted'>): Promise<void> => {
    const before = { entry, wanted };
    ({ entry, wanted } = next);
    await save().catch((thrown: unknown) => {
      ({ entry, wanted } = before);
      throw thrown;
    });
  };

  const forgive = (): void => {
    shortRuns = 0;
    restarts = 0;
    lastExit = '';
  };

  return {
    record: () => ({ entry, wanted, launchId, identity }),
    status: () => ({
      name: entry.name,
      program: entry.program,
      wanted,
      phase,
      pid: identity?.pid ?? null,
      ageMs: identity === null ? 0 : Math.round(performance.now() - startedAt),
      restarts,
      lastExit,
    }),
    put: async (next) => {
      if (identity !== null && isSameJson(next.program, entry.program)) return want({ entry: next, wanted: 'running' });
      const former = entry;
      await want({ entry: next, wanted: 'running' });
      await end(former);
      forgive();
      await start();
    },
    restart: async () => {
      await want({ entry, wanted: 'running' });
      await end(entry);
      forgive();
      await start();
    },
    stop: async () => {
      await want({ entry, wanted: 'stopped' });
      await end(entry);
      await save();
    },
    resume: async () => {
      const found = identity !== null && (await isOurs(identity, entry)) ? identity : await findLaunched(launchId);
      if (found !== null) return adopt(found);
      const former = identity;
      identity = null;
      // It may have ended long ago, and its number may be another's; nobody waits for what it has left to end by itself.
      if (former !== null) await endRest(former.pid, { ...entry.stop, asks: 'main' }, (pid) => isLaunched(pid, launchId));
      if (wanted === 'running') await startAlone().catch(complain);
    },
  };
}

/** Work that nobody waits for: what goes wrong in it is said in the supervisor's own log, and the service is kept. */
function inBackground(work: Promise<void>): void {
  work.catch(complain);
}

function complain(thrown: unknown): void {
  process.stderr.write(`${new Date().toISOString()} ${sayThrown(thrown)}\n`);
}

function sayThrown(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

async function isOurs(identity: ProcessIdentity, { lockFile }: ServiceEntry): Promise<boolean> {
  return (await isSameProcess(identity)) && (lockFile === '' || (await isLocked(lockFile)));
}

/** In a session of its own, with its log as output: it lives on when the supervisor dies. */
function launch({ program }: ServiceEntry, launchId: string): ChildProcess {
  const log = openSync(program.logFile, constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | constants.O_NOFOLLOW, 0o600);
  try {
    fchmodSync(log, 0o600);
    const [command = '', ...args] = program.argv;
    const env = { ...program.env, [LAUNCH_VARIABLE]: launchId };
    return spawn(command, args, { cwd: program.workingDirectory, env, detached: true, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
}

function spawnFailure(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => child.once('error', (error) => resolve(`it cannot be started: ${error.message}`)));
}

function describeExit(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null ? `exit ${code}` : `ended by ${signal}`;
}
