import type { ProgramDeclaration } from '../fleet/fleet-schema.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import type { Launch } from './desired-gateway.ts';
import type { FoundGateway } from './found-gateway.ts';

/** Which programs of gateways are on the host, which Node would run them, and what runs services that do not say. */
export type InstalledPrograms = Pick<Launch, 'node' | 'programs' | 'found' | 'manager'>;

/** The program that starts a gateway, where that is not the one that apply would start. */
export function importProgram(
  { runtime, sightings }: FoundGateway,
  { node, programs, found }: InstalledPrograms,
  inHome: (path: string) => string,
): ProgramDeclaration {
  const { packageName, entry } = runtimeOf(runtime).program;
  if (packageName === '') return {};
  const marker = `/node_modules/${packageName}/`;
  const argv = sightings.find((sighting) => sighting.argv.some((word) => word.includes(marker)))?.argv ?? [];
  const at = argv.findIndex((word) => word.includes(marker));
  const script = argv[at];
  if (script === undefined) return {};
  const folder = script.slice(0, script.indexOf(marker) + marker.length);
  const runner = at === 1 ? argv[0] : undefined;
  const other = runner === undefined || runner === node.path ? {} : { node: inHome(runner) };
  const release = `${programs}/${packageName}/`;
  if (folder.startsWith(release)) return { version: folder.slice(release.length, folder.indexOf('/', release.length)), ...other };
  return found[packageName]?.startsWith(folder) === true ? other : { path: inHome(`${folder}${entry}`), ...other };
}
