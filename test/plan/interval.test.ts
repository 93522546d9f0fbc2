import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { overlaps } from '../../src/plan/interval.ts';

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

interval.run();
