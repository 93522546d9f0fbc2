/** Fixes: every one of them cleans its pair, and any choice of them leaves nothing new behind. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { brief, edited, errors, type Gateways, lint as lintAll, type Setting } from './lint-fleet.ts';

/** Warnings are about the host, not about other gateways. */
const lint = (gateways: Gateways, setting?: Setting) => errors(lintAll(gateways, setting));

const fixes = suite('fixes of port findings');

const PORT_CODES = ['OC101', 'OC102', 'OC103', 'OC104', 'OC109'];
const port = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 18700, max: 19200 }) },
  { weight: 1, arbitrary: fc.integer({ min: 65300, max: 65535 }) },
);
const range = fc.tuple(port, fc.integer({ min: 0, max: 120 })).map(([first, length]) => ({ first, last: Math.min(65535, first + length) }));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 2 });
const profile = fc.oneof(
  port.map((cdpPort) => ({ cdpPort })),
  port.map((number) => ({ cdpUrl: `http://localhost:${number}` })),
  fc.constant({}),
);
const gateway = fc.record({
  port: fc.oneof({ weight: 5, arbitrary: port }, { weight: 1, arbitrary: fc.constant('auto') }),
  browser: fc.record({
    enabled: fc.boolean(),
    controlPort: maybe(port),
    cdpPortRange: maybe(range),
    profiles: fc.dictionary(fc.constantFrom('a', 'b', 'c'), profile, { maxKeys: 3 }),
  }),
  canvasHost: fc.record({ enabled: fc.boolean(), port: maybe(port) }),
  state: fc.constantFrom('running', 'running', 'stopped', 'absent'),
});

/** Leaves `undefined` out, as a file does. */
function plain(list: readonly object[]): Gateways {
  return JSON.parse(JSON.stringify(Object.fromEntries(list.map((one, at) => [`g${at}`, one]))));
}

fixes('all together leave no port finding', () => {
  fc.assert(
    fc.property(fc.array(gateway, { minLength: 1, maxLength: 7 }), (list) => {
      const fleet = plain(list);
      const found = lint(fleet).filter(({ code }) => PORT_CODES.includes(code) || code === 'OC203');
      const after = lint(
        edited(
          fleet,
          found.map(({ fix }) => fix),
        ),
      );
      assert.equal(
        brief(after).filter((line) => PORT_CODES.some((code) => line.startsWith(code))),
        [],
      );
      const before = new Set(brief(lint(fleet)));
      assert.equal(
        brief(after).filter((line) => line.startsWith('OC202') && !before.has(line)),
        [],
        'a new place lies on a browser of another',
      );
    }),
    { numRuns: 2_000 },
  );
});

fixes('one alone ends the conflict of its pair and starts none', () => {
  fc.assert(
    fc.property(fc.array(gateway, { minLength: 2, maxLength: 5 }), fc.nat(), (list, pick) => {
      const fleet = plain(list);
      const found = lint(fleet).filter(({ code }) => PORT_CODES.includes(code));
      const one = found[pick % Math.max(1, found.length)];
      if (one === undefined) return;
      const before = new Set(brief(lint(fleet)));
      const after = brief(lint(edited(fleet, [one.fix])));
      assert.equal(
        after.filter((line) => !before.has(line)),
        [],
      );
      const pair = brief([one])[0]?.slice(6);
      if (one.gateways.length === 2)
        assert.equal(
          after.filter((line) => line.slice(6) === pair && /^OC10[123]/.test(line)),
          [],
        );
    }),
    { numRuns: 2_000 },
  );
});

fixes('the base that is proposed is the first free one, the old place of the gateway included', () => {
  const of = (gateways: Gateways) => lint(gateways)[0]?.fix?.edits;
  assert.equal(of({ main: { port: 18789 }, rescue: { port: 18809 } }), [{ pointer: '/gateways/rescue/port', value: 18909 }]);
  assert.equal(of({ main: { port: 18789 }, a: { port: 18909 }, rescue: { port: 18809 } }), [
    { pointer: '/gateways/rescue/port', value: 19029 },
  ]);
  const three = lint({ main: { port: 18789 }, b: { port: 18789 }, c: { port: 18789 } });
  assert.equal([...new Set(three.flatMap(({ fix }) => (fix?.edits ?? []).map(({ value }) => value)))], [18909, 19029]);
});

fixes('an override is put back where it follows from the base', () => {
  const of = (gateways: Gateways) => [
    ...new Map(
      lint(gateways)
        .flatMap(({ fix }) => fix?.edits ?? [])
        .map(({ pointer, value }) => [pointer, value]),
    ),
  ];
  assert.equal(of({ main: { port: 18789 }, b: { port: 19789, browser: { controlPort: 18800 } } }), [
    ['/gateways/b/browser/controlPort', 19791],
  ]);
  assert.equal(of({ main: { port: 18789 }, b: { port: 19789, canvasHost: { port: 18800 } } }), [['/gateways/b/canvasHost/port', 19793]]);
  assert.equal(of({ main: { port: 18789 }, b: { port: 19789, browser: { cdpPortRange: { first: 18700, last: 18800 } } } }), [
    ['/gateways/b/browser/cdpPortRange', { first: 19800, last: 19899 }],
  ]);
  assert.equal(of({ main: { port: 18789, browser: { profiles: { x: { cdpPort: 19791 } } } }, b: { port: 19789 } }), [
    ['/gateways/main/browser/profiles/x/cdpPort', 18800],
  ]);
  assert.equal(of({ main: { port: 18789, browser: { profiles: { x: { cdpPort: 18800 }, y: { cdpPort: 18793 } } } } }), [
    ['/gateways/main/browser/profiles/y/cdpPort', 18801],
  ]);
});

fixes('without a free block there is no edit, and the words say so', () => {
  const many = Object.fromEntries(
    Array.from({ length: 600 }, (_, at) => [`g${at}`, { port: 1000 + at * 111 > 65425 ? 18789 : 1000 + at * 111 }]),
  );
  const [first] = lint(many);
  assert.equal(first?.fix?.edits, []);
  assert.match(first?.fix?.description ?? '', 'no free block');
});

const place = fc.constantFrom(
  '~',
  '~/s',
  '~/s/a',
  '~/t',
  '/etc',
  '/tmp',
  '/',
  '/data/x',
  '~/.omniclaw-g0',
  '~/.omniclaw-g1',
  '~/.omniclaw-g1/x',
);
const config = fc.constantFrom('~/s/c', '~/t/c', '~/c', '~/.omniclaw-g0/omniclaw.json');
const folders = fc.record({ stateDir: maybe(place), workspace: maybe(place), configPath: maybe(config) });

/** Moving one path can bring to light what another covered, so it may take more than one round. */
fixes('of folders, made again and again, end with a clean fleet', () => {
  fc.assert(
    fc.property(fc.array(folders, { minLength: 1, maxLength: 4 }), (list) => {
      let fleet = plain(list.map((one, at) => ({ port: 18789 + 120 * at, ...one })));
      for (let round = 0; round < 5; round += 1)
        fleet = edited(
          fleet,
          lint(fleet).map(({ fix }) => fix),
        );
      assert.equal(brief(lint(fleet)), []);
    }),
    { numRuns: 1_000 },
  );
});

fixes('10,000 gateways in the ports there are: 5,000 conflicts are 5,000 findings', () => {
  const many = (base: (at: number) => number) =>
    Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`g${at}`, { port: base(at), browser: { enabled: false } }]));
  assert.equal(lint(many((at) => 1100 + 6 * at)), []);
  assert.equal(
    lint(many((at) => 1100 + 6 * (at - (at % 2)))).map(({ code }) => code),
    Array(5_000).fill('OC101'),
  );
  assert.is(
    lint(Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`g${at}`, {}]))).every(({ code }) => code === 'OC104'),
    true,
  );
});

fixes.run();
