/** Fleets and hosts that nearly break a rule, or break it in a way that is easily told wrong. Every word is under `fixtures/findings`. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { GatewayMark, HostState, InstalledService, PathSeen } from '../../src/plan/host-state.ts';
import { expectWords, type SpokenCase } from './expected-words.ts';
import { brief, type Gateways, lint, type Setting, say } from './lint-fleet.ts';

const near = suite('near misses');

type Row = readonly [is: string, gateways: Gateways, found: readonly string[], setting?: Setting];
function table(file: string, rows: readonly Row[]): void {
  for (const [is, gateways, found, setting] of rows) near(is, () => assert.equal(brief(lint(gateways, setting)), [...found].sort()));
  expectWords(
    near,
    `findings/${file}.txt`,
    rows.map(([is, gateways, , setting]): SpokenCase => [is, () => say(lint(gateways, setting))]),
  );
}

const apart = { a: { port: 18789 }, b: { port: 19789 } } as const;
const rescue = { ...apart.b, rescues: 'a' } as const;
const withUrl = (port: number, ...urls: string[]) => ({
  port,
  browser: { profiles: Object.fromEntries(urls.map((cdpUrl, at) => [`x${at}`, { cdpUrl }])) },
});
const token = { $env: 'TOKEN' };

table('near-misses', [
  [
    'a rescue with another browser elsewhere',
    { a: withUrl(18789, 'https://h:1'), b: { ...withUrl(19789, 'https://h:2'), rescues: 'a' } },
    [],
  ],
  [
    'a rescue with a browser at the other loopback address',
    { a: withUrl(18789, 'http://127.0.0.1:9222'), b: { ...withUrl(19789, 'http://[::1]:9222'), rescues: 'a' } },
    [],
  ],
  [
    'a rescue with a browser at both loopback addresses',
    { a: withUrl(18789, 'http://[::1]:9222'), b: { ...withUrl(19789, 'http://localhost:9222'), rescues: 'a' } },
    ['OC201 b a', 'OC602 b a'],
  ],
  [
    'two rescues, each with the token of its own main',
    {
      a: { ...apart.a, auth: { token } },
      b: { ...rescue, auth: { token } },
      c: { port: 20789, auth: { token: { $env: 'OTHER' } } },
      d: { port: 21789, rescues: 'c', auth: { token: { $env: 'OTHER' } } },
    },
    ['OC502 b a', 'OC502 d c', 'OC602 b a', 'OC602 d c'],
  ],
  [
    'a rescue before its main, in one workspace',
    { first: { port: 17789 }, b: { ...rescue, workspace: '~/w' }, a: { ...apart.a, workspace: '~/w' } },
    ['OC303 a b', 'OC602 b a'],
  ],
  [
    'a rescue whose folder leads to that of its main, and nobody named either',
    { a: apart.a, b: rescue },
    ['OC301 b a', 'OC602 b a'],
    { links: { '/home/ann/.omniclaw-a': '/data/x', '/home/ann/.omniclaw-b': '/data/x' } },
  ],
  [
    'a main with one folder for two things',
    { a: { ...apart.a, stateDir: '~/w', workspace: '~/w' }, b: { ...rescue, workspace: '~/w' } },
    ['OC303 b a', 'OC304 b a', 'OC602 b a'],
  ],
  [
    'a rescue whose workspace holds the folder of its main',
    { a: { ...apart.a, stateDir: '~/big/a' }, b: { ...rescue, workspace: '~/big' } },
    [],
  ],
  ['a gateway that rescues itself', { a: { ...apart.a, rescues: 'a' } }, ['OC601 a'], { defaults: { config: { key: token } } }],
  ['a rescue with the same texts from the defaults', { a: apart.a, b: rescue }, [], { defaults: { config: { region: 'eu' } } }],
  [
    'a rescue that names a credential of the defaults once more',
    { a: apart.a, b: { ...rescue, config: { again: token } } },
    ['OC603 b a'],
    { defaults: { config: { models: { apiKey: token } } } },
  ],
  ['127.10.20.30 is loopback', { a: { ...apart.a, bind: '127.10.20.30', auth: { mode: 'none' } } }, []],
  ['::1234 is not', { a: { ...apart.a, bind: '::1234', auth: { mode: 'none' } } }, ['OC504 a']],
  ['1::1 is not', { a: { ...apart.a, bind: '1::1', auth: { mode: 'none' } } }, ['OC504 a']],
  ['1::ffff:127.0.0.1 is not', { a: { ...apart.a, bind: '1::ffff:127.0.0.1', auth: { mode: 'none' } } }, ['OC504 a']],
  [
    'two browsers of one gateway in the ports of two others, the higher first',
    { ...apart, c: withUrl(20789, 'http://127.0.0.1:19800', 'http://127.0.0.1:18791') },
    ['OC202 c a', 'OC202 c b'],
  ],
  [
    'two browsers in the ports of one gateway',
    { a: apart.a, c: withUrl(20789, 'http://127.0.0.1:18800', 'http://127.0.0.1:18791') },
    ['OC202 c a'],
  ],
  [
    'two gateways with two browsers in common',
    { a: withUrl(18789, 'https://h:1', 'https://h:2'), b: withUrl(19789, 'https://h:2', 'https://h:1') },
    ['OC201 b a'],
  ],
  ['a secret in a list, one level down', { a: { ...apart.a, config: { models: { apiKeys: ['x'] } } } }, ['OC503 a']],
  [
    'the eleventh of a list of secrets',
    { a: { ...apart.a, config: { apiKeys: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', 'x'] } } },
    ['OC503 a'],
  ],
  [
    'in the eleventh object of a list of secrets',
    { a: { ...apart.a, config: { apiKeys: [...Array.from({ length: 10 }, () => ({ note: '' })), { note: 'x' }] } } },
    ['OC503 a'],
  ],
  [
    'two keys below a secret, whatever the first begins or ends with',
    { a: { ...apart.a, config: { apiKey: { '1st': { note: 'x' }, v2: { note: 'y' } } } } },
    [],
  ],
  ['numbers under a word that models count too', { a: { ...apart.a, config: { tokens: { most: ' 4096 ', least: '12' } } } }, []],
  [
    'numbers with a letter before or behind',
    { a: { ...apart.a, config: { tokens: { one: 'x4096', two: '4096x' } } } },
    ['OC503 a', 'OC503 a'],
  ],
  [
    'keys that begin or end with a digit are no places in a list',
    { a: { ...apart.a, config: { apiKey: { '1st': 'x', v2: 'y' } } } },
    ['OC503 a', 'OC503 a'],
  ],
  ['a name for a variable of a key with odd characters', { a: { ...apart.a, config: { 'my--apiKey': 'x' } } }, ['OC503 a']],
  ['a base port that browsers refuse', { a: { port: 10080 } }, ['OC106 a']],
  [
    'a gateway below the state folder of another by its name alone',
    { a: apart.a, b: { ...apart.b, stateDir: '~' } },
    ['OC304 a b', 'OC306 b'],
  ],
  [
    'a log file of three gateways',
    {
      a: { ...apart.a, config: { logging: { file: '~/g.log' } } },
      b: { ...apart.b, config: { logging: { file: '~/g.log' } } },
      c: { port: 20789, config: { logging: { file: '~/g.log' } } },
    },
    ['OC309 b a', 'OC309 c a'],
  ],
  [
    'browsers without a folder of their own, in one state folder',
    {
      a: { ...apart.a, stateDir: '~/s', browser: { profiles: { x: { cdpPort: 18801 } } } },
      b: { ...apart.b, stateDir: '~/s', browser: { profiles: { x: { cdpPort: 19801 } } } },
    },
    ['OC301 b a', 'OC302 b a'],
  ],
]);

const mark = (profile: string): GatewayMark => ({ runtime: 'omniclaw', profile, stateDir: `/home/ann/.omniclaw-${profile}` });
const installed = (changes: Partial<InstalledService>): InstalledService => ({
  manager: { kind: 'systemd-user', name: 'omniclaw-gateway-a.service' },
  where: '/home/ann/.config/systemd/user/omniclaw-gateway-a.service',
  gateway: mark('a'),
  configPath: '/home/ann/.omniclaw-a/omniclaw.json',
  port: null,
  wanted: 'running',
  load: 'loaded',
  program: '/usr/bin/omniclaw --profile a gateway',
  programFile: 'there',
  dropIns: [],
  pid: null,
  staleVariables: [],
  ...changes,
});
const system = installed({
  manager: { kind: 'systemd-system', name: 'omniclaw-gateway-a.service' },
  where: '/etc/systemd/system/x.service',
});
const folder = (changes: Partial<PathSeen>, path = '/home/ann/.omniclaw-a'): PathSeen => ({
  path,
  identity: path,
  kind: 'folder',
  owner: 'us',
  mode: 0o700,
  file: '1:2',
  openFolder: null,
  syncedBy: null,
  ...changes,
});
const answers = (url: string, id: string | null) => ({ url, state: 'answers', id, product: '', userDataDir: null, pid: null }) as const;
const on = (seen: Partial<HostState>): Setting => ({ seen });

table('host/near-misses', [
  ['an endpoint at which nothing was looked for', { a: withUrl(18789, 'https://h:1') }, [], on({ browsers: [] })],
  [
    'two browsers that do not name themselves',
    { a: withUrl(18789, 'https://h:1'), b: withUrl(19789, 'https://h:2') },
    [],
    on({ browsers: [answers('https://h:1', null), answers('https://h:2', null)] }),
  ],
  [
    'one browser under two addresses of one gateway',
    { a: withUrl(18789, 'https://h:1', 'https://h:2') },
    [],
    on({ browsers: [answers('https://h:1', 'x'), answers('https://h:2', 'x')] }),
  ],
  [
    'one browser under two addresses of two gateways',
    { a: withUrl(18789, 'https://h:1'), b: withUrl(19789, 'https://h:2') },
    ['OC205 b a'],
    on({ browsers: [answers('https://h:1', 'x'), answers('https://h:2', 'x')] }),
  ],
  [
    'one browser under one address, written in two ways',
    { a: withUrl(18789, 'http://localhost:9222'), b: withUrl(19789, 'http://127.0.0.1:9222') },
    ['OC201 b a'],
    on({ browsers: [answers('http://localhost:9222', 'x'), answers('http://127.0.0.1:9222', 'x')] }),
  ],
  ['a masked unit beside our own', { a: apart.a }, [], on({ installed: [installed({}), { ...system, load: 'masked' }] })],
  ['two units of a gateway that is to go', { a: { ...apart.a, state: 'absent' } }, [], on({ installed: [installed({}), system] })],
  ['our own unit after that of somebody else', { a: apart.a }, ['OC404 a'], on({ installed: [system, installed({})], manager: 'systemd' })],
  [
    'a unit with the name of ours for another gateway',
    { a: apart.a },
    ['OC407 a'],
    on({ installed: [installed({ gateway: mark('other'), programFile: 'missing' })], manager: 'systemd' }),
  ],
  [
    'a config file and a port that variables decide',
    apart,
    ['OC406 a', 'OC406 a b'],
    on({
      variables: [
        { name: 'OMNICLAW_CONFIG_PATH', decides: 'configPath', gateways: ['a'] },
        { name: 'OMNICLAW_GATEWAY_PORT', decides: 'port', gateways: ['a', 'b', 'gone'] },
      ],
    }),
  ],
  [
    'one folder for two things, which belongs to somebody else',
    { a: { ...apart.a, stateDir: '~/w', workspace: '~/w' } },
    ['OC307 a'],
    on({ paths: [folder({ owner: 'other' }, '/home/ann/w')] }),
  ],
  [
    'a workspace that others may change',
    { a: { ...apart.a, workspace: '~/w' } },
    ['OC308 a'],
    on({ paths: [folder({ mode: 0o777 }, '/home/ann/w')] }),
  ],
  [
    'one process at a port of the range and at a declared one',
    { a: { ...apart.a, browser: { profiles: { x: { cdpPort: 9222 } } } } },
    ['OC107 a'],
    on({ listeners: [18800, 9222].map((port) => ({ port, address: '127.0.0.1', holder: null })) }),
  ],
]);

near.run();
