import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { GatewaySpec } from '../../src/fleet/fleet-spec.ts';
import { blankHostState } from '../../src/plan/blank-host-state.ts';
import { collectClaims } from '../../src/plan/collect-claims.ts';
import type { Holder, ListenerSeen } from '../../src/plan/host-state.ts';
import { excludes, findTakenPorts } from '../../src/plan/taken-ports.ts';
import { host, sampleGateway } from './sample-gateway.ts';

const test = suite('taken ports');

const stranger: Holder = { pid: 4242, command: 'x', unit: null, gateway: null, userDataDir: null };
const own: Holder = { ...stranger, pid: 77, gateway: { runtime: 'omniclaw', profile: 'a', stateDir: '/home/ann/.omniclaw-a' } };
const at = (port: number, address = '127.0.0.1', holder: Holder | null = stranger): ListenerSeen => ({ port, address, holder });

/** `port address effect` of each listener in the way of one gateway. */
function taken(listeners: ListenerSeen[] | null, changes: Partial<GatewaySpec> = {}): string[] {
  const gateways = [sampleGateway('a', 18789, changes)];
  const claims = collectClaims(gateways, host, (path) => path);
  const spec = { defaults: {}, gateways: gateways.map((one) => one.spec) };
  const seen = { ...blankHostState(host), listeners };
  return findTakenPorts({ spec, host, gateways, claims, lock: null, running: new Set(), seen }).map(
    ({ listener, effect }) => `${listener.port} ${listener.address} ${effect}`,
  );
}

type Row = readonly [is: string, listeners: ListenerSeen[] | null, found: readonly string[], changes?: Partial<GatewaySpec>];
const rows: readonly Row[] = [
  ['nothing could be seen', null, []],
  ['nothing listens', [], []],
  ['the first port of the browser range', [at(18800)], ['18800 127.0.0.1 taken']],
  ['the last port of the browser range', [at(18899)], ['18899 127.0.0.1 taken']],
  ['outside of it', [at(18799), at(18900)], []],
  ['several of the range, in order', [at(18850), at(18801)], ['18801 127.0.0.1 taken', '18850 127.0.0.1 taken']],
  ['the other loopback address', [at(18789, '::1')], ['18789 ::1 beside']],
  ['another family, another address', [at(18789, 'fe80::1')], []],
  ['beside the gateway itself', [at(18789, '127.0.0.1', own), at(18789, '::1')], ['18789 ::1 beside']],
  ['the other family beside the gateway itself', [at(18789, '127.0.0.1', own), at(18789, '::')], ['18789 :: beside']],
  ['at an address that the gateway has too', [at(18789, '127.0.0.1', own), at(18789, '::1', own), at(18789, '::1')], []],
  ['at another address while the gateway runs', [at(18789, '127.0.0.1', own), at(18789, '10.0.0.1')], []],
  [
    'a gateway at every address of both families',
    [at(18789, '10.0.0.1'), at(18789, 'fe80::1')],
    ['18789 10.0.0.1 taken', '18789 fe80::1 taken'],
    { bind: '::' },
  ],
  ['a gateway at 127.0.0.1', [at(18789), at(18789, '10.0.0.1')], ['18789 127.0.0.1 taken'], { bind: '127.0.0.1' }],
  ['a gateway at 0.0.0.0', [at(18789, '10.0.0.1'), at(18789, 'fe80::1')], ['18789 10.0.0.1 taken'], { bind: '0.0.0.0' }],
  ['a gateway on the network', [at(18789, '10.0.0.1'), at(18791, '10.0.0.1')], ['18789 10.0.0.1 taken'], { bind: 'lan' }],
];
for (const [is, listeners, found, changes] of rows) test(is, () => assert.equal(taken(listeners, changes), found));

test('which addresses exclude one another, both ways', () => {
  const rows: readonly (readonly [string, string, boolean])[] = [
    ['127.0.0.1', '127.0.0.1', true],
    ['127.0.0.1', '127.0.0.2', false],
    ['127.0.0.1', '0.0.0.0', true],
    ['127.0.0.1', '::', true],
    ['127.0.0.1', '::1', false],
    ['::1', '::', true],
    ['::1', '0.0.0.0', false],
    ['::', '0.0.0.0', true],
  ];
  for (const [one, two, is] of rows) assert.equal([excludes(one, two), excludes(two, one)], [is, is], `${one} ${two}`);
});

test.run();
