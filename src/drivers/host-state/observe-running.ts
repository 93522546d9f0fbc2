import type { Host } from '../../fleet/host.ts';
import { maskCommand } from '../../fleet/mask-command.ts';
import { createSocketSearch, type ListeningSocket, type SocketSearch } from '../../os/listeners.ts';
import type { DerivedGateway } from '../../plan/derived-gateway.ts';
import type { GatewayMark, InstalledService, Manager, RunningGateway } from '../../plan/host-state.ts';
import { completed } from '../../plan/merge-sightings.ts';
import { fixedPorts } from '../../plan/stage-fleet.ts';
import { findStartedGateways, readStartedGateway, type StartedGateway } from '../sightings/processes.ts';
import { readProgram } from '../sightings/read-program.ts';
import { readControlGroup } from './control-group.ts';

/** A gateway as a process or a definition gives it. */
export type MarkedGateway = { readonly gateway: GatewayMark; readonly configPath: string; readonly port: number | null };

/** Which gateway was started so. `identify`: where paths really lead. */
export function markGateway(
  { runtime, started, home }: Omit<StartedGateway, 'pid'>,
  host: Host,
  identify: (path: string) => string,
): MarkedGateway {
  const here = { ...host, home };
  const program = readProgram(runtime, started, here);
  const { profile, stateDir, configPath } = completed(
    { runtime, kind: 'process', where: '', ...program, wanted: null, environment: {}, settings: null, argv: [] },
    here,
  );
  return { gateway: { runtime, profile, stateDir: identify(stateDir) }, configPath, port: program.port };
}

/** Running gateways of this home, and which process has which socket. */
export type RunningSeen = {
  readonly running: readonly RunningGateway[];
  readonly started: ReadonlyMap<number, StartedGateway>;
  readonly owners: ReadonlyMap<string, number>;
};

export type RunningRequest = {
  readonly gateways: readonly DerivedGateway[];
  readonly host: Host;
  readonly identify: (path: string) => string;
  readonly sockets: readonly ListeningSocket[];
  readonly installed: readonly InstalledService[];
};

export function observeRunning(request: RunningRequest): RunningSeen {
  const { host, identify, sockets, installed } = request;
  const found = findProcesses(request).map((started) => ({ started, marked: markGateway(started, host, identify) }));
  const search = createSocketSearch();
  const owners = new Map<string, number>();
  for (const { started, marked } of found)
    for (const inode of findOwnSockets(started.pid, marked.gateway, { ...request, search })) owners.set(inode, started.pid);
  const ports = Map.groupBy(sockets, ({ inode }) => owners.get(inode));
  const running = found.map(({ started, marked }): RunningGateway => {
    const listens = [...new Set((ports.get(started.pid) ?? []).map(({ port }) => port))].sort((a, b) => a - b);
    return { pid: started.pid, ...marked, listens, program: programOf(started), runBy: managerOf(started, installed) };
  });
  return { running, started: new Map(found.map(({ started }) => [started.pid, started])), owners };
}

/** All processes are searched only when the services do not show one for each gateway: a second one cannot run on its state folder. */
function findProcesses({ gateways, host, identify, installed }: RunningRequest): StartedGateway[] {
  const registered = installed.flatMap(({ pid, gateway }) => {
    const started = pid === null ? null : readStartedGateway(pid, host);
    return started === null || started.home !== host.home ? [] : [{ started, key: `${gateway.runtime} ${gateway.stateDir}` }];
  });
  const known = new Set(registered.map(({ key }) => key));
  const isKnown = ({ spec, paths }: DerivedGateway) => known.has(`${spec.runtime} ${identify(paths.stateDir)}`);
  const isSettled = (gateway: DerivedGateway) => gateway.spec.state !== 'running' || isKnown(gateway);
  return gateways.every(isSettled) ? registered.map(({ started }) => started) : findStartedGateways(host);
}

type SocketRequest = RunningRequest & { readonly search: SocketSearch };

/** The sockets of a gateway at its declared ports; if it has not got its base port, wherever they are. */
function findOwnSockets(
  pid: number,
  { runtime, stateDir }: GatewayMark,
  { gateways, sockets, identify, search }: SocketRequest,
): readonly string[] {
  const derived = gateways.find(({ spec, paths }) => spec.runtime === runtime && identify(paths.stateDir) === stateDir);
  const wanted = new Set(derived === undefined ? [] : fixedPorts(derived));
  const expected = sockets.filter(({ port }) => wanted.has(port));
  const found = search(pid, inodesOf(expected));
  const serves = expected.some(({ port, inode }) => port === derived?.ports.gateway && found.includes(inode));
  return serves ? found : search(pid, inodesOf(sockets));
}

function inodesOf(sockets: readonly ListeningSocket[]): string[] {
  return sockets.map(({ inode }) => inode);
}

/** A program that writes a title over its command line does not say how it was started. */
function programOf({ started: { argv } }: StartedGateway): string {
  return argv[0]?.startsWith('/') === true ? maskCommand(argv) : '';
}

/** Whatever would start this process again. A unit counts when it is known to start gateways: shells and terminals run in units too. */
function managerOf({ pid, started }: StartedGateway, installed: readonly InstalledService[]): Manager | null {
  const known = installed.find((service) => service.pid === pid);
  if (known !== undefined) return known.manager;
  const { unit, container } = readControlGroup(pid);
  if (container !== null) return { kind: 'container', name: container };
  if (unit !== null) {
    const kind = unit.scope === 'user' ? 'systemd-user' : 'systemd-system';
    const isGateway =
      installed.some(({ manager }) => manager.kind === kind && manager.name === unit.name) || /omniclaw|openclaw/.test(unit.name);
    if (isGateway) return { kind, name: unit.name };
  }
  // Source: PM2 6, "environment variables" of the processes that it starts.
  return started.env['pm_id'] === undefined ? null : { kind: 'pm2', name: started.env['name'] || started.env['pm_id'] };
}
