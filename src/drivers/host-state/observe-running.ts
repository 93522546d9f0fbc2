import type { Host } from '../../fleet/host.ts';
import { findSocketOwners, type ListeningSocket } from '../../os/listeners.ts';
import type { GatewayMark, InstalledService, Manager, RunningGateway } from '../../plan/host-state.ts';
import { completed } from '../../plan/merge-sightings.ts';
import { findStartedGateways, type StartedGateway } from '../sightings/processes.ts';
import { readProgram } from '../sightings/read-program.ts';
import { readControlGroup } from './control-group.ts';
import { maskCommand } from './mask-command.ts';

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
    { runtime, kind: 'process', where: '', ...program, wanted: null, environment: {} },
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
  readonly host: Host;
  readonly identify: (path: string) => string;
  readonly sockets: readonly ListeningSocket[];
  readonly installed: readonly InstalledService[];
};

export function observeRunning({ host, identify, sockets, installed }: RunningRequest): RunningSeen {
  const found = findStartedGateways(host);
  const owners = findSocketOwners(
    sockets.map(({ inode }) => inode),
    found.map(({ pid }) => pid),
  );
  const ports = Map.groupBy(sockets, ({ inode }) => owners.get(inode));
  const running = found.map((one): RunningGateway => {
    const listens = [...new Set((ports.get(one.pid) ?? []).map(({ port }) => port))].sort((a, b) => a - b);
    return { pid: one.pid, ...markGateway(one, host, identify), listens, program: programOf(one), runBy: managerOf(one, installed) };
  });
  return { running, started: new Map(found.map((one) => [one.pid, one])), owners };
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
