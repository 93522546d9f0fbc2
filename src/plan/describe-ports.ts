/** Port conflicts in words: which ports, and when it bites. */
import type { PortClaim, PortRole } from './claim.ts';
import type { PortMeeting } from './port-conflicts.ts';
import { series } from './series.ts';
import { quoted } from './visible.ts';

const ROLES: { readonly [role in PortRole]: string } = {
  gateway: 'gateway port',
  'browser-control': 'browser control port',
  canvas: 'canvas port',
  'browser-relay': 'extension relay port',
  'cdp-port': 'CDP port',
  'cdp-range': 'browser range',
};

/** Meetings of two gateways of one kind in one sentence. */
export function describeMeetings(meetings: readonly PortMeeting[]): string {
  const parts = [...Map.groupBy(meetings, sentenceOf).values()].map(describeAlike);
  return parts.join(', and ');
}

/** Meetings with the same key can be told in one sentence: of one kind, the same way round, and of browser ranges one by one. */
function sentenceOf({ kind, one, two }: PortMeeting): string {
  if (kind === 'fixed-in-range') return one.role === 'cdp-range' ? 'two in one' : 'one in two';
  if (kind === 'ranges') return `${one.first}-${two.first}`;
  return one.role === two.role ? 'same roles' : 'other roles';
}

function describeAlike(meetings: readonly PortMeeting[]): string {
  const [first] = meetings;
  if (first === undefined) return '';
  if (first.kind === 'fixed-in-range') return describeInRange(meetings, first);
  return first.kind === 'ranges' ? describeRanges(first) : describeFixed(meetings, first);
}

function describeFixed(meetings: readonly PortMeeting[], { one, two }: PortMeeting): string {
  const owners = `${quoted(two.gateway)} and ${quoted(one.gateway)}`;
  if (meetings.length > 1 && one.role === two.role) {
    const roles = meetings.map((meeting) => `${ROLES[meeting.two.role]} ${meeting.two.first}`);
    return `${owners} have the same ${series(roles)}, so the one that starts second cannot have them`;
  }
  const ports = meetings.map(
    (meeting) =>
      `port ${meeting.two.first} is the ${roleOf(meeting.two)} of ${quoted(two.gateway)} and the ${roleOf(meeting.one)} of ${quoted(one.gateway)}`,
  );
  return `${series(ports)}, so the one that starts second cannot have ${ports.length === 1 ? 'it' : 'them'}`;
}

function describeInRange(meetings: readonly PortMeeting[], { one, two }: PortMeeting): string {
  const [fixed, range] = one.role === 'cdp-range' ? [two, one] : [one, two];
  const places = meetings.map((meeting) => {
    const port = one.role === 'cdp-range' ? meeting.two : meeting.one;
    return { name: `the ${roleOf(port)} ${port.first}`, count: ordinal(port.first - range.first + 1) };
  });
  const [first, ...others] = places.map(({ name, count }, at) =>
    at === 0
      ? `${name} of ${quoted(fixed.gateway)} is taken when ${quoted(range.gateway)} opens its ${count} browser profile`
      : `${name} at the ${count}`,
  );
  return series([first ?? '', ...others]);
}

function describeRanges({ one, two }: PortMeeting): string {
  const [first, last] = [Math.max(one.first, two.first), Math.min(one.last, two.last)];
  const [low, high] = one.first <= two.first ? [one, two] : [two, one];
  const ports = last === first ? `1 port, ${first}` : `${last - first + 1} ports, ${first}-${last}`;
  const bite = `it collides when ${quoted(low.gateway)} opens its ${ordinal(first - low.first + 1)} browser profile and ${quoted(high.gateway)} its ${ordinal(first - high.first + 1)}`;
  return `the browser ranges of ${quoted(two.gateway)} and ${quoted(one.gateway)} overlap in ${ports}: ${bite}`;
}

export function roleOf({ role, detail }: PortClaim): string {
  return role === 'cdp-port' ? `${ROLES[role]} of browser profile ${quoted(detail)}` : ROLES[role];
}

/** The first three in words, and how many more there are. */
export function listed<T>(things: readonly T[], describe: (thing: T) => string): string {
  const shown = things.slice(0, 3).map(describe).join(', ');
  return things.length <= 3 ? shown : `${shown} and ${things.length - 3} more`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

export function ordinal(count: number): string {
  const ending = count % 100 >= 11 && count % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}
