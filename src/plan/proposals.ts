import { PORT_BLOCK } from '../fleet/port-block.ts';
import type { Claim, PortClaim } from './claim.ts';
import { type Fix, pointer } from './finding.ts';
import { overlaps } from './interval.ts';
import { blockAt, lowestFreeBase } from './port-lock.ts';

/** Free ports to move to. Each is offered once, so that all fixes of a fleet can be made together. */
export type Proposals = {
  /** Moves the ports that a claim stands for: the base port, or the override that causes it. */
  readonly moveClaim: (claim: PortClaim) => Fix;
};

export function createProposals(claims: readonly Claim[]): Proposals {
  const used = claims.filter((claim) => claim.kind === 'port');
  const taken = used.map(({ first, last }) => ({ first, last }));
  const bases = new Map<string, number | null>();
  const fixes = new Map<string, Fix>();
  const baseFor = (gateway: string): number | null => {
    const known = bases.get(gateway);
    if (known !== undefined) return known;
    const base = lowestFreeBase(taken);
    bases.set(gateway, base);
    if (base !== null) taken.push(blockAt(base));
    return base;
  };
  const cdpPortFor = (claim: PortClaim): number | null => {
    const range = used.find(({ gateway, role }) => gateway === claim.gateway && role === 'cdp-range');
    for (let port = range?.first ?? 1; range !== undefined && port <= range.last; port += 1) {
      const single = { first: port, last: port };
      const others = used.filter((one) => one !== range && overlaps(one, single));
      if (others.length > 0 || offered.has(port)) continue;
      offered.add(port);
      return port;
    }
    const base = baseFor(claim.gateway);
    return base === null ? null : nextIn(base + PORT_BLOCK.cdpFirst);
  };
  const offered = new Set<number>();
  const nextIn = (first: number): number => {
    let port = first;
    while (offered.has(port)) port += 1;
    offered.add(port);
    return port;
  };
  return {
    moveClaim: (claim) => {
      const known = fixes.get(claim.pointer);
      if (known !== undefined) return known;
      const fix = claim.role === 'cdp-port' ? writeFix(claim, cdpPortFor(claim)) : moveTo(claim, baseFor(claim.gateway));
      fixes.set(claim.pointer, fix);
      return fix;
    },
  };
}

const NO_ROOM: Fix = {
  description: 'there is no free block of 111 ports left: remove a gateway, or switch off browsers that are not used',
  edits: [],
};

function moveTo(claim: PortClaim, base: number | null): Fix {
  if (base === null) return NO_ROOM;
  if (claim.pointer.endsWith('/browser/controlPort')) return writeFix(claim, base + PORT_BLOCK.browserControl);
  if (claim.pointer.endsWith('/canvasHost/port')) return writeFix(claim, base + PORT_BLOCK.canvas);
  if (!claim.pointer.endsWith('/browser/cdpPortRange')) return writeFix(claim, base);
  const range = { first: base + PORT_BLOCK.cdpFirst, last: base + PORT_BLOCK.cdpLast };
  return {
    description: `set browser.cdpPortRange of "${claim.gateway}" to ${range.first}-${range.last}`,
    edits: [{ pointer: claim.pointer, value: range }],
  };
}

function writeFix({ gateway, pointer: place }: PortClaim, port: number | null): Fix {
  if (port === null) return NO_ROOM;
  const field = place.slice(pointer('gateways', gateway).length + 1).replaceAll('/', '.');
  return { description: `set ${field} of "${gateway}" to ${port}`, edits: [{ pointer: place, value: port }] };
}
