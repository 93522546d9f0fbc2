import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { GatewaySpec } from '../../src/fleet/fleet-spec.ts';
import { declaredPorts, loopbackEndpoints, portIntervals } from '../../src/plan/derive-ports.ts';
import { sampleGateway } from './sample-gateway.ts';

const test = suite('derive ports');

const one = (port: number) => ({ first: port, last: port });
const off = { enabled: false, controlPort: null, cdpPortRange: null, cdpUrl: null, profiles: [] };
const on = { ...off, enabled: true };
const profile = (name: string, cdpPort: number | null, cdpUrl: string | null) => ({ name, cdpPort, cdpUrl, userDataDir: null });

test('what is switched off occupies no port', () => {
  const cdp = { first: 18800, last: 18899 };
  assert.equal(portIntervals({ gateway: 18789, browserControl: 18791, canvas: 18793, cdp, relays: [] }), [
    one(18789),
    one(18791),
    one(18793),
    cdp,
  ]);
  assert.equal(portIntervals({ gateway: 18789, browserControl: null, canvas: null, cdp: null, relays: [] }), [one(18789)]);
});

const named: readonly (readonly [is: string, changes: Partial<GatewaySpec>, ports: readonly object[]])[] = [
  ['nothing', {}, []],
  ['a canvas port', { canvasHost: { enabled: true, port: 4000 } }, [one(4000)]],
  ['a canvas port that is off', { canvasHost: { enabled: false, port: 4000 } }, []],
  ['a canvas without a port of its own', { canvasHost: { enabled: true, port: null } }, []],
  ['a control port, which the range follows', { browser: { ...on, controlPort: 4000 } }, [one(4000), { first: 4009, last: 4108 }]],
  ['a range', { browser: { ...on, cdpPortRange: { first: 4000, last: 4001 } } }, [{ first: 4000, last: 4001 }]],
  ['both', { browser: { ...on, controlPort: 5000, cdpPortRange: { first: 4000, last: 4001 } } }, [one(5000), { first: 4000, last: 4001 }]],
  ['a port of a browser', { browser: { ...on, profiles: [profile('x', 4000, null), profile('y', null, null)] } }, [one(4000)]],
  ['all of it, with the browser off', { browser: { ...off, controlPort: 5000, profiles: [profile('x', 4000, null)] } }, []],
];
for (const [is, changes, ports] of named)
  test(`ports that the file names: ${is}`, () => assert.equal(declaredPorts(sampleGateway('a', 18789, changes).spec), ports));

test('endpoints on this machine, of a browser that is on', () => {
  const profiles = [profile('x', null, 'http://127.0.0.1:9333'), profile('y', null, 'http://h:9444'), profile('z', null, null)];
  const endpoints = (browser: GatewaySpec['browser']) => loopbackEndpoints(sampleGateway('a', 18789, { browser }).spec);
  assert.equal(endpoints({ ...on, cdpUrl: 'ws://localhost:9222', profiles }), [one(9222), one(9333)]);
  assert.equal(endpoints({ ...on, profiles: [profile('x', null, 'no address')] }), []);
  assert.equal(endpoints({ ...off, cdpUrl: 'ws://localhost:9222', profiles }), []);
});

test.run();
