import type { PortRange } from '../fleet/fleet-schema.ts';

export function overlaps(a: PortRange, b: PortRange): boolean {
  return a.first <= b.last && b.first <= a.last;
}
