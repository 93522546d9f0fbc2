import type { PortRange } from '../fleet/fleet-schema.ts';
import { BLOCK_STEP, FIRST_BASE_PORT, MAX_BASE_PORT } from '../fleet/port-block.ts';
import { blockAt, createPortMap } from './port-map.ts';

/** Base ports of the first two gateways of a host. */
export type FirstPorts = { readonly main: number; readonly rescue: number };

/** How many blocks lie between the two, so that `main` can grow neighbours without reaching its rescue. */
const DISTANCE = 8;

/** First port that a system hands out by itself. Source: Linux, net.ipv4.ip_local_port_range. */
const EPHEMERAL = 32768;

/** Free blocks for a main gateway and its rescue; `null` when the host has no two. `taken`: ports that are in use or spoken for. */
export function chooseFirstPorts(taken: readonly PortRange[]): FirstPorts | null {
  const map = createPortMap(taken);
  const all = Array.from(
    { length: Math.floor((MAX_BASE_PORT - FIRST_BASE_PORT) / BLOCK_STEP) + 1 },
    (_, at) => FIRST_BASE_PORT + at * BLOCK_STEP,
  );
  const free = all.filter((base) => map.isFree(blockAt(base)));
  const calm = free.filter((base) => blockAt(base).last < EPHEMERAL);
  const bases = calm.length >= 2 ? calm : free;
  const [main, next] = bases;
  if (main === undefined || next === undefined) return null;
  return { main, rescue: bases.find((base) => base >= main + DISTANCE * BLOCK_STEP) ?? bases.at(-1) ?? next };
}
