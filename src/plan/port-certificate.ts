import { parseEndpoint } from '../fleet/endpoint.ts';
import type { FleetSpec } from '../fleet/fleet-spec.ts';
import type { Claim } from './claim.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { overlaps } from './interval.ts';
import { findTooHigh } from './port-conflicts.ts';

/** Ports that one gateway may use, both ends included. `endpoint`: a browser on this machine that it does not start. */
export type CertifiedInterval = {
  readonly first: number;
  readonly last: number;
  readonly gateway: string;
  readonly role: 'gateway' | 'browser-control' | 'canvas' | 'browser-relay' | 'cdp-port' | 'cdp-range' | 'endpoint';
  /** JSON pointer of the value in the fleet file that decides it. */
  readonly pointer: string;
};

/** Two intervals that share a port. */
export type Overlap = { readonly one: CertifiedInterval; readonly two: CertifiedInterval };

export type PortCertificate =
  | { readonly kind: 'proof'; readonly intervals: readonly CertifiedInterval[] }
  /** Gateways whose ports pass the last one, or for which none were left. */
  | { readonly kind: 'too-high'; readonly gateways: readonly string[] }
  | { readonly kind: 'overlap'; readonly overlaps: readonly Overlap[] };

/**
 * Every port that the gateways of a fleet may use, sorted. When each interval ends before the next one begins, no port has
 * two users, and anybody can check that by reading the list once. A CDP port or endpoint within the browser range of its own
 * gateway is part of that range, and a browser range leaves out the fixed ports of its own gateway. An endpoint on a port at
 * which its own gateway listens is a second use of that port: what answers there is no browser.
 */
export function certifyPorts(gateways: readonly DerivedGateway[], claims: readonly Claim[]): PortCertificate {
  const { intervals, overlaps: found } = overlapsOf(claims);
  if (found.length > 0) return { kind: 'overlap', overlaps: found };
  const ports = claims.filter((claim) => claim.kind === 'port');
  const tooHigh = new Set(findTooHigh(gateways, ports).map(({ gateway }) => gateway));
  return tooHigh.size > 0 ? { kind: 'too-high', gateways: [...tooHigh] } : { kind: 'proof', intervals };
}

/** The same list whether or not it proves anything, with every two intervals that share a port. */
export function overlapsOf(claims: readonly Claim[]): {
  readonly intervals: readonly CertifiedInterval[];
  readonly overlaps: readonly Overlap[];
} {
  const intervals = [...Map.groupBy(claims, ({ gateway }) => gateway).values()].flatMap(intervalsOf).sort(compareIntervals);
  const found: Overlap[] = [];
  let open: CertifiedInterval[] = [];
  for (const two of intervals) {
    open = open.filter(({ last }) => last >= two.first);
    for (const one of open) found.push({ one, two });
    open.push(two);
  }
  return { intervals, overlaps: found };
}

function intervalsOf(claims: readonly Claim[]): CertifiedInterval[] {
  const all = claims.flatMap((claim) => toInterval(claim) ?? []);
  const ranges = all.filter(({ role }) => role === 'cdp-range');
  const at = (...roles: readonly CertifiedInterval['role'][]) => all.flatMap(({ role, first }) => (roles.includes(role) ? [first] : []));
  const listeners = new Set(at('gateway', 'browser-control', 'canvas', 'browser-relay'));
  const started = at('cdp-port');
  const twice = new Set(started.filter((port, place) => started.indexOf(port) !== place));
  // A CDP port that the gateway has for something else too stays in the list, where it overlaps.
  const isInside = (one: CertifiedInterval) => {
    const isBrowser = one.role === 'endpoint' || one.role === 'cdp-port';
    return isBrowser && !listeners.has(one.first) && !twice.has(one.first) && ranges.some((range) => overlaps(one, range));
  };
  const outside = dropKnownBrowsers(all.filter((one) => !isInside(one)));
  const fixed = outside.filter(({ role }) => role !== 'cdp-range').map(({ first }) => first);
  return outside.flatMap((one) => (one.role === 'cdp-range' ? cutOut(one, fixed) : [one]));
}

/** A browser range without the fixed ports of its own gateway, which it does not hand out. */
function cutOut(range: CertifiedInterval, fixed: readonly number[]): CertifiedInterval[] {
  const parts: CertifiedInterval[] = [];
  let first = range.first;
  for (const port of [...new Set(fixed)].sort((a, b) => a - b)) {
    if (port < first || port > range.last) continue;
    if (port > first) parts.push({ ...range, first, last: port - 1 });
    first = port + 1;
  }
  return first <= range.last ? [...parts, { ...range, first }] : parts;
}

function toInterval(claim: Claim): CertifiedInterval | null {
  const { gateway, pointer } = claim;
  if (claim.kind === 'port') return { first: claim.first, last: claim.last, gateway, role: claim.role, pointer };
  if (claim.kind !== 'endpoint') return null;
  const endpoint = parseEndpoint(claim.url);
  if (endpoint.kind === 'problem' || !endpoint.loopback) return null;
  return { first: endpoint.port, last: endpoint.port, gateway, role: 'endpoint', pointer };
}

/** An endpoint may name a browser that another profile of the same gateway starts, or uses as well. */
function dropKnownBrowsers(intervals: readonly CertifiedInterval[]): CertifiedInterval[] {
  const browsers = new Set(intervals.flatMap(({ role, first }) => (role === 'cdp-port' ? [first] : [])));
  return intervals.filter(({ role, first }) => {
    if (role !== 'endpoint') return true;
    const isNew = !browsers.has(first);
    browsers.add(first);
    return isNew;
  });
}

/** Between equals the order of the fleet file. */
function compareIntervals(a: CertifiedInterval, b: CertifiedInterval): number {
  return a.first - b.first || a.last - b.last;
}

/** The document of `plan --prove --json`. A minor format version only adds fields. */
export function certificateDocument(fleet: string, spec: FleetSpec, intervals: readonly CertifiedInterval[]) {
  return {
    schema: 'omniclaw.proof.v1',
    formatVersion: '1.0',
    fleet,
    gateways: spec.gateways.filter(({ state }) => state !== 'absent').map(({ name }) => name),
    intervals,
  } as const;
}
