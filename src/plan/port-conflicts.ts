/** Which gateways want the same ports. A sweep over sorted claims: the cost is that of sorting plus what is found. */
import type { PortClaim } from './claim.ts';

/** Two claims of different gateways that meet. `range` is null when both are single ports. */
export type PortMeeting = { readonly one: PortClaim; readonly two: PortClaim };

/** All meetings of two gateways, by kind. */
export type PairConflict = { readonly fixed: PortMeeting[]; readonly fixedInRange: PortMeeting[]; readonly ranges: PortMeeting[] };

/** Conflicts by pair of gateways; the key joins both names in the order of the fleet. */
export function findPortConflicts(claims: readonly PortClaim[], order: ReadonlyMap<string, number>): PairConflict[] {
  const pairs = new Map<number, PairConflict>();
  const size = order.size + 1;
  const meet = (a: PortClaim, b: PortClaim): void => {
    if (a.gateway === b.gateway) return;
    const [i, j] = [order.get(a.gateway) ?? 0, order.get(b.gateway) ?? 0];
    const key = Math.min(i, j) * size + Math.max(i, j);
    const pair = pairs.get(key) ?? { fixed: [], fixedInRange: [], ranges: [] };
    pairs.set(key, pair);
    const [one, two] = i < j ? [a, b] : [b, a];
    const kind = isRange(a) && isRange(b) ? pair.ranges : isRange(a) || isRange(b) ? pair.fixedInRange : pair.fixed;
    kind.push({ one, two });
  };
  sweep(claims, meet);
  return [...pairs].sort(([a], [b]) => a - b).map(([, pair]) => pair);
}

function isRange({ role }: PortClaim): boolean {
  return role === 'cdp-range';
}

/** Calls `meet` once for every two claims that share a port. */
function sweep(claims: readonly PortClaim[], meet: (a: PortClaim, b: PortClaim) => void): void {
  let open: PortClaim[] = [];
  for (const claim of [...claims].sort((a, b) => a.first - b.first)) {
    open = open.filter(({ last }) => last >= claim.first);
    for (const other of open) meet(other, claim);
    if (claim.last >= claim.first) open.push(claim);
  }
}
