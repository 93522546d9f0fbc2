import { type Endpoint, parseEndpoint } from '../../fleet/endpoint.ts';
import type { EndpointClaim } from '../claim.ts';
import { roleOf } from '../describe-ports.ts';
import { type Fix, pointer } from '../finding.ts';
import type { FleetAnalysis } from '../fleet-analysis.ts';
import { unnamedBrowsers } from '../port-movers.ts';
import type { Rule, RuleFault, RuleInput } from '../rule.ts';
import { quoted } from '../visible.ts';

export const wrongBrowserProfile: Rule = {
  code: 'OC203',
  severity: 'error',
  title: 'a browser profile does not say which browser, or says it wrongly',
  scope: 'fleet',
  find: (input, analysis) => [...findProfiles(input, analysis), ...findEndpoints(analysis), ...findOwnListeners(analysis)],
  page: {
    why: 'A profile is either started by the gateway (cdpPort) or runs elsewhere (cdpUrl). With both or neither, or with a URL that names no single host and port, nobody can tell which browser is meant. A URL of a port at which the gateway itself listens leads back to the gateway.',
    mend: 'Give each profile exactly one of the two, and each URL a scheme, a host and a port: http://10.0.0.42:9222.',
    bad: '{ "gateways": { "main": { "port": 18789, "browser": { "profiles": { "work": {} } } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "browser": { "profiles": { "work": { "cdpPort": 18801 } } } } } }',
  },
};

function findProfiles({ gateways }: RuleInput, { movePorts }: FleetAnalysis): RuleFault[] {
  return gateways.flatMap(({ name, spec }): RuleFault[] => {
    const { browser, state } = spec;
    if (state === 'absent' || !browser.enabled) return [];
    const at = (profile: string, ...keys: string[]) => pointer('gateways', name, 'browser', 'profiles', profile, ...keys);
    const fault = (profile: string, what: string, fix: Fix): RuleFault => ({
      gateways: [name],
      message: `browser profile ${quoted(profile)} of ${quoted(name)} has ${what}`,
      pointers: [at(profile)],
      fix,
    });
    const both = browser.profiles.filter(({ cdpPort, cdpUrl }) => cdpPort !== null && cdpUrl !== null);
    return [
      ...both.map((profile) =>
        fault(profile.name, 'both cdpPort and cdpUrl', {
          description: 'keep cdpPort for a browser that is started here, or cdpUrl for one that runs elsewhere',
          edits: [],
        }),
      ),
      ...unnamedBrowsers(spec).map((profile) => fault(profile, 'neither cdpPort nor cdpUrl', movePorts(name, [at(profile, 'cdpPort')]))),
    ];
  });
}

function findEndpoints({ claims }: FleetAnalysis): RuleFault[] {
  return claims.endpoint.flatMap((claim): RuleFault[] => {
    const endpoint = parseEndpoint(claim.url);
    const problem = endpoint.kind === 'problem' ? endpoint.problem : endpoint.namesPort ? null : 'names no port';
    if (problem === null) return [];
    // A URL that is refused for what it contains may contain a password.
    const shown = /[@?#]/.test(claim.url) ? 'the endpoint' : `the endpoint ${quoted(claim.url)}`;
    return [
      {
        gateways: [claim.gateway],
        message: `${shown} of ${quoted(claim.gateway)} ${problem}`,
        pointers: [claim.pointer],
        fix: mendUrl(claim, endpoint),
      },
    ];
  });
}

/** Endpoints that lead back to the gateway itself. One inside its own browser range names a browser that it may have started. */
function findOwnListeners({ claims, claimsOf }: FleetAnalysis): RuleFault[] {
  return claims.endpoint.flatMap((claim): RuleFault[] => {
    const endpoint = parseEndpoint(claim.url);
    if (endpoint.kind !== 'endpoint' || !endpoint.loopback) return [];
    const listener = claimsOf(claim.gateway)
      .filter((one) => one.kind === 'port')
      .find(({ role, first }) => first === endpoint.port && role !== 'cdp-port' && role !== 'cdp-range');
    if (listener === undefined) return [];
    const owner = quoted(claim.gateway);
    return [
      {
        gateways: [claim.gateway],
        message: `the endpoint ${quoted(claim.url)} of ${owner} is its own ${roleOf(listener)}, and no browser`,
        pointers: [claim.pointer, listener.pointer],
        fix: { description: `remove the cdpUrl of ${owner}, or point it at a browser`, edits: [] },
      },
    ];
  });
}

/** Writes the scheme or the port that is missing; everything else only the user can know. */
function mendUrl({ url, pointer: place }: EndpointClaim, endpoint: Endpoint): Fix {
  const better =
    endpoint.kind === 'problem' ? `http://${url}` : url.replace(/^([a-z]+:\/\/(?:\[[^\]]*\]|[^/:]*)):?/i, `$1:${endpoint.port}`);
  const mended = parseEndpoint(better);
  if (mended.kind === 'problem' || !mended.namesPort) return { description: 'write it as http://HOST:PORT', edits: [] };
  return { description: `write it as ${quoted(better)}`, edits: [{ pointer: place, value: better }] };
}
