import type { RuntimeName, ServiceDriverName } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { howToDismiss } from './describe-holder.ts';
import { agentFolder, unitFolder } from './desired-definition.ts';
import type { FoundGateway, Sighting } from './found-gateway.ts';
import type { Manager } from './host-state.ts';
import type { InstalledPrograms } from './import-program.ts';
import { quoted } from './visible.ts';

/** `null`: what would run it anyway. `reason`: why somebody else goes on running it, and what to type for another way; empty otherwise. */
export type ImportedDriver = { readonly driver: ServiceDriverName | null; readonly reason: string };

export type ImportPlace = { readonly host: Host; readonly launch: Pick<InstalledPrograms, 'manager'> };

/** What runs a gateway. A definition that apply would not take for that of this name is left to run it: a second one beside it is made by nobody. */
export function importDriver({ runtime, sightings }: FoundGateway, name: string, { host, launch }: ImportPlace): ImportedDriver {
  const services = sightings.filter(({ wanted }) => wanted !== null);
  const isOwn = (service: Sighting) => service.kind === 'supervisor' || service.where === ownDefinition(service, { runtime, name, host });
  const up = services.filter(({ wanted }) => wanted === 'running');
  const service = up.find(isOwn) ?? up[0] ?? services.find(isOwn) ?? services[0];
  if (service === undefined) return { driver: null, reason: '' };
  if (isOwn(service)) return { driver: driverOf(service, launch), reason: '' };
  const runs = sightings.some(({ kind }) => kind === 'process');
  if (service.wanted === 'stopped' && !runs) return { driver: null, reason: '' };
  const command = howToDismiss(managerOf(service, host), name);
  const other = `to have it run by omniclaw, type "${command}" and take "service.driver" out`;
  return { driver: 'external', reason: `${quoted(service.where)} is set up to run it, so it is watched only; ${other}` };
}

function driverOf({ kind }: Sighting, { manager }: ImportPlace['launch']): ServiceDriverName | null {
  if (kind === 'supervisor') return manager === 'supervisor' ? null : kind;
  return kind === 'systemd' || kind === 'launchd' ? kind : null;
}

type Named = { readonly runtime: RuntimeName; readonly name: string; readonly host: Host };

/** Where apply would write the definition, and a gateway program its own. */
export function ownDefinition({ kind }: Sighting, { runtime, name, host }: Named): string {
  const { systemdUnit, launchdLabel } = runtimeOf(runtime);
  return kind === 'systemd' ? `${unitFolder(host)}/${systemdUnit(name)}` : `${agentFolder(host)}/${launchdLabel(name)}.plist`;
}

/** Who runs what was sighted in a definition. */
export function managerOf({ kind, where }: Sighting, host: Host): Manager {
  const file = where.slice(where.lastIndexOf('/') + 1);
  if (kind === 'launchd') return { kind, name: file.replace(/\.plist$/, '') };
  const isUser = where.startsWith(`${unitFolder(host)}/`) || where.startsWith('/etc/systemd/user/');
  return { kind: isUser ? 'systemd-user' : 'systemd-system', name: file };
}
