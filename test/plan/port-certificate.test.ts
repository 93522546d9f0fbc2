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
import type { Gateways } from './lint-fleet.ts';
import { host } from './sample-gateway.ts';

const proof = suite('the port certificate');
const CHECKER = join(import.meta.dirname, '..', '..', 'docs', 'check-proof.mjs');

function certify(gateways: Gateways) {
  const spec = toSpec({ gateways });
  const claims = collectClaims(deriveFleet(spec, host, { ports: {} }, []).gateways, host, (path) => path);
  return { spec, claims, certificate: certifyPorts(claims) };
}

function check(document: unknown): number | null {
  return spawnSync(process.execPath, [CHECKER], { input: JSON.stringify(document) }).status;
}

const port = fc.oneof(fc.integer({ min: 18700, max: 19200 }), fc.integer({ min: 18789, max: 18812 }));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
const gateway = fc.record({
  port,
  state: fc.constantFrom('running' as const, 'stopped' as const, 'absent' as const),
  browser: fc.record({
    enabled: fc.boolean(),
    controlPort: maybe(port),
    cdpUrl: maybe(port.map((number) => `http://127.0.0.1:${number}`)),
    profiles: fc.dictionary(fc.constantFrom('a', 'b'), fc.record({ cdpPort: port }), { maxKeys: 2 }),
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
    const listeners = [base, ...(on ? [control] : []), ...(canvasHost.enabled === false ? [] : [canvasHost.port ?? base + 4])];
    const cdp = on ? Object.values(browser.profiles ?? {}).map(({ cdpPort }) => cdpPort ?? 0) : [];
    const range = on ? Array.from({ length: 100 }, (_, at) => control + 9 + at) : [];
    const endpoint = on && browser.cdpUrl !== undefined ? [Number(browser.cdpUrl.split(':')[2])] : [];
    const own = [...listeners, ...cdp.filter((number) => !range.includes(number)), ...endpoint.filter((number) => !range.includes(number))];
    const repeated = new Set(own).size < own.length || listeners.some((number) => cdp.includes(number) && range.includes(number));
    const twice = new Set(cdp).size < cdp.length;
    const all = new Set([...listeners, ...cdp, ...range, ...endpoint]);
    const taken = [...all].some((number) => users.has(number));
    for (const number of all) users.set(number, name);
    return repeated || twice || taken;
  });
}

proof('exists exactly when no port has two users', () => {
  fc.assert(
    fc.property(fc.array(gateway, { minLength: 1, maxLength: 4 }), (list) => {
      const gateways: Gateways = Object.fromEntries(list.map((one, at) => [`g${at}`, JSON.parse(JSON.stringify(one))]));
      assert.is(certify(gateways).certificate.kind === 'overlap', hasTwoUsers(gateways));
    }),
    { numRuns: 2_000 },
  );
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
