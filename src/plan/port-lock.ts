import type { PortRange } from '../fleet/fleet-schema.ts';
import type { GatewaySpec } from '../fleet/fleet-spec.ts';
import { MAX_BASE_PORT } from '../fleet/port-block.ts';
import { declaredPorts, derivePorts, loopbackEndpoints, portIntervals } from './derive-ports.ts';
import { blockAt, createPortMap } from './port-map.ts';

/** Automatic base ports by gateway name, kept beside the fleet file so that they never move. */
export type PortLock = { readonly ports: { readonly [gateway: string]: number } };

/** Base ports of all gateways by name, and the lock to keep. */
export type AssignedPorts = { readonly bases: ReadonlyMap<string, number>; readonly lock: PortLock };

/**
 * What an automatic gateway gets when no block is left: one above the highest base, which OC104 reports.
 * It is not kept in the lock, so that the gateway gets a block as soon as there is one.
 */
export const NO_BASE_LEFT = MAX_BASE_PORT + 1;

/**
 * What an absent gateway without a port stands for. It claims nothing and never listens; the highest block is
 * the last one that another gateway is given, so nobody is mistaken for it while it is removed.
 */
export const ABSENT_BASE = MAX_BASE_PORT;

/**
 * Every automatic gateway keeps its locked port; a new one takes the lowest block that is free of declared ports,
 * of locked blocks (also of gateways declared absent: they may come back) and of `taken`. Names that have left
 * the fleet, or got a fixed port, leave the lock.
 */
export function assignAutoPorts(gateways: readonly GatewaySpec[], lock: PortLock, taken: readonly PortRange[]): AssignedPorts {
  const bases = new Map<string, number>();
  for (const { name, port } of gateways) {
    const base = port === 'auto' ? lockedPort(lock, name) : port;
    if (base !== null) bases.set(name, base);
  }
  const map = createPortMap(taken);
  // What is taken matters only where a port has to be found.
  const someSeek = gateways.some(({ name, state }) => state !== 'absent' && !bases.has(name));
  if (someSeek) for (const spec of gateways) for (const range of reservedBy(spec, bases.get(spec.name))) map.add(range);
  const kept = new Map<string, number>();
  for (const { name, port, state } of gateways) {
    const known = bases.get(name);
    const base = known ?? (state === 'absent' ? null : map.firstFreeBase());
    if (known === undefined && base !== null) map.add(blockAt(base));
    bases.set(name, base ?? (state === 'absent' ? ABSENT_BASE : NO_BASE_LEFT));
    if (port === 'auto' && base !== null) kept.set(name, base);
  }
  return { bases, lock: { ports: Object.fromEntries(kept) } };
}

function lockedPort({ ports }: PortLock, name: string): number | null {
  return Object.hasOwn(ports, name) ? (ports[name] ?? null) : null;
}

/** What new blocks must keep clear of. `base` is undefined for a gateway that is still to get one. */
function reservedBy(spec: GatewaySpec, base: number | undefined): PortRange[] {
  const block = spec.port === 'auto' && base !== undefined ? [blockAt(base)] : [];
  if (spec.state === 'absent') return block;
  const declared = [...declaredPorts(spec), ...loopbackEndpoints(spec)];
  return base === undefined ? declared : [...block, ...portIntervals(derivePorts(spec, base)), ...declared];
}
