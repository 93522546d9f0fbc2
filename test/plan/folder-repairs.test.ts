import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Gateways, lint } from './lint-fleet.ts';

const test = suite('folder repairs');

test('a gateway for which every usual folder is taken is told to find one, and nothing is edited', () => {
  const taken = ['', ...[2, 3, 4, 5, 6, 7, 8, 9].map((count) => `-${count}`)];
  const others = Object.fromEntries(
    taken.map((suffix, at): [string, Gateways[string]] => [
      `other${at}`,
      { port: 20_000 + at * 1_000, stateDir: `~/.omniclaw-a${suffix}` },
    ]),
  );
  const offered = (gateways: Gateways) => lint(gateways).find(({ code, gateways: [name] }) => code === 'OC306' && name === 'a')?.fix;
  const a = { port: 18789, stateDir: '/tmp' };
  assert.equal(offered({ a, ...others }), { description: 'give "a" a folder below the home', edits: [] });
  const { other8, ...fewer } = others;
  assert.equal(offered({ a, ...fewer }), {
    description: 'set stateDir of "a" to "~/.omniclaw-a-9"',
    edits: [{ pointer: '/gateways/a/stateDir', value: '~/.omniclaw-a-9' }],
  });
});

test.run();
