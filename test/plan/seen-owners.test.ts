/** Whose something on the host is, where two answers lie close together. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { NOTHING_SAID, type Sighting } from '../../src/plan/found-gateway.ts';
import { mergeSightings } from '../../src/plan/merge-sightings.ts';
import { brief, type Gateways, lint } from './lint-fleet.ts';
import { host } from './sample-gateway.ts';

const test = suite('seen owners');

test('a unit that names another gateway is that of the gateway whose service it is', () => {
  const unit = {
    manager: { kind: 'systemd-user', name: 'omniclaw-gateway-b.service' },
    where: '/home/ann/.config/systemd/user/omniclaw-gateway-b.service',
    gateway: { runtime: 'omniclaw', profile: 'old', stateDir: '/home/ann/.omniclaw-old' },
    configPath: '/home/ann/.omniclaw-old/omniclaw.json',
    port: null,
    wanted: 'running',
    load: 'loaded',
    program: '/usr/bin/omniclaw --profile old gateway',
    programFile: 'missing',
    dropIns: [],
    pid: null,
    staleVariables: [],
  } as const;
  const gateways = { a: { port: 18789 }, b: { port: 19789 } };
  assert.equal(brief(lint(gateways, { seen: { installed: [{ ...unit, dropIns: [], staleVariables: [] }], manager: 'systemd' } })), [
    'OC407 b',
  ]);
});

test('a browser that is named by one address and by both is one that OC201 tells of', () => {
  const withUrl = (port: number, cdpUrl: string): Gateways[string] => ({ port, browser: { profiles: { x: { cdpUrl } } } });
  const answers = (url: string) => ({ url, state: 'answers', id: 'x', product: '', userDataDir: null, pid: null }) as const;
  for (const [one, two] of [
    ['http://127.0.0.1:9222', 'http://localhost:9222'],
    ['http://localhost:9222', 'http://127.0.0.1:9222'],
  ] as const)
    assert.equal(brief(lint({ a: withUrl(18789, one), b: withUrl(19789, two) }, { seen: { browsers: [answers(one), answers(two)] } })), [
      'OC201 b a',
    ]);
});

test('a folder is put to the gateway of its own runtime, when two share it', () => {
  const unknown = { ...NOTHING_SAID, where: '', stateDir: '/srv/x' };
  const sightings: Sighting[] = [
    { ...unknown, runtime: 'omniclaw', kind: 'process', profile: 'work' },
    { ...unknown, runtime: 'openclaw', kind: 'process', profile: 'lab' },
    { ...unknown, runtime: 'openclaw', kind: 'folder', profile: null },
  ];
  const { gateways } = mergeSightings(sightings, host, (path) => path);
  assert.equal(
    gateways.map(({ runtime, profile, sightings: all }) => [runtime, profile, ...all.map(({ kind }) => kind)]),
    [
      ['openclaw', 'lab', 'process', 'folder'],
      ['omniclaw', 'work', 'process'],
    ],
  );
});

test.run();
