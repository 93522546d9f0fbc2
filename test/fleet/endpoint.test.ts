import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isSameAddress, parseEndpoint, withPort } from '../../src/fleet/endpoint.ts';

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
  ['http://h:9222', 'http://i:9222'],
  ['http://127.0.0.1:9222', 'http://[::ffff:127.0.0.2]:9222'],
  ['http://xlocalhost:9222', 'http://localhost:9222'],
  ['http://h:80', 'https://h:443'],
];
for (const [a, b] of different) endpoint(`${a} is not ${b}`, () => assert.not.ok(meet(a, b)));

const UNSEEN = 'contains white space, a backslash or a character that cannot be seen';
const SCHEME = 'does not begin with http://, https://, ws:// or wss://';
const NO_HOST = 'names no host';
const USER = 'contains user information';
const QUERY = 'contains a query or a fragment';
const EVERY = 'names every address of a host, not one';
const refused: readonly (readonly [string, string])[] = [
  ['', SCHEME],
  ['h', SCHEME],
  ['localhost:9222', SCHEME],
  ['ftp://h:1', SCHEME],
  ['http:/h:1', SCHEME],
  ['xhttp://h:1', SCHEME],
  ['x http://h:1', UNSEEN],
  [' http://h:1', UNSEEN],
  ['http://h:1\n', UNSEEN],
  ['http://h\t:1', UNSEEN],
  ['http:\\\\h:1', UNSEEN],
  ['http://\u200bh:1', UNSEEN],
  ['http://h\u0000:1', UNSEEN],
  ['http:///h:1', NO_HOST],
  ['HTTP:///h:1', NO_HOST],
  ['http://.:1', NO_HOST],
  ['http://u@h:1', USER],
  ['http://u:p@h:1', USER],
  ['http://@h:1', USER],
  ['HTTP://u@h:1', USER],
  ['http://h:1?x', QUERY],
  ['http://h:1#x', QUERY],
  ['http://h:1/x@y?z', QUERY],
  ['http://', 'is not a URL'],
  ['http://h:65536', 'is not a URL'],
  ['http://h:x', 'is not a URL'],
  ['http://0.0.0.0:1', EVERY],
  ['http://0:1', EVERY],
  ['http://[::]:1', EVERY],
  ['http://[::ffff:0.0.0.0]:1', EVERY],
  ['http://h:0', 'names port 0'],
];
for (const [text, problem] of refused)
  endpoint(`${JSON.stringify(text)} ${problem}`, () => assert.equal(parseEndpoint(text), { kind: 'problem', problem }));

for (const text of ['http://h:1/x@y', 'http://h:1/http://u@x', 'http://h:1/http:///x'])
  endpoint(`the path of ${text} is no matter`, () => assert.is(parseEndpoint(text).kind, 'endpoint'));

type Facts = { port: number; namesPort: boolean; secure: boolean; loopback: boolean; identities: readonly string[] };
const plain = { namesPort: true, secure: false, loopback: false };
const read: readonly (readonly [string, Facts])[] = [
  ['http://h:9222', { ...plain, port: 9222, identities: ['h:9222'] }],
  ['ws://h', { ...plain, port: 80, namesPort: false, identities: ['h:80'] }],
  ['https://h', { ...plain, port: 443, namesPort: false, secure: true, identities: ['h:443'] }],
  ['wss://H.:443/x:1', { ...plain, port: 443, secure: true, identities: ['h:443'] }],
  ['wss://h/x:1', { ...plain, port: 443, namesPort: false, secure: true, identities: ['h:443'] }],
  ['http://h/ws://x:1', { ...plain, port: 80, namesPort: false, identities: ['h:80'] }],
  ['HTTP://h:80', { ...plain, port: 80, identities: ['h:80'] }],
  ['http://h:', { ...plain, port: 80, namesPort: false, identities: ['h:80'] }],
  ['http://[fd00::1]:9222', { ...plain, port: 9222, identities: ['[fd00::1]:9222'] }],
  ['http://[fd00::1]', { ...plain, port: 80, namesPort: false, identities: ['[fd00::1]:80'] }],
  ['http://localhost:1', { ...plain, port: 1, loopback: true, identities: ['127.0.0.1:1', '[::1]:1'] }],
  ['http://app.localhost.:1', { ...plain, port: 1, loopback: true, identities: ['127.0.0.1:1', '[::1]:1'] }],
  ['http://[::1]:1', { ...plain, port: 1, loopback: true, identities: ['[::1]:1'] }],
  ['http://127.1.2.3:1', { ...plain, port: 1, loopback: true, identities: ['127.1.2.3:1'] }],
  ['http://[::ffff:7f01:203]:1', { ...plain, port: 1, loopback: true, identities: ['127.1.2.3:1'] }],
  ['http://127.10.20.30:1', { ...plain, port: 1, loopback: true, identities: ['127.10.20.30:1'] }],
  ['http://127.1.example:1', { ...plain, port: 1, identities: ['127.1.example:1'] }],
  ['http://[::ffff:10.1.2.3]:1', { ...plain, port: 1, identities: ['10.1.2.3:1'] }],
  ['http://[::ffff:0:1]:1', { ...plain, port: 1, identities: ['0.0.0.1:1'] }],
  ['http://[1::ffff:7f00:1]:1', { ...plain, port: 1, identities: ['[1::ffff:7f00:1]:1'] }],
  ['http://128.0.0.1:1', { ...plain, port: 1, identities: ['128.0.0.1:1'] }],
  ['http://127.evil.example:1', { ...plain, port: 1, identities: ['127.evil.example:1'] }],
  ['http://127.0.0.1.example:1', { ...plain, port: 1, identities: ['127.0.0.1.example:1'] }],
  ['http://localhost.example:1', { ...plain, port: 1, identities: ['localhost.example:1'] }],
];
for (const [text, facts] of read) endpoint(`${text} is read`, () => assert.equal(parseEndpoint(text), { kind: 'endpoint', ...facts }));

const ported: readonly (readonly [text: string, other: number | null, whole: string | null])[] = [
  ['http://h', null, 'http://h:80'],
  ['ws://h/', null, 'ws://h:80/'],
  ['HTTPS://H/x', null, 'HTTPS://H:443/x'],
  ['wss://[fd00::1]/x/y', null, 'wss://[fd00::1]:443/x/y'],
  ['http://h', 9222, 'http://h:9222'],
  ['http://h:1/x', 9222, 'http://h:1/x'],
  ['http://h:1/ws://x/', 9222, 'http://h:1/ws://x/'],
  ['http://h/x:1', 9222, 'http://h:9222/x:1'],
  ['http://[::1', null, null],
  ['http://u@h', null, null],
  ['http://h?x', null, null],
  ['http://h/?x', null, null],
  ['http://h/#x', null, null],
  ['http://h:x', null, null],
  ['http://', null, null],
  ['ftp://h', null, null],
  ['x http://h', null, null],
  ['', null, null],
];
for (const [text, other, whole] of ported) endpoint(`${text} with ${other ?? 'its'} port`, () => assert.is(withPort(text, other), whole));

const spelled: readonly (readonly [one: string, other: string, same: boolean])[] = [
  ['http://h', 'http://H:80/', true],
  ['wss://h:443/x/', 'wss://h/x', true],
  ['http://h/x', 'http://h/X', false],
  ['http://h/x/y', 'http://h/xy', false],
  ['http://h', 'ws://h', false],
  ['http://h:1', 'http://h', false],
  ['nothing', 'nothing', false],
  ['http://h', 'nothing', false],
];
for (const [one, other, same] of spelled)
  endpoint(`${one} and ${other} are ${same ? '' : 'not '}one address`, () => assert.is(isSameAddress(one, other), same));

endpoint.run();
