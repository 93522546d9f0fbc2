/**
 * Small crowded fleets, made up the same way every time: what fixes propose for them, and what is certified. That the
 * proposals are right is shown by `fixes-property.test.ts` and `port-certificate.test.ts`; here they stay what they are.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toSpec } from '../../src/load/to-spec.ts';
import { collectClaims } from '../../src/plan/collect-claims.ts';
import { isCrowd } from '../../src/plan/crowd.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import { certificateDocument, certifyPorts, overlapsOf } from '../../src/plan/port-certificate.ts';
import { expectWords, type SpokenCase } from './expected-words.ts';
import { type Gateways, lint } from './lint-fleet.ts';
import { host } from './sample-gateway.ts';

const test = suite('port repairs');

type Settings = Gateways[string];

/** Numbers that look random and are the same every time. */
function createChoice(seed: number): <T>(...options: readonly [T, ...T[]]) => T {
  let state = seed;
  return (first, ...rest) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    const at = (state >>> 16) % (rest.length + 1);
    return at === 0 ? first : (rest[at - 1] ?? first);
  };
}

function crowdedFleet(seed: number): Gateways {
  const choose = createChoice(seed);
  const nothing = {};
  const gateway = (): Settings => ({
    port: choose(18789, 18789, 18791, 18793, 18800, 18850, 18899, 18900, 19000, 65_400),
    ...choose(nothing, nothing, nothing, nothing, { state: 'absent' as const }),
    canvasHost: choose(nothing, nothing, nothing, { port: 18793 }, { port: 18800 }, { port: 18852 }, { enabled: false }),
    browser: {
      ...choose(
        nothing,
        nothing,
        nothing,
        nothing,
        { controlPort: 18795 },
        { controlPort: 18800 },
        { controlPort: 18850 },
        { controlPort: 65_500 },
      ),
      ...choose(
        nothing,
        nothing,
        nothing,
        { cdpPortRange: { first: 18800, last: 18803 } },
        { cdpPortRange: { first: 18790, last: 18795 } },
        { cdpPortRange: { first: 18850, last: 18950 } },
        { enabled: false },
      ),
      profiles: choose<NonNullable<NonNullable<Settings['browser']>['profiles']>>(
        nothing,
        nothing,
        { x: { cdpPort: 18800 } },
        { x: { cdpPort: 18803 }, y: { cdpPort: 18803 } },
        { x: {}, y: { cdpPort: 18852 } },
        { x: {} },
        { x: { cdpUrl: 'http://127.0.0.1:18851' } },
        { x: { cdpUrl: 'http://localhost:18803' }, y: { cdpPort: 18803 } },
      ),
    },
  });
  const full = { port: 1, browser: { cdpPortRange: { first: 19_000, last: 65_535 } } };
  return {
    a: gateway(),
    b: gateway(),
    ...choose<Gateways>(nothing, nothing, { c: gateway() }, { c: gateway(), d: gateway() }, { full }),
  };
}

const FLEETS = Array.from({ length: 160 }, (_, at) => ({ gateways: crowdedFleet(at * 7_919 + 1), running: at % 3 === 0 ? ['b'] : [] }));

/** Every port that a fix would write, in the order of the findings. */
function proposals(gateways: Gateways, running: readonly string[]): string {
  const told = lint(gateways, { running })
    .filter(({ code }) => /^OC(?:1|203)/.test(code))
    .map(({ code, gateways: names, fix }) => {
      const edits = (fix?.edits ?? []).map(({ pointer, value }) => `${pointer.slice('/gateways/'.length)} = ${JSON.stringify(value)}`);
      return `  ${[code, ...names].join(' ')}: ${edits.length > 0 ? edits.join(', ') : (fix?.description ?? 'no fix')}\n`;
    });
  return [...new Set(told)].join('');
}

function certified(gateways: Gateways): string {
  const derived = deriveFleet(toSpec({ gateways }), host, { ports: {} }, []).gateways;
  const claims = collectClaims(derived, host, (path) => path);
  const certificate = certifyPorts(derived, claims);
  const intervals = overlapsOf(claims).intervals.map(({ first, last, gateway, role }) => `${first}-${last} ${gateway} ${role}`);
  const verdict =
    certificate.kind === 'overlap'
      ? certificate.overlaps.map(({ one, two }) => `${one.gateway} ${one.role} ${one.first} / ${two.gateway} ${two.role} ${two.first}`)
      : certificate.kind === 'too-high'
        ? certificate.gateways
        : certificate.intervals.map(({ pointer }) => pointer);
  return `  ${intervals.join(', ')}\n  ${certificate.kind}: ${verdict.join(', ')}\n`;
}

const named = FLEETS.map(({ gateways, running }, at) => ({
  gateways,
  running,
  is: `${at}: ${JSON.stringify(gateways)} ${running.join()}`.trimEnd(),
}));
expectWords(
  test,
  'findings/port-repairs.txt',
  named.map(({ gateways, running, is }): SpokenCase => [is, () => proposals(gateways, running)]),
);
expectWords(
  test,
  'findings/port-certificates.txt',
  named.slice(0, 60).map(({ gateways, is }): SpokenCase => [is, () => certified(gateways)]),
);

test('a certificate is a document that names the gateways which are to be there', () => {
  const spec = toSpec({ gateways: { a: { port: 18789 }, b: { port: 18789, state: 'absent' }, c: { port: 19789, state: 'stopped' } } });
  assert.equal(certificateDocument('/f.json', spec, []), {
    schema: 'omniclaw.proof.v1',
    formatVersion: '1.0',
    fleet: '/f.json',
    gateways: ['a', 'c'],
    intervals: [],
  });
});

test('ten gateways are a crowd, and nine are none', () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `g${at}`);
  assert.equal(
    [9, 10].map((count) => isCrowd({ gateways: names(count) })),
    [false, true],
  );
});

test('nobody is sent to where another one that moves still is', () => {
  const faults = lint({ stays: { port: 18_995 }, first: { port: 19_100 }, far: { port: 30_000 }, second: { port: 30_050 } });
  const moves = faults.flatMap(({ fix }) => fix?.edits ?? []).map(({ pointer, value }): [string, unknown] => [pointer, value]);
  assert.equal(Object.fromEntries(moves), { '/gateways/first/port': 18_789, '/gateways/second/port': 19_269 });
});

test.run();
