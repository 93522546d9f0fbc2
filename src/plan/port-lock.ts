import type { PortRange } from '../fleet/fleet-schema.ts';
import type { GatewaySpec } from '../fleet/fleet-spec.ts';
import { BLOCK_STEP, FIRST_BASE_PORT, MAX_BASE_PORT, PORT_BLOCK } from '../fleet/port-block.ts';
import { derivePorts, portIntervals } from './derive-ports.ts';
import { overlaps } from './interval.ts';

/** Automatic base ports by gateway name, kept beside the fleet file so that they never move. */
export type PortLock = { readonly ports: { readonly [gateway: string]: number } };

/**
 * Base ports of all gateways by name. An automatic one keeps its locked port; a new one takes the lowest free block.
 * When no block is left it gets 65426, which OC104 reports.
 */
export function assignBasePorts(gateways: readonly GatewaySpec[], lock: PortLock, taken: readonly PortRange[]): Map<string, number> {
  const bases = new Map<string, number>();
  for (const { name, port } of gateways) {
    const locked = Object.hasOwn(lock.ports, name) ? lock.ports[name] : undefined;
    if (port !== 'auto') bases.set(name, port);
    else if (locked !== undefined) bases.set(name, locked);
  }
  const busy = gateways.flatMap((spec) => {
    const base = bases.get(spec.name);
    return base === undefined || spec.state === 'absent' ? [] : portIntervals(derivePorts(spec, base));
  });
  const used = [...busy, ...taken];
  for (const { name } of gateways) {
    if (bases.has(name)) continue;
    const base = lowestFreeBase(used);
    bases.set(name, base ?? MAX_BASE_PORT + 1);
    if (base !== null) used.push(blockAt(base));
  }
  return bases;
}

/** The lowest base of the usual steps whose whole block is free; `null` when there is none. */
export function lowestFreeBase(used: readonly PortRange[]): number | null {
  for (let base = FIRST_BASE_PORT; base <= MAX_BASE_PORT; base += BLOCK_STEP) {
    const block = blockAt(base);
    if (!used.some((interval) => overlaps(interval, block))) return base;
  }
  return null;
}

export function blockAt(base: number): PortRange {
  return { first: base, last: base + PORT_BLOCK.cdpLast };
}
