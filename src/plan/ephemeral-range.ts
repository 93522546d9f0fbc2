import type { PortRange } from '../fleet/fleet-schema.ts';
import type { Host } from '../fleet/host.ts';

/**
 * Ports that a system gives to outgoing connections unless it was told otherwise. Source: Linux `ip_local_port_range`
 * in ip(7); RFC 6335 for macOS and Windows.
 */
export function ephemeralRange({ platform }: Pick<Host, 'platform'>): PortRange {
  return platform === 'linux' ? { first: 32768, last: 60999 } : { first: 49152, last: 65535 };
}
