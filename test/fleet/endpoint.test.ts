import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseEndpoint } from '../../src/fleet/endpoint.ts';

const endpoint = suite('parseEndpoint');

function meet(a: string, b: string): unknown {
  const [one, two] = [parseEndpoint(a), parseEndpoint(b)];
  return one.kind === 'endpoint' && two.kind === 'endpoint' && one.identities.some((identity) => two.identities.includes(identity));
}

const equal: readonly (readonly [string, string])[] = [
  ['http://h', 'http://h:80/'],
  ['http://h', 'http://H'],
  ['http://h', 'http://h.'],
  ['http://h', 'ws://h:80'],
  ['https://h', 'wss://h:443/devtools/browser/x'],
  ['http://127.0.0.1:9222', 'http://127.1:9222'],
  ['http://127.0.0.1:9222', 'http://0x7f000001:9222'],
  ['http://127.0.0.1:9222', 'http://2130706433:9222'],
  ['http://127.0.0.1:9222', 'http://0177.0.0.1:9222'],
  ['http://127.0.0.1:9222', 'http://[::ffff:127.0.0.1]:9222'],
  ['http://localhost:9222', 'http://127.0.0.1:9222'],
  ['http://localhost:9222', 'http://[::1]:9222'],
  ['http://LOCALHOST.:9222', 'ws://[0:0:0:0:0:0:0:1]:9222'],
];
for (const [a, b] of equal) endpoint(`${a} is ${b}`, () => assert.ok(meet(a, b)));

const different: readonly (readonly [string, string])[] = [
  ['http://127.0.0.1:9222', 'http://[::1]:9222'],
  ['http://127.0.0.1:9222', 'http://127.0.0.2:9222'],
  ['http://h:9222', 'http://h:9223'],
  ['http://h', 'https://h'],
];
for (const [a, b] of different) endpoint(`${a} is not ${b}`, () => assert.not.ok(meet(a, b)));

const refused = [
  'http://0.0.0.0:1',
  'http://[::]:1',
  'http://u:p@h:1',
  'http://@h:1',
  'http://h:1?x',
  'http://h:1#x',
  'localhost:9222',
  'http://h\t:1',
  'http:\\\\h:1',
  ' http://h:1',
  'ftp://h:1',
  '',
  'http://',
  'http://h:0',
  'http://h:65536',
];
for (const text of refused) endpoint(`${JSON.stringify(text)} is refused`, () => assert.is(parseEndpoint(text).kind, 'problem'));

endpoint('127.evil.example is not loopback', () => {
  const parsed = parseEndpoint('http://127.evil.example:9222');
  assert.ok(parsed.kind === 'endpoint' && !parsed.loopback);
});

endpoint('a port that is the default counts as named', () => {
  const parsed = parseEndpoint('http://h:80');
  assert.ok(parsed.kind === 'endpoint' && parsed.namesPort);
});

endpoint.run();
