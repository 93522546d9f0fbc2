import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { countShared, mergeIntervals, overlaps } from '../../src/plan/interval.ts';

const interval = suite('intervals of ports');
type Pair = readonly [first: number, last: number];
const of = ([first, last]: Pair) => ({ first, last });

const pairs: readonly (readonly [string, Pair, Pair, boolean])[] = [
  ['the same', [5, 9], [5, 9], true],
  ['one port, equal', [5, 5], [5, 5], true],
  ['one port, next to the other', [5, 5], [6, 6], false],
  ['the end of one is the beginning of the other', [5, 9], [9, 12], true],
  ['one ends before the other begins', [5, 8], [9, 12], false],
  ['one inside the other', [1, 100], [50, 50], true],
];
for (const [is, a, b, meet] of pairs) {
  interval(`${is}: ${meet ? 'overlap' : 'apart'}, either way round`, () => {
    assert.is(overlaps(of(a), of(b)), meet);
    assert.is(overlaps(of(b), of(a)), meet);
  });
}

const merges: readonly (readonly [string, readonly Pair[], readonly Pair[]])[] = [
  ['nothing', [], []],
  [
    'apart',
    [
      [1, 2],
      [4, 5],
    ],
    [
      [1, 2],
      [4, 5],
    ],
  ],
  [
    'out of order',
    [
      [8, 9],
      [1, 2],
      [4, 5],
    ],
    [
      [1, 2],
      [4, 5],
      [8, 9],
    ],
  ],
  [
    'neighbours become one',
    [
      [1, 3],
      [4, 6],
    ],
    [[1, 6]],
  ],
  [
    'overlapping',
    [
      [1, 5],
      [3, 8],
    ],
    [[1, 8]],
  ],
  [
    'inside one that goes on longer',
    [
      [1, 10],
      [2, 3],
      [9, 12],
    ],
    [[1, 12]],
  ],
  [
    'the longer of two with one beginning, whichever comes first',
    [
      [3, 9],
      [3, 4],
      [10, 11],
    ],
    [[3, 11]],
  ],
  [
    'a later one joins the last of several',
    [
      [1, 1],
      [5, 6],
      [7, 7],
    ],
    [
      [1, 1],
      [5, 7],
    ],
  ],
  ['one that ends before it begins holds nothing', [[7, 3]], []],
  [
    'an empty one beside another',
    [
      [7, 3],
      [20, 21],
    ],
    [[20, 21]],
  ],
];
for (const [is, given, merged] of merges) {
  interval(`merged: ${is}`, () => assert.equal(mergeIntervals(given.map(of)), merged.map(of)));
}

const shared: readonly (readonly [string, readonly Pair[], readonly Pair[], number])[] = [
  ['nothing and something', [], [[1, 9]], 0],
  ['the same port', [[5, 5]], [[5, 5]], 1],
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
  interval(`shared: ${is}`, () => {
    assert.is(countShared(a.map(of), b.map(of)), count);
    assert.is(countShared(b.map(of), a.map(of)), count);
  });
}

interval.run();
