import type { PortRange } from '../fleet/fleet-schema.ts';

/** A stretch of the axis without a break: ports `first` to `last` from `x` on, `perPort` wide each. */
export type AxisPart = { readonly first: number; readonly last: number; readonly x: number; readonly perPort: number };

/** Ports further apart than this are shown beside each other, with a break in the axis. */
const WIDEST_GAP = 40;

/** Room between two parts, for the break. */
const BREAK = 14;

/** A short part is drawn as if it had this many ports, so that it can be seen. */
const SHORTEST = 24;

/** Divides `width` among the stretches of ports that are in use, in proportion to their length. */
export function layOutAxis(ranges: readonly PortRange[], left: number, width: number): AxisPart[] {
  const parts: PortRange[] = [];
  for (const { first, last } of ranges.toSorted((a, b) => a.first - b.first)) {
    const before = parts.at(-1);
    if (before !== undefined && first <= before.last + WIDEST_GAP)
      parts[parts.length - 1] = { first: before.first, last: Math.max(before.last, last) };
    else parts.push({ first, last });
  }
  const lengthOf = ({ first, last }: PortRange) => Math.max(SHORTEST, last - first + 1);
  const total = parts.reduce((sum, part) => sum + lengthOf(part), 0);
  const scale = (width - BREAK * Math.max(0, parts.length - 1)) / Math.max(1, total);
  let x = left;
  return parts.map((part) => {
    const placed = { ...part, x, perPort: (lengthOf(part) * scale) / (part.last - part.first + 1) };
    x += lengthOf(part) * scale + BREAK;
    return placed;
  });
}

/** Where a port begins on the axis. */
export function xOf(port: number, axis: readonly AxisPart[]): number {
  const part = axis.find(({ first, last }) => first <= port && port <= last);
  return part === undefined ? 0 : part.x + (port - part.first) * part.perPort;
}

/** How wide a port is drawn. */
export function widthOf(port: number, axis: readonly AxisPart[]): number {
  return axis.find(({ first, last }) => first <= port && port <= last)?.perPort ?? 0;
}
