import type { PortRange } from '../fleet/fleet-schema.ts';
import { BLOCK_STEP, FIRST_BASE_PORT, MAX_BASE_PORT, MAX_PORT, PORT_BLOCK } from '../fleet/port-block.ts';

/** How often each of the 65535 ports is spoken for. Asking costs the length of the range, however many gateways there are. */
export type PortMap = {
  readonly add: (range: PortRange) => void;
  /** Takes back one `add` of the same range. */
  readonly remove: (range: PortRange) => void;
  readonly isFree: (range: PortRange) => boolean;
  /** The lowest base of the usual steps whose whole block is free; `null` when there is none. */
  readonly firstFreeBase: () => number | null;
};

const BLOCKS = Math.floor((MAX_BASE_PORT - FIRST_BASE_PORT) / BLOCK_STEP) + 1;

/** A map of `ranges`. Ports above 65535 are never free. */
export function createPortMap(ranges: Iterable<PortRange>): PortMap {
  const ports = new Int32Array(MAX_PORT + 1);
  const blocks = new Int32Array(BLOCKS);
  const count = ({ first, last }: PortRange, by: 1 | -1): void => {
    if (first > last) return;
    for (let port = Math.max(0, first); port <= Math.min(MAX_PORT, last); port += 1) ports[port] = (ports[port] ?? 0) + by;
    const lowest = Math.max(0, Math.ceil((first - PORT_BLOCK.cdpLast - FIRST_BASE_PORT) / BLOCK_STEP));
    const highest = Math.min(BLOCKS - 1, Math.floor((last - FIRST_BASE_PORT) / BLOCK_STEP));
    for (let block = lowest; block <= highest; block += 1) blocks[block] = (blocks[block] ?? 0) + by;
  };
  const isFree = ({ first, last }: PortRange): boolean => {
    // Above the highest port there is no count, and that is not 0.
    for (let port = Math.max(0, first); port <= last; port += 1) if (ports[port] !== 0) return false;
    return true;
  };
  const firstFreeBase = (): number | null => {
    const block = blocks.indexOf(0);
    return block < 0 ? null : FIRST_BASE_PORT + block * BLOCK_STEP;
  };
  for (const range of ranges) count(range, 1);
  return { add: (range) => count(range, 1), remove: (range) => count(range, -1), isFree, firstFreeBase };
}

/** All ports that a gateway reserves with a base port. */
export function blockAt(base: number): PortRange {
  return { first: base, last: base + PORT_BLOCK.cdpLast };
}

export function singlePort(port: number): PortRange {
  return { first: port, last: port };
}
