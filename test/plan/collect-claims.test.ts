/** What each kind of gateway occupies, and which value of the fleet file causes it. */
import { createHash } from 'node:crypto';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toSpec } from '../../src/load/to-spec.ts';
import type { Claim } from '../../src/plan/claim.ts';
import { collectClaims } from '../../src/plan/collect-claims.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import { foldPath } from '../../src/plan/fold-path.ts';
import type { Gateways, Setting } from './lint-fleet.ts';
import { host } from './sample-gateway.ts';

const collect = suite('claims');

function claimsOf(gateway: Gateways[string], { host: machine = {}, links = {} }: Setting = {}, name = 'main'): Claim[] {
  const here = { ...host, ...machine };
  const { gateways } = deriveFleet(toSpec({ gateways: { [name]: gateway } }), here, { ports: {} }, []);
  const claims = collectClaims(gateways, here, (path) => links[path] ?? path);
  assert.ok(claims.every(({ gateway: owner }) => owner === name));
  return claims;
}

/** Each claim of a kind as `what value @ keys`. */
function brief(kind: Claim['kind'], claims: readonly Claim[]): string[] {
  return claims.flatMap((claim) => {
    if (claim.kind !== kind) return [];
    const place = claim.pointer.replace(/^\/gateways\/[^/]*/, '');
    switch (claim.kind) {
      case 'port':
        return [`${claim.role} ${claim.first}-${claim.last} ${claim.detail} @ ${place}`];
      case 'endpoint':
        return [`${claim.url} of ${claim.browserProfile} @ ${place}`];
      case 'path':
        return [`${claim.role} ${claim.path} written ${claim.written} @ ${place}`];
      case 'name':
        return [`${claim.scope} ${claim.name} is ${claim.identity} @ ${place}`];
      case 'credential':
        return [`${claim.role} ${claim.identity} @ ${place}`];
      default:
        return claim satisfies never;
    }
  });
}

type Row = readonly [is: string, kind: Claim['kind'], gateway: Gateways[string], expected: readonly string[], setting?: Setting];
const hash = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;
const rows: readonly Row[] = [
  [
    'ports that follow from the base',
    'port',
    { port: 18789 },
    [
      'gateway 18789-18789  @ /port',
      'browser-control 18791-18791  @ /port',
      'canvas 18793-18793  @ /port',
      'cdp-range 18800-18899  @ /port',
    ],
  ],
  [
    'ports that are written',
    'port',
    {
      port: 18789,
      canvasHost: { port: 3 },
      browser: { controlPort: 2, cdpPortRange: { first: 5, last: 6 }, profiles: { w: { cdpPort: 5 }, x: { cdpUrl: 'http://h:1' } } },
    },
    [
      'gateway 18789-18789  @ /port',
      'browser-control 2-2  @ /browser/controlPort',
      'canvas 3-3  @ /canvasHost/port',
      'cdp-range 5-6  @ /browser/cdpPortRange',
      'cdp-port 5-5 w @ /browser/profiles/w/cdpPort',
    ],
  ],
  [
    'a range follows from a written control port',
    'port',
    { port: 1, canvasHost: { enabled: false }, browser: { controlPort: 100 } },
    ['gateway 1-1  @ /port', 'browser-control 100-100  @ /browser/controlPort', 'cdp-range 109-208  @ /browser/controlPort'],
  ],
  [
    'without browser and canvas',
    'port',
    { port: 1, canvasHost: { enabled: false, port: 9 }, browser: { enabled: false, controlPort: 5, profiles: { w: { cdpPort: 7 } } } },
    ['gateway 1-1  @ /port'],
  ],
  [
    'an automatic port, and what is beside it',
    'port',
    { browser: { enabled: false } },
    ['gateway 18789-18789  @ /port', 'canvas 18793-18793  @ /port'],
  ],
  [
    'a port that is too high is claimed all the same',
    'port',
    { port: 65426, browser: { enabled: false }, canvasHost: { enabled: false } },
    ['gateway 65426-65426  @ /port'],
  ],
  ['absent', 'port', { port: 1, state: 'absent' }, []],
  ['stopped', 'port', { port: 1, state: 'stopped', browser: { enabled: false }, canvasHost: { enabled: false } }, ['gateway 1-1  @ /port']],
  [
    'endpoints',
    'endpoint',
    { port: 1, browser: { cdpUrl: 'http://h:1', profiles: { 'a/b': { cdpUrl: 'http://i:1' }, c: { cdpPort: 5 } } } },
    ['http://h:1 of  @ /browser/cdpUrl', 'http://i:1 of a/b @ /browser/profiles/a~1b/cdpUrl'],
  ],
  ['endpoints of a disabled browser', 'endpoint', { port: 1, browser: { enabled: false, cdpUrl: 'http://h:1' } }, []],
  [
    'paths that follow from the name',
    'path',
    { port: 1 },
    [
      'stateDir /home/ann/.omniclaw-main written null @ ',
      'config /home/ann/.omniclaw-main/omniclaw.json written null @ ',
      'workspace /home/ann/.omniclaw-main/workspace-main written null @ ',
    ],
  ],
  [
    'paths that follow from the state folder',
    'path',
    { port: 1, stateDir: '~/s' },
    [
      'stateDir /home/ann/s written ~/s @ /stateDir',
      'config /home/ann/s/omniclaw.json written null @ /stateDir',
      'workspace /home/ann/s/workspace-main written null @ /stateDir',
    ],
  ],
  [
    'paths that are written',
    'path',
    { port: 1, configPath: '~/c', workspace: '~/w', config: { logging: { file: 'l' } } },
    [
      'stateDir /home/ann/.omniclaw-main written null @ ',
      'config /home/ann/c written ~/c @ /configPath',
      'workspace /home/ann/w written ~/w @ /workspace',
      'log /home/ann/fleet/l written l @ /config/logging/file',
    ],
  ],
  [
    'a workspace in the settings of agents',
    'path',
    { port: 1, agents: { defaults: { workspace: '~/w' } }, config: { agents: { defaults: { workspace: '~/x' } } } },
    [
      'stateDir /home/ann/.omniclaw-main written null @ ',
      'config /home/ann/.omniclaw-main/omniclaw.json written null @ ',
      'workspace /home/ann/w written ~/w @ /agents/defaults/workspace',
    ],
  ],
  [
    'a workspace in the config; an empty one is none',
    'path',
    { port: 1, agents: { defaults: { workspace: '' } }, config: { agents: { defaults: { workspace: '~/x' } }, logging: { file: '' } } },
    [
      'stateDir /home/ann/.omniclaw-main written null @ ',
      'config /home/ann/.omniclaw-main/omniclaw.json written null @ ',
      'workspace /home/ann/x written ~/x @ /config/agents/defaults/workspace',
    ],
  ],
  [
    'settings of another form are no paths',
    'path',
    { port: 1, agents: { defaults: { workspace: 7 } }, config: { agents: [], logging: { file: ['x'] } } },
    [
      'stateDir /home/ann/.omniclaw-main written null @ ',
      'config /home/ann/.omniclaw-main/omniclaw.json written null @ ',
      'workspace /home/ann/.omniclaw-main/workspace-main written null @ ',
    ],
  ],
  [
    'folders of browsers: of those that the gateway starts, and of those that are named',
    'path',
    {
      port: 1,
      stateDir: '/s',
      browser: {
        profiles: {
          a: { cdpPort: 5 },
          b: { cdpPort: 6, userDataDir: '~/b' },
          c: { cdpUrl: 'http://h:1' },
          d: { cdpUrl: 'http://h:1', userDataDir: '~/d' },
        },
      },
    },
    [
      'stateDir /s written /s @ /stateDir',
      'config /s/omniclaw.json written null @ /stateDir',
      'workspace /s/workspace-main written null @ /stateDir',
      'browser /s/browser/a/user-data written null @ /browser/profiles/a',
      'browser /home/ann/b written ~/b @ /browser/profiles/b/userDataDir',
      'browser /home/ann/d written ~/d @ /browser/profiles/d/userDataDir',
    ],
  ],
  [
    'folders of a disabled browser',
    'path',
    { port: 1, stateDir: '/s', browser: { enabled: false, profiles: { b: { cdpPort: 6, userDataDir: '~/b' } } } },
    [
      'stateDir /s written /s @ /stateDir',
      'config /s/omniclaw.json written null @ /stateDir',
      'workspace /s/workspace-main written null @ /stateDir',
    ],
  ],
  [
    'names on Linux',
    'name',
    { port: 1 },
    ['profile main is main @ ', 'systemd omniclaw-gateway-main.service is omniclaw-gateway-main.service @ '],
  ],
  [
    'names on macOS',
    'name',
    { port: 1 },
    ['profile main is main @ ', 'launchd ai.omniclaw.gateway.main is ai.omniclaw.gateway.main @ '],
    { host: { platform: 'darwin' } },
  ],
  [
    'the token, and what the channels hold',
    'credential',
    {
      port: 1,
      auth: { token: { $env: 'A' } },
      channels: { x: { token: { $file: '~/t' }, name: 'bot', list: [{ $env: 'B' }] } },
      config: { channels: { y: { password: 'p' } }, models: { apiKey: { $env: 'C' } } },
    },
    [
      'gateway-token {"$env":"A"} @ /auth/token',
      'x.token {"$file":"/home/ann/t"} @ /channels/x/token',
      'x.list.0 {"$env":"B"} @ /channels/x/list/0',
      `y.password ${hash('p')} @ /config/channels/y/password`,
    ],
  ],
  [
    'spellings of one credential',
    'credential',
    {
      port: 1,
      channels: {
        a: { token: '${' + 'T_1}' },
        b: { token: ' ${' + 'T_1} ' },
        c: { token: ' t ' },
        d: { tokens: ['t'] },
        e: { token: ['t'] },
      },
    },
    [
      'a.token {"$env":"T_1"} @ /channels/a/token',
      'b.token {"$env":"T_1"} @ /channels/b/token',
      `c.token ${hash('t')} @ /channels/c/token`,
      `e.token.0 ${hash('t')} @ /channels/e/token/0`,
    ],
  ],
  [
    'a secret by its form, whatever its key is',
    'credential',
    { port: 1, channels: { a: { x: 'xoxb-a1B2a1B2a1' } } },
    [`a.x ${hash('xoxb-a1B2a1B2a1')} @ /channels/a/x`],
  ],
  [
    'what is no credential',
    'credential',
    { port: 1, auth: { token: ' ' }, channels: { a: { token: '', name: 'x', n: 1 } }, agents: { apiKey: { $env: 'A' } } },
    [],
  ],
  [
    'a text that only contains a variable',
    'credential',
    { port: 1, channels: { a: { token: 'x${' + 'T}' } } },
    [`a.token ${hash('x${' + 'T}')} @ /channels/a/token`],
  ],
  [
    'keys that are numbers only count things, others name them',
    'credential',
    { port: 1, channels: { a: { token: { x1: 'p', '1x': 'p' }, password: [...Array(10).fill(''), 'p'] } } },
    [`a.password.10 ${hash('p')} @ /channels/a/password/10`],
  ],
  [
    'a text that goes on after a variable',
    'credential',
    { port: 1, channels: { a: { token: `\${T}x` } } },
    [`a.token ${hash(`\${T}x`)} @ /channels/a/token`],
  ],
  ['a token that is not used', 'credential', { port: 1, auth: { mode: 'none', token: { $env: 'A' } } }, []],
];
for (const [is, kind, gateway, expected, setting] of rows)
  collect(is, () => assert.equal(brief(kind, claimsOf(gateway, setting)), expected));

collect('an automatic gateway for which nothing is left has only the ports that it names itself', () => {
  const spec = toSpec({ gateways: { a: { browser: { controlPort: 100 }, canvasHost: { port: 200 } } } });
  const { gateways } = deriveFleet(spec, host, { ports: {} }, [{ first: 1, last: 65535 }]);
  assert.equal(
    brief(
      'port',
      collectClaims(gateways, host, (path) => path),
    ),
    ['browser-control 100-100  @ /browser/controlPort', 'canvas 200-200  @ /canvasHost/port', 'cdp-range 109-208  @ /browser/controlPort'],
  );
});

const identities = (claims: readonly Claim[]) => claims.flatMap((claim) => (claim.kind === 'path' ? [claim.identity] : []));

collect('a path is where it really leads; case and Unicode forms count on Linux only', () => {
  const links = { '/home/ann/S\u00e9': '/data/S\u00e9' };
  const gateway = { port: 1, stateDir: '~/S\u00e9', configPath: '/c', workspace: '/w' };
  assert.equal(identities(claimsOf(gateway, { links })), ['/data/S\u00e9', '/c', '/w']);
  assert.is(identities(claimsOf(gateway, { links, host: { platform: 'darwin' } }))[0], '/data/s\u00e9');
  assert.equal(
    (['linux', 'darwin', 'win32'] as const).map((platform) => foldPath('/E\u0301', { ...host, platform })),
    ['/E\u0301', '/\u00e9', '/\u00e9'],
  );
});

collect('names are compared without case, in one Unicode form', () => {
  const [profile, service] = brief('name', claimsOf({ port: 1, runtime: 'openclaw' }, {}, 'E\u0301'));
  assert.is(profile, 'profile E\u0301 is \u00e9 @ ');
  assert.is(service, 'systemd openclaw-gateway-E\u0301.service is openclaw-gateway-\u00e9.service @ ');
});

collect('the token of a gateway that has it in its own config is claimed when somebody has looked', () => {
  const looked = (auth: Gateways[string]['auth']) => {
    const { gateways } = deriveFleet(toSpec({ gateways: { main: { port: 1, ...(auth && { auth }) } } }), host, { ports: {} }, []);
    const claims = collectClaims(gateways, host, String, (gateway, reference) => `${gateway} has ${reference}`);
    return brief('credential', claims);
  };
  assert.equal(looked({ mode: 'token' }), ['gateway-token main has config:gateway.auth.token @ ']);
  assert.equal(looked({ mode: 'token', token: { $env: 'T' } }), ['gateway-token main has {"$env":"T"} @ /auth/token']);
  assert.equal(looked({ mode: 'none' }), []);
});

collect('claims are those of their gateway, in the order of the file', () => {
  const { gateways } = deriveFleet(
    toSpec({ gateways: { b: { port: 1 }, a: { port: 1000 }, 'x/y': { port: 2000 } } }),
    host,
    { ports: {} },
    [],
  );
  const claims = collectClaims(gateways, host, (path) => path);
  assert.equal([...new Set(claims.map(({ gateway }) => gateway))], ['b', 'a', 'x/y']);
  assert.ok(claims.every(({ gateway, pointer }) => pointer.startsWith(`/gateways/${gateway.replace('/', '~1')}`)));
});

collect.run();
