import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { compareReleases, factOf } from '../../src/fleet/releases.ts';

const releases = suite('releases');

for (const [one, other, sign] of [
  ['2026.9.6', '2026.9.6', 0],
  ['2026.9', '2026.9.0', 0],
  ['2026.9.6', '2026.9.10', -1],
  ['2026.10', '2026.9.9', 1],
  ['v24.16.0', '24.16', 0],
  ['24.15.9', '24.16', -1],
  ['2026.9.6-beta.1', '2026.9.6', 0],
  ['', '0', 0],
] as const)
  releases(`"${one}" and "${other}"`, () => {
    assert.is(Math.sign(compareReleases(one, other)), sign);
    assert.is(Math.sign(compareReleases(other, one)), sign === 0 ? 0 : -sign);
  });

releases('the fact that holds for a release, or the newest', () => {
  const facts = [
    { since: '0', is: 'old' },
    { since: '2026.3.1', is: 'health' },
    { since: '2026.9', is: 'new' },
  ];
  assert.equal(
    ['2026.2.1', '2026.3.1', '2026.8.30', '2026.9.6', null].map((release) => factOf(facts, release)),
    ['old', 'health', 'health', 'new', 'new'],
  );
  assert.throws(() => factOf([], null), /empty/);
});

releases.run();
