/**
 * Free ports for the gateways that have to move. Every gateway gets one set of edits, clear of all ports that anybody
 * has or is offered; so any of the fixes, and all of them together, leave nothing behind that collides.
 */
import type { PortRange } from '../fleet/fleet-schema.ts';
import type { Json } from '../fleet/fleet-spec.ts';
import { PORT_BLOCK } from '../fleet/port-block.ts';
import type { PortClaim } from './claim.ts';
import { cdpRangeAfter } from './derive-ports.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { pointer } from './finding.ts';
import { blockAt, type PortMap, singlePort } from './port-map.ts';

/** New values by JSON pointer. A pointer that had to move and is not here found no room. */
export type PortEdits = ReadonlyMap<string, Json>;

/** What has to move: `places` are JSON pointers of ports of this gateway, `claims` all that it claims. */
export type PortMove = { readonly gateway: DerivedGateway; readonly claims: readonly PortClaim[]; readonly places: ReadonlySet<string> };

/** Finds room for one gateway and adds it to `map`, which holds the ports of all gateways, this one included. */
export function repairPorts({ gateway, claims, places }: PortMove, map: PortMap): PortEdits {
  const at = (...keys: string[]) => pointer('gateways', gateway.name, ...keys);
  const edits = new Map<string, Json>();
  const moving = claims.filter((claim) => places.has(claim.pointer));
  if (places.size === 1 && places.has(at('port'))) return moveBase(at('port'), moving, map);
  const kept = claims.filter((claim) => !places.has(claim.pointer));
  const room = createRoom(map, moving, kept);
  const { browser, canvasHost } = gateway.spec;
  const wants = (place: string) => places.has(place);

  const moved = wants(at('port')) ? room.takeBlock() : null;
  const base = moved ?? gateway.ports.gateway;
  if (moved !== null) edits.set(at('port'), moved);
  let control = browser.controlPort ?? base + PORT_BLOCK.browserControl;
  if (wants(at('browser', 'controlPort'))) {
    const ranges = browser.cdpPortRange === null ? [cdpRangeAfter(base + PORT_BLOCK.browserControl)] : [];
    const found = room.place(base, PORT_BLOCK.browserControl, ranges);
    if (found !== null) edits.set(at('browser', 'controlPort'), found);
    control = found ?? control;
  }
  if (wants(at('canvasHost', 'port')) && canvasHost.enabled) {
    const found = room.place(base, PORT_BLOCK.canvas, []);
    if (found !== null) edits.set(at('canvasHost', 'port'), found);
  }
  let range = browser.cdpPortRange ?? cdpRangeAfter(control);
  if (wants(at('browser', 'cdpPortRange'))) {
    const found = room.range(cdpRangeAfter(control));
    if (found !== null) edits.set(at('browser', 'cdpPortRange'), { first: found.first, last: found.last });
    range = found ?? range;
  }
  for (const { name } of browser.profiles) {
    const place = at('browser', 'profiles', name, 'cdpPort');
    const found = wants(place) ? room.portIn(range) : null;
    if (found !== null) edits.set(place, found);
  }
  room.close();
  return edits;
}

/** The usual case, in which nothing of the gateway has to stay clear of something else of it. */
function moveBase(place: string, moving: readonly PortClaim[], map: PortMap): PortEdits {
  for (const claim of moving) map.remove(claim);
  const base = map.firstFreeBase();
  if (base !== null) map.add(blockAt(base));
  for (const claim of moving) map.add(claim);
  return new Map(base === null ? [] : [[place, base]]);
}

/** Where one gateway may go. `close` puts back what it claimed before: nobody else may count on its leaving. */
function createRoom(map: PortMap, moving: readonly PortClaim[], kept: readonly PortClaim[]) {
  const keptRanges = kept.filter(({ role }) => role === 'cdp-range' || role === 'cdp-port');
  const mine: PortRange[] = [];
  const fixed = new Set(kept.filter(({ role }) => role !== 'cdp-range').map(({ first }) => first));
  for (const claim of moving) map.remove(claim);
  const isMine = (port: number) => mine.some(({ first, last }) => first <= port && port <= last);
  const isFree = ({ first, last }: PortRange) => {
    if (isMine(first) && isMine(last)) return true;
    for (const claim of keptRanges) map.remove(claim);
    const free = map.isFree({ first, last });
    for (const claim of keptRanges) map.add(claim);
    return free;
  };
  const add = (range: PortRange) => {
    mine.push(range);
    map.add(range);
  };
  const takeBlock = (): number | null => {
    const base = map.firstFreeBase();
    if (base === null) return null;
    add(blockAt(base));
    for (const offset of [PORT_BLOCK.gateway, PORT_BLOCK.browserControl, PORT_BLOCK.canvas]) fixed.add(base + offset);
    return base;
  };
  const fresh = (offset: number): number | null => {
    const base = takeBlock();
    return base === null ? null : base + offset;
  };
  return {
    takeBlock,
    /** The usual place of a fixed port, with what follows from it; when that is taken, the same place of a fresh block. */
    place: (base: number, offset: number, follows: readonly PortRange[]): number | null => {
      const port = base + offset;
      const free = isMine(port) || (isFree(singlePort(port)) && !fixed.has(port) && follows.every(isFree));
      if (!free) return fresh(offset);
      fixed.add(port);
      for (const range of [singlePort(port), ...follows]) add(range);
      return port;
    },
    range: (usual: PortRange): PortRange | null => {
      const free = isFree(usual);
      const base = free ? null : takeBlock();
      if (free) add(usual);
      return free ? usual : base === null ? null : { first: base + PORT_BLOCK.cdpFirst, last: base + PORT_BLOCK.cdpLast };
    },
    /** The lowest port of the gateway's own range that nobody has; the first of a fresh block when there is none. */
    portIn: ({ first, last }: PortRange): number | null => {
      let found: number | null = null;
      for (let port = first; port <= last && found === null; port += 1) {
        if (!fixed.has(port) && (isMine(port) || isFree(singlePort(port)))) found = port;
      }
      found ??= fresh(PORT_BLOCK.cdpFirst);
      if (found === null) return null;
      fixed.add(found);
      add(singlePort(found));
      return found;
    },
    close: (): void => {
      for (const claim of moving) map.add(claim);
    },
  };
}
