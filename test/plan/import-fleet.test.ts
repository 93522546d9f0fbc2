import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject } from '../../src/fleet/fleet-spec.ts';
import { toSpec } from '../../src/load/to-spec.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import { differingFields, plainConfig, spellingOf } from '../../src/plan/desired-config.ts';
import { desireGateway } from '../../src/plan/desired-gateway.ts';
import { type FoundGateway, NOTHING_SAID, type Sighting } from '../../src/plan/found-gateway.ts';
import { importFleet } from '../../src/plan/import-fleet.ts';
import { mergeSightings } from '../../src/plan/merge-sightings.ts';
import { brief, lint } from './lint-fleet.ts';
import { host, launch } from './sample-gateway.ts';

const fleet = suite('importFleet');
const home = host.home;

function sighting(about: Partial<Sighting>): Sighting {
  return { runtime: 'openclaw', kind: 'folder', where: 'somewhere', ...NOTHING_SAID, ...about };
}

/** A gateway that is seen running in its usual folder. */
function found(profile: string, config: JsonObject, about: Partial<FoundGateway> = {}): FoundGateway {
  const runtime = about.runtime ?? 'openclaw';
  const stateDir = about.stateDir ?? `${home}/.${runtime}${profile === 'default' ? '' : `-${profile}`}`;
  const base = {
    runtime,
    profile,
    stateDir,
    configPath: `${stateDir}/${runtime}.json`,
    sightings: [sighting({ runtime, kind: 'process' })],
  };
  return { ...base, config, parts: [], problem: '', remembered: [], ...about };
}

function only(gateway: FoundGateway) {
  const [one] = importFleet([gateway], host, launch).gateways;
  if (one === undefined) throw new Error('nothing was imported');
  return { declaration: one.declaration, notes: one.notes.join('\n'), name: one.name };
}

const rows: readonly (readonly [string, JsonObject, object, RegExp])[] = [
  [
    'what follows from the name is not written',
    { gateway: { port: 19000, bind: 'loopback', auth: { mode: 'token' } } },
    { port: 19000 },
    /^$/,
  ],
  ['no port: the one of the name', {}, { port: 23592 }, /openclaw takes 23592/],
  ['a port that is none', { gateway: { port: 70000 } }, {}, /is not a port: "70000"/],
  ['a port as text', { gateway: { port: '19000' } }, {}, /is not a port/],
  ['bind', { gateway: { port: 1, bind: 'lan' } }, { port: 1, bind: 'lan' }, /^$/],
  ['custom bind', { gateway: { port: 1, bind: 'custom', customBindHost: '10.0.0.2' } }, { port: 1, bind: '10.0.0.2' }, /^$/],
  ['a bind of its own', { gateway: { port: 1, bind: 'tailnet' } }, { port: 1 }, /"tailnet"/],
  ['no authentication', { gateway: { port: 1, auth: { mode: 'none' } } }, { port: 1, auth: { mode: 'none' } }, /^$/],
  ['a password', { gateway: { port: 1, auth: { mode: 'password', password: 'hidden' } } }, { port: 1 }, /by "password"/],
  [
    'a password without a mode',
    { gateway: { port: 1, auth: { password: 'hidden' } } },
    { port: 1 },
    /by "password", which .* stays in the/,
  ],
  [
    'a proxy, and a token of ours that it does not ask for',
    { gateway: { port: 1, auth: { mode: 'trusted-proxy', token: { source: 'file', provider: 'omniclaw', id: '/env:T' } } } },
    { port: 1 },
    /by "trusted-proxy"/,
  ],
  ['a literal token', { gateway: { port: 1, auth: { token: 'hidden' } } }, { port: 1 }, /^$/],
  ['a token by reference', { gateway: { port: 1, auth: { token: `\${T}` } } }, { port: 1 }, /^$/],
  ['a SecretRef', { gateway: { port: 1, auth: { token: { source: 'exec', id: 'x' } } } }, { port: 1 }, /^$/],
  ['browser off', { gateway: { port: 1 }, browser: { enabled: false } }, { port: 1, browser: { enabled: false } }, /^$/],
  [
    'an endpoint without its port',
    { gateway: { port: 1 }, browser: { cdpUrl: 'wss://far.example/x' } },
    { port: 1, browser: { cdpUrl: 'wss://far.example:443/x' } },
    /^$/,
  ],
  [
    'an endpoint with a password',
    { gateway: { port: 1 }, browser: { cdpUrl: 'http://u:hidden@h:1' } },
    { port: 1 },
    /"browser.cdpUrl" was not copied/,
  ],
  [
    'both endpoints of a profile: the address counts',
    { gateway: { port: 1 }, browser: { profiles: { a: { cdpPort: 5, cdpUrl: 'http://h:9' } } } },
    { port: 1, browser: { profiles: { a: { cdpUrl: 'http://h:9' } } } },
    /^$/,
  ],
  [
    'a workspace elsewhere',
    { gateway: { port: 1 }, agents: { defaults: { workspace: '~/notes/' } } },
    { port: 1, workspace: '~/notes' },
    /^$/,
  ],
  [
    'a workspace below the folder that it is started in',
    { gateway: { port: 1 }, agents: { defaults: { workspace: 'clawd' } } },
    { port: 1 },
    /its workspace is "clawd", which depends on the folder/,
  ],
  [
    'a workspace some folders below that',
    { gateway: { port: 1 }, agents: { defaults: { workspace: 'notes/clawd' } } },
    { port: 1 },
    /its workspace is "notes\/clawd"/,
  ],
  ['the home as workspace', { gateway: { port: 1 }, agents: { defaults: { workspace: '~' } } }, { port: 1, workspace: home }, /^$/],
  [
    'an endpoint whose port stands beside it',
    { gateway: { port: 1 }, browser: { profiles: { a: { cdpPort: 9222, cdpUrl: 'http://10.0.0.2' } } } },
    { port: 1, browser: { profiles: { a: { cdpUrl: 'http://10.0.0.2:9222' } } } },
    /^$/,
  ],
  ['a path with a variable', { gateway: { port: 1 }, agents: { defaults: { workspace: '/a/$b' } } }, { port: 1 }, /has no "\$"/],
  [
    'a channel credential',
    { gateway: { port: 1 }, channels: { telegram: { botToken: 'hidden', enabled: true } } },
    { port: 1, channels: { telegram: { botToken: { $env: 'MAIN_TELEGRAM_BOT_TOKEN' } } } },
    /was not copied/,
  ],
  [
    'credentials in a list',
    { gateway: { port: 1 }, channels: { x: { accounts: [{ token: 'hidden' }] } } },
    { port: 1 },
    /is a list with credentials/,
  ],
  [
    'keys of the wrong kind',
    { gateway: [], browser: 'no', channels: 3, agents: null, rescue: { of: 'nobody' } },
    { port: 23592 },
    /rescues "nobody", which was not found/,
  ],
];

for (const [name, config, expected, says] of rows) {
  fleet(name, () => {
    const { declaration, notes } = only(found('main', config));
    assert.equal(declaration, { runtime: 'openclaw', ...expected });
    assert.match(notes, says);
    assert.not.match(
      JSON.stringify(importFleet([found('main', config)], host, launch).gateways.map((one) => [one.declaration, one.notes])),
      'hidden',
    );
  });
}

const kept: readonly (readonly [is: string, config: JsonObject])[] = [
  ['a workspace from the home', { agents: { defaults: { workspace: '~/clawd' } } }],
  ['a workspace below the folder that it is started in', { agents: { defaults: { workspace: 'clawd' } } }],
  ['an endpoint without a port', { browser: { cdpUrl: 'wss://h/pw' } }],
  ['a browser profile without a port', { browser: { profiles: { a: { cdpUrl: 'http://10.0.0.2' } } } }],
  ['a browser profile with its port beside', { browser: { profiles: { a: { cdpUrl: 'http://10.0.0.2', cdpPort: 9222 } } } }],
];
for (const [is, rest] of kept) {
  fleet(`what is imported changes nothing: ${is}`, () => {
    const config = { gateway: { mode: 'local', port: 19000, bind: 'loopback', auth: { mode: 'token', token: 'x' } }, ...rest };
    const { declaration } = only(found('main', config));
    const spec = toSpec({ gateways: { main: declaration }, defaults: {} });
    const [derived] = deriveFleet(spec, host, { ports: {} }, []).gateways;
    const fields = derived === undefined ? [] : desireGateway(derived, host, launch).config.fields;
    assert.ok(fields.length > 3);
    assert.equal(differingFields(plainConfig(config), fields, spellingOf('openclaw', home)), []);
  });
}

fleet('what starts it wins over its config, and is told', () => {
  const { declaration, notes } = only(
    found('main', { gateway: { port: 1000 } }, { sightings: [sighting({ kind: 'process', where: 'process 7', port: 2000 })] }),
  );
  assert.is(declaration.port, 2000);
  assert.match(notes, 'says port 1000, but process 7 starts it on 2000');
});

fleet('a folder that nothing runs is stopped; a service that is wanted is not', () => {
  assert.is(only(found('a', {}, { sightings: [sighting({})] })).declaration.state, 'stopped');
  assert.is(
    only(found('a', {}, { sightings: [sighting({ kind: 'systemd', wanted: 'running' }), sighting({})] })).declaration.state,
    undefined,
  );
  assert.is(only(found('a', {}, { sightings: [sighting({ kind: 'systemd', wanted: 'stopped' })] })).declaration.state, 'stopped');
});

fleet('one credential on two gateways keeps one name, so that lint sees it', () => {
  const telegram = { telegram: { botToken: 'the same one' } };
  const { gateways } = importFleet(
    [found('a', { gateway: { port: 19000 }, channels: telegram }), found('b', { gateway: { port: 20000 }, channels: telegram })],
    host,
    launch,
  );
  assert.equal(brief(lint(Object.fromEntries(gateways.map(({ name, declaration }) => [name, declaration])))), ['OC501 b a']);
});

fleet('names: kept when the runtime allows them, else another one with a note', () => {
  const sight = [sighting({ runtime: 'omniclaw', kind: 'process' })];
  const { gateways } = importFleet(
    [
      found('default', { gateway: { port: 1000 } }, { runtime: 'omniclaw' }),
      found('default', { gateway: { port: 2000 } }),
      found('Work_2', { gateway: { port: 3000 } }),
      found('Work_2', { gateway: { port: 4000 } }, { runtime: 'omniclaw', sightings: sight }),
      found('__proto__', { gateway: { port: 5000 } }, { runtime: 'omniclaw', sightings: sight }),
    ],
    host,
    launch,
  );
  assert.equal(
    gateways.map(({ name }) => name),
    ['default', 'default-openclaw', 'Work_2', 'work-2', 'proto'],
  );
  assert.is(gateways[1]?.declaration.stateDir, '~/.openclaw');
  assert.match(gateways[1]?.notes.join() ?? '', 'its profile is "default"');
});

fleet('a gateway without a config is told and left out, and nobody rescues it', () => {
  const { gateways, notes } = importFleet(
    [found('main', {}, { config: null, problem: 'it is a pipe' }), found('r', { gateway: { port: 1 }, rescue: { of: 'main' } })],
    host,
    launch,
  );
  assert.equal(
    gateways.map(({ name }) => name),
    ['r'],
  );
  assert.equal(notes, ['the openclaw gateway "main" was left out: it is a pipe']);
  assert.is(gateways[0]?.declaration.rescues, undefined);
});

fleet('the folder of a client of a gateway elsewhere is told and left out, and nobody rescues it', () => {
  const remote = { gateway: { mode: 'remote', port: 1000, remote: { url: 'ws://10.0.0.5:18789', token: 'hidden' } } };
  const { gateways, notes } = importFleet(
    [found('main', remote), found('r', { gateway: { port: 1 }, rescue: { of: 'main' } })],
    host,
    launch,
  );
  assert.equal(
    gateways.map(({ name, declaration }) => [name, declaration.rescues]),
    [['r', undefined]],
  );
  assert.equal(notes, [
    'the openclaw gateway "main" was left out: "gateway.mode" in its config is "remote", which makes it a client of a gateway elsewhere',
  ]);
  assert.is(importFleet([found('main', remote, { runtime: 'omniclaw' })], host, launch).gateways.length, 1);
});

fleet('only what apply wrote is declared again, without secrets', () => {
  const config = {
    gateway: { port: 1 },
    logging: { level: 'debug' },
    own: 1,
    env: { K: { $env: 'K' }, L: 'x' },
    tools: { keys: { apiKeys: ['hidden'], name: 'n' } },
  };
  const remembered = [['logging', 'level'], ['env', 'K'], ['tools', 'keys'], ['gone']].map((path) => ({
    path,
    value: 0,
    set: 'always' as const,
  }));
  const { declaration } = only(found('main', config, { runtime: 'omniclaw', remembered }));
  assert.equal(declaration, {
    port: 1,
    config: { logging: { level: 'debug' }, tools: { keys: { apiKeys: [{ $env: 'MAIN_TOOLS_KEYS_API_KEYS' }], name: 'n' } } },
    service: { env: { K: { $env: 'K' } } },
  });
});

fleet('the environment is that of a service which we made, and of no other sighting', () => {
  const environment = { A: '1' };
  const settings = { limits: { memoryMiB: null, cpuPercent: null, tasks: null }, hardening: 'default' } as const;
  const envOf = (about: Partial<Sighting>) => {
    const sightings = [sighting({ kind: 'process', environment: { B: '2' } }), sighting({ environment, ...about })];
    return only(found('lab', {}, { sightings })).declaration.service?.env;
  };
  assert.equal(envOf({ kind: 'systemd', settings }), environment);
  assert.equal(envOf({ kind: 'supervisor' }), environment);
  assert.is(envOf({ kind: 'systemd' }), undefined);
});

fleet('folders of included files are declared whoever starts it, where the runtime asks for that', () => {
  const envOf = (runtime: 'omniclaw' | 'openclaw', about: Partial<Sighting>) => {
    const sightings = [sighting({ runtime }), sighting({ runtime, kind: 'systemd', ...about })];
    const { declaration, notes } = only(found('lab', {}, { runtime, sightings }));
    assert.not.match(notes, 'INCLUDE_ROOTS');
    return declaration.service?.env;
  };
  assert.equal(envOf('openclaw', { includeRoots: '/a:/b' }), { OPENCLAW_INCLUDE_ROOTS: '/a:/b' });
  assert.is(envOf('openclaw', {}), undefined);
  assert.is(envOf('omniclaw', { includeRoots: '/a:/b' }), undefined);
});

fleet('sightings of one gateway are put together; a link is no second gateway', () => {
  const real = (path: string) => (path === `${home}/.openclaw-b` ? `${home}/.openclaw-a` : path);
  const { gateways, notes } = mergeSightings(
    [
      sighting({ profile: 'b', stateDir: `${home}/.openclaw-b` }),
      sighting({ profile: 'a', stateDir: `${home}/.openclaw-a` }),
      sighting({ profile: 'x', stateDir: '/srv/x' }),
      sighting({ kind: 'systemd', profile: 'work', stateDir: '/srv/x', wanted: 'running' }),
      sighting({ kind: 'process', profile: 'work', stateDir: '/srv/x' }),
      sighting({ kind: 'process', stateDir: `${home}/.openclaw-a` }),
    ],
    host,
    real,
  );
  assert.equal(
    gateways.map(({ profile, sightings }) => [profile, ...sightings.map(({ kind }) => kind)]),
    [
      ['a', 'process', 'folder', 'folder'],
      ['work', 'process', 'systemd', 'folder'],
    ],
  );
  assert.is(notes.length, 1);
});

fleet('one token on two gateways is told at both, and not shown', () => {
  const config = { gateway: { port: 18789, auth: { token: 'canary'.repeat(6) } } };
  const other = { gateway: { port: 18909, auth: { token: 'another' } } };
  const { gateways } = importFleet([found('main', config), found('lab', config), found('desk', other)], host, launch);
  const notes = gateways.map(({ notes }) => notes.filter((note) => note.includes('OC502')));
  assert.equal(notes, [
    ['its gateway token is that of "lab" as well (OC502)'],
    ['its gateway token is that of "main" as well (OC502)'],
    [],
  ]);
  assert.not.match(JSON.stringify(gateways.map(({ declaration, notes }) => [declaration, notes])), 'canary');
});

fleet.run();
