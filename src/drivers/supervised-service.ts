import type { OmniclawFolders } from '../os/private-folder.ts';
import { isSameProcess } from '../os/process-facts.ts';
import type { Launch } from '../plan/desired-gateway.ts';
import type { ServiceStep } from '../plan/diff-service.ts';
import type { ServiceRegistration } from '../plan/observed-gateway.ts';
import type { ServiceRecord, ServiceStatus } from './supervisor/service-entry.ts';
import { connectSupervisor, ensureSupervisor, type SupervisorClient } from './supervisor/supervisor-client.ts';
import { readTable } from './supervisor/supervisor-table.ts';

/** The services of this user, through the embedded supervisor. */
export type Services = {
  /** As the supervisor says, or as its table says when it is gone; `null`: never registered. */
  registration(name: string): Promise<ServiceRegistration | null>;
  supervisor(): 'answers' | 'gone';
  /** Name of the service whose process this is; `null` when it is none of ours. */
  serviceOf(pid: number): string | null;
  /** Why a service will not come up by itself; `null` while it may. */
  failure(name: string): Promise<string | null>;
  carryOut(step: ServiceStep, lockFile: string | null): Promise<void>;
  close(): void;
};

/** A process younger than this is not known to a dead supervisor's table to be slow. */
const UNKNOWN_AGE_MS = 60_000;

export async function openServices(folders: OmniclawFolders, launch: Launch, home: string): Promise<Services> {
  let client = await connectSupervisor(folders);
  let known = client === null ? await readRegistrations(folders) : toMap(await client.list());
  const refresh = async (): Promise<void> => {
    if (client !== null) known = toMap(await client.list());
  };
  let starting: Promise<SupervisorClient> | null = null;
  const ready = async (): Promise<SupervisorClient> => {
    if (client !== null) return client;
    starting ??= ensureSupervisor(folders, { argv: [...launch.argv, 'supervisor', 'run'], path: launch.path, home });
    client = await starting;
    return client;
  };
  return {
    registration: async (name) => known.get(name) ?? null,
    supervisor: () => (client === null ? 'gone' : 'answers'),
    serviceOf: (pid) => [...known].find(([, { pid: own }]) => own === pid)?.[0] ?? null,
    failure: async (name) => {
      await refresh();
      const service = known.get(name);
      if (service === undefined || service.phase === 'running' || service.phase === 'starting') return null;
      return service.phase === 'backoff' && service.lastExit === '' ? null : service.lastExit;
    },
    carryOut: async (step, lockFile) => {
      await carryOut(step, lockFile ?? '', await ready());
      await refresh();
    },
    close: () => client?.close(),
  };
}

async function carryOut({ change, resource }: ServiceStep, lockFile: string, client: SupervisorClient): Promise<void> {
  const entry = { name: resource.id, program: resource.program, lockFile };
  switch (change.action) {
    case 'start':
    case 'adopt':
      return client.put(entry);
    case 'restart':
      await client.stop(resource.id);
      return client.put(entry);
    case 'stop':
      return client.stop(resource.id);
    case 'delete':
      return client.remove(resource.id);
    default:
      throw new TypeError(`a service cannot "${change.action}"`);
  }
}

function toMap(statuses: readonly ServiceStatus[]): Map<string, ServiceRegistration> {
  return new Map(
    statuses.map(({ name, program, wanted, phase, pid, ageMs, lastExit }) => [name, { program, wanted, phase, pid, ageMs, lastExit }]),
  );
}

async function readRegistrations(folders: OmniclawFolders): Promise<Map<string, ServiceRegistration>> {
  const { records } = await readTable(folders);
  const read = async ({ entry, wanted, identity }: ServiceRecord): Promise<[string, ServiceRegistration]> => {
    const alive = identity !== null && (await isSameProcess(identity));
    const phase = alive ? 'running' : 'stopped';
    return [
      entry.name,
      { program: entry.program, wanted, phase, pid: alive ? identity.pid : null, ageMs: alive ? UNKNOWN_AGE_MS : 0, lastExit: '' },
    ];
  };
  return new Map(await Promise.all(records.map(read)));
}
