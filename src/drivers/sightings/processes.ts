import { platform } from 'node:os';
import type { RuntimeName } from '../../fleet/fleet-spec.ts';
import type { Host } from '../../fleet/host.ts';
import { processNumbers } from '../../os/listeners.ts';
import { readProc } from '../../os/process-facts.ts';
import type { Sighting } from '../../plan/found-gateway.ts';
import { isInside } from '../../plan/normal-path.ts';
import { homeOfProgram, readProgram, runsGateway, runtimeOfProgram, type Started } from './read-program.ts';
import type { Sighted } from './sighted.ts';

/** A process that runs a gateway, as it was started. `home`: the folder its paths begin from. */
export type StartedGateway = {
  readonly pid: number;
  readonly runtime: RuntimeName;
  readonly started: Started;
  readonly home: string;
};

/** Gateways that run now with this home, or with a folder in it as theirs. Linux only; processes of other users are not seen. */
export function sightProcesses(host: Host): Sighted {
  const sightings = findStartedGateways(host).map(
    ({ pid, runtime, started }): Sighting => ({
      runtime,
      kind: 'process',
      where: `process ${pid}`,
      ...readProgram(runtime, started, host),
      wanted: null,
      environment: {},
      settings: null,
      argv: started.argv,
    }),
  );
  return { sightings, notes: [] };
}

/** The same with how each was started. */
export function findStartedGateways(host: Host): StartedGateway[] {
  if (platform() !== 'linux') return [];
  return processNumbers().flatMap((pid) => {
    const gateway = readStartedGateway(pid, host);
    return gateway !== null && isInside(gateway.home, host.home) ? [gateway] : [];
  });
}

/** How a process was started when it runs a gateway, of any home; `null`: it does not, or belongs to another user. */
export function readStartedGateway(pid: number, host: Host): StartedGateway | null {
  const argv = wordsOf(`/proc/${pid}/cmdline`);
  if (!runsGateway(argv)) return null;
  const pairs = wordsOf(`/proc/${pid}/environ`).map((pair): [string, string] => [
    pair.slice(0, pair.indexOf('=')),
    pair.slice(pair.indexOf('=') + 1),
  ]);
  const started: Started = { argv, env: Object.fromEntries(pairs) };
  const runtime = runtimeOfProgram(started);
  if (runtime === null || pairs.length === 0) return null;
  return { pid, runtime, started, home: homeOfProgram(runtime, started.env, host.home) };
}

function wordsOf(path: string): string[] {
  return (
    readProc(path)
      ?.split('\0')
      .filter((word) => word !== '') ?? []
  );
}
