/** The findings about ports and endpoints, compared with counting every port of every gateway. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toSpec } from '../../src/load/to-spec.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import { applyFixes, checkJson, checkSpec } from './check-json.ts';
import { host } from './sample-gateway.ts';

const property = suite('ports, against brute force');

const port = fc.oneof(fc.integer({ min: 18700, max: 19100 }), fc.integer({ min: 65300, max: 65535 }));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 3 });
/** A spelling of a host, and the interfaces it means. */
const HOSTS: readonly (readonly [string, readonly string[]])[] = [
  ['127.1', ['four']],
  ['0x7f000001', ['four']],
  ['[::ffff:127.0.0.1]', ['four']],
  ['[0:0:0:0:0:0:0:1]', ['six']],
  ['LOCALHOST.', ['four', 'six']],
  ['127.evil.example', ['evil']],
  ['H.', ['h']],
  ['h', ['h']],
];
/** Few, so that endpoints often have the same. */
const urlPort = fc.integer({ min: 18798, max: 18803 });
const url = fc
  .tuple(fc.constantFrom('http', 'WSS'), fc.constantFrom(...HOSTS), urlPort)
  .map(([scheme, [host], number]) => `${scheme}://${host}:${number}`);
/** Some are empty: the last port lies below the first. */
const range = fc.tuple(port, fc.integer({ min: -3, max: 130 })).map(([first, more]) => ({ first, last: Math.min(65535, first + more) }));
const gateway = fc.record({
  port,
  state: fc.constantFrom('running', 'running', 'stopped', 'absent'),
  browser: fc.record({
    enabled: fc.boolean(),
    controlPort: maybe(port),
    cdpPortRange: maybe(range),
    cdpUrl: maybe(url),
    profiles: fc.dictionary(fc.constantFrom('a', 'b'), fc.oneof(fc.record({ cdpPort: port }), fc.record({ cdpUrl: url })), { maxKeys: 2 }),
  }),
  canvasHost: fc.record({ enabled: fc.boolean(), port: maybe(port) }),
});
const fleet = fc
  .array(gateway, { minLength: 1, maxLength: 6 })
  .map((list) => ({ gateways: Object.fromEntries(list.map((one, at) => [`g${at}`, JSON.parse(JSON.stringify(one))])) }));

type One = {
  port: number;
  state: string;
  browser: {
    enabled: boolean;
    controlPort?: number;
    cdpPortRange?: { first: number; last: number };
    cdpUrl?: string;
    profiles: { [name: string]: { cdpPort?: number; cdpUrl?: string } };
  };
  canvasHost: { enabled: boolean; port?: number };
};

/** Every port of a gateway, one by one, from the document's table alone. */
function portsOf({ port: base, browser, canvasHost }: One) {
  const control = browser.controlPort ?? base + 2;
  const own = [base, ...(browser.enabled ? [control] : []), ...(canvasHost.enabled ? [canvasHost.port ?? base + 4] : [])];
  const profiles = browser.enabled ? Object.values(browser.profiles) : [];
  const cdp = profiles.flatMap(({ cdpPort }) => (cdpPort === undefined ? [] : [cdpPort]));
  const written = [...(browser.enabled ? [browser.cdpUrl] : []), ...profiles.map(({ cdpUrl }) => cdpUrl)];
  const endpoints = written.flatMap((text) => (text === undefined ? [] : endpointsOf(text)));
  const { first, last } = browser.cdpPortRange ?? { first: control + 9, last: control + 108 };
  const range = browser.enabled ? Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at) : [];
  return { own, cdp, fixed: [...own, ...cdp], range, endpoints, urls: endpoints.flatMap(({ local, number }) => (local ? [number] : [])) };
}

function endpointsOf(text: string): { place: string; local: boolean; number: number }[] {
  const [, spelled, number] = /^\w+:\/\/(.+):(\d+)$/.exec(text) ?? [];
  const means = HOSTS.find(([spelling]) => spelling === spelled)?.[1] ?? [];
  return means.map((host) => ({ place: `${host} ${number}`, local: host === 'four' || host === 'six', number: Number(number) }));
}

function bruteForce(gateways: { [name: string]: One }): string[] {
  const found = new Set<string>();
  const present = Object.entries(gateways).filter(([, { state }]) => state !== 'absent');
  const entries = present.map(([name, one]) => ({ name, ...portsOf(one), base: one.port }));
  const meet = <T>(a: T[], b: T[]) => a.some((one) => b.includes(one));
  const places = ({ endpoints }: { endpoints: { place: string }[] }) => endpoints.map(({ place }) => place);
  for (const [at, a] of entries.entries()) {
    if ([...a.fixed, ...a.range].some((number) => number > 65535) || a.base > 65425) found.add(`OC104 ${a.name}`);
    if (a.cdp.some((number) => a.own.includes(number)) || new Set(a.cdp).size < a.cdp.length) found.add(`OC109 ${a.name}`);
    for (const b of entries) {
      if (a !== b && meet(a.urls, [...b.fixed, ...b.range])) found.add(`OC202 ${a.name} ${b.name}`);
    }
    for (const b of entries.slice(at + 1)) {
      if (meet(a.fixed, b.fixed)) found.add(`OC101 ${b.name} ${a.name}`);
      if (meet(a.fixed, b.range) || meet(a.range, b.fixed)) found.add(`OC102 ${b.name} ${a.name}`);
      if (meet(a.range, b.range)) found.add(`OC103 ${b.name} ${a.name}`);
      if (meet(places(a), places(b))) found.add(`OC201 ${b.name} ${a.name}`);
    }
  }
  return [...found].sort();
}

const CODES = ['OC101', 'OC102', 'OC103', 'OC104', 'OC109', 'OC201', 'OC202'];

property('the findings are those of a set intersection over every port', () => {
  fc.assert(
    fc.property(fleet, (declaration) => {
      const found = checkSpec(toSpec(declaration)).filter(({ code }) => CODES.includes(code));
      const keys = [...new Set(found.map(({ code, gateways }) => `${code} ${gateways.join(' ')}`))].sort();
      assert.equal(keys, bruteForce(declaration.gateways));
    }),
    { numRuns: 1_500 },
  );
});

property('a planned fleet shares no port, and adding a gateway moves none', () => {
  const name = fc.integer({ min: 0, max: 99 }).map((number) => `g${number}`);
  fc.assert(
    fc.property(
      fc.uniqueArray(name, { minLength: 1, maxLength: 20 }),
      name,
      fc.integer({ min: 18600, max: 30000 }),
      (names, added, fixed) => {
        const of = (list: readonly string[]) =>
          toSpec({ gateways: { fixed: { port: fixed }, ...Object.fromEntries(list.map((one) => [one, {}])) } });
        const first = deriveFleet(of(names), host, { ports: {} }, []);
        assert.equal(checkSpec(of(names)), []);
        const second = deriveFleet(of([added, ...names]), host, first.lock, []);
        for (const one of names) assert.is(second.lock.ports[one], first.lock.ports[one]);
      },
    ),
    { numRuns: 300 },
  );
});

property('making every fix of a fleet of bases makes it clean', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 18700, max: 19200 }), { minLength: 2, maxLength: 8 }), async (bases) => {
      const text = JSON.stringify({ gateways: Object.fromEntries(bases.map((base, at) => [`g${at}`, { port: base }])) });
      assert.equal(await checkJson(applyFixes(text, await checkJson(text))), []);
    }),
    { numRuns: 60 },
  );
});

property('500 gateways that all overlap, and 10,000 that do not, are checked', () => {
  const many = (count: number, step: number, browser: object) =>
    toSpec({ gateways: Object.fromEntries(Array.from({ length: count }, (_, at) => [`g${at}`, { port: 2000 + at * step, browser }])) });
  const crowd = checkSpec(many(500, 0, {}));
  const pairs = crowd.flatMap(({ code, gateways: [later, ...earlier] }) => earlier.map((one) => `${code} ${later} ${one}`));
  assert.is(new Set(pairs).size, 500 * 499, 'OC101 and OC103 for each pair');
  assert.is(crowd.length, 2 * (36 + 491), 'pairs of the first nine, and then one for each gateway');
  assert.equal(
    checkSpec(many(10_000, 6, { enabled: false })).filter(({ code }) => !['OC104', 'OC105', 'OC106'].includes(code)),
    [],
  );
});

property.run();
