/** Which gateways want the same ports. A sweep over sorted claims: the cost is that of sorting plus what is found. */
import { MAX_BASE_PORT, MAX_PORT } from '../fleet/port-block.ts';
import type { PortClaim } from './claim.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { pointer } from './finding.ts';
import { NO_BASE_LEFT } from './port-lock.ts';

/** Two claims that meet; `two` is of the gateway that comes later in the fleet file. */
export type PortMeeting = { readonly kind: 'fixed' | 'fixed-in-range' | 'ranges'; readonly one: PortClaim; readonly two: PortClaim };

/** All meetings of two gateways, in the order of their ports. `kinds`: which there are, as `hasKind` reads it. */
export type PairConflict = {
  readonly one: string;
  readonly two: string;
  readonly meetings: readonly PortMeeting[];
  readonly kinds: number;
};

/** One bit each: a crowd has very many pairs, and looking through all of their meetings takes long. */
const KINDS: { readonly [kind in PortMeeting['kind']]: number } = { fixed: 1, 'fixed-in-range': 2, ranges: 4 };

/** Whether two gateways have meetings of a kind. */
export function hasKind({ kinds }: PairConflict, kind: PortMeeting['kind']): boolean {
  return (kinds & KINDS[kind]) !== 0;
}

/** Conflicts between gateways, by the earlier and then the later one. `order`: place of each name in the fleet file. */
export function findPairConflicts(claims: readonly PortClaim[], order: ReadonlyMap<string, number>): PairConflict[] {
  type Pair = PairConflict & { readonly meetings: PortMeeting[]; kinds: number };
  /** By the place of the later gateway, then by that of the earlier one: in a crowd, what meets next is in the same row. */
  const rows: (Map<number, Pair> | undefined)[] = Array.from({ length: order.size });
  const placed = claims.map((claim) => ({ claim, at: order.get(claim.gateway) ?? 0 }));
  sweep(placed, (a, b) => {
    if (a.at === b.at) return;
    const [one, two] = a.at < b.at ? [a, b] : [b, a];
    const row = rows[two.at] ?? new Map<number, Pair>();
    rows[two.at] = row;
    const pair = row.get(one.at);
    const meeting: PortMeeting = { kind: kindOf(one.claim, two.claim), one: one.claim, two: two.claim };
    if (pair === undefined) {
      row.set(one.at, { one: one.claim.gateway, two: two.claim.gateway, meetings: [meeting], kinds: KINDS[meeting.kind] });
    } else {
      pair.meetings.push(meeting);
      pair.kinds |= KINDS[meeting.kind];
    }
  });
  const pairs: (PairConflict[] | undefined)[] = Array.from({ length: order.size });
  for (const row of rows) {
    row?.forEach((pair, at) => {
      const others = pairs[at];
      if (others === undefined) pairs[at] = [pair];
      else others.push(pair);
    });
  }
  return pairs.flatMap((row) => row ?? []);
}

function kindOf(one: PortClaim, two: PortClaim): PortMeeting['kind'] {
  if (isRange(one) && isRange(two)) return 'ranges';
  return isRange(one) || isRange(two) ? 'fixed-in-range' : 'fixed';
}

/** How many ports two gateways have in common, from all their meetings. */
export function countShared(meetings: readonly PortMeeting[]): number {
  let [shared, next] = [0, 0];
  for (const { one, two } of meetings) {
    const last = Math.min(one.last, two.last);
    shared += Math.max(0, last - Math.max(one.first, two.first, next) + 1);
    next = Math.max(next, last + 1);
  }
  return shared;
}

/** Ports that occur twice within one gateway. `one` has the better right to the port. */
export function findOwnConflicts(claims: readonly PortClaim[]): PortMeeting[] {
  const seen = new Map<string, PortClaim>();
  return claims.flatMap((claim): PortMeeting[] => {
    if (isRange(claim)) return [];
    const key = `${claim.first}/${claim.gateway}`;
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, claim);
    return earlier === undefined ? [] : [{ kind: 'fixed', one: earlier, two: claim }];
  });
}

/** A port of a gateway that passes the last one, by its JSON pointer. `claim` is missing when the gateway got no base port. */
export type HighPort = { readonly gateway: string; readonly pointer: string; readonly claim: PortClaim | null };

/** Claims that pass the last port, and base ports that leave no room for a whole block. */
export function findTooHigh(gateways: readonly DerivedGateway[], claims: readonly PortClaim[]): HighPort[] {
  const high = claims.filter(({ role, first, last }) => (role === 'gateway' ? first > MAX_BASE_PORT : last > MAX_PORT));
  const baseless = gateways.filter(({ spec, ports }) => spec.port === 'auto' && ports.gateway === NO_BASE_LEFT);
  return [
    ...baseless.map(({ name }) => ({ gateway: name, pointer: pointer('gateways', name, 'port'), claim: null })),
    ...high.map((claim) => ({ gateway: claim.gateway, pointer: claim.pointer, claim })),
  ];
}

export function isRange({ role }: PortClaim): boolean {
  return role === 'cdp-range';
}

/** A claim, and the place of its gateway in the fleet file. */
type Placed = { readonly claim: PortClaim; readonly at: number };

/** Calls `meet` once for every two claims that share a port. */
function sweep(claims: readonly Placed[], meet: (a: Placed, b: Placed) => void): void {
  let open: Placed[] = [];
  const sorted = claims.filter(({ claim }) => claim.first <= claim.last).sort((a, b) => a.claim.first - b.claim.first);
  for (const next of sorted) {
    open = open.filter(({ claim }) => claim.last >= next.claim.first);
    for (const other of open) meet(other, next);
    open.push(next);
  }
}
