import { lstatSync } from 'node:fs';
import { copyFile, unlink } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { hasErrno } from '../../os/errno.ts';
import { makeFolders } from '../../os/make-folders.ts';
import { readProc } from '../../os/process-facts.ts';
import { removeStaleTemporaries, writeFileSafely } from '../../os/write-file.ts';
import type { ServiceStep } from '../../plan/diff-service.ts';
import type { ServiceRegistration } from '../../plan/observed-gateway.ts';
import { DEFINITION_VARIABLE, definitionOf } from '../../plan/render-unit.ts';
import type { DriverAccess, Observed, ServiceDriver } from '../service-driver.ts';
import { lastSentence, rotateLog, sizeOf } from '../service-log.ts';
import { parseUnit } from '../sightings/systemd-units.ts';
import { dropInsOf, findSystemTwin, type InstalledUnit, logFileOf, readInstalledUnit } from './installed-unit.ts';
import { openSystemctl, type Systemctl, type SystemctlRequest } from './systemctl.ts';
import { describeEnd, parseUnitStates, showArguments, type UnitState } from './unit-state.ts';

export type SystemdRequest = SystemctlRequest & { readonly folder: string };

export function systemdAccess(request: SystemdRequest): DriverAccess {
  return {
    kind: 'systemd',
    mayKnow: async (name) => (isThere(join(request.folder, name)) ? 'maybe' : 'no'),
    open: () => openSystemdDriver(request),
  };
}

/** The user units of systemd. While its user manager does not answer, units are still seen on the disk, and can be taken away. */
export async function openSystemdDriver(request: SystemdRequest): Promise<ServiceDriver> {
  const { folder, home } = request;
  const systemctl = openSystemctl(request);
  const manager = (await systemctl.answers()) === 'yes' ? 'answers' : 'gone';
  const pids = new Map<number, string>();
  const logStarts = new Map<string, number>();
  const show = async (names: readonly string[]): Promise<UnitState[]> =>
    manager === 'gone' || names.length === 0 ? [] : parseUnitStates(await systemctl.run(...showArguments(names)));
  const describe = (state: UnitState, unit: string): string => {
    const end = describeEnd(state);
    const log = logFileOf(unit);
    const sentence = end === '' || log === '' ? '' : lastSentence(log, logStarts.get(state.id) ?? Math.max(0, sizeOf(log) - TAIL_BYTES));
    return sentence === '' ? end : `${end}: ${sentence}`;
  };
  return {
    kind: 'systemd',
    manager: () => manager,
    observe: async (names) => {
      const states = new Map((await show(names)).map((state) => [state.id, state]));
      const seen = await Promise.all(
        names.map(async (name) => [name, await observeUnit({ name, folder, home, state: states.get(name) ?? null, describe })] as const),
      );
      for (const { id, pid } of states.values()) if (pid > 0) pids.set(pid, id);
      return new Map(seen.flatMap(([name, found]) => (found === null ? [] : [[name, found] as const])));
    },
    serviceOf: (pid) => pids.get(pid) ?? null,
    failure: async (name) => {
      const [state] = await show([name]);
      if (state === undefined || state.job !== 0 || state.active === 'active') return null;
      if (state.active === 'activating' && state.sub !== 'auto-restart') return null;
      const words = describe(state, (await readInstalledUnit(folder, name))?.text ?? '');
      return words === '' ? 'it ended' : words;
    },
    carryOut: async ({ change, resource }) => {
      if (manager === 'gone' && change.action === 'stop' && !isThere(join(folder, resource.id))) return;
      if (manager === 'gone' && change.action !== 'delete') throw managerGone();
      const log = resource.program.logFile;
      if (change.action !== 'stop' && change.action !== 'delete') {
        rotateLog(log);
        logStarts.set(resource.id, sizeOf(log));
      }
      await carryOut({ change, resource, kind: 'service' }, { systemctl, folder, manager });
    },
    close: () => undefined,
  };
}

const TAIL_BYTES = 8 * 1024;

function managerGone(): OmniclawError {
  return new OmniclawError('OCE_SERVICE', 'the user manager of systemd does not answer', {
    hint: 'loginctl enable-linger; or set service.driver to "supervisor"',
  });
}

type Look = {
  readonly name: string;
  readonly folder: string;
  readonly home: string;
  readonly state: UnitState | null;
  readonly describe: (state: UnitState, unit: string) => string;
};

/** What is not ours is answered with the refusal to touch it; other units are not concerned. */
async function observeUnit(look: Look): Promise<Observed | null> {
  try {
    return await readUnit(look);
  } catch (thrown) {
    if (thrown instanceof OmniclawError) return thrown;
    throw thrown;
  }
}

async function readUnit({ name, folder, home, state, describe }: Look): Promise<ServiceRegistration | null> {
  const unit = await readInstalledUnit(folder, name);
  if (state === null) return unit === null ? null : registrationOnDisk({ name, folder, home }, unit);
  if (state.load === 'masked' && unit === null) {
    throw new OmniclawError('OCE_REFUSED', `the unit "${name}" is masked`, { hint: `systemctl --user unmask ${name}` });
  }
  const twin = await findSystemTwin(name, userInfo().username);
  if (twin !== null) {
    throw new OmniclawError('OCE_REFUSED', `the system unit "${twin}" runs the same gateway`, {
      hint: `sudo systemctl disable --now ${name}; or set service.driver to "external"`,
    });
  }
  const foreign = state.path !== '' && state.path !== join(folder, name);
  if (foreign && state.pid > 0) {
    throw new OmniclawError('OCE_REFUSED', `the unit "${name}" runs from "${state.path}", which omniclaw did not write`, {
      hint: `systemctl --user disable --now ${name}`,
    });
  }
  const isDown = ['inactive', 'failed'].includes(state.active);
  if (unit === null && (isDown || foreign)) return null;
  const isOurs = unit?.origin !== 'theirs';
  return {
    ...describeUnit(unit, home),
    faults: isOurs ? faultsOf(state, unit?.text ?? '', dropInsOf(folder, name)) : [],
    wanted: state.enabled === 'enabled' || state.pid > 0 ? 'running' : 'stopped',
    phase: phaseOf(state),
    pid: state.pid === 0 ? null : state.pid,
    ageMs: state.pid === 0 ? 0 : Math.max(0, Math.round(Number(process.hrtime.bigint() / 1_000n) / 1_000 - state.startedAt / 1_000)),
    lastExit: describe(state, unit?.text ?? ''),
  };
}

/** The manager does not answer: only what lies on the disk is known. */
async function registrationOnDisk(
  { folder, name, home }: Omit<Look, 'state' | 'describe'>,
  unit: InstalledUnit,
): Promise<ServiceRegistration> {
  const wanted = isThere(wantsLink(folder, name)) ? 'running' : 'stopped';
  return { ...describeUnit(unit, home), faults: [], wanted, phase: 'stopped', pid: null, ageMs: 0, lastExit: '' };
}

/** A unit of ours is compared as a text; what somebody else's starts is read from it. */
function describeUnit(unit: InstalledUnit | null, home: string): Pick<ServiceRegistration, 'origin' | 'program' | 'definition'> {
  if (unit?.origin !== 'theirs') return { origin: 'ours', program: null, definition: unit?.text ?? null };
  const { argv, env } = parseUnit(unit.text, home);
  return { origin: 'theirs', program: { argv, env, workingDirectory: '', logFile: logFileOf(unit.text) }, definition: unit.text };
}

function faultsOf(state: UnitState, unit: string, dropIns: readonly string[]): ServiceRegistration['faults'] {
  const started = state.pid === 0 ? null : startedWith(state.pid);
  return [
    ...(state.needsReload === 'yes' || dropIns.some((path) => !state.dropIns.includes(path))
      ? [{ message: 'its unit or a drop-in changed since systemd read it', impact: 'restart' as const }]
      : []),
    ...(started !== null && unit !== '' && started !== definitionOf(unit)
      ? [{ message: 'it was started with another unit than the installed one', impact: 'restart' as const }]
      : []),
    ...(state.enabled === 'enabled' || state.pid === 0
      ? []
      : [{ message: 'it is not enabled, so it would not start at login', impact: 'none' as const }]),
  ];
}

/** The definition in the environment of a process; `null` when that cannot be read. */
function startedWith(pid: number): string | null {
  const variables = readProc(`/proc/${pid}/environ`)?.split('\0');
  const found = variables?.find((variable) => variable.startsWith(`${DEFINITION_VARIABLE}=`));
  return variables === undefined || variables.length < 2 ? null : (found?.slice(DEFINITION_VARIABLE.length + 1) ?? '');
}

function phaseOf({ active, sub, pid }: UnitState): ServiceRegistration['phase'] {
  if (active === 'failed') return 'failed';
  if (active === 'activating') return sub === 'auto-restart' ? 'backoff' : 'starting';
  return pid > 0 ? 'running' : 'stopped';
}

type Tools = { readonly systemctl: Systemctl; readonly folder: string; readonly manager: 'answers' | 'gone' };

async function carryOut(step: ServiceStep, tools: Tools): Promise<void> {
  const { id } = step.resource;
  const { systemctl } = tools;
  switch (step.change.action) {
    case 'update':
      return void (await install(step, tools));
    case 'adopt':
      await install(step, tools);
      return void (await systemctl.run('start', '--no-block', id));
    case 'start':
      // One that did not run a moment ago may be started again by now, as it was before.
      if ((await install(step, tools)) === 'replaced') await endUnit(systemctl, step.resource);
      return void (await systemctl.run('start', '--no-block', id));
    case 'restart':
      await install(step, tools);
      await endUnit(systemctl, step.resource);
      return void (await systemctl.run('start', '--no-block', id));
    case 'stop':
      await disable(systemctl, id);
      // Where systemd has not booted the host, "disable" takes a link away and does not tell the manager.
      // Source: systemd 252, src/systemctl/systemctl-util.c, "install_client_side".
      await systemctl.run('daemon-reload');
      return endUnit(systemctl, step.resource);
    case 'delete':
      return remove(step.resource, tools);
    default:
      throw new TypeError(`a service cannot "${step.change.action}"`);
  }
}

/** How it ends is not told of the next start. */
async function endUnit(systemctl: Systemctl, resource: ServiceStep['resource']): Promise<void> {
  await stopUnit(systemctl, resource);
  await resetFailed(systemctl, resource.id);
}

/** A gateway may take its time to finish what it is at. One that was only known under another driver has no unit, and has ended there. */
async function stopUnit(systemctl: Systemctl, { id, stop: { timeoutMs } }: ServiceStep['resource']): Promise<void> {
  await systemctl.runFor(timeoutMs + STOP_MARGIN_MS, 'stop', id).catch(unlessGone);
}

const STOP_MARGIN_MS = 40_000;

/** A unit that is not there is refused by some releases of systemd, and passed over by others. */
async function disable(systemctl: Systemctl, name: string): Promise<void> {
  await systemctl.run('disable', '--quiet', name).catch(unlessGone);
}

/** Writes the unit when it differs, makes systemd read it, and lets it start at login. Restarts nothing. `replaced`: there was another one. */
async function install({ resource: { id, definition } }: ServiceStep, { systemctl, folder }: Tools): Promise<'replaced' | 'new' | 'same'> {
  if (definition === null) throw new TypeError(`"${id}" has no unit`);
  const installed = await readInstalledUnit(folder, id);
  if (installed?.text !== definition.text) {
    await removeStaleTemporaries(folder);
    await makeFolders(dirname(definition.path));
    // The unit of another maker is kept beside ours, where systemd does not read it.
    if (installed?.origin === 'theirs') await copyFile(definition.path, `${definition.path}.before-omniclaw`);
    await writeFileSafely(definition.path, definition.text, 0o644, { previous: installed?.text ?? null });
  }
  await systemctl.run('daemon-reload');
  await resetFailed(systemctl, id);
  await systemctl.run('enable', '--quiet', id);
  if (installed === null) return 'new';
  return installed.text === definition.text ? 'same' : 'replaced';
}

async function remove(resource: ServiceStep['resource'], { systemctl, folder, manager }: Tools): Promise<void> {
  const { id: name } = resource;
  const installed = await readInstalledUnit(folder, name);
  await removeStaleTemporaries(folder);
  if (manager === 'answers') {
    await stopUnit(systemctl, resource);
    await disable(systemctl, name);
  }
  await unlinkIfThere(wantsLink(folder, name));
  if (installed?.origin === 'ours') await unlinkIfThere(join(folder, name));
  if (manager === 'gone') return;
  await systemctl.run('daemon-reload');
  await resetFailed(systemctl, name);
}

/** A unit that systemd does not know needs no reset, and is not running. */
async function resetFailed(systemctl: Systemctl, name: string): Promise<void> {
  await systemctl.run('reset-failed', name).catch(unlessGone);
}

function unlessGone(thrown: unknown): void {
  if (thrown instanceof OmniclawError && /not loaded|not found|does not exist|could not be found/.test(thrown.message)) return;
  throw thrown;
}

function wantsLink(folder: string, name: string): string {
  return join(folder, 'default.target.wants', name);
}

async function unlinkIfThere(path: string): Promise<void> {
  await unlink(path).catch((cause: unknown) => {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'ENOTDIR')) return;
    throw new OmniclawError('OCE_WRITE', `"${path}" cannot be removed`, { cause, hint: `ls -l ${JSON.stringify(path)}` });
  });
}

/** Looks at once: through the thread pool a look costs more than it takes, and a plan looks for every gateway. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (cause) {
    if (hasErrno(cause, 'ENOTDIR')) return false;
    throw new OmniclawError('OCE_OBSERVE', `"${path}" cannot be looked at`, { cause, hint: `ls -l ${JSON.stringify(path)}` });
  }
}
