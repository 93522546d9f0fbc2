/** The certificate exists exactly when no port has two users, and the stand-alone checker accepts it and no forgery of it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toSpec } from '../../src/load/to-spec.ts';
import { collectClaims } from '../../src/plan/collect-claims.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import { certificateDocument, certifyPorts } from '../../src/plan/port-certificate.ts';
import { brief, errors, type Gateways, lint } from './lint-fleet.ts';
import { host } from './sample-gateway.ts';

const proof = suite('the port certificate');
const CHECKER = join(import.meta.dirname, '..', '..', 'docs', 'check-proof.mjs');

function certify(gateways: Gateways) {
  const spec = toSpec({ gateways });
  const derived = deriveFleet(spec, host, { ports: {} }, []).gateways;
  return {
    spec,
    certificate: certifyPorts(
      derived,
      collectClaims(derived, host, (path) => path),
    ),
  };
}

function check(document: unknown): number | null {
  return spawnSync(process.execPath, [CHECKER], { input: JSON.stringify(document) }).status;
}

const port = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 18700, max: 19200 }) },
  { weight: 20, arbitrary: fc.integer({ min: 18789, max: 18812 }) },
  { weight: 1, arbitrary: fc.integer({ min: 65400, max: 65535 }) },
);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const gateway = fc.record({
  port,
  state: fc.constantFrom('running' as const, 'stopped' as const, 'absent' as const),
  browser: fc.record({
    enabled: fc.boolean(),
    controlPort: maybe(port),
    cdpUrl: maybe(port.map((number) => `http://127.0.0.1:${number}`)),
    profiles: fc.dictionary(
      fc.constantFrom('a', 'b'),
      fc.oneof(
        port.map((cdpPort) => ({ cdpPort })),
        port.map((number) => ({ cdpUrl: `http://127.0.0.1:${number}` })),
      ),
      { maxKeys: 2 },
    ),
  }),
  canvasHost: fc.record({ enabled: fc.boolean(), port: maybe(port) }),
});

/** Users of each port, one by one; a gateway's own browser range gives way to its fixed ports. */
function hasTwoUsers(gateways: Gateways): boolean {
  const users = new Map<number, string>();
  return Object.entries(gateways).some(([name, one]) => {
    if (one.state === 'absent') return false;
    const { browser = {}, canvasHost = {} } = one;
    const base = Number(one.port);
    const control = browser.controlPort ?? base + 2;
    const on = browser.enabled !== false;
    const profiles = on ? Object.values(browser.profiles ?? {}) : [];
    const listeners = [base, ...(on ? [control] : []), ...(canvasHost.enabled === false ? [] : [canvasHost.port ?? base + 4])];
    const started = profiles.flatMap(({ cdpPort }) => (cdpPort === undefined ? [] : [cdpPort]));
    const range = on ? Array.from({ length: 100 }, (_, at) => control + 9 + at) : [];
    const urls = [...(on ? [browser.cdpUrl] : []), ...profiles.map(({ cdpUrl }) => cdpUrl)];
    const used = urls.flatMap((url) => (url === undefined ? [] : [Number(url.split(':')[2])]));
    const repeated = new Set([...listeners, ...started]).size < listeners.length + started.length;
    const all = new Set([...listeners, ...started, ...range, ...used]);
    const taken = [...all].some((number) => users.has(number));
    for (const number of all) users.set(number, name);
    return repeated || taken || used.some((number) => listeners.includes(number));
  });
}

const fleet = fc
  .array(gateway, { minLength: 1, maxLength: 4 })
  .map((list): Gateways => Object.fromEntries(list.map((one, at) => [`g${at}`, JSON.parse(JSON.stringify(one))])));

proof('is refused for an overlap exactly when a port has two users', () => {
  fc.assert(
    fc.property(fleet, (gateways) => assert.is(certify(gateways).certificate.kind === 'overlap', hasTwoUsers(gateways))),
    { numRuns: 2_000 },
  );
});

/** All of lint that is about ports. */
const PORT_CODES = ['OC101', 'OC102', 'OC103', 'OC104', 'OC109', 'OC111', 'OC201', 'OC202', 'OC203'];

proof('exists exactly when lint finds nothing about ports', () => {
  fc.assert(
    fc.property(fleet, (gateways) => {
      const found = lint(gateways).filter(({ code }) => PORT_CODES.includes(code));
      assert.is(certify(gateways).certificate.kind === 'proof', found.length === 0, JSON.stringify(found));
    }),
    { numRuns: 2_000 },
  );
});

const own: readonly (readonly [string, Gateways[string], readonly string[]])[] = [
  ['an endpoint at its own gateway port', { port: 18789, browser: { cdpUrl: 'http://127.0.0.1:18789' } }, ['OC203 a']],
  [
    'an endpoint at its own gateway port, within its own browser range',
    { port: 18807, browser: { controlPort: 18789, cdpUrl: 'http://127.0.0.1:18807' } },
    ['OC203 a'],
  ],
  ['an endpoint at its own control port', { port: 18789, browser: { profiles: { x: { cdpUrl: 'ws://localhost:18791' } } } }, ['OC203 a']],
  ['an endpoint at its own canvas port', { port: 18789, browser: { cdpUrl: 'http://[::1]:18793' } }, ['OC203 a']],
  ['an endpoint where its canvas would be', { port: 18789, canvasHost: { enabled: false }, browser: { cdpUrl: 'http://[::1]:18793' } }, []],
  ['an endpoint in its own browser range', { port: 18789, browser: { cdpUrl: 'http://127.0.0.1:18807' } }, []],
  [
    'an endpoint of a browser that it starts, within the range and outside',
    {
      port: 18789,
      browser: {
        profiles: {
          a: { cdpPort: 18800 },
          b: { cdpUrl: 'http://127.0.0.1:18800' },
          c: { cdpPort: 9222 },
          d: { cdpUrl: 'http://127.0.0.1:9222' },
          e: { cdpUrl: 'http://127.0.0.1:9222' },
        },
      },
    },
    [],
  ],
  [
    'two browsers on one port of the browser range',
    { port: 18789, browser: { profiles: { a: { cdpPort: 18809 }, b: { cdpPort: 18809 } } }, canvasHost: { enabled: false } },
    ['OC109 a'],
  ],
  ['a browser range beyond the last port', { port: 18789, browser: { controlPort: 65500 } }, ['OC104 a']],
  ['a base without room above it', { port: 65426, browser: { enabled: false } }, ['OC104 a']],
];
for (const [is, one, found] of own) {
  proof(`${is}: lint and the certificate say the same`, () => {
    assert.equal(brief(errors(lint({ a: one }))), found);
    assert.is(certify({ a: one }).certificate.kind === 'proof', found.length === 0);
  });
}

proof('a fleet with more gateways than ports has none, and says for whom there is no port', () => {
  const { certificate } = certify({ a: { port: 1, browser: { cdpPortRange: { first: 2000, last: 65535 } } }, b: {} });
  assert.equal(certificate, { kind: 'too-high', gateways: ['b'] });
});

proof('is accepted by the checker; with any end of a range moved onto another, or a gateway missing, it is not', () => {
  const { spec, certificate } = certify({
    main: { port: 18789 },
    lab: { port: 18900, canvasHost: { enabled: false } },
    off: { port: 19100, browser: { enabled: false } },
  });
  if (certificate.kind !== 'proof') throw new Error('the fleet has no conflict');
  const document = certificateDocument('fleet', spec, certificate.intervals);
  assert.is(check(document), 0);
  for (const at of document.intervals.keys()) {
    const change = (edit: object) => ({
      ...document,
      intervals: document.intervals.map((one, index) => (index === at ? { ...one, ...edit } : one)),
    });
    const [before, next] = [document.intervals[at - 1], document.intervals[at + 1]];
    if (before !== undefined) assert.is(check(change({ first: before.last })), 1);
    if (next !== undefined) assert.is(check(change({ last: next.first })), 1);
    assert.is(check(change({ first: 1.5 })), 1);
  }
  assert.is(check({ ...document, gateways: [...document.gateways, 'ghost'] }), 1);
  assert.is(check({ ...document, intervals: document.intervals.toReversed() }), 1);
  assert.is(check({ ...document, intervals: [...document.intervals, { first: 65000, last: 65536, gateway: 'main' }] }), 1);
});

proof('the checker is short enough to read, and imports nothing of ours', () => {
  const text = readFileSync(CHECKER, 'utf8');
  assert.ok(text.trimEnd().split('\n').length <= 20);
  assert.equal(
    [...text.matchAll(/from '([^']+)'/g)].map(([, name]) => name),
    ['node:fs'],
  );
});

proof.run();
