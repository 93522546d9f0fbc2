import type { Claim, PathClaim, PortClaim } from './claim.ts';
import { loopbackEndpoints } from './derive-ports.ts';
import { type Fix, pointer } from './finding.ts';
import { createFolderRepairs } from './folder-repairs.ts';
import { countShared, mergeIntervals } from './interval.ts';
import { findOwnConflicts, findPairConflicts, findTooHigh, type PairConflict, type PortMeeting } from './port-conflicts.ts';
import { createPortMap } from './port-map.ts';
import { type PortEdits, repairPorts } from './port-repairs.ts';
import type { RuleInput } from './rule.ts';
import { quoted } from './visible.ts';

/** What several rules need to know, worked out when the first of them asks. */
export type FleetAnalysis = {
  /** Place of each gateway in the fleet file. */
  readonly order: ReadonlyMap<string, number>;
  readonly claimsOf: (gateway: string) => readonly Claim[];
  readonly pairConflicts: () => readonly PairConflict[];
  readonly ownConflicts: () => readonly PortMeeting[];
  readonly tooHigh: () => readonly PortClaim[];
  /** How many ports two gateways have in common. */
  readonly sharedPorts: (one: string, two: string) => number;
  /** Ends these meetings: moves whatever has to move. */
  readonly separate: (meetings: readonly PortMeeting[]) => Fix;
  /** Moves what stands at these JSON pointers of ports of a gateway. */
  readonly movePorts: (gateway: string, places: readonly string[]) => Fix;
  /** Gives a gateway a folder that follows from its name; `null` when both paths already do. */
  readonly moveFolder: (later: PathClaim, earlier: PathClaim | null) => Fix | null;
};

export function analyseFleet(input: RuleInput): FleetAnalysis {
  const { gateways, claims } = input;
  const ports = once(() => claims.filter((claim) => claim.kind === 'port'));
  const order = new Map(gateways.map(({ name }, at) => [name, at]));
  const byGateway = once(() => Map.groupBy(claims, ({ gateway }) => gateway));
  const pairConflicts = once(() => findPairConflicts(ports(), order));
  const ownConflicts = once(() => findOwnConflicts(ports()));
  const tooHigh = once(() => findTooHigh(ports()));
  const bases = once(() => findMovingBases(pairConflicts(), tooHigh()));
  const movers = once(() =>
    findMovers(input, [...pairConflicts().flatMap(({ meetings }) => meetings), ...ownConflicts()], tooHigh(), bases()),
  );
  const edits = once(() => repairAll(input, movers()));
  const claimsOf = (name: string) => byGateway().get(name) ?? [];
  const movePorts = (name: string, places: readonly string[]) => toFix(name, places, edits().get(name) ?? new Map());
  const intervals = memo((name: string) => mergeIntervals(claimsOf(name).filter((claim) => claim.kind === 'port')));
  return {
    order,
    claimsOf,
    pairConflicts,
    ownConflicts,
    tooHigh,
    sharedPorts: (one, two) => countShared(intervals(one), intervals(two)),
    separate: (meetings) => joinFixes([...groupMovers(meetings, bases())].map(([name, places]) => movePorts(name, [...places]))),
    movePorts,
    moveFolder: createFolderRepairs(input),
  };
}

/** Gateways whose base port has to move: two bases meet and this one comes later, or there is no room above it. */
function findMovingBases(pairs: readonly PairConflict[], tooHigh: readonly PortClaim[]): Set<string> {
  const bases = new Set(tooHigh.filter(isDerived).map(({ gateway }) => gateway));
  for (const { two, meetings } of pairs) if (meetings.some((meeting) => isDerived(meeting.one) && isDerived(meeting.two))) bases.add(two);
  return bases;
}

/**
 * Which of two claims has to move: one that moves anyway with its base, else an override (the later one of two),
 * because the rest of the gateway can stay where it is.
 */
function moverOf({ one, two }: PortMeeting, bases: ReadonlySet<string>): PortClaim {
  if (isDerived(two) && bases.has(two.gateway)) return two;
  if (isDerived(one) && bases.has(one.gateway)) return one;
  return isDerived(two) ? one : two;
}

/** Whether a claim follows from the base port, not from an override. */
function isDerived({ gateway, pointer: place }: PortClaim): boolean {
  return place === pointer('gateways', gateway, 'port');
}

function groupMovers(meetings: readonly PortMeeting[], bases: ReadonlySet<string>): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const meeting of meetings) addPlace(places, moverOf(meeting, bases));
  return places;
}

function findMovers(
  input: RuleInput,
  meetings: readonly PortMeeting[],
  tooHigh: readonly PortClaim[],
  bases: ReadonlySet<string>,
): Map<string, Set<string>> {
  const places = groupMovers(meetings, bases);
  for (const claim of tooHigh) addPlace(places, claim);
  for (const { name, spec } of input.gateways) {
    for (const profile of unnamedBrowsers(spec))
      addPlace(places, { gateway: name, pointer: pointer('gateways', name, 'browser', 'profiles', profile, 'cdpPort') });
  }
  return places;
}

/** Browser profiles that say nothing about which browser they are. */
export function unnamedBrowsers({ browser, state }: RuleInput['gateways'][number]['spec']): string[] {
  if (state === 'absent' || !browser.enabled || browser.cdpUrl !== null) return [];
  return browser.profiles.flatMap(({ name, cdpPort, cdpUrl }) => (cdpPort === null && cdpUrl === null ? [name] : []));
}

function addPlace(places: Map<string, Set<string>>, { gateway, pointer: place }: { gateway: string; pointer: string }): void {
  const known = places.get(gateway);
  if (known === undefined) places.set(gateway, new Set([place]));
  else known.add(place);
}

function repairAll({ gateways, claims }: RuleInput, movers: ReadonlyMap<string, ReadonlySet<string>>): Map<string, PortEdits> {
  const ports = Map.groupBy(
    claims.filter((claim) => claim.kind === 'port'),
    ({ gateway }) => gateway,
  );
  const endpoints = gateways.flatMap(({ spec }) => (spec.state === 'absent' ? [] : loopbackEndpoints(spec)));
  const map = createPortMap([...[...ports.values()].flat(), ...endpoints]);
  return new Map(
    gateways.flatMap((gateway) => {
      const places = movers.get(gateway.name);
      return places === undefined
        ? []
        : [[gateway.name, repairPorts({ gateway, claims: ports.get(gateway.name) ?? [], places }, map)] as const];
    }),
  );
}

function toFix(gateway: string, places: readonly string[], edits: PortEdits): Fix {
  const prefix = pointer('gateways', gateway).length + 1;
  const found = places.flatMap((place) => {
    const value = edits.get(place);
    return value === undefined ? [] : [{ pointer: place, value }];
  });
  if (found.length < places.length) {
    return {
      description: `there is no free block of ports left for ${quoted(gateway)}: remove a gateway, or switch off browsers that are not used`,
      edits: [],
    };
  }
  const parts = found.map(
    ({ pointer: place, value }) => `set ${place.slice(prefix).replaceAll('/', '.')} of ${quoted(gateway)} to ${showPort(value)}`,
  );
  return { description: parts.join(', '), edits: found };
}

function showPort(value: PortEdits extends ReadonlyMap<string, infer V> ? V : never): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

/** Several fixes as one. */
export function joinFixes(fixes: readonly Fix[]): Fix {
  const edits = new Map(fixes.flatMap((fix) => fix.edits).map((edit) => [edit.pointer, edit]));
  return { description: [...new Set(fixes.map(({ description }) => description))].join(', '), edits: [...edits.values()] };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function memo<T>(make: (key: string) => T): (key: string) => T {
  const made = new Map<string, T>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
