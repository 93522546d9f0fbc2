import { parseEndpoint } from '../../fleet/endpoint.ts';
import type { PortRange } from '../../fleet/fleet-schema.ts';
import type { Claim, PathClaim } from '../claim.ts';
import { counted } from '../describe-ports.ts';
import type { Fix } from '../finding.ts';
import type { FleetAnalysis } from '../fleet-analysis.ts';
import { overlaps } from '../interval.ts';
import { ancestors } from '../normal-path.ts';
import { countShared, type PortMeeting } from '../port-conflicts.ts';
import { joinFixes } from '../port-fixes.ts';
import { singlePort } from '../port-map.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { series } from '../series.ts';
import { quoted } from '../visible.ts';

export const dependentRescue: Rule = {
  code: 'OC602',
  severity: 'error',
  title: 'a rescue shares something with the gateway it rescues',
  scope: 'fleet',
  find: ({ gateways }, analysis) => {
    if (gateways.every(({ spec }) => spec.rescues === null)) return [];
    const ofPair = new Map(analysis.pairConflicts().map(({ one, two, meetings }) => [pairKey(one, two), meetings]));
    const reported = new Set<string>();
    return gateways.flatMap(({ name, spec: { rescues } }): RuleFault[] => {
      if (rescues === null || rescues === name || !analysis.order.has(rescues)) return [];
      const pair = [pairKey(name, rescues), pairKey(rescues, name)];
      if (pair.some((key) => reported.has(key))) return [];
      reported.add(pairKey(name, rescues));
      const meetings = pair.flatMap((key) => ofPair.get(key) ?? []);
      return describe(name, rescues, findShared(analysis, name, rescues), meetings, analysis);
    });
  },
  page: {
    why: 'What brings the main gateway down, a taken port, a damaged folder, a revoked token, brings its rescue down too.',
    mend: 'Give the rescue its own ports, folders, browser and credentials.',
    bad: '{ "gateways": { "main": { "port": 18789, "auth": { "token": { "$env": "TOKEN" } } }, "rescue": { "port": 19789, "rescues": "main", "auth": { "token": { "$env": "TOKEN" } } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "auth": { "token": { "$env": "TOKEN" } } }, "rescue": { "port": 19789, "rescues": "main" } } }',
  },
};

const pairKey = (one: string, two: string) => `${one.length}:${one}:${two}`;

/** A claim of the rescue and one of its main that are the same thing. */
type Shared = { readonly mine: Claim; readonly other: Claim };

function describe(
  rescue: string,
  main: string,
  shared: readonly Shared[],
  meetings: readonly PortMeeting[],
  analysis: FleetAnalysis,
): RuleFault[] {
  const [first] = shared;
  if (first === undefined) return [];
  const ports = meetings.length === 0 ? [] : [counted(countShared(meetings), 'port')];
  const others = shared.filter(({ mine, other }) => mine.kind !== 'port' || other.kind !== 'port').map(nameShared);
  const fixes = [...(meetings.length === 0 ? [] : [analysis.separate([meetings])]), ...shared.flatMap((one) => mendShared(one, analysis))];
  return [
    {
      gateways: [rescue, main],
      message: `the rescue ${quoted(rescue)} shares ${series([...new Set([...ports, ...others])])} with ${quoted(main)}, and fails together with it`,
      pointers: [first.mine.pointer, first.other.pointer],
      fix: fixes.length > 0 ? joinFixes(fixes) : { description: `give ${quoted(rescue)} its own`, edits: [] },
    },
  ];
}

function nameShared({ mine, other }: Shared): string {
  switch (mine.kind) {
    case 'port':
    case 'endpoint':
      return 'a browser endpoint';
    case 'path':
      return other.kind === 'path' && other.identity !== mine.identity
        ? `a place in a state folder (${quoted(mine.path)})`
        : `the path ${quoted(mine.path)}`;
    case 'name':
      return `the ${mine.scope} name ${quoted(mine.name)}`;
    case 'credential':
      return mine.role === 'gateway-token' ? 'the gateway token' : `the credential ${quoted(mine.role)}`;
    default:
      return mine satisfies never;
  }
}

function mendShared({ mine, other }: Shared, { order, moveFolder }: FleetAnalysis): Fix[] {
  if (mine.kind === 'credential')
    return [{ description: `name another source for ${quoted(mine.role)} of ${quoted(mine.gateway)}`, edits: [] }];
  if (mine.kind !== 'path' || other.kind !== 'path') return [];
  const isLater = (order.get(mine.gateway) ?? 0) > (order.get(other.gateway) ?? 0);
  const fix = isLater ? moveFolder(mine, other) : moveFolder(other, mine);
  return fix === null ? [] : [fix];
}

/** Compares by look-up, so that the cost is that of reading both lists of claims. */
function findShared({ claimsOf }: FleetAnalysis, rescue: string, main: string): Shared[] {
  const keys = new Map<string, Claim>();
  for (const other of claimsOf(main)) for (const key of keysOf(other)) if (!keys.has(key)) keys.set(key, other);
  const occupied = claimsOf(main).flatMap((claim) => portsOf(claim).map((range) => ({ claim, range })));
  const states = { rescue: stateOf(claimsOf(rescue)), main: stateOf(claimsOf(main)) };
  return claimsOf(rescue).flatMap((mine): Shared[] => {
    const other =
      keysOf(mine)
        .map((key) => keys.get(key))
        .find((one) => one !== undefined) ??
      portsOf(mine).flatMap((range) =>
        occupied.filter((one) => (mine.kind === 'port' || one.claim.kind === 'port') && overlaps(range, one.range)),
      )[0]?.claim ??
      (mine.kind === 'path' && states.main !== undefined && isInside(mine, states.main) ? states.main : undefined) ??
      (mine === states.rescue ? claimsOf(main).find((one) => one.kind === 'path' && isInside(one, mine)) : undefined);
    return other === undefined ? [] : [{ mine, other }];
  });
}

/** Two claims that have one of these in common are the same thing. Ports are compared as ranges. */
function keysOf(claim: Claim): string[] {
  switch (claim.kind) {
    case 'port':
      return [];
    case 'endpoint': {
      const endpoint = parseEndpoint(claim.url);
      return endpoint.kind === 'endpoint' ? endpoint.identities.map((identity) => `endpoint ${identity}`) : [];
    }
    case 'path':
      return [`path ${claim.identity}`];
    case 'name':
      return [`${claim.scope} ${claim.identity}`];
    case 'credential':
      return [`credential ${claim.identity}`];
    default:
      return claim satisfies never;
  }
}

/** Ports of this machine that a claim is about: its own, or those of a browser that it uses here. */
function portsOf(claim: Claim): PortRange[] {
  if (claim.kind === 'port') return [claim];
  const endpoint = claim.kind === 'endpoint' ? parseEndpoint(claim.url) : null;
  return endpoint?.kind === 'endpoint' && endpoint.loopback ? [singlePort(endpoint.port)] : [];
}

function stateOf(claims: readonly Claim[]): PathClaim | undefined {
  return claims.filter((claim) => claim.kind === 'path').find(({ role }) => role === 'stateDir');
}

function isInside({ identity }: PathClaim, folder: PathClaim): boolean {
  return ancestors(identity).includes(folder.identity);
}
