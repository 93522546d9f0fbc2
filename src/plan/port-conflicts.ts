/** Which gateways want the same ports. A sweep over sorted claims: the cost is that of sorting plus what is found. */
import { MAX_BASE_PORT, MAX_PORT } from '../fleet/port-block.ts';
import type { PortClaim } from './claim.ts';

/** Two claims that meet; `two` is of the gateway that comes later in the fleet file. */
export type PortMeeting = { readonly kind: 'fixed' | 'fixed-in-range' | 'ranges'; readonly one: PortClaim; readonly two: PortClaim };

/** All meetings of two gateways, in the order of their ports. */
export type PairConflict = { readonly one: string; readonly two: string; readonly meetings: readonly PortMeeting[] };

/** Conflicts between gateways, by the earlier and then the later one. `order`: place of each name in the fleet file. */
export function findPairConflicts(claims: readonly PortClaim[], order: ReadonlyMap<string, number>): PairConflict[] {
  const pairs = new Map<number, PairConflict & { readonly meetings: PortMeeting[] }>();
  const size = order.size + 1;
  sweep(claims, (a, b) => {
    if (a.gateway === b.gateway) return;
    const [i, j] = [order.get(a.gateway) ?? 0, order.get(b.gateway) ?? 0];
    const [one, two] = i < j ? [a, b] : [b, a];
    const key = Math.min(i, j) * size + Math.max(i, j);
    let pair = pairs.get(key);
    if (pair === undefined) {
      pair = { one: one.gateway, two: two.gateway, meetings: [] };
      pairs.set(key, pair);
    }
    const ranges = Number(isRange(a)) + Number(isRange(b));
    pair.meetings.push({ kind: ranges === 2 ? 'ranges' : ranges === 1 ? 'fixed-in-range' : 'fixed', one, two });
  });
  return [...pairs].sort(([a], [b]) => a - b).map(([, pair]) => pair);
}

/** Declared CDP ports that equal another fixed port of their own gateway. `one` has the better right to the port. */
export function findOwnConflicts(claims: readonly PortClaim[]): PortMeeting[] {
  const seen = new Map<string, PortClaim>();
  return claims.flatMap((claim): PortMeeting[] => {
    if (isRange(claim)) return [];
    const key = `${claim.first}/${claim.gateway}`;
    const earlier = seen.get(key);
    if (earlier === undefined) seen.set(key, claim);
    return earlier === undefined || claim.role !== 'cdp-port' ? [] : [{ kind: 'fixed', one: earlier, two: claim }];
  });
}

/** Claims that pass the last port, and base ports that leave no room for a whole block. */
export function findTooHigh(claims: readonly PortClaim[]): PortClaim[] {
  return claims.filter(({ role, first, last }) => (role === 'gateway' ? first > MAX_BASE_PORT : last > MAX_PORT));
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
