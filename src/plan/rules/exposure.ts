import { parseEndpoint } from '../../fleet/endpoint.ts';
import { pointer } from '../finding.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

export const plainRemoteEndpoint: Rule = {
  code: 'OC204',
  severity: 'warning',
  title: 'a browser on another machine is driven without encryption',
  scope: 'fleet',
  find: ({ claims }) =>
    claims.flatMap((claim): RuleFault[] => {
      if (claim.kind !== 'endpoint') return [];
      const endpoint = parseEndpoint(claim.url);
      if (endpoint.kind === 'problem' || endpoint.loopback || endpoint.secure) return [];
      return [
        {
          gateways: [claim.gateway],
          message: `${quoted(claim.gateway)} drives the browser at ${quoted(claim.url)} without encryption`,
          pointers: [claim.pointer],
          fix: {
            description: 'use https or wss, or forward the port (ssh -L 9222:127.0.0.1:9222 HOST) and name http://127.0.0.1:9222',
            edits: [],
          },
        },
      ];
    }),
  page: {
    why: 'Whoever is on the path between the two machines can read every page, take over every login and run code in the browser.',
    mend: 'Put TLS before the browser and write https or wss, or reach it through an SSH tunnel on a loopback port.',
    bad: '{ "gateways": { "main": { "port": 18789, "browser": { "cdpUrl": "http://10.0.0.42:9222" } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "browser": { "cdpUrl": "https://10.0.0.42:9222" } } } }',
  },
};

export const openToTheNetwork: Rule = {
  code: 'OC504',
  severity: 'error',
  title: 'a gateway is open to the network without authentication',
  scope: 'fleet',
  find: ({ gateways }) =>
    gateways.flatMap(({ name, spec }): RuleFault[] => {
      if (spec.state === 'absent' || spec.auth.mode !== 'none' || isLoopback(spec.bind)) return [];
      const place = pointer('gateways', name, 'auth', 'mode');
      return [
        {
          gateways: [name],
          message: `${quoted(name)} listens on ${spec.bind === 'lan' ? 'every address' : quoted(spec.bind)} and asks nobody for a token`,
          pointers: [place, pointer('gateways', name, 'bind')],
          fix: { description: `set auth.mode of ${quoted(name)} to "token"`, edits: [{ pointer: place, value: 'token' }] },
        },
      ];
    }),
  page: {
    why: 'Everybody who reaches the machine can use the gateway, with all the accounts, files and browsers that it has.',
    mend: 'Leave auth.mode at "token", or bind to loopback.',
    bad: '{ "gateways": { "main": { "port": 18789, "bind": "lan", "auth": { "mode": "none" } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "bind": "lan" } } }',
  },
};

/** A literal loopback address; `bind` is a word or an IP address. */
function isLoopback(bind: string): boolean {
  return (
    bind === 'loopback' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(bind) ||
    /^(?:0{0,4}:){2,7}0{0,3}1$/.test(bind) ||
    /^::ffff:127\./i.test(bind)
  );
}
