/** Port conflicts in words: which ports, and when it bites. */
import type { PortClaim, PortRole } from './claim.ts';
import type { PortMeeting } from './port-conflicts.ts';
import { quoted } from './visible.ts';

const ROLES: { readonly [role in PortRole]: string } = {
  gateway: 'gateway port',
  'browser-control': 'browser control port',
  canvas: 'canvas port',
  'cdp-port': 'CDP port',
  'cdp-range': 'browser range',
};

export function describeFixed({ one, two }: PortMeeting): string {
  return `port ${two.first} is the ${roleOf(two)} of ${quoted(two.gateway)} and the ${roleOf(one)} of ${quoted(one.gateway)}, so the one that starts second cannot have it`;
}

export function describeInRange({ one, two }: PortMeeting): string {
  const [fixed, range] = one.role === 'cdp-range' ? [two, one] : [one, two];
  const count = ordinal(fixed.first - range.first + 1);
  return `the ${roleOf(fixed)} ${fixed.first} of ${quoted(fixed.gateway)} is taken when ${quoted(range.gateway)} opens its ${count} browser profile`;
}

export function describeRanges({ one, two }: PortMeeting): string {
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
