import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { mayBeGivenAway } from '../../src/plan/ephemeral-range.ts';

const test = suite('ephemeral range');

const range = { first: 50, last: 200 };
type Span = readonly [first: number, last: number];
const rows: readonly (readonly [is: string, ports: Span, reserved: readonly Span[], may: boolean])[] = [
  ['nothing is reserved', [100, 110], [], true],
  ['before the range', [10, 49], [], false],
  ['the first of the range', [10, 50], [], true],
  ['the last of the range', [200, 300], [], true],
  ['behind the range', [201, 300], [], false],
  ['all of them are reserved', [100, 110], [[100, 110]], false],
  ['more than them are reserved', [100, 110], [[90, 120]], false],
  ['the last is not', [100, 110], [[100, 109]], true],
  ['the first is not', [100, 110], [[101, 110]], true],
  [
    'one between is not',
    [100, 110],
    [
      [100, 104],
      [106, 110],
    ],
    true,
  ],
  [
    'in two parts, in any order',
    [100, 110],
    [
      [106, 110],
      [100, 105],
    ],
    false,
  ],
  [
    'in parts that overlap',
    [100, 110],
    [
      [100, 110],
      [102, 104],
    ],
    false,
  ],
  [
    'others are reserved as well',
    [100, 110],
    [
      [60, 70],
      [100, 110],
      [150, 160],
    ],
    false,
  ],
  ['only the part in the range counts', [10, 60], [[50, 60]], false],
];
for (const [is, [first, last], reserved, may] of rows)
  test(`ports may be given away: ${is}`, () =>
    assert.is(mayBeGivenAway({ first, last }, { range, reserved: reserved.map(([from, to]) => ({ first: from, last: to })) }), may));

test.run();
