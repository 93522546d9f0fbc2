import type { PortRange } from '../fleet/fleet-schema.ts';

export function overlaps(a: PortRange, b: PortRange): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Sorted, disjoint intervals that cover the same ports. */
export function mergeIntervals(intervals: readonly PortRange[]): PortRange[] {
  const merged: PortRange[] = [];
  for (const next of [...intervals].sort((a, b) => a.first - b.first)) {
    const last = merged.at(-1);
    if (last !== undefined && next.first <= last.last + 1)
      merged[merged.length - 1] = { first: last.first, last: Math.max(last.last, next.last) };
    else if (next.last >= next.first) merged.push(next);
  }
  return merged;
}

/** How many ports two sorted lists of disjoint intervals have in common. */
export function countShared(a: readonly PortRange[], b: readonly PortRange[]): number {
  let [shared, i, j] = [0, 0, 0];
  for (let [one, two] = [a[i], b[j]]; one !== undefined && two !== undefined; [one, two] = [a[i], b[j]]) {
    shared += Math.max(0, Math.min(one.last, two.last) - Math.max(one.first, two.first) + 1);
    if (one.last < two.last) i += 1;
    else j += 1;
  }
  return shared;
}
