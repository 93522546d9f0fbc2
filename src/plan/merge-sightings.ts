import type { RuntimeName } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { DEFAULT_PROFILE, runtimeOf } from '../fleet/runtime.ts';
import type { SightedGateway, Sighting } from './found-gateway.ts';
import { quoted } from './visible.ts';

export type MergedSightings = { readonly gateways: readonly SightedGateway[]; readonly notes: readonly string[] };

/** The most telling first: what runs now, then what will run, then what lies about. */
const RANK = ['process', 'supervisor', 'systemd', 'launchd', 'folder'] as const satisfies readonly Sighting['kind'][];

/**
 * Puts together what belongs to one gateway: the same runtime, profile and state folder. A folder that something else
 * runs on, or that is a link to one, is not a gateway of its own. `real`: where a path really leads.
 */
export function mergeSightings(sightings: readonly Sighting[], host: Host, real: (path: string) => string): MergedSightings {
  const groups = new Map<string, SightedGateway>();
  const notes: string[] = [];
  const byRank = sightings.toSorted((a, b) => RANK.indexOf(a.kind) - RANK.indexOf(b.kind) || Number(isLink(a)) - Number(isLink(b)));
  for (const sighting of byRank) {
    const gateway = completed(sighting, host);
    const owner = sighting.kind === 'folder' ? ownerOf(gateway) : undefined;
    const key = JSON.stringify([gateway.runtime, owner?.profile ?? gateway.profile, owner?.stateDir ?? gateway.stateDir]);
    const known = groups.get(key);
    if (owner !== undefined && owner.stateDir !== gateway.stateDir)
      notes.push(
        `${quoted(gateway.stateDir)} leads to ${quoted(real(gateway.stateDir))} of gateway ${quoted(owner.profile)}: it is one gateway`,
      );
    groups.set(key, known === undefined ? gateway : { ...known, sightings: [...known.sightings, sighting] });
  }
  return { gateways: [...groups.values()].sort(compare), notes };

  function isLink({ stateDir }: Sighting): boolean {
    return stateDir !== null && real(stateDir) !== stateDir;
  }
  function ownerOf({ runtime, stateDir }: SightedGateway): SightedGateway | undefined {
    return [...groups.values()].find((one) => one.runtime === runtime && real(one.stateDir) === real(stateDir));
  }
}

/** The folder in the home of a profile. */
export function homeFolder(runtime: RuntimeName, profile: string, { home }: Host): string {
  return `${home}/${runtimeOf(runtime).stateDirName}${profile === DEFAULT_PROFILE ? '' : `-${profile}`}`;
}

/** A sighting alone, with the paths that follow from what it says. */
export function completed(sighting: Sighting, host: Host): SightedGateway {
  const { runtime } = sighting;
  const profile = sighting.profile ?? profileOfFolder(sighting, host);
  const stateDir = sighting.stateDir ?? homeFolder(runtime, profile, host);
  const configPath = sighting.configPath ?? `${stateDir}/${runtimeOf(runtime).configFile}`;
  return { runtime, profile, stateDir, configPath, sightings: [sighting] };
}

function profileOfFolder({ runtime, stateDir }: Sighting, { home }: Host): string {
  const usual = `${home}/${runtimeOf(runtime).stateDirName}-`;
  const rest = stateDir?.startsWith(usual) === true ? stateDir.slice(usual.length) : '';
  return rest === '' || rest.includes('/') ? DEFAULT_PROFILE : rest;
}

/** The default gateway first, then by name and runtime. */
function compare(a: SightedGateway, b: SightedGateway): number {
  const keyOf = ({ profile, runtime, stateDir }: SightedGateway) =>
    [profile === DEFAULT_PROFILE ? '' : profile, runtime, stateDir].join('\n');
  return keyOf(a) < keyOf(b) ? -1 : 1;
}
