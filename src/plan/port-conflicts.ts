/** Which gateways want the same ports. A sweep over sorted claims: the cost is that of sorting plus what is found. */
import { MAX_BASE_PORT, MAX_PORT } from '../fleet/port-block.ts';
import type { PortClaim } from './claim.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { pointer } from './finding.ts';
import { NO_BASE_LEFT } from './port-lock.ts';

/** Two claims that meet; `two` is of the gateway that comes later in the fleet file. */
export type PortMeeting = { readonly kind: 'fixed' | 'fixed-in-range' | 'ranges'; readonly one: PortClaim; readonly two: PortClaim };

/** All meetings of two gateways, in the order of their ports. */
export type PairConflict = { readonly one: string; readonly two: string; readonly meetings: readonly PortMeeting[] };

/** Conflicts between gateways, by the earlier and then the later one. `order`: place of each name in the fleet file. */
export function findPairConflicts(claims: readonly PortClaim[], order: ReadonlyMap<string, number>): PairConflict[] {
  const pairs = new Map<number, PairConflict & { readonly meetings: PortMeeting[] }>();
  sweep(claims, (a, b) => {
    if (a.gateway === b.gateway) return;
    const [i, j] = [order.get(a.gateway) ?? 0, order.get(b.gateway) ?? 0];
    const [one, two] = i < j ? [a, b] : [b, a];
    const key = Math.min(i, j) * order.size + Math.max(i, j);
    let pair = pairs.get(key);
    if (pair === undefined) {
      pair = { one: one.gateway, two: two.gateway, meetings: [] };
      pairs.set(key, pair);
    }
    const kind = isRange(a) ? (isRange(b) ? 'ranges' : 'fixed-in-range') : isRange(b) ? 'fixed-in-range' : 'fixed';
    pair.meetings.push({ kind, one, two });
  });
  return [...pairs].sort(([a], [b]) => a - b).map(([, pair]) => pair);
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

/** Calls `meet` once for every two claims that share a port. */
function sweep(claims: readonly PortClaim[], meet: (a: PortClaim, b: PortClaim) => void): void {
  let open: PortClaim[] = [];
  const sorted = claims.filter(({ first, last }) => first <= last).sort((a, b) => a.first - b.first);
  for (const claim of sorted) {
    open = open.filter(({ last }) => last >= claim.first);
    for (const other of open) meet(other, claim);
    open.push(claim);
  }
}
