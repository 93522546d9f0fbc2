/** Where one gateway may go: never to a port that another one, or it itself, needs. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toSpec } from '../../src/load/to-spec.ts';
import { collectClaims } from '../../src/plan/collect-claims.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import { createPortMap, singlePort } from '../../src/plan/port-map.ts';
import { repairPorts } from '../../src/plan/port-repairs.ts';
import { type Gateways, lint } from './lint-fleet.ts';
import { host } from './sample-gateway.ts';

const room = suite('room for one gateway');

type Settings = Gateways[string];

/** New values by place. `taken`: ports and ranges of others. */
function repair(settings: Settings, places: readonly string[], taken: readonly (number | readonly [number, number])[]) {
  const derived = deriveFleet(toSpec({ gateways: { a: settings } }), host, { ports: {} }, []).gateways;
  const claims = collectClaims(derived, host, (path) => path).filter((claim) => claim.kind === 'port');
  const others = taken.map((ports) => (typeof ports === 'number' ? singlePort(ports) : { first: ports[0], last: ports[1] }));
  const map = createPortMap([...claims, ...others]);
  const prefix = '/gateways/a/';
  const edits = derived.flatMap((gateway) => [
    ...repairPorts({ gateway, claims, places: new Set(places.map((place) => prefix + place)) }, map),
  ]);
  return { values: Object.fromEntries(edits.map(([place, value]) => [place.slice(prefix.length), value])), map };
}

const FAR_RANGE = { first: 31_000, last: 31_099 };

type Row = readonly [
  is: string,
  settings: Settings,
  places: readonly string[],
  taken: readonly (number | readonly [number, number])[],
  values: object,
];
const rows: readonly Row[] = [
  [
    'a control port goes to its usual place when the range that follows has room too',
    { port: 18789, browser: { controlPort: 20_000 } },
    ['browser/controlPort'],
    [20_000, 18_900],
    { 'browser/controlPort': 18_791 },
  ],
  [
    'and to a fresh block when the end of that range is taken',
    { port: 18789, browser: { controlPort: 20_000 } },
    ['browser/controlPort'],
    [20_000, 18_897],
    { 'browser/controlPort': 18_911 },
  ],
  [
    'a range never covers the port at which the gateway itself listens',
    { port: 20_050, browser: { controlPort: 20_000, cdpPortRange: FAR_RANGE } },
    ['browser/cdpPortRange'],
    [31_000],
    { 'browser/cdpPortRange': { first: 18_800, last: 18_899 } },
  ],
  [
    'but it may cover ports of its own browsers',
    { port: 20_050, browser: { cdpPortRange: FAR_RANGE, profiles: { x: { cdpPort: 20_080 } } } },
    ['browser/cdpPortRange'],
    [31_000],
    { 'browser/cdpPortRange': { first: 20_061, last: 20_160 } },
  ],
  [
    'a range that only ends in a block of its own needs the rest to be free',
    { port: 20_000, canvasHost: { port: 30_500 }, browser: { controlPort: 18_850, cdpPortRange: FAR_RANGE } },
    ['canvasHost/port', 'browser/cdpPortRange'],
    [20_004, 30_500, 31_000],
    { 'canvasHost/port': 18_913, 'browser/cdpPortRange': { first: 19_040, last: 19_139 } },
  ],
  [
    'no browser gets a port of a block in which the gateway itself may listen',
    {
      port: 20_000,
      canvasHost: { port: 30_500 },
      browser: { controlPort: 18_900, cdpPortRange: FAR_RANGE, profiles: { x: { cdpPort: 1 }, y: { cdpPort: 1 }, z: { cdpPort: 1 } } },
    },
    ['canvasHost/port', 'browser/cdpPortRange', 'browser/profiles/x/cdpPort', 'browser/profiles/y/cdpPort', 'browser/profiles/z/cdpPort'],
    [[18_789, 18_899], 20_004, 30_500, 31_000],
    {
      'canvasHost/port': 18_913,
      'browser/cdpPortRange': { first: 18_909, last: 19_008 },
      'browser/profiles/x/cdpPort': 18_910,
      'browser/profiles/y/cdpPort': 18_912,
      'browser/profiles/z/cdpPort': 18_914,
    },
  ],
  [
    'nor the port to which the control port has just moved',
    { port: 18789, browser: { controlPort: 30_000, cdpPortRange: { first: 18_790, last: 18_799 }, profiles: { x: { cdpPort: 1 } } } },
    ['browser/controlPort', 'browser/profiles/x/cdpPort'],
    [30_000, 18_790],
    { 'browser/controlPort': 18_791, 'browser/profiles/x/cdpPort': 18_792 },
  ],
  [
    'the last port of a range is one of it',
    { port: 18789, browser: { cdpPortRange: { first: 31_000, last: 31_001 }, profiles: { x: { cdpPort: 1 } } } },
    ['browser/profiles/x/cdpPort'],
    [31_000],
    { 'browser/profiles/x/cdpPort': 31_001 },
  ],
];
for (const [is, settings, places, taken, values] of rows) {
  room(is, () => assert.equal(repair(settings, places, taken).values, values));
}

room('what one gateway is offered is not free for the next one', () => {
  const range = repair({ port: 20_050, browser: { cdpPortRange: FAR_RANGE } }, ['browser/cdpPortRange'], [31_000]);
  assert.is(range.map.isFree(singlePort(20_160)), false);
  const ours: Settings = {
    runtime: 'command',
    program: { command: ['x'] },
    port: 18789,
    browser: { profiles: { x: { cdpPort: 31_000 } } },
  };
  const browser = repair(ours, ['browser/profiles/x/cdpPort'], [31_000]);
  assert.equal(browser.values, { 'browser/profiles/x/cdpPort': 18_800 });
  assert.is(browser.map.isFree(singlePort(18_800)), false);
});

room('one gateway between two others moves rather than both of them, wherever it stands in the file', () => {
  const faults = lint({ a: { port: 18_900 }, p: { port: 30_000 }, q: { port: 30_000 }, b: { port: 18_800 }, c: { port: 19_000 } });
  const moved = new Set(faults.flatMap(({ fix }) => fix?.edits.map(({ pointer }) => pointer) ?? []));
  assert.equal([...moved].sort(), ['/gateways/a/port', '/gateways/q/port']);
});

room.run();
