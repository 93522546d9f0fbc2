import { accessSync, constants } from 'node:fs';
import type { Host } from '../../fleet/host.ts';
import { maskCommand } from '../../fleet/mask-command.ts';
import { hasErrno } from '../../os/errno.ts';
import type { OmniclawFolders } from '../../os/private-folder.ts';
import type { InstalledService } from '../../plan/host-state.ts';
import { sightLaunchAgents } from '../sightings/launch-agents.ts';
import { runtimeOfProgram, type Started } from '../sightings/read-program.ts';
import { isEnabled, readUnits, startOfUnit, type UnitFile, type UnitFolder } from '../sightings/systemd-units.ts';
import { readTable, tablePath } from '../supervisor/supervisor-table.ts';
import { markGateway } from './observe-running.ts';

/** A service definition, and how it would start its gateway. `started: null`: it does not say, or a file beside it says more. */
export type Definition = { readonly service: InstalledService; readonly started: Started | null };

export type InstalledSeen = { readonly definitions: readonly Definition[]; readonly notes: readonly string[] };

export type InstalledRequest = {
  readonly host: Host;
  readonly folders: OmniclawFolders;
  readonly identify: (path: string) => string;
  /** Where unit files lie, the most important folder of each scope first. */
  readonly unitFolders: readonly UnitFolder[];
};

/** Source: systemd.unit(5), "Unit File Load Path", as far as people put files there. */
export function unitFoldersOf(home: string, runtimeFolder: string | undefined): UnitFolder[] {
  return [
    { kind: 'systemd-user', folder: `${home}/.config/systemd/user` },
    { kind: 'systemd-user', folder: '/etc/systemd/user' },
    ...(runtimeFolder?.startsWith('/') === true ? [{ kind: 'systemd-user', folder: `${runtimeFolder}/systemd/user` } as const] : []),
    { kind: 'systemd-system', folder: '/etc/systemd/system' },
  ];
}

/** Everything that is set up to start a gateway of this user: units, agents, services of our supervisor. Reads files only. */
export async function observeInstalled(request: InstalledRequest): Promise<InstalledSeen> {
  const parts = await Promise.all([observeUnits(request), observeAgents(request), observeSupervised(request)]);
  return { definitions: parts.flatMap(({ definitions }) => definitions), notes: parts.flatMap(({ notes }) => notes) };
}

async function observeUnits({ host, identify, unitFolders }: InstalledRequest): Promise<InstalledSeen> {
  if (host.platform !== 'linux') return { definitions: [], notes: [] };
  const read = await Promise.all(unitFolders.map(async ({ kind, folder }) => ({ kind, ...(await readUnits(folder, host)) })));
  const found = new Map<string, Definition>();
  for (const { kind, units } of read)
    for (const unit of units) {
      const key = `${kind} ${unit.name}`;
      if (!found.has(key)) found.set(key, defineUnit(kind, unit, host, identify));
    }
  return { definitions: [...found.values()], notes: read.flatMap(({ notes }) => notes) };
}

function defineUnit(kind: UnitFolder['kind'], unit: UnitFile, host: Host, identify: (path: string) => string): Definition {
  const { name, path, runtime, load, started, environmentFiles, dropIns } = unit;
  const service: InstalledService = {
    manager: { kind, name },
    where: path,
    ...markGateway({ runtime, started: startOfUnit(unit), home: homeOf(kind, unit, host) }, host, identify),
    wanted: isEnabled(path) ? 'running' : 'stopped',
    load,
    program: maskCommand(started.argv),
    programFile: programFile(started.argv, isThere),
    dropIns: [...dropIns],
    pid: null,
    staleVariables: [],
  };
  return { service, started: load === 'masked' || environmentFiles.length > 0 ? null : started };
}

/** A system unit of another account has another home; where accounts live elsewhere than usual, it is not taken for one of ours. */
function homeOf(kind: UnitFolder['kind'], { user }: UnitFile, { home, user: us }: Host): string {
  const account = user ?? 'root';
  if (kind === 'systemd-user' || account === us) return home;
  return account === 'root' ? '/root' : `/home/${account}`;
}

async function observeAgents({ host, identify }: InstalledRequest): Promise<InstalledSeen> {
  if (host.platform !== 'darwin') return { definitions: [], notes: [] };
  const { sightings, notes } = await sightLaunchAgents(host);
  const definitions = sightings.map(({ runtime, where, profile, stateDir, configPath, port, wanted }): Definition => {
    const env = {
      [`${runtime.toUpperCase()}_STATE_DIR`]: stateDir ?? '',
      [`${runtime.toUpperCase()}_CONFIG_PATH`]: configPath ?? '',
    };
    const mark = markGateway(
      { runtime, started: { argv: profile === null ? [] : ['--profile', profile], env }, home: host.home },
      host,
      identify,
    );
    const service: InstalledService = {
      manager: { kind: 'launchd', name: where.slice(where.lastIndexOf('/') + 1).replace(/\.plist$/, '') },
      where,
      ...mark,
      port,
      wanted: wanted ?? 'stopped',
      load: 'unknown',
      program: '',
      programFile: 'unknown',
      dropIns: [],
      pid: null,
      staleVariables: [],
    };
    return { service, started: null };
  });
  return { definitions, notes };
}

async function observeSupervised({ folders, host, identify }: InstalledRequest): Promise<InstalledSeen> {
  const { records, state } = await readTable(folders);
  const exists = createFileSearch();
  const definitions = records.flatMap(({ entry: { name, program }, wanted, identity }): Definition[] => {
    const runtime = runtimeOfProgram(program);
    if (runtime === null) return [];
    const service: InstalledService = {
      manager: { kind: 'supervisor', name },
      where: 'the supervisor of OmniClaw',
      ...markGateway({ runtime, started: program, home: host.home }, host, identify),
      wanted,
      load: 'loaded',
      program: maskCommand(program.argv),
      programFile: programFile(program.argv, exists),
      dropIns: [],
      pid: identity?.pid ?? null,
      staleVariables: [],
    };
    return [{ service, started: program }];
  });
  return {
    definitions,
    notes: state === 'damaged' ? [`"${tablePath(folders)}" is damaged: services of the supervisor were not read`] : [],
  };
}

/** The program, and the script that it runs. A name without folders is looked up by whoever starts it. */
function programFile(argv: readonly string[], exists: (path: string) => boolean): InstalledService['programFile'] {
  const [program = '', script = ''] = argv;
  if (!program.startsWith('/')) return 'unknown';
  const files = script.startsWith('/') && /\.[cm]?[jt]s$/.test(script) ? [program, script] : [program];
  return files.every(exists) ? 'there' : 'missing';
}

/** Services of one fleet start the same program: each is looked for once. A folder that cannot be entered hides what is in it. */
function createFileSearch(): (path: string) => boolean {
  const known = new Map<string, boolean>();
  return (path) => {
    const found = known.get(path) ?? isThere(path);
    known.set(path, found);
    return found;
  };
}

function isThere(path: string): boolean {
  try {
    accessSync(path, constants.F_OK);
    return true;
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'ENOTDIR') || hasErrno(cause, 'ELOOP')) return false;
    if (hasErrno(cause, 'EACCES')) return true;
    throw cause;
  }
}
