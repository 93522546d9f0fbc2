import { once } from '../fleet/once.ts';
import { createBaseSuggestions } from './base-suggestions.ts';
import { type Claim, type ClaimsByKind, groupByKind, type PathClaim, type PortClaim } from './claim.ts';
import { loopbackEndpoints } from './derive-ports.ts';
import type { Fix } from './finding.ts';
import { createFolderRepairs } from './folder-repairs.ts';
import {
  findOwnConflicts,
  findPairConflicts,
  findTooHigh,
  type HighPort,
  hasKind,
  type PairConflict,
  type PortMeeting,
} from './port-conflicts.ts';
import { joinFixes, toFix } from './port-fixes.ts';
import { createPortMap, singlePort } from './port-map.ts';
import { findMovers, findMovingBases, groupMovers } from './port-movers.ts';
import { type PortEdits, repairPorts } from './port-repairs.ts';
import type { RuleInput } from './rule.ts';

/** What several rules need to know, worked out when the first of them asks. */
export type FleetAnalysis = {
  /** Place of each gateway in the fleet file. */
  readonly order: ReadonlyMap<string, number>;
  /** What all gateways occupy. */
  readonly claims: ClaimsByKind;
  readonly claimsOf: (gateway: string) => readonly Claim[];
  readonly pairConflicts: () => readonly PairConflict[];
  /** Those whose base ports both follow from names: OC110 tells of them, and no other rule about ports. */
  readonly hashedPairs: () => readonly PairConflict[];
  /** The others, if they have meetings of a kind. */
  readonly pairsThatMeet: (kind: PortMeeting['kind']) => readonly PairConflict[];
  readonly ownConflicts: () => readonly PortMeeting[];
  readonly tooHigh: () => readonly HighPort[];
  /** Ends these meetings, given in groups: moves whatever has to move. */
  readonly separate: (groups: readonly (readonly PortMeeting[])[]) => Fix;
  /** Moves what stands at these JSON pointers of ports of a gateway. */
  readonly movePorts: (gateway: string, places: readonly string[]) => Fix;
  /** What to do about a port in a bad place: a base whose block nobody has and that was proposed to nobody else. For the user to decide. */
  readonly suggestBase: (claim: PortClaim) => Fix;
  /** Gives a gateway a folder that follows from its name; `null` when both paths already do. */
  readonly moveFolder: (later: PathClaim, earlier: PathClaim | null) => Fix | null;
};

export function analyseFleet(input: RuleInput): FleetAnalysis {
  const { gateways } = input;
  const claims = groupByKind(input.claims);
  const order = new Map(gateways.map(({ name }, at) => [name, at]));
  const byGateway = once(() => Map.groupBy(input.claims, ({ gateway }) => gateway));
  const pairConflicts = once(() => findPairConflicts(claims.port, order));
  const namedBases = once(() => new Set(gateways.flatMap(({ name, spec }) => (spec.portFrom === 'name' ? [name] : []))));
  const isHashed = ({ one, two }: PairConflict): boolean => namedBases().has(one) && namedBases().has(two);
  const ownConflicts = once(() => findOwnConflicts(claims.port));
  const tooHigh = once(() => findTooHigh(gateways, claims.port));
  const bases = once(() => findMovingBases(input, pairConflicts(), tooHigh()));
  const movers = once(() => findMovers(input, [...pairConflicts().map(({ meetings }) => meetings), ownConflicts()], tooHigh(), bases()));
  const edits = once(() => repairAll(input, claims, movers()));
  const claimsOf = (name: string) => byGateway().get(name) ?? [];
  const known = new Map<string, Fix>();
  const movePorts = (name: string, places: readonly string[]): Fix => {
    // The pointers begin with the name, so they say whose they are.
    const key = places.join('\n');
    const fix = known.get(key) ?? toFix(name, places, edits().get(name) ?? new Map());
    known.set(key, fix);
    return fix;
  };
  const separate = (groups: readonly (readonly PortMeeting[])[]): Fix =>
    joinFixes(groupMovers(groups, bases()).map(({ gateway, places }) => movePorts(gateway, places)));
  return {
    order,
    claims,
    claimsOf,
    pairConflicts,
    hashedPairs: () => pairConflicts().filter(isHashed),
    pairsThatMeet: (kind) => pairConflicts().filter((pair) => hasKind(pair, kind) && !isHashed(pair)),
    ownConflicts,
    tooHigh,
    separate,
    movePorts,
    suggestBase: createBaseSuggestions(input, () => edits().values()),
    moveFolder: createFolderRepairs(input),
  };
}

/** New ports are free of all claims, and of what listens on the host when somebody has looked. */
function repairAll(
  { gateways, seen }: RuleInput,
  { port: claims }: ClaimsByKind,
  movers: ReadonlyMap<string, ReadonlySet<string>>,
): Map<string, PortEdits> {
  const portsOf = Map.groupBy(claims, ({ gateway }) => gateway);
  const endpoints = gateways.flatMap(({ spec }) => (spec.state === 'absent' ? [] : loopbackEndpoints(spec)));
  const listening = (seen?.listeners ?? []).map(({ port }) => singlePort(port));
  const map = createPortMap([...claims, ...endpoints, ...listening]);
  return new Map(
    gateways.flatMap((gateway) => {
      const places = movers.get(gateway.name);
      return places === undefined
        ? []
        : [[gateway.name, repairPorts({ gateway, claims: portsOf.get(gateway.name) ?? [], places }, map)] as const];
    }),
  );
}
