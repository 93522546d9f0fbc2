import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { FleetDeclaration } from '../../src/fleet/fleet-schema.ts';
import type { Host } from '../../src/fleet/host.ts';
import { toSpec } from '../../src/load/to-spec.ts';
import { collectClaims } from '../../src/plan/collect-claims.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import { host } from './sample-gateway.ts';

const derive = suite('derive');

type Gateways = FleetDeclaration['gateways'];
const of = (gateways: Gateways, lock: { [name: string]: number } = {}, machine: Partial<Host> = {}) =>
  deriveFleet(toSpec({ gateways }), { ...host, ...machine }, { ports: lock }, []);
const one = (gateway: Gateways[string], name = 'rescue', machine: Partial<Host> = {}) => {
  const [derived] = of({ [name]: { port: 18789, ...gateway } }, {}, machine).gateways;
  if (derived === undefined) throw new Error('no gateway');
  return derived;
};

derive('ports follow from the base, and browsers from the control port', () => {
  assert.equal(one({}).ports, { gateway: 18789, browserControl: 18791, canvas: 18793, cdp: { first: 18800, last: 18899 }, relays: [] });
  assert.equal(one({ browser: { controlPort: 20000 } }).ports.cdp, { first: 20009, last: 20108 });
  assert.equal(one({ browser: { controlPort: 20000, cdpPortRange: { first: 30000, last: 30001 } } }).ports.cdp, {
    first: 30000,
    last: 30001,
  });
  assert.equal(one({ browser: { enabled: false, controlPort: 20000 }, canvasHost: { enabled: false } }).ports, {
    gateway: 18789,
    browserControl: null,
    canvas: null,
    cdp: null,
    relays: [],
  });
  assert.is(one({ port: 65535 }).ports.cdp?.last, 65645);
});

const paths: readonly (readonly [string, Gateways[string], string, string, string])[] = [
  [
    'nothing is written',
    {},
    '/home/ann/.omniclaw-rescue',
    '/home/ann/.omniclaw-rescue/omniclaw.json',
    '/home/ann/.omniclaw-rescue/workspace-rescue',
  ],
  [
    'openclaw',
    { runtime: 'openclaw' },
    '/home/ann/.openclaw-rescue',
    '/home/ann/.openclaw-rescue/openclaw.json',
    '/home/ann/.openclaw-rescue/workspace',
  ],
  ['~', { stateDir: '~//a/./b/../c/' }, '/home/ann/a/c', '/home/ann/a/c/omniclaw.json', '/home/ann/a/c/workspace-rescue'],
  ['relative', { stateDir: '../x', configPath: 'c.json', workspace: './w' }, '/home/ann/x', '/home/ann/fleet/c.json', '/home/ann/fleet/w'],
  ['above the root', { stateDir: '/../..//s/' }, '/s', '/s/omniclaw.json', '/s/workspace-rescue'],
  ['agent settings', { stateDir: '/s', agents: { defaults: { workspace: '~/w' } } }, '/s', '/s/omniclaw.json', '/home/ann/w'],
  ['config', { stateDir: '/s', config: { agents: { defaults: { workspace: '~/w' } } } }, '/s', '/s/omniclaw.json', '/home/ann/w'],
  [
    'agent settings without a text, config',
    { stateDir: '/s', agents: { defaults: { workspace: '' } }, config: { agents: { defaults: { workspace: '/w' } } } },
    '/s',
    '/s/omniclaw.json',
    '/w',
  ],
  [
    'config without a text',
    { stateDir: '/s', config: { agents: { defaults: { workspace: 7 } } } },
    '/s',
    '/s/omniclaw.json',
    '/s/workspace-rescue',
  ],
  [
    'config that is empty',
    { stateDir: '/s', config: { agents: { defaults: { workspace: '' } } } },
    '/s',
    '/s/omniclaw.json',
    '/s/workspace-rescue',
  ],
  ['its own key wins', { stateDir: '/s', workspace: '/k', agents: { defaults: { workspace: '/w' } } }, '/s', '/s/omniclaw.json', '/k'],
];

for (const [is, gateway, stateDir, config, workspace] of paths) {
  derive(`paths: ${is}`, () => assert.equal(one(gateway).paths, { stateDir, config, workspace }));
}

derive('the unnamed profile, a home that is the root, service names', () => {
  assert.is(one({}, 'default').paths.workspace, '/home/ann/.omniclaw/workspace');
  assert.is(one({}, 'default', { home: '/' }).paths.stateDir, '/.omniclaw');
  assert.equal(one({}).service, { driver: 'auto', name: 'omniclaw-gateway-rescue.service' });
  assert.equal(one({ service: { driver: 'external' } }, 'rescue', { platform: 'darwin' }).service, {
    driver: 'external',
    name: 'ai.omniclaw.gateway.rescue',
  });
});

const locks: readonly (readonly [string, Gateways, { [name: string]: number }, { [name: string]: number }])[] = [
  ['the lowest free block', { a: {}, b: {} }, {}, { a: 18789, b: 18909 }],
  ['a locked port stays', { b: {}, a: {} }, { a: 18789 }, { b: 18909, a: 18789 }],
  ['a locked port stays where it is, off the usual steps', { a: {}, b: {} }, { a: 18850 }, { a: 18850, b: 19029 }],
  ['declared ports are avoided, the whole block of each', { a: { port: 18850 }, b: {} }, {}, { b: 19029 }],
  ['overrides are avoided', { a: { port: 30000, canvasHost: { port: 18800 } }, b: {} }, {}, { b: 18909 }],
  ['its own overrides are avoided too', { a: { browser: { profiles: { x: { cdpPort: 18791 } } } } }, {}, { a: 18909 }],
  ['browsers that run here are avoided', { a: { port: 30000, browser: { cdpUrl: 'http://127.1:18800' } }, b: {} }, {}, { b: 18909 }],
  ['who left the fleet, or got a fixed port, leaves the lock', { a: { port: 40000 }, c: {} }, { a: 18789, b: 18909 }, { c: 18789 }],
  ['an absent gateway keeps its block', { a: { state: 'absent' }, b: {} }, { a: 18789 }, { a: 18789, b: 18909 }],
  ['an absent gateway gets none', { a: { state: 'absent' }, b: {} }, {}, { b: 18789 }],
  ['a declared port of an absent gateway is free', { a: { port: 18789, state: 'absent' }, b: {} }, {}, { b: 18789 }],
  ['a base that alone reaches into a block is avoided', { a: { port: 18899 }, b: {} }, {}, { b: 19029 }],
  [
    'a base without browsers and a canvas is avoided',
    { a: { port: 18795, browser: { enabled: false }, canvasHost: { enabled: false } }, b: {} },
    {},
    { b: 18909 },
  ],
  ['a canvas port of its own is avoided', { a: { canvasHost: { port: 18800 } } }, {}, { a: 18909 }],
  ['one that is switched off is not', { a: { canvasHost: { enabled: false, port: 18800 } } }, {}, { a: 18789 }],
  [
    'a control port of its own is avoided',
    { a: { browser: { controlPort: 18895, cdpPortRange: { first: 30000, last: 30001 } } } },
    {},
    { a: 18909 },
  ],
  ['what follows from a control port of its own is avoided', { a: { browser: { controlPort: 18902 } } }, {}, { a: 18789 }],
  ['both are', { a: { browser: { controlPort: 18895 } } }, {}, { a: 19029 }],
  ['a range of its own is avoided', { a: { browser: { cdpPortRange: { first: 18890, last: 18910 } } } }, {}, { a: 19029 }],
  [
    'nothing of browsers that are switched off is',
    {
      a: {
        browser: {
          enabled: false,
          controlPort: 18800,
          cdpPortRange: { first: 18900, last: 18910 },
          cdpUrl: 'http://127.0.0.1:18789',
          profiles: { x: { cdpPort: 18802, cdpUrl: 'http://127.0.0.1:18803' } },
        },
      },
    },
    {},
    { a: 18789 },
  ],
  [
    'a browser of a profile that runs here is avoided',
    { a: { browser: { profiles: { x: { cdpUrl: 'ws://[::1]:18800' }, y: { cdpPort: 20000 } } } } },
    {},
    { a: 18909 },
  ],
  [
    'one that runs elsewhere, or whose address is none, is not',
    { a: { browser: { cdpUrl: 'http://h:18800', profiles: { x: { cdpUrl: 'nothing' } } } } },
    {},
    { a: 18789 },
  ],
  ['names of every object', { constructor: {}, toString: {} }, {}, { constructor: 18789, toString: 18909 }],
];

for (const [is, gateways, lock, wanted] of locks) {
  derive(`lock: ${is}`, () => assert.equal(of(gateways, lock).lock.ports, wanted));
}

derive('a port that is locked near the last one is claimed like any other', () => {
  const claimsAt = (port: number) => {
    const { gateways } = deriveFleet(toSpec({ gateways: { a: {} } }), host, { ports: { a: port } }, []);
    return collectClaims(gateways, host, (path) => path).flatMap((claim) => (claim.kind === 'port' ? [claim.first] : []));
  };
  for (const port of [65424, 65425]) assert.equal(claimsAt(port), [port, port + 2, port + 4, port + 11]);
});

derive('`taken` is avoided, and what is full is not locked', () => {
  const spec = toSpec({ gateways: { a: {} } });
  assert.is(deriveFleet(spec, host, { ports: {} }, [{ first: 18899, last: 18899 }]).lock.ports['a'], 18909);
  const full = deriveFleet(spec, host, { ports: {} }, [{ first: 1, last: 65535 }]);
  assert.equal(full.lock.ports, {});
  assert.equal(
    collectClaims(full.gateways, host, (path) => path).filter(({ kind }) => kind === 'port'),
    [],
  );
});

derive('claims point at what causes them', () => {
  const { gateways } = of({
    a: {
      port: 18789,
      stateDir: '~/s',
      browser: { controlPort: 20000, profiles: { 'x/y': { cdpPort: 20050 } } },
      canvasHost: { port: 21000 },
    },
  });
  const places = collectClaims(gateways, host, (path) => path).map(
    (claim) => `${'role' in claim ? claim.role : claim.kind} ${claim.pointer}`,
  );
  assert.equal(places, [
    'gateway /gateways/a/port',
    'browser-control /gateways/a/browser/controlPort',
    'canvas /gateways/a/canvasHost/port',
    'cdp-range /gateways/a/browser/controlPort',
    'cdp-port /gateways/a/browser/profiles/x~1y/cdpPort',
    'stateDir /gateways/a/stateDir',
    'config /gateways/a/stateDir',
    'workspace /gateways/a/stateDir',
    'browser /gateways/a/browser/profiles/x~1y',
    'name /gateways/a',
    'name /gateways/a',
  ]);
});

derive('a name longer than any file may have is cut where paths are made of it', () => {
  const { stateDir } = one({}, 'n'.repeat(1_000)).paths;
  assert.is(stateDir, `${host.home}/.omniclaw-${'n'.repeat(255)}`);
});

derive.run();
