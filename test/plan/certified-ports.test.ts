/** Which ports are certified of one gateway. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toSpec } from '../../src/load/to-spec.ts';
import type { Claim, PortClaim } from '../../src/plan/claim.ts';
import { collectClaims } from '../../src/plan/collect-claims.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import { overlapsOf } from '../../src/plan/port-certificate.ts';
import type { Gateways } from './lint-fleet.ts';
import { host } from './sample-gateway.ts';

const test = suite('certified ports');

const browser = (...urls: string[]) => ({ profiles: Object.fromEntries(urls.map((cdpUrl, at) => [`x${at}`, { cdpUrl }])) });
const usual = ['18789 gateway', '18791 browser-control', '18793 canvas'];
type Row = readonly [is: string, gateway: Gateways[string], certified: readonly string[], overlaps: readonly string[]];
const rows: readonly Row[] = [
  ['no browser elsewhere', { port: 18789, browser: browser('https://h:18850', 'nowhere') }, [...usual, '18800-18899 cdp-range'], []],
  [
    'a browser that two profiles use',
    { port: 18789, browser: browser('http://127.0.0.1:9222', 'http://127.0.0.1:9222') },
    ['9222 endpoint', ...usual, '18800-18899 cdp-range'],
    [],
  ],
  ['a browser in its own range', { port: 18789, browser: browser('http://127.0.0.1:18850') }, [...usual, '18800-18899 cdp-range'], []],
  ['no range that ends before it begins', { port: 18789, browser: { cdpPortRange: { first: 18900, last: 18800 } } }, usual, []],
  [
    'a browser at its own control port, which lies in its range',
    { port: 18789, browser: { controlPort: 18850, cdpPortRange: { first: 18800, last: 18899 }, ...browser('http://127.0.0.1:18850') } },
    ['18789 gateway', '18793 canvas', '18800-18849 cdp-range', '18850 browser-control', '18850 endpoint', '18851-18899 cdp-range'],
    ['browser-control endpoint'],
  ],
];
for (const [is, gateway, certified, overlaps] of rows)
  test(is, () => {
    const derived = deriveFleet(toSpec({ gateways: { a: gateway } }), host, { ports: {} }, []).gateways;
    const found = overlapsOf(collectClaims(derived, host, (path) => path));
    const shown = found.intervals.map(({ first, last, role }) => `${first === last ? first : `${first}-${last}`} ${role}`);
    assert.equal(shown, certified);
    assert.equal(
      found.overlaps.map(({ one, two }) => `${one.role} ${two.role}`),
      overlaps,
    );
  });

const shown = (claims: readonly Claim[]) => {
  const { intervals, overlaps } = overlapsOf(claims);
  return [intervals.map(({ first, role }) => `${first} ${role}`), overlaps.map(({ one, two }) => `${one.role} ${two.role}`)];
};
const common = { gateway: 'a', pointer: '/a' } as const;
const portOf = (role: PortClaim['role'], first: number, last = first): PortClaim => ({
  kind: 'port',
  role,
  first,
  last,
  detail: '',
  ...common,
});

test('a relay in the browser range is no port for a browser', () => {
  assert.equal(shown([portOf('browser-relay', 18800), portOf('cdp-port', 18800), portOf('cdp-range', 18800, 18899)]), [
    ['18800 browser-relay', '18800 cdp-port', '18801 cdp-range'],
    ['browser-relay cdp-port'],
  ]);
});

test('a browser that it does not start, where it has no range', () => {
  assert.equal(shown([{ kind: 'endpoint', url: 'http://127.0.0.1:9222', browserProfile: '', ...common }]), [['9222 endpoint'], []]);
});

test.run();
