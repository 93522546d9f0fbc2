/** How port conflicts are put into words. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { PortClaim, PortRole } from '../../src/plan/claim.ts';
import { counted, describeFixed, describeInRange, describeRanges, listed, ordinal, roleOf } from '../../src/plan/describe-ports.ts';

const words = suite('ports in words');

function claim(gateway: string, role: PortRole, first: number, last = first, detail = ''): PortClaim {
  return { kind: 'port', role, first, last, gateway, pointer: '', detail };
}

const ordinals: readonly (readonly [number, string])[] = [
  [1, '1st'],
  [2, '2nd'],
  [3, '3rd'],
  [4, '4th'],
  [10, '10th'],
  [11, '11th'],
  [12, '12th'],
  [13, '13th'],
  [14, '14th'],
  [20, '20th'],
  [21, '21st'],
  [22, '22nd'],
  [23, '23rd'],
  [100, '100th'],
  [101, '101st'],
  [111, '111th'],
  [113, '113th'],
];
for (const [count, text] of ordinals) words(text, () => assert.is(ordinal(count), text));

words('a count and its noun', () =>
  assert.equal([counted(0, 'port'), counted(1, 'port'), counted(2, 'port')], ['0 ports', '1 port', '2 ports']),
);

words('three of a list, and how many more', () => {
  const letters = (count: number) => [...'abcdef'].slice(0, count);
  const shout = (letter: string) => letter.toUpperCase();
  assert.equal(
    [1, 3, 4, 6].map((count) => listed(letters(count), shout)),
    ['A', 'A, B, C', 'A, B, C and 1 more', 'A, B, C and 3 more'],
  );
});

words('each role has a name; a CDP port also says of which browser profile', () => {
  const roles: readonly PortRole[] = ['gateway', 'browser-control', 'canvas', 'cdp-port', 'cdp-range'];
  assert.equal(
    roles.map((role) => roleOf(claim('a', role, 1, 1, 'work'))),
    ['gateway port', 'browser control port', 'canvas port', 'CDP port of browser profile "work"', 'browser range'],
  );
});

words('two fixed ports', () => {
  assert.is(
    describeFixed({ kind: 'fixed', one: claim('main', 'browser-control', 18791), two: claim('dev', 'gateway', 18791) }),
    'port 18791 is the gateway port of "dev" and the browser control port of "main", so the one that starts second cannot have it',
  );
});

words('a fixed port in a range, whichever comes first in the file', () => {
  const [range, fixed] = [claim('main', 'cdp-range', 18800, 18899), claim('lab', 'canvas', 18811)];
  const expected = 'the canvas port 18811 of "lab" is taken when "main" opens its 12th browser profile';
  assert.is(describeInRange({ kind: 'fixed-in-range', one: range, two: fixed }), expected);
  assert.is(describeInRange({ kind: 'fixed-in-range', one: fixed, two: range }), expected);
});

words('two ranges: how many ports, and at which browser of each', () => {
  const [low, high] = [claim('main', 'cdp-range', 18800, 18899), claim('lab', 'cdp-range', 18820, 18919)];
  const bite = 'it collides when "main" opens its 21st browser profile and "lab" its 1st';
  assert.is(
    describeRanges({ kind: 'ranges', one: low, two: high }),
    `the browser ranges of "lab" and "main" overlap in 80 ports, 18820-18899: ${bite}`,
  );
  assert.is(
    describeRanges({ kind: 'ranges', one: high, two: low }),
    `the browser ranges of "main" and "lab" overlap in 80 ports, 18820-18899: ${bite}`,
  );
});

words('two ranges that share one port, and two that are equal', () => {
  const [low, touching] = [claim('main', 'cdp-range', 18800, 18899), claim('lab', 'cdp-range', 18899, 18998)];
  assert.match(
    describeRanges({ kind: 'ranges', one: low, two: touching }),
    'overlap in 1 port, 18899: it collides when "main" opens its 100th',
  );
  assert.match(
    describeRanges({ kind: 'ranges', one: low, two: { ...low, gateway: 'lab' } }),
    'overlap in 100 ports, 18800-18899: it collides when "main" opens its 1st browser profile and "lab" its 1st',
  );
});

words.run();
