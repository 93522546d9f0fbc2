/** How port conflicts are put into words. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { PortClaim, PortRole } from '../../src/plan/claim.ts';
import { counted, describeMeetings, listed, ordinal, roleOf } from '../../src/plan/describe-ports.ts';

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
    describeMeetings([{ kind: 'fixed', one: claim('main', 'browser-control', 18791), two: claim('dev', 'gateway', 18791) }]),
    'port 18791 is the gateway port of "dev" and the browser control port of "main", so the one that starts second cannot have it',
  );
});

words('a fixed port in a range, whichever comes first in the file', () => {
  const [range, fixed] = [claim('main', 'cdp-range', 18800, 18899), claim('lab', 'canvas', 18811)];
  const expected = 'the canvas port 18811 of "lab" is taken when "main" opens its 12th browser profile';
  assert.is(describeMeetings([{ kind: 'fixed-in-range', one: range, two: fixed }]), expected);
  assert.is(describeMeetings([{ kind: 'fixed-in-range', one: fixed, two: range }]), expected);
});

const fixed = (role: PortRole, first: number, other = role) => ({
  kind: 'fixed' as const,
  one: claim('a', other, first),
  two: claim('b', role, first),
});

words('the same ports in the same roles are one sentence', () => {
  assert.is(
    describeMeetings([fixed('gateway', 18789), fixed('browser-control', 18791), fixed('canvas', 18793)]),
    '"b" and "a" have the same gateway port 18789, browser control port 18791 and canvas port 18793, so the one that starts second cannot have them',
  );
});

words('the same ports in other roles are told one by one', () => {
  assert.is(
    describeMeetings([fixed('gateway', 18791, 'browser-control'), fixed('browser-control', 18793, 'canvas')]),
    'port 18791 is the gateway port of "b" and the browser control port of "a" and port 18793 is the browser control port of "b" and the canvas port of "a", so the one that starts second cannot have them',
  );
});

words('several ports in a range: what happens first, then when the others follow', () => {
  const range = claim('main', 'cdp-range', 18800, 18899);
  const meet = (role: PortRole, first: number) => ({ kind: 'fixed-in-range' as const, one: range, two: claim('lab', role, first) });
  const [first, second, third] = [meet('gateway', 18809), meet('browser-control', 18811), meet('canvas', 18813)];
  const begin = 'the gateway port 18809 of "lab" is taken when "main" opens its 10th browser profile';
  assert.is(
    describeMeetings([first, second, third]),
    `${begin}, the browser control port 18811 at the 12th and the canvas port 18813 at the 14th`,
  );
  assert.is(
    describeMeetings([first, second, third, meet('canvas', 18815)]),
    `${begin}, the browser control port 18811 at the 12th, the canvas port 18813 at the 14th and the canvas port 18815 at the 16th`,
  );
  const more = [18815, 18816].map((port) => meet('cdp-port', port));
  assert.is(
    describeMeetings([first, second, third, ...more]),
    `${begin}, the browser control port 18811 at the 12th, the canvas port 18813 at the 14th and 2 more`,
  );
});

words('ports of each in the range of the other are two sentences', () => {
  const other = { kind: 'fixed-in-range' as const, one: claim('a', 'canvas', 18901), two: claim('b', 'cdp-range', 18901, 19000) };
  const one = { kind: 'fixed-in-range' as const, one: claim('a', 'cdp-range', 18800, 18899), two: claim('b', 'gateway', 18800) };
  assert.is(
    describeMeetings([one, other]),
    'the gateway port 18800 of "b" is taken when "a" opens its 1st browser profile, and the canvas port 18901 of "a" is taken when "b" opens its 1st browser profile',
  );
});

words('two ranges: how many ports, and at which browser of each', () => {
  const [low, high] = [claim('main', 'cdp-range', 18800, 18899), claim('lab', 'cdp-range', 18820, 18919)];
  const bite = 'it collides when "main" opens its 21st browser profile and "lab" its 1st';
  assert.is(
    describeMeetings([{ kind: 'ranges', one: low, two: high }]),
    `the browser ranges of "lab" and "main" overlap in 80 ports, 18820-18899: ${bite}`,
  );
  assert.is(
    describeMeetings([{ kind: 'ranges', one: high, two: low }]),
    `the browser ranges of "main" and "lab" overlap in 80 ports, 18820-18899: ${bite}`,
  );
});

words('two ranges that share one port, and two that are equal', () => {
  const [low, touching] = [claim('main', 'cdp-range', 18800, 18899), claim('lab', 'cdp-range', 18899, 18998)];
  assert.match(
    describeMeetings([{ kind: 'ranges', one: low, two: touching }]),
    'overlap in 1 port, 18899: it collides when "main" opens its 100th',
  );
  assert.match(
    describeMeetings([{ kind: 'ranges', one: low, two: { ...low, gateway: 'lab' } }]),
    'overlap in 100 ports, 18800-18899: it collides when "main" opens its 1st browser profile and "lab" its 1st',
  );
});

words('each kind of meeting has its own sentence, in the order in which they first occur', () => {
  const range = (gateway: string, first: number) => claim(gateway, 'cdp-range', first, first + 9);
  const inRange = { kind: 'fixed-in-range' as const, one: range('a', 100), two: claim('b', 'canvas', 100) };
  const around = { kind: 'fixed-in-range' as const, one: claim('a', 'canvas', 200), two: range('b', 200) };
  const ranges = (one: number, two: number) => ({ kind: 'ranges' as const, one: range('a', one), two: range('b', two) });
  const overlap = (ports: string, a: string, b: string) =>
    `the browser ranges of "b" and "a" overlap in ${ports}: it collides when "a" opens its ${a} browser profile and "b" its ${b}`;
  assert.is(
    describeMeetings([
      fixed('gateway', 1),
      fixed('canvas', 2, 'gateway'),
      inRange,
      ranges(100, 102),
      around,
      ranges(300, 300),
      fixed('canvas', 3),
    ]),
    [
      '"b" and "a" have the same gateway port 1 and canvas port 3, so the one that starts second cannot have them',
      'port 2 is the canvas port of "b" and the gateway port of "a", so the one that starts second cannot have it',
      'the canvas port 100 of "b" is taken when "a" opens its 1st browser profile',
      overlap('8 ports, 102-109', '3rd', '1st'),
      'the canvas port 200 of "a" is taken when "b" opens its 1st browser profile',
      overlap('10 ports, 300-309', '1st', '1st'),
    ].join(', and '),
  );
});

words('the same port in the same role, once', () => {
  assert.is(
    describeMeetings([fixed('gateway', 1)]),
    'port 1 is the gateway port of "b" and the gateway port of "a", so the one that starts second cannot have it',
  );
});

words('nothing to tell', () => assert.is(describeMeetings([]), ''));

words.run();
