import type { PortRange } from '../fleet/fleet-schema.ts';
import { overlaps } from './interval.ts';
import type { RuleInput } from './rule.ts';

/** `reserved`: ports in the range that the system was told to leave alone. */
export type EphemeralPorts = { readonly range: PortRange; readonly reserved: readonly PortRange[] };

/**
 * Ports that the system gives to outgoing connections: as it was seen to do, or as it does unless it was told otherwise.
 * Source: Linux `ip_local_port_range` in ip(7); RFC 6335 for macOS and Windows.
 */
export function ephemeralPorts({ host, seen }: Pick<RuleInput, 'host' | 'seen'>): EphemeralPorts {
  const usual = host.platform === 'linux' ? { first: 32768, last: 60999 } : { first: 49152, last: 65535 };
  return seen?.ephemeral ?? { range: usual, reserved: [] };
}

/** Whether one of these ports may be given away. */
export function mayBeGivenAway({ first, last }: PortRange, { range, reserved }: EphemeralPorts): boolean {
  let next = Math.max(first, range.first);
  const end = Math.min(last, range.last);
  for (const kept of reserved.filter((one) => overlaps(one, { first: next, last: end })).sort((a, b) => a.first - b.first)) {
    if (kept.first > next) return true;
    next = Math.max(next, kept.last + 1);
  }
  return next <= end;
}
