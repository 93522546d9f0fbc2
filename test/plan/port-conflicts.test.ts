/** Which claims meet, who comes first, and in which order it is told. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { toSpec } from '../../src/load/to-spec.ts';
import type { PortClaim, PortRole } from '../../src/plan/claim.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import { countShared, findOwnConflicts, findPairConflicts, findTooHigh, isRange } from '../../src/plan/port-conflicts.ts';
import type { Gateways } from './lint-fleet.ts';
import { host } from './sample-gateway.ts';

const conflicts = suite('port conflicts');

function claim(gateway: string, role: PortRole, first: number, last = first): PortClaim {
  return { kind: 'port', role, first, last, gateway, pointer: `/gateways/${gateway}/${role}`, detail: '' };
}

function found(...claims: readonly PortClaim[]): string[] {
  const order = new Map(['a', 'b', 'c', 'd'].map((name, at) => [name, at]));
  return findPairConflicts(claims, order).map(
    ({ one, two, meetings }) =>
      `${one}${two}: ${meetings.map((meeting) => `${meeting.kind} ${meeting.one.gateway}${meeting.one.first} ${meeting.two.gateway}${meeting.two.first}`).join(', ')}`,
  );
}

const rows: readonly (readonly [string, readonly PortClaim[], readonly string[]])[] = [
  ['two fixed ports', [claim('a', 'gateway', 5), claim('b', 'canvas', 5)], ['ab: fixed a5 b5']],
  ['next to each other', [claim('a', 'gateway', 5), claim('b', 'canvas', 6)], []],
  [
    'the later gateway is named second, whichever port is lower',
    [claim('b', 'cdp-range', 1, 9), claim('a', 'gateway', 4)],
    ['ab: fixed-in-range a4 b1'],
  ],
  ['a CDP port is a fixed one', [claim('a', 'cdp-port', 5), claim('b', 'gateway', 5)], ['ab: fixed a5 b5']],
  ['the range first', [claim('a', 'cdp-range', 1, 9), claim('b', 'gateway', 9)], ['ab: fixed-in-range a1 b9']],
  ['the first port of a range', [claim('a', 'cdp-range', 1, 9), claim('b', 'gateway', 1)], ['ab: fixed-in-range a1 b1']],
  ['one past the range', [claim('a', 'cdp-range', 1, 9), claim('b', 'gateway', 10)], []],
  ['two ranges, the last port of one', [claim('a', 'cdp-range', 1, 9), claim('b', 'cdp-range', 9, 20)], ['ab: ranges a1 b9']],
  ['two ranges that only touch', [claim('a', 'cdp-range', 1, 9), claim('b', 'cdp-range', 10, 20)], []],
  ['ports of one gateway', [claim('a', 'gateway', 5), claim('a', 'canvas', 5), claim('a', 'cdp-range', 1, 9)], []],
  ['a range that ends before it begins', [claim('a', 'cdp-range', 9, 1), claim('b', 'gateway', 5), claim('c', 'cdp-range', 5, 4)], []],
  [
    'a range reaches over a port that comes between',
    [claim('a', 'cdp-range', 1, 9), claim('b', 'gateway', 3), claim('c', 'gateway', 8)],
    ['ab: fixed-in-range a1 b3', 'ac: fixed-in-range a1 c8'],
  ],
  [
    'pairs in the order of the file, meetings in the order of the ports',
    [claim('c', 'gateway', 7), claim('b', 'gateway', 7), claim('b', 'canvas', 3), claim('a', 'gateway', 3), claim('c', 'canvas', 3)],
    ['ab: fixed a3 b3', 'ac: fixed a3 c3', 'bc: fixed b3 c3, fixed b7 c7'],
  ],
  [
    'a pair is not mistaken for another one',
    [claim('a', 'gateway', 1), claim('d', 'gateway', 1), claim('b', 'gateway', 2), claim('c', 'gateway', 2)],
    ['ad: fixed a1 d1', 'bc: fixed b2 c2'],
  ],
];
for (const [is, claims, expected] of rows) {
  conflicts(is, () => {
    assert.equal(found(...claims), expected);
    assert.equal([...found(...claims.toReversed())].sort(), [...expected].sort());
  });
}

conflicts('within one gateway the first claim has the better right, and ranges are left out', () => {
  const claims = [
    claim('a', 'gateway', 5),
    claim('a', 'cdp-range', 5, 9),
    claim('b', 'gateway', 5),
    claim('a', 'canvas', 5),
    claim('a', 'cdp-port', 5),
    claim('a', 'cdp-port', 7),
  ];
  assert.equal(
    findOwnConflicts(claims).map(({ kind, one, two }) => [kind, one.role, two.role, two.gateway]),
    [
      ['fixed', 'gateway', 'canvas', 'a'],
      ['fixed', 'gateway', 'cdp-port', 'a'],
    ],
  );
  assert.equal([claim('a', 'cdp-range', 1, 2), claim('a', 'cdp-port', 1)].map(isRange), [true, false]);
});

type Pair = readonly [first: number, last: number];
const shared: readonly (readonly [string, readonly Pair[], readonly Pair[], number])[] = [
  ['nothing and something', [], [[1, 9]], 0],
  ['the same port', [[5, 5]], [[5, 5]], 1],
  ['port 0', [[0, 2]], [[0, 0]], 1],
  [
    'ports that one gateway has twice count once',
    [
      [5, 9],
      [7, 7],
      [8, 20],
    ],
    [
      [6, 8],
      [8, 12],
    ],
    7,
  ],
  ['neighbours', [[1, 4]], [[5, 9]], 0],
  ['a block and one 20 above it', [[18800, 18899]], [[18820, 18919]], 80],
  [
    'one long over several short',
    [[1, 100]],
    [
      [2, 3],
      [50, 50],
      [99, 120],
    ],
    5,
  ],
  [
    'both lists go on after the first meeting',
    [
      [1, 4],
      [10, 20],
    ],
    [
      [3, 12],
      [20, 30],
    ],
    6,
  ],
  [
    'two that end together, then two that meet',
    [
      [1, 4],
      [6, 9],
    ],
    [
      [2, 4],
      [6, 7],
    ],
    5,
  ],
];
for (const [is, a, b, count] of shared) {
  const claims = (gateway: string, own: readonly Pair[]) =>
    own.map(([first, last]) => claim(gateway, first === last ? 'cdp-port' : 'cdp-range', first, last));
  conflicts(`shared: ${is}, either way round`, () => {
    for (const [one, two] of [
      [a, b],
      [b, a],
    ] as const) {
      const pairs = findPairConflicts(
        [...claims('a', one), ...claims('b', two)],
        new Map([
          ['a', 0],
          ['b', 1],
        ]),
      );
      assert.is(countShared(pairs[0]?.meetings ?? []), count);
    }
  });
}

const heights: readonly (readonly [string, readonly PortClaim[], readonly string[]])[] = [
  ['the highest base', [claim('a', 'gateway', 65425)], []],
  ['a base without room above it', [claim('a', 'gateway', 65426)], ['a gateway']],
  ['the last port there is', [claim('a', 'cdp-range', 65436, 65535), claim('a', 'canvas', 65535)], []],
  ['one port too many', [claim('a', 'cdp-range', 65437, 65536)], ['a cdp-range']],
  ['a canvas port where a base could not be', [claim('a', 'canvas', 65426)], []],
];
for (const [is, claims, expected] of heights) {
  conflicts(`too high: ${is}`, () =>
    assert.equal(
      findTooHigh([], claims).map(({ gateway, pointer }) => `${gateway} ${pointer.split('/')[3]}`),
      expected,
    ),
  );
}

conflicts('a gateway for which no base is left is too high, unless it is to be absent or the file names the port', () => {
  const names = (gateways: Gateways, taken = [{ first: 1, last: 65535 }]) => {
    const spec = toSpec({ gateways });
    return findTooHigh(deriveFleet(spec, host, { ports: {} }, taken).gateways, []).map(({ gateway, pointer, claim: cause }) => [
      gateway,
      pointer,
      cause,
    ]);
  };
  assert.equal(names({ 'a/b': {} }), [['a/b', '/gateways/a~1b/port', null]]);
  assert.equal(names({ a: { state: 'stopped' } }), [['a', '/gateways/a/port', null]]);
  assert.equal(names({ a: { state: 'absent' } }), []);
  assert.equal(names({ a: { port: 65426 } }), []);
  assert.equal(names({ a: {} }, []), []);
});

conflicts.run();
