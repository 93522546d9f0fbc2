/** URLs and config keys as users write them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { brief, lint } from './lint-fleet.ts';

const test = suite('written config');

const urls: readonly (readonly [url: string, better: string])[] = [
  ['https://chrome.example/x', 'https://chrome.example:443/x'],
  ['http://chrome.example', 'http://chrome.example:80'],
  ['wss://[2001:db8::1]/', 'wss://[2001:db8::1]:443/'],
  ['http://chrome.example:/', 'http://chrome.example:80/'],
  ['chrome.example:9222', 'http://chrome.example:9222'],
];
for (const [url, better] of urls)
  test(`"${url}" is to be written as "${better}"`, () => {
    const found = lint({ a: { port: 18789, browser: { profiles: { x: { cdpUrl: url } } } } }).find(({ code }) => code === 'OC203');
    assert.is(found?.fix?.description, `write it as "${better}"`);
  });

test('a key that is no longer read is found in each profile, and not where profiles are a list', () => {
  const found = (profiles: object) =>
    brief(lint({ a: { runtime: 'openclaw', port: 18789, config: { browser: Object({ profiles }) } } })).filter((one) =>
      one.startsWith('OC705'),
    );
  assert.equal(found({ x: { color: 1 }, y: { color: 2 }, z: {} }), ['OC705 a', 'OC705 a']);
  assert.equal(found([{ color: 1 }]), []);
});

test.run();
