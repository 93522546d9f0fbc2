import { readdirSync } from 'node:fs';
import { platform } from 'node:os';
import type { Host } from '../../fleet/host.ts';
import { runtimeOf } from '../../fleet/runtime.ts';
import { readProc } from '../../os/process-facts.ts';
import type { Sighting } from '../../plan/found-gateway.ts';
import { readProgram, runsGateway, runtimeOfProgram, type Started } from './read-program.ts';
import type { Sighted } from './sighted.ts';

/** Gateways that run now with this home. Linux only; processes of other users are not seen. */
export function sightProcesses(host: Host): Sighted {
  if (platform() !== 'linux') return { sightings: [], notes: [] };
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return { sightings: pids.flatMap((pid) => sightProcess(pid, host)), notes: [] };
}

function sightProcess(pid: string, host: Host): Sighting[] {
  const argv = wordsOf(`/proc/${pid}/cmdline`);
  if (!runsGateway(argv)) return [];
  const pairs = wordsOf(`/proc/${pid}/environ`).map((pair): [string, string] => [
    pair.slice(0, pair.indexOf('=')),
    pair.slice(pair.indexOf('=') + 1),
  ]);
  const started: Started = { argv, env: Object.fromEntries(pairs) };
  const runtime = runtimeOfProgram(started);
  if (runtime === null || pairs.length === 0) return [];
  const home = started.env[`${runtimeOf(runtime).envPrefix}_HOME`] || started.env['HOME'] || host.home;
  if (home !== host.home) return [];
  return [{ runtime, kind: 'process', where: `process ${pid}`, ...readProgram(runtime, started, host), wanted: null, environment: {} }];
}

function wordsOf(path: string): string[] {
  return (
    readProc(path)
      ?.split('\0')
      .filter((word) => word !== '') ?? []
  );
}
