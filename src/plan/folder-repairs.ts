import { factOf } from '../fleet/releases.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import type { PathClaim } from './claim.ts';
import { usualStateDir } from './derive-paths.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { type Fix, pointer } from './finding.ts';
import { foldPath } from './fold-path.ts';
import { createPathTree, type PathTree } from './path-tree.ts';
import type { RuleInput } from './rule.ts';
import { readSystemPlaces, whatIsWrong } from './system-places.ts';
import { quoted, visible } from './visible.ts';

/** Moves one of two paths away from the other. `null`: nothing in the fleet file names them, so a name has to change. */
export type FolderRepairs = (later: PathClaim, earlier: PathClaim | null) => Fix | null;

/** Offers each place once, and none that touches a path of another gateway. */
export function createFolderRepairs({ claims, gateways, host }: RuleInput): FolderRepairs {
  const places = readSystemPlaces(host);
  const isBad = (path: string) => whatIsWrong({ path, identity: foldPath(path, host) }, places) !== null;
  const known = new Map<string, Fix>();
  let byName: Map<string, DerivedGateway> | undefined;
  let used: PathTree | undefined;
  const note = (gateway: string, identity: string): void => {
    used ??= createPathTree();
    used.add(identity, gateway);
  };
  const isFree = (path: string, gateway: string): boolean => {
    if (used === undefined)
      for (const claim of claims) if (claim.kind === 'path' && !isBad(claim.path)) note(claim.gateway, claim.identity);
    const identity = foldPath(path, host);
    return !isBad(path) && !(used?.meetsOthers(identity, gateway) ?? false);
  };
  const move = (claim: PathClaim): Fix | null => {
    const place = writtenPlace(claim);
    byName ??= new Map(gateways.map((gateway) => [gateway.name, gateway]));
    const derived = byName.get(claim.gateway);
    if (place === null || derived === undefined) return null;
    const fixed = known.get(place);
    if (fixed !== undefined) return fixed;
    const state = isBad(derived.paths.stateDir) ? [] : [derived.paths.stateDir];
    const path = candidatePaths(derived, place, state, usualStateDir(derived.spec, host)).find((one) => isFree(one, claim.gateway));
    if (path === undefined) return null;
    note(claim.gateway, foldPath(path, host));
    const shown = path.startsWith(`${host.home}/`) ? `~${path.slice(host.home.length)}` : path;
    const keys = place.slice(pointer('gateways', claim.gateway).length + 1).replaceAll('/', '.');
    const fix = {
      description: `set ${visible(keys)} of ${quoted(claim.gateway)} to ${quoted(shown)}`,
      edits: [{ pointer: place, value: shown }],
    };
    known.set(place, fix);
    return fix;
  };
  return (later, earlier) => move(later) ?? (earlier === null ? null : move(earlier));
}

/** Where a path may go, best first: what follows from the state folder, from the name, and from the name with a number. */
function candidatePaths({ spec }: DerivedGateway, place: string, present: readonly string[], usual: string): string[] {
  const states = [usual, ...[2, 3, 4, 5, 6, 7, 8, 9].map((count) => `${usual}-${count}`)];
  if (place.endsWith('/stateDir')) return states;
  const runtime = runtimeOf(spec.runtime);
  // One that would go elsewhere is better off in its own state folder as well.
  const workspace = factOf(runtime.workspaces, null)(spec.name);
  const file = place.endsWith('/configPath') ? runtime.configFile : workspace;
  return [...present, ...states].map((state) => `${state}/${file}`);
}

/** The pointer that names the path; `null` when it follows from the name of the gateway. */
function writtenPlace({ gateway, pointer: place }: PathClaim): string | null {
  return place === pointer('gateways', gateway) ? null : place;
}
