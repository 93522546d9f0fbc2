import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { includeWay } from '../fleet/runtime.ts';
import type { OmniclawFolders } from '../os/private-folder.ts';
import { readIncludes } from '../os/read-includes.ts';
import type { OwnedField } from '../plan/desired-config.ts';
import { includeRoots } from '../plan/effective-config.ts';
import { type FoundGateway, NOTHING_SAID, type SightedGateway, type Sighting } from '../plan/found-gateway.ts';
import { mergeSightings } from '../plan/merge-sightings.ts';
import { unitFoldersOf } from './host-state/observe-installed.ts';
import { createPathIdentity } from './path-identity.ts';
import { readPortVariable } from './port-variable.ts';
import { sightHomeFolders } from './sightings/home-folders.ts';
import { sightLaunchAgents } from './sightings/launch-agents.ts';
import { sightProcesses } from './sightings/processes.ts';
import { textOf } from './sightings/sighted.ts';
import { sightSupervisorServices } from './sightings/supervisor-services.ts';
import { sightSystemdUnits } from './sightings/systemd-units.ts';

/** The gateways of this host. Notes: what looked like one and could not be read. */
export type FoundGateways = { readonly gateways: readonly FoundGateway[]; readonly notes: readonly string[] };

/** What apply wrote into the config of a gateway of ours the last time; empty when that is not known. */
export type Remembers = (profile: string, stateDir: string) => readonly OwnedField[];

/** Looks for gateways in the home, in service definitions and among the processes. Reads only. */
export async function findGateways(host: Host, folders: OmniclawFolders, remembers: Remembers): Promise<FoundGateways> {
  const places = await Promise.all([
    sightHomeFolders(host),
    sightSystemdUnits(host, unitFoldersOf(host.home, undefined)),
    sightLaunchAgents(host),
    sightSupervisorServices(folders, host),
    sightProcesses(host),
  ]);
  const sightings = places.flatMap((place) => place.sightings);
  const merged = mergeSightings(sightings, host, createPathIdentity());
  const configs = await Promise.all(merged.gateways.map((gateway) => readConfig(gateway, host)));
  const gateways = await Promise.all(
    merged.gateways.map(async (gateway, at): Promise<FoundGateway> => {
      const { config = null, problem = '', parts = [] } = configs[at] ?? {};
      const remembered = remembers(gateway.profile, gateway.stateDir);
      const sightings = [...gateway.sightings, ...(await sightPortVariable(gateway, config ?? {}, host))];
      return { ...gateway, sightings, config, parts, problem, remembered };
    }),
  );
  return { gateways, notes: [...places, merged].flatMap(({ notes }) => notes) };
}

/** A file in the folder of a gateway that says its port, when that is not its config. */
async function sightPortVariable(
  { runtime, stateDir, configPath }: SightedGateway,
  config: JsonObject,
  { home }: Host,
): Promise<Sighting[]> {
  const variable = await readPortVariable({ runtime, stateDir, home, config, configPath });
  if (variable === null) return [];
  const { name, file, port } = variable;
  return [{ ...NOTHING_SAID, runtime, kind: 'folder', where: `"${name}" in "${file}"`, stateDir, port }];
}

type ReadConfig = Pick<FoundGateway, 'config' | 'problem' | 'parts'>;

async function readConfig({ runtime, configPath, sightings }: SightedGateway, { home }: Host): Promise<ReadConfig> {
  const refuse = (problem: string): ReadConfig => ({ config: null, problem, parts: [] });
  const { text, refused } = await textOf(configPath);
  if (text === null) return refuse(refused ?? `there is no "${configPath}"`);
  const parsed = text.trim() === '' ? { value: {} } : parseJson5(text);
  if (!('value' in parsed)) return refuse(`"${configPath}:${parsed.line}:${parsed.column}" ${parsed.problem}`);
  const { value: document } = parsed;
  if (!isJsonObject(document)) return refuse(`"${configPath}" does not hold an object`);
  const named = sightings.find(({ includeRoots }) => includeRoots !== null)?.includeRoots ?? undefined;
  const { value, problems, files } = await readIncludes(
    { path: configPath, document },
    includeWay(runtime, home, includeRoots(named, home)),
  );
  const [problem] = problems;
  if (problem !== undefined) return refuse(`"${configPath}": ${problem.message}`);
  return { config: value, problem: '', parts: files };
}
