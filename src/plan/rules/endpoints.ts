import { type Endpoint, parseEndpoint } from '../../fleet/endpoint.ts';
import type { EndpointClaim, PortClaim } from '../claim.ts';
import { type Clash, clashFaults } from '../crowd.ts';
import { ordinal, roleOf } from '../describe-ports.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

export const sharedEndpoint: Rule = {
  code: 'OC201',
  severity: 'error',
  title: 'two gateways use the same browser endpoint',
  scope: 'fleet',
  find: (_, { claims }) => {
    const users = new Map<string, Map<string, EndpointClaim>>();
    const pairs = new Map<string, SharedEndpoint>();
    for (const { claim, endpoint } of readEndpoints(claims.endpoint)) {
      for (const identity of endpoint.identities) {
        const others = users.get(identity) ?? new Map<string, EndpointClaim>();
        users.set(identity, others);
        if (others.has(claim.gateway)) continue;
        for (const other of others.values()) {
          const pair = JSON.stringify([other.gateway, claim.gateway]);
          if (!pairs.has(pair)) pairs.set(pair, { later: claim, earlier: other });
        }
        others.set(claim.gateway, claim);
      }
    }
    return clashFaults([...pairs.values()], SHARED);
  },
  page: {
    why: "Two gateways that drive one browser close each other's tabs, read each other's pages and share every login.",
    mend: 'Give each gateway a browser of its own: leave cdpUrl out and let the gateway start one, or run a second remote browser.',
    bad: '{ "gateways": { "main": { "port": 18789, "browser": { "cdpUrl": "https://chrome:9222" } }, "lab": { "port": 18909, "browser": { "cdpUrl": "wss://CHROME.:9222/" } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "browser": { "cdpUrl": "https://chrome:9222" } }, "lab": { "port": 18909, "browser": { "cdpUrl": "wss://chrome:9223" } } } }',
  },
};

type SharedEndpoint = { readonly later: EndpointClaim; readonly earlier: EndpointClaim };

const SHARED: Clash<SharedEndpoint> = {
  later: ({ later }) => later.gateway,
  earlier: ({ earlier }) => earlier.gateway,
  message: ({ later, earlier }) =>
    `${quoted(later.gateway)} and ${quoted(earlier.gateway)} drive the same browser: ${quoted(later.url)} and ${quoted(earlier.url)} are one endpoint`,
  places: ({ later, earlier }) => [later.pointer, earlier.pointer],
  fix: ([first]) => ({
    description: `start a second browser for ${quoted(first?.later.gateway ?? '')} and name its endpoint, or remove the cdpUrl`,
    edits: [],
  }),
};

export const endpointInForeignPorts: Rule = {
  code: 'OC202',
  severity: 'error',
  title: "a browser endpoint points at another gateway's ports",
  scope: 'fleet',
  find: (_, { claims }) => {
    const local = readEndpoints(claims.endpoint).filter(({ endpoint }) => endpoint.loopback);
    const pairs = new Map<string, RuleFault>();
    for (const { claim, endpoint, port } of findForeignPorts(local, claims.port)) {
      const pair = JSON.stringify([claim.gateway, port.gateway]);
      if (!pairs.has(pair)) pairs.set(pair, describeForeign(claim, endpoint.port, port));
    }
    return [...pairs.values()];
  },
  page: {
    why: 'The gateway would drive a browser that belongs to another gateway, or send its commands to something that is no browser.',
    mend: 'Point cdpUrl at a browser of its own, or leave it out.',
    bad: '{ "gateways": { "main": { "port": 18789 }, "lab": { "port": 18909, "browser": { "profiles": { "x": { "cdpUrl": "https://127.1:18800" } } } } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "lab": { "port": 18909, "browser": { "profiles": { "x": { "cdpUrl": "https://127.1:9222" } } } } } }',
  },
};

type Parsed = { readonly claim: EndpointClaim; readonly endpoint: Extract<Endpoint, { kind: 'endpoint' }> };

/** Every endpoint with every claim of another gateway on its port, in the order of the ports. */
function findForeignPorts(local: readonly Parsed[], claims: readonly PortClaim[]): (Parsed & { readonly port: PortClaim })[] {
  if (local.length === 0) return [];
  const sorted = claims.toSorted((a, b) => a.first - b.first);
  let [next, open]: [number, PortClaim[]] = [0, []];
  return local
    .toSorted((a, b) => a.endpoint.port - b.endpoint.port)
    .flatMap((one) => {
      for (let claim = sorted[next]; claim !== undefined && claim.first <= one.endpoint.port; claim = sorted[next]) {
        open.push(claim);
        next += 1;
      }
      open = open.filter(({ last }) => last >= one.endpoint.port);
      return open.flatMap((port) => (port.gateway === one.claim.gateway ? [] : [{ ...one, port }]));
    });
}

function describeForeign(claim: EndpointClaim, number: number, port: PortClaim): RuleFault {
  const owner = quoted(port.gateway);
  const where =
    port.role === 'cdp-range'
      ? `port ${number}, where ${owner} starts its ${ordinal(number - port.first + 1)} browser profile (its range is ${port.first}-${port.last})`
      : `port ${number}, the ${roleOf(port)} of ${owner}`;
  return {
    gateways: [claim.gateway, port.gateway],
    message: `the endpoint ${quoted(claim.url)} of ${quoted(claim.gateway)} points at ${where}`,
    pointers: [claim.pointer, port.pointer],
    fix: {
      description: `remove the cdpUrl of ${quoted(claim.gateway)}, or point it at a browser outside the ports of ${owner}`,
      edits: [],
    },
  };
}

/** The endpoints that can be compared; OC203 reports the others. */
function readEndpoints(claims: readonly EndpointClaim[]): Parsed[] {
  return claims.flatMap((claim): Parsed[] => {
    const endpoint = parseEndpoint(claim.url);
    return endpoint.kind === 'endpoint' ? [{ claim, endpoint }] : [];
  });
}
