import type { EndpointClaim, PortClaim } from '../claim.ts';
import { type Endpoint, parseEndpoint } from '../endpoint.ts';
import { type Fix, pointer } from '../finding.ts';
import type { Rule, RuleFault, RuleInput } from '../rule.ts';

const advise = (description: string): Fix => ({ description, edits: [] });

export const sharedEndpoint: Rule = {
  code: 'OC201',
  severity: 'error',
  title: 'two gateways use the same browser endpoint',
  scope: 'fleet',
  find: ({ claims, gateways }) => {
    const seen = new Map<string, EndpointClaim[]>();
    const pairs = new Map<string, [EndpointClaim, EndpointClaim]>();
    for (const { claim, endpoint } of endpointsOf(claims)) {
      for (const identity of endpoint.identities) {
        for (const other of seen.get(identity) ?? []) {
          if (other.gateway !== claim.gateway)
            pairs.set(
              JSON.stringify([other.gateway, claim.gateway]),
              pairs.get(JSON.stringify([other.gateway, claim.gateway])) ?? [other, claim],
            );
        }
        seen.set(identity, [...(seen.get(identity) ?? []), claim]);
      }
    }
    return gateways.length < 2
      ? []
      : [...pairs.values()].map(([one, two]) => ({
          gateways: [two.gateway, one.gateway],
          message: `"${two.gateway}" and "${one.gateway}" drive the same browser: "${two.url}" and "${one.url}" are one endpoint`,
          pointers: [two.pointer, one.pointer],
          fix: advise(`start a second browser for "${two.gateway}" and name its endpoint, or remove the cdpUrl`),
        }));
  },
  page: {
    why: "Two gateways that drive one browser close each other's tabs, read each other's pages and share every login.",
    mend: 'Give each gateway a browser of its own: leave cdpUrl out and let the gateway start one, or run a second remote browser.',
    bad: '{ "gateways": { "main": { "port": 18789, "browser": { "cdpUrl": "https://chrome:9222" } }, "lab": { "port": 18909, "browser": { "cdpUrl": "wss://CHROME.:9222/" } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "browser": { "cdpUrl": "https://chrome:9222" } }, "lab": { "port": 18909, "browser": { "cdpUrl": "wss://chrome:9223" } } } }',
  },
};

export const endpointInForeignPorts: Rule = {
  code: 'OC202',
  severity: 'error',
  title: "a browser endpoint points at another gateway's ports",
  scope: 'fleet',
  find: ({ claims }) => {
    const local = endpointsOf(claims).filter(({ endpoint }) => endpoint.loopback);
    const ports = claims.filter((claim) => claim.kind === 'port');
    const pairs = new Map<string, RuleFault>();
    for (const { claim, endpoint } of local) {
      for (const port of ports) {
        if (port.gateway === claim.gateway || endpoint.port < port.first || endpoint.port > port.last) continue;
        const key = JSON.stringify([claim.gateway, port.gateway]);
        if (!pairs.has(key)) pairs.set(key, foreignPort(claim, endpoint.port, port));
      }
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

function foreignPort(claim: EndpointClaim, number: number, port: PortClaim): RuleFault {
  const where = port.first === port.last ? `port ${number}` : `the browser range ${port.first}-${port.last}`;
  return {
    gateways: [claim.gateway, port.gateway],
    message: `"${claim.url}" of "${claim.gateway}" points into ${where} of "${port.gateway}"`,
    pointers: [claim.pointer, port.pointer],
    fix: advise(`remove the cdpUrl of "${claim.gateway}", or point it at a browser outside the ports of "${port.gateway}"`),
  };
}

export const wrongBrowserProfile: Rule = {
  code: 'OC203',
  severity: 'error',
  title: 'a browser profile does not say which browser, or says it wrongly',
  scope: 'fleet',
  find: (input) => [...profileFaults(input), ...endpointFaults(input)],
  page: {
    why: 'A profile is either started by the gateway (cdpPort) or runs elsewhere (cdpUrl). With both or neither, or with a URL that names no single host and port, nobody can tell which browser is meant.',
    mend: 'Give each profile exactly one of the two, and each URL a scheme, a host and a port: http://10.0.0.42:9222.',
    bad: '{ "gateways": { "main": { "port": 18789, "browser": { "profiles": { "work": {} } } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "browser": { "profiles": { "work": { "cdpPort": 18801 } } } } } }',
  },
};

function profileFaults({ gateways }: RuleInput): RuleFault[] {
  return gateways.flatMap(({ name, spec: { browser, state } }) =>
    (state === 'absent' ? [] : browser.profiles).flatMap((profile): RuleFault[] => {
      const both = profile.cdpPort !== null && profile.cdpUrl !== null;
      const neither = profile.cdpPort === null && profile.cdpUrl === null && browser.cdpUrl === null;
      if (!both && !neither) return [];
      const message = `browser profile "${profile.name}" of "${name}" has ${both ? 'both cdpPort and cdpUrl' : 'neither cdpPort nor cdpUrl'}`;
      const place = pointer('gateways', name, 'browser', 'profiles', profile.name);
      return [
        {
          gateways: [name],
          message,
          pointers: [place],
          fix: advise(
            both ? 'keep one of the two' : 'add "cdpPort" for a browser that is started here, or "cdpUrl" for one that runs elsewhere',
          ),
        },
      ];
    }),
  );
}

function endpointFaults({ claims }: RuleInput): RuleFault[] {
  return claims.flatMap((claim): RuleFault[] => {
    if (claim.kind !== 'endpoint') return [];
    const endpoint = parseEndpoint(claim.url);
    const problem = endpoint.kind === 'problem' ? endpoint.problem : endpoint.namesPort ? null : 'names no port';
    if (problem === null) return [];
    const shown = endpoint.kind === 'problem' && endpoint.problem.startsWith('contains') ? 'the endpoint' : `"${claim.url}"`;
    return [
      {
        gateways: [claim.gateway],
        message: `${shown} of "${claim.gateway}" ${problem}`,
        pointers: [claim.pointer],
        fix: advise('write it as http://HOST:PORT'),
      },
    ];
  });
}

type Parsed = { readonly claim: EndpointClaim; readonly endpoint: Extract<Endpoint, { kind: 'endpoint' }> };

function endpointsOf(claims: RuleInput['claims']): Parsed[] {
  return claims.flatMap((claim): Parsed[] => {
    if (claim.kind !== 'endpoint') return [];
    const endpoint = parseEndpoint(claim.url);
    return endpoint.kind === 'endpoint' ? [{ claim, endpoint }] : [];
  });
}
