import type { OmniclawFolders } from '../../os/private-folder.ts';
import { isSameProcess } from '../../os/process-facts.ts';
import type { Launch } from '../../plan/desired-gateway.ts';
import type { ServiceStep } from '../../plan/diff-service.ts';
import type { ServiceRegistration } from '../../plan/observed-gateway.ts';
import type { DriverAccess, ServiceDriver } from '../service-driver.ts';
import { findLaunched } from './find-launched.ts';
import type { ServiceRecord, ServiceStatus } from './service-entry.ts';
import { connectSupervisor, ensureSupervisor, type SupervisorClient } from './supervisor-client.ts';
import { readTable } from './supervisor-table.ts';

/** How the supervisor is started when it is needed. */
export type SupervisorRequest = {
  readonly folders: OmniclawFolders;
  readonly launch: Pick<Launch, 'argv' | 'path'>;
  readonly home: string;
};

export function supervisorAccess(request: SupervisorRequest): DriverAccess {
  return { kind: 'supervisor', mayKnow: async () => 'maybe', open: () => openSupervisorDriver(request) };
}

/** The services in the embedded supervisor: as it says, or as its table says when it is gone. Started only to run something. */
export async function openSupervisorDriver({ folders, launch, home }: SupervisorRequest): Promise<ServiceDriver> {
  let client = await connectSupervisor(folders);
  let known = new Map<string, ServiceRegistration>();
  let starting: Promise<SupervisorClient> | null = null;
  /** Once more with the next supervisor, when this one ended meanwhile. All that it is asked may be asked twice. */
  const insist = async <T>(ask: () => Promise<T>): Promise<T> => {
    try {
      return await ask();
    } catch (thrown) {
      if (client?.state() !== 'closed') throw thrown;
      starting = null;
      client = await connectSupervisor(folders);
      return ask();
    }
  };
  const refresh = (): Promise<void> =>
    insist(async () => {
      known = client === null ? await readRegistrations(folders) : toMap(await client.list());
    });
  const ready = async (): Promise<SupervisorClient> => {
    if (client !== null) return client;
    starting ??= ensureSupervisor(folders, { argv: [...launch.argv, 'supervisor', 'run'], path: launch.path, home });
    client = await starting;
    return client;
  };
  return {
    kind: 'supervisor',
    observe: async (names) => {
      await refresh();
      return new Map([...known].filter(([name]) => names.includes(name)));
    },
    manager: () => (client === null ? 'gone' : 'answers'),
    serviceOf: (pid) => [...known].find(([, { pid: own }]) => own === pid)?.[0] ?? null,
    asker: () => client?.ask ?? null,
    failure: async (name) => {
      await refresh();
      const service = known.get(name);
      if (service === undefined || service.phase === 'running' || service.phase === 'starting') return null;
      return service.phase === 'backoff' && service.lastExit === '' ? null : service.lastExit;
    },
    carryOut: async (step, lockFile) => {
      await refresh();
      if (!known.has(step.resource.id) && (step.change.action === 'stop' || step.change.action === 'delete')) return;
      await insist(async () => {
        const running = await ready();
        await carryOut(step, { lockFile: lockFile ?? '', known: known.has(step.resource.id) ? 'known' : 'new' }, running);
      });
      await refresh();
    },
    close: () => client?.close(),
  };
}

type Circumstances = { readonly lockFile: string; readonly known: 'known' | 'new' };

async function carryOut({ change, resource }: ServiceStep, { lockFile, known }: Circumstances, client: SupervisorClient): Promise<void> {
  const { id, program, stop } = resource;
  const entry = { name: id, program, lockFile, stop };
  switch (change.action) {
    case 'start':
    case 'adopt':
    case 'update':
      return client.put(entry);
    case 'restart':
      if (known === 'known') await client.stop(id, stop.timeoutMs);
      return client.put(entry);
    case 'stop':
      return client.stop(id, stop.timeoutMs);
    case 'delete':
      return client.remove(id, stop.timeoutMs);
    default:
      throw new TypeError(`a service cannot "${change.action}"`);
  }
}

function toMap(statuses: readonly ServiceStatus[]): Map<string, ServiceRegistration> {
  return new Map(
    statuses.map(({ name, program, wanted, phase, pid, ageMs, lastExit }) => [
      name,
      { origin: 'ours', program, definition: null, faults: [], wanted, phase, pid, ageMs, lastExit },
    ]),
  );
}

/** A process younger than this is not known to a dead supervisor's table to be slow. */
const UNKNOWN_AGE_MS = 60_000;

async function readRegistrations(folders: OmniclawFolders): Promise<Map<string, ServiceRegistration>> {
  const { records } = await readTable(folders);
  const read = async ({ entry, wanted, identity, launchId }: ServiceRecord): Promise<[string, ServiceRegistration]> => {
    // One that died while it started something had not written down yet which process that is.
    const started = identity === null && wanted === 'running' ? await findLaunched(launchId) : null;
    const known = identity !== null && (await isSameProcess(identity)) ? identity : null;
    const running = known ?? started;
    return [
      entry.name,
      {
        origin: 'ours',
        program: entry.program,
        definition: null,
        faults: [],
        wanted,
        phase: running === null ? 'stopped' : 'running',
        pid: running?.pid ?? null,
        ageMs: known === null ? 0 : UNKNOWN_AGE_MS,
        lastExit: '',
      },
    ];
  };
  return new Map(await Promise.all(records.map(read)));
}
