/** Which ports have to move so that nothing collides: JSON pointers by gateway. Where they go is decided elsewhere. */
import type { PortClaim } from './claim.ts';
import { pointer } from './finding.ts';
import type { HighPort, PairConflict, PortMeeting } from './port-conflicts.ts';
import type { RuleInput } from './rule.ts';
import { stayPut } from './stay-put.ts';

/** What it costs to move a running gateway: more than moving all others of any fleet. */
const RUNNING = 1_000_000;

/**
 * Gateways whose base port has to move: those without room above it, and of those whose bases meet as few as possible,
 * none that runs when one that does not will do, else the later ones.
 */
export function findMovingBases(
  { gateways, running }: RuleInput,
  pairs: readonly PairConflict[],
  tooHigh: readonly HighPort[],
): Set<string> {
  const bases = new Set(tooHigh.filter(isDerived).map(({ gateway }) => gateway));
  const edges = new Map<string, string[]>();
  const join = (one: string, two: string): void => {
    const known = edges.get(one);
    if (known === undefined) edges.set(one, [two]);
    else known.push(two);
  };
  for (const { one, two, meetings } of pairs) {
    if (bases.has(one) || bases.has(two) || !meetings.some((meeting) => isDerived(meeting.one) && isDerived(meeting.two))) continue;
    join(one, two);
    join(two, one);
  }
  const meeting = gateways.filter(({ name }) => edges.has(name));
  // The small part of a weight says that of two equal choices the later gateways move.
  const candidates = meeting.map(({ name }, at) => ({
    name,
    weight: (running.has(name) ? RUNNING : 1) + (meeting.length - at) / (meeting.length + 1) ** 2,
  }));
  const staying = stayPut(candidates, edges);
  for (const { name } of meeting) if (!staying.has(name)) bases.add(name);
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

/** Whether a port stands for the base port (`/gateways/NAME/port`), not for an override, whose pointer is longer. */
export function isDerived({ pointer: place }: { readonly pointer: string }): boolean {
  return place.indexOf('/', ROOT.length) === place.lastIndexOf('/');
}

const ROOT = '/gateways/';

/** What has to move to end these meetings, by gateway. */
export function groupMovers(
  groups: readonly (readonly PortMeeting[])[],
  bases: ReadonlySet<string>,
): { readonly gateway: string; readonly places: readonly string[] }[] {
  const places = new Map<string, Set<string>>();
  for (const meetings of groups) eachMover(meetings, bases, (mover) => addPlace(places, mover));
  return [...places].map(([gateway, set]) => ({ gateway, places: [...set] }));
}

/** Ports that follow from the same two values meet side by side, and one value moves them all. */
function eachMover(meetings: readonly PortMeeting[], bases: ReadonlySet<string>, move: (mover: PortClaim) => void): void {
  let last: PortMeeting | undefined;
  for (const meeting of meetings) {
    if (last?.one.pointer !== meeting.one.pointer || last.two.pointer !== meeting.two.pointer) move(moverOf(meeting, bases));
    last = meeting;
  }
}

export function findMovers(
  input: RuleInput,
  groups: readonly (readonly PortMeeting[])[],
  tooHigh: readonly HighPort[],
  bases: ReadonlySet<string>,
): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const meetings of groups) eachMover(meetings, bases, (mover) => addPlace(places, mover));
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
