import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Generations, openGenerations } from '../apply/generations.ts';
import { type Ledger, openLedger } from '../apply/ledger.ts';
import { findPrograms } from '../drivers/find-programs.ts';
import { driversOf, findManager } from '../drivers/host-drivers.ts';
import { openHostMachine } from '../drivers/host-machine.ts';
import type { Machine } from '../drivers/machine.ts';
import type { PortRange } from '../fleet/fleet-schema.ts';
import type { Platform } from '../fleet/host.ts';
import { listListeners } from '../os/listeners.ts';
import { type OmniclawFolders, omniclawFolders } from '../os/private-folder.ts';
import type { Launch } from '../plan/desired-gateway.ts';
import type { InstalledPrograms } from '../plan/import-program.ts';
import { singlePort } from '../plan/port-map.ts';
import type { Call } from './command.ts';
import { readHost } from './read-host.ts';

/** The host as commands that plan and apply need it. */
export type OpenHost = {
  readonly machine: Machine;
  readonly ledger: Ledger;
  readonly launch: Launch;
  readonly generations: Generations;
  readonly folders: OmniclawFolders;
  /** Path of the journal. */
  readonly journal: string;
};

/** Opens the host for a piece of work. `timeoutMs`: how long a gateway may take to prove itself; `null`: as long as its runtime usually takes. */
export async function withHost<T>({ environment }: Call, timeoutMs: number | null, work: (host: OpenHost) => Promise<T>): Promise<T> {
  const { home, platform } = readHost(environment);
  const folders = omniclawFolders(environment, home);
  const program = currentProgram(home, platform);
  const place = { home, platform, environment };
  const [manager, ledger] = await Promise.all([findManager(place), openHostLedger(folders)]);
  const launch = { ...program, ...manager, programs: programsFolder(folders) };
  const machine = openHostMachine({ drivers: driversOf({ ...place, folders, launch }), environment, timeoutMs });
  try {
    const generations = openHostGenerations(folders);
    return await work({ machine, ledger, launch, generations, folders, journal: join(folders.state, 'journal.jsonl') });
  } finally {
    await machine.close();
  }
}

/** What was proven on this host. */
export function openHostGenerations({ state }: OmniclawFolders): Generations {
  return openGenerations(join(state, 'generations'), () => new Date().toISOString());
}

/** What was applied on this host. */
export function openHostLedger({ state }: OmniclawFolders): Promise<Ledger> {
  return openLedger(join(state, 'ledger.json'));
}

/** What an import needs to know of the programs of this host. */
export async function installedPrograms({ environment }: Call): Promise<InstalledPrograms> {
  const { home, platform } = readHost(environment);
  const { manager } = await findManager({ home, platform, environment });
  return { ...currentProgram(home, platform), manager, programs: programsFolder(omniclawFolders(environment, home)) };
}

/** Where releases of gateway programs are installed. */
export function programsFolder({ state }: OmniclawFolders): string {
  return join(state, 'programs');
}

/** The way this very program was started: services run the same one. */
export function currentProgram(home: string, platform: Platform): Pick<Launch, 'argv' | 'path' | 'node' | 'found'> {
  const entry = process.argv[1] ?? fileURLToPath(import.meta.url);
  const path = servicePath(home, platform);
  return {
    argv: [process.execPath, entry],
    path,
    node: { path: process.execPath, version: process.versions.node },
    found: findPrograms(home, path),
  };
}

/** The same from every shell and from cron: a service is not restarted because somebody has another `PATH` today. */
function servicePath(home: string, platform: Platform): string {
  const folders = [dirname(process.execPath), join(home, '.local/bin'), '/opt/homebrew/bin', '/usr/local/bin', '/usr/bin', '/bin'];
  return [...new Set(folders)].filter((folder) => platform === 'darwin' || !folder.startsWith('/opt/homebrew')).join(':');
}

/** Ports that something listens on now, so that automatic ports avoid them. */
export async function listenToHost(): Promise<PortRange[]> {
  return [...(await listListeners()).keys()].sort((a, b) => a - b).map(singlePort);
}
