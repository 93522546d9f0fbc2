import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Gateways, lint } from './lint-fleet.ts';

const test = suite('fleet analysis');

/** Where "b" is moved that stands in the way of "a", beside a gateway that names a browser in the next block. */
function moved(state: 'running' | 'absent'): unknown {
  const gateways: Gateways = {
    a: { port: 18789 },
    b: { port: 18790 },
    c: { port: 20_789, state, browser: { profiles: { x: { cdpUrl: 'http://127.0.0.1:18950' } } } },
  };
  return lint(gateways).find(({ code }) => code === 'OC103')?.fix?.edits;
}

test('a fix keeps clear of the browsers that gateways name, but not of those of a gateway that goes', () => {
  assert.equal(moved('absent'), [{ pointer: '/gateways/b/port', value: 18_909 }]);
  assert.equal(moved('running'), [{ pointer: '/gateways/b/port', value: 19_029 }]);
});

test.run();
