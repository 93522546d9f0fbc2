import { unlink } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { hasErrno } from '../../os/errno.ts';
import { makeFolders } from '../../os/make-folders.ts';
import { readFileSafely } from '../../os/read-file.ts';
import { removeStaleTemporaries, writeFileSafely } from '../../os/write-file.ts';
import type { ServiceStep } from '../../plan/diff-service.ts';
import type { ServiceRegistration } from '../../plan/observed-gateway.ts';
import { PROPERTY_LIST_MARK } from '../../plan/render-property-list.ts';
import type { DriverAccess, Observed, ServiceDriver } from '../service-driver.ts';
import { lastSentence, rotateLog, sizeOf } from '../service-log.ts';
import { type AgentState, describeAgentEnd, loadedOf } from './agent-state.ts';
import { type Launchctl, openLaunchctl, userDomain } from './launchctl.ts';
import { launchctlCalls } from './launchd-steps.ts';
import { lookAtAgent, tellLaunchd } from './tell-launchd.ts';

export type LaunchdRequest = { readonly folder: string };

export function launchdAccess(request: LaunchdRequest): DriverAccess {
  return {
    kind: 'launchd',
    mayKnow: async (name) => ((await readFileSafely(pathOf(request.folder, name))) === null ? 'no' : 'maybe'),
    open: async () => openLaunchdDriver(request, openLaunchctl()),
  };
}

/** The agents of launchd. A stopped one is disabled and not loaded; its property list stays. */
export function openLaunchdDriver({ folder }: LaunchdRequest, launchctl: Launchctl): ServiceDriver {
  const domain = userDomain(userInfo().uid);
  const pids = new Map<number, string>();
  const print = (name: string): Promise<AgentState | null> => lookAtAgent(launchctl, `${domain}/${name}`);
  return {
    kind: 'launchd',
    manager: () => 'answers',
    observe: async (names) => {
      const seen = await Promise.all(
        names.map(async (name) => [name, await observeAgent({ name, folder, state: await print(name) })] as const),
      );
      for (const [name, found] of seen)
        if (found !== null && !(found instanceof OmniclawError) && found.pid !== null) pids.set(found.pid, name);
      return new Map(seen.flatMap(([name, found]) => (found === null ? [] : [[name, found] as const])));
    },
    serviceOf: (pid) => pids.get(pid) ?? null,
    failure: async (name) => {
      const state = await print(name);
      if (state === null) return 'it is not loaded';
      const end = describeAgentEnd(state);
      return end === '' ? null : end;
    },
    carryOut: async (step) => carryOut(step, { launchctl, folder, domain, state: await print(step.resource.id) }),
    close: () => undefined,
  };
}

type Look = { readonly name: string; readonly folder: string; readonly state: AgentState | null };

async function observeAgent(look: Look): Promise<Observed | null> {
  try {
    return await readAgent(look);
  } catch (thrown) {
    if (thrown instanceof OmniclawError) return thrown;
    throw thrown;
  }
}

/** launchd does not say how old a process is; one that is loaded and does not answer counts as old. */
const UNKNOWN_AGE_MS = 60_000;

async function readAgent({ name, folder, state }: Look): Promise<ServiceRegistration | null> {
  const text = await readInstalledAgent(folder, name);
  if (text === null && state === null) return null;
  const end = state === null ? '' : describeAgentEnd(state);
  const log = logFileOf(text ?? '');
  const sentence = end === '' || log === '' ? '' : lastSentence(log, Math.max(0, sizeOf(log) - 8 * 1024));
  const isOutdated = text !== null && loadedOf(state, text) === 'other';
  return {
    origin: 'ours',
    program: null,
    definition: text,
    faults: isOutdated ? [{ message: 'launchd has loaded another property list than the installed one', impact: 'restart' }] : [],
    wanted: state === null ? 'stopped' : 'running',
    phase: phaseOf(state),
    pid: state?.pid ?? null,
    ageMs: state?.pid == null ? 0 : UNKNOWN_AGE_MS,
    lastExit: sentence === '' ? end : `${end}: ${sentence}`,
  };
}

function phaseOf(state: AgentState | null): ServiceRegistration['phase'] {
  if (state === null) return 'stopped';
  if (state.pid !== null) return 'running';
  return /scheduled|spawning|xpcproxy/.test(state.state) ? 'starting' : describeAgentEnd(state) === '' ? 'stopped' : 'backoff';
}

/** Throws OCE_REFUSED when the file is not ours. */
async function readInstalledAgent(folder: string, name: string): Promise<string | null> {
  const path = pathOf(folder, name);
  const text = (await readFileSafely(path))?.text ?? null;
  if (text === null || text.includes(PROPERTY_LIST_MARK)) return text;
  throw new OmniclawError('OCE_REFUSED', `"${path}" was not written by omniclaw`, {
    hint: `mv ${JSON.stringify(path)} ${JSON.stringify(`${path}.before`)}`,
  });
}

type Tools = { readonly launchctl: Launchctl; readonly folder: string; readonly domain: string; readonly state: AgentState | null };

async function carryOut({ change: { action }, resource }: ServiceStep, { launchctl, folder, domain, state }: Tools): Promise<void> {
  const { id, definition, program } = resource;
  const installed = await readInstalledAgent(folder, id);
  await removeStaleTemporaries(folder);
  const runs = action !== 'stop' && action !== 'delete';
  if (runs) {
    if (definition === null) throw new TypeError(`"${id}" has no property list`);
    rotateLog(program.logFile);
    if (installed !== definition.text) {
      await makeFolders(dirname(definition.path));
      await writeFileSafely(definition.path, definition.text, 0o644, { previous: installed });
    }
  }
  const wanted = definition?.text ?? '';
  const calls = launchctlCalls(action, { domain, label: id, path: pathOf(folder, id) }, loadedOf(state, wanted));
  await tellLaunchd(launchctl, calls, { target: `${domain}/${id}`, wanted, stopTimeoutMs: resource.stop.timeoutMs });
  if (action === 'delete' && installed !== null) await unlinkIfThere(pathOf(folder, id));
}

async function unlinkIfThere(path: string): Promise<void> {
  await unlink(path).catch((cause: unknown) => {
    if (hasErrno(cause, 'ENOENT')) return;
    throw new OmniclawError('OCE_WRITE', `"${path}" cannot be removed`, { cause, hint: `ls -l ${JSON.stringify(path)}` });
  });
}

function pathOf(folder: string, name: string): string {
  return join(folder, `${name}.plist`);
}

function logFileOf(text: string): string {
  const escaped = /<key>StandardOutPath<\/key>\s*<string>([^<]*)<\/string>/.exec(text)?.[1] ?? '';
  return escaped.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#13;', '\r').replaceAll('&amp;', '&');
}
