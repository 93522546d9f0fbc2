/** What should exist for a gateway, before the host has been looked at. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json, JsonObject } from '../../src/fleet/fleet-spec.ts';
import {
  differingFields,
  fieldAt,
  fieldsToObject,
  mergeConfig,
  type OwnedField,
  ownedFields,
  plainConfig,
  spellingOf,
  usesOwnToken,
} from '../../src/plan/desired-config.ts';
import { desireGateway } from '../../src/plan/desired-gateway.ts';
import { host, launch, sampleGateway } from './sample-gateway.ts';

const desired = suite('desired state');
type Changes = NonNullable<Parameters<typeof sampleGateway>[2]>;
const main = sampleGateway('main', 18789);
const of = (changes: Changes) => desireGateway(sampleGateway('main', 18789, changes), host, launch);
const service = (changes: Partial<Changes['service'] & object>) => ({ ...main.spec.service, ...changes });

desired('a gateway of which only the port is written', () => {
  const state = '/home/ann/.omniclaw-main';
  const folder = (id: string) => ({ kind: 'directory', gateway: 'main', id, mode: 0o700 });
  const key = (name: string) => ({ kind: 'key', gateway: 'main', id: `${state}/${name}`, mode: 0o600 });
  const { config, ...rest } = of({});
  assert.equal(rest, {
    gateway: 'main',
    runtime: 'omniclaw',
    health: '/healthz',
    pinned: 'yes',
    program: null,
    state: 'running',
    protect: false,
    stateDir: state,
    directories: [folder(state), folder(`${state}/logs`), folder(`${state}/workspace-main`)],
    keys: [key('instance.key'), key('gateway.token')],
    secrets: { id: `${state}/secrets.json`, keys: [] },
    service: {
      kind: 'service',
      gateway: 'main',
      id: 'omniclaw-gateway-main.service',
      driver: 'supervisor',
      definition: null,
      running: true,
      stop: { timeoutMs: 20_000, asks: 'group' },
      port: 18789,
      program: {
        argv: ['/usr/bin/node', '/opt/omniclaw/omniclaw.js', '--profile', 'main', 'gateway', 'run'],
        env: {
          PATH: '/usr/bin:/bin',
          HOME: '/home/ann',
          USER: 'ann',
          OMNICLAW_PROFILE: 'main',
          OMNICLAW_STATE_DIR: state,
          OMNICLAW_CONFIG_PATH: `${state}/omniclaw.json`,
        },
        workingDirectory: state,
        logFile: `${state}/logs/gateway.log`,
      },
    },
    problems: [],
  });
  assert.is(config.id, `${state}/omniclaw.json`);
});

desired('what runs it: what the host has when nothing is declared, else what is declared', () => {
  const driverOf = (driver: 'auto' | 'external', manager: 'systemd' | 'supervisor') =>
    desireGateway({ ...main, service: { ...main.service, driver } }, host, { ...launch, manager }).service.driver;
  assert.is(driverOf('auto', 'systemd'), 'systemd');
  assert.is(driverOf('auto', 'supervisor'), 'supervisor');
  assert.is(driverOf('external', 'systemd'), 'external');
});

desired('a stopped gateway does not run, and what its driver could not say is no matter', () => {
  const odd = { ...main, paths: { ...main.paths, stateDir: '/a ' }, service: { ...main.service, driver: 'systemd' as const } };
  const problemsOf = (state: 'running' | 'stopped') =>
    desireGateway({ ...odd, spec: { ...odd.spec, state } }, host, launch).problems.map(({ message }) => message);
  assert.ok(problemsOf('running').includes('the path of its state folder ends in a space or a backslash, which systemd cannot take'));
  assert.equal(problemsOf('stopped'), []);
  assert.is(of({ state: 'stopped' }).service.running, false);
  assert.is(of({ protect: true }).protect, true);
});

desired('variables of the service: texts are in its environment, references in the config, and ours win', () => {
  const env = { LOG: 'debug', PATH: '/mine', HOME: '/elsewhere', TOKEN: { $env: 'T' } };
  const wanted = of({ service: service({ env }) });
  const { env: found } = wanted.service.program;
  assert.equal([found['LOG'], found['PATH'], found['HOME'], found['TOKEN']], ['debug', '/mine', '/home/ann', undefined]);
  assert.equal(fieldAt(fieldsToObject(wanted.config.fields), ['env']), { TOKEN: { $env: 'T' } });
});

desired('the variables that its references name, each once, in order', () => {
  const wanted = of({
    auth: { mode: 'token', token: { $env: 'Z' } },
    channels: {
      x: {
        list: [{ $env: 'B' }, { deep: [{ $env: 'A' }] }],
        again: { $env: 'B' },
        file: { $file: '/f' },
        number: { $env: 7 },
        text: '$env',
      },
    },
    config: { a: null },
  });
  assert.equal(
    wanted.secrets.keys.map((key) => key.split(':').at(-1)),
    ['A', 'B', 'Z'],
  );
});

const written = (changes: Changes) => {
  const gateway = sampleGateway('main', 18789, changes);
  return fieldsToObject(ownedFields(gateway, host));
};

desired('the config of a gateway that declares everything', () => {
  assert.equal(
    written({
      bind: 'lan',
      auth: { mode: 'token', token: { $env: 'T' } },
      browser: {
        enabled: true,
        controlPort: 5,
        cdpPortRange: { first: 6, last: 7 },
        cdpUrl: 'http://h:1',
        profiles: [
          { name: 'a', cdpPort: 6, cdpUrl: null, userDataDir: null },
          { name: 'b', cdpPort: null, cdpUrl: 'http://i:1', userDataDir: null },
        ],
      },
      canvasHost: { enabled: false, port: 9 },
      channels: { telegram: { botToken: { $env: 'B' } } },
      agents: { defaults: { model: 'm' } },
      config: { logging: { level: 'debug' }, gateway: { port: 1 }, empty: {}, list: [{ a: 1 }], nothing: null },
      rescues: 'other',
    }),
    {
      logging: { level: 'debug' },
      gateway: { port: 18789, bind: 'lan', auth: { mode: 'token', token: { $env: 'T' } } },
      empty: {},
      list: [{ a: 1 }],
      nothing: null,
      agents: { defaults: { model: 'm', workspace: '/home/ann/.omniclaw-main/workspace-main' } },
      browser: {
        enabled: true,
        controlPort: 5,
        cdpPortRange: { first: 6, last: 7 },
        cdpUrl: 'http://h:1',
        profiles: { a: { cdpPort: 6 }, b: { cdpUrl: 'http://i:1' } },
      },
      canvasHost: { enabled: false, port: 9 },
      channels: { telegram: { botToken: { $env: 'B' } } },
      rescue: { of: 'other' },
    },
  );
});

desired('a token is filled in where nobody declares one, and stays where somebody wrote one', () => {
  const tokenOf = (changes: Changes) =>
    ownedFields(sampleGateway('main', 1, changes), host).find(({ path }) => path.join('.') === 'gateway.auth.token');
  assert.equal(tokenOf({}), {
    path: ['gateway', 'auth', 'token'],
    value: { $file: '/home/ann/.omniclaw-main/gateway.token' },
    set: 'if-absent',
  });
  assert.is(tokenOf({ auth: { mode: 'token', token: { $env: 'T' } } })?.set, 'always');
  assert.is(tokenOf({ auth: { mode: 'none', token: null } }), undefined);
});

const field = (path: string, value: Json, set: OwnedField['set'] = 'always'): OwnedField => ({ path: path.split('.'), value, set });
const [WORKSPACE, CDP_URL] = ['agents.defaults.workspace', 'browser.profiles.x.cdpUrl'] as const;
const workspaceIs = (workspace: string): JsonObject => ({ agents: { defaults: { workspace } } });
const browserOf = (x: JsonObject): JsonObject => ({ browser: { profiles: { x } } });
const differences: readonly (readonly [string, Json, OwnedField, boolean])[] = [
  ['the same', { a: 1 }, field('a', 1), false],
  ['another value', { a: 2 }, field('a', 1), true],
  ['missing', {}, field('a', 1), true],
  ['null is there', { a: null }, field('a', null), false],
  ['missing, and null is wanted', {}, field('a', null), true],
  ['the same in another order', { a: { y: 1, x: 2 } }, field('a', { x: 2, y: 1 }), false],
  ['something is there already', { a: 2 }, field('a', 1, 'if-absent'), false],
  ['nothing is there yet', {}, field('a', 1, 'if-absent'), true],
  ['an object of the user, and an empty one is wanted', { a: { mine: 1 } }, field('a', {}), false],
  ['a text of the user, and an empty object is wanted', { a: 'x' }, field('a', {}), true],
  ['an object of the user, and a text is wanted', { a: { mine: 1 } }, field('a', ''), true],
  ['a path from the home', workspaceIs('~/clawd/'), field(WORKSPACE, '/home/ann/clawd'), false],
  ['a path with a detour', workspaceIs('~/../ann/clawd'), field(WORKSPACE, '/home/ann/clawd'), false],
  ['the same path from another home', workspaceIs('~/clawd'), field(WORKSPACE, '/home/bob/clawd'), true],
  ['a path from nowhere', workspaceIs('home/ann/clawd'), field(WORKSPACE, '/home/ann/clawd'), true],
  ['a path from the home, where that is a word', { a: '~/clawd' }, field('a', '/home/ann/clawd'), true],
  ['the home itself', workspaceIs('~'), field(WORKSPACE, '/home/ann'), false],
  ['a path with a tilde in it', workspaceIs('/srv/a~/b/'), field(WORKSPACE, '/srv/a~/b'), false],
  ['a number in the place of a path', { agents: { defaults: { workspace: 5 } } }, field(WORKSPACE, '/home/ann'), true],
  ['an address elsewhere', { x: { cdpUrl: 'http://h' } }, field('x.cdpUrl', 'http://h:80'), true],
  ['an address under another key', { browser: { x: 'http://h' } }, field('browser.x', 'http://h:80'), true],
  ['a port that is none', browserOf({ cdpUrl: 'http://h', cdpPort: '9222' }), field(CDP_URL, 'http://h:80'), false],
  ['an address without its port', browserOf({ cdpUrl: 'wss://h/pw' }), field(CDP_URL, 'wss://h:443/pw'), false],
  ['an address with another port', browserOf({ cdpUrl: 'http://h:81' }), field(CDP_URL, 'http://h:80'), true],
  ['its port beside it', browserOf({ cdpUrl: 'http://h', cdpPort: 9222 }), field(CDP_URL, 'http://h:9222/'), false],
  ['its port beside it, another one is wanted', browserOf({ cdpUrl: 'http://h', cdpPort: 9222 }), field(CDP_URL, 'http://h:80'), true],
  ['its own port wins', browserOf({ cdpUrl: 'http://h:1', cdpPort: 9222 }), field(CDP_URL, 'http://h:9222'), true],
  ['an object of the user, and another one is wanted', { a: { mine: 1 } }, field('a', { x: 1 }), true],
];
for (const [is, config, one, expected] of differences)
  desired(`differs: ${is}: ${expected}`, () =>
    assert.is(differingFields(plainConfig(config), [one], spellingOf('openclaw', host.home)).length === 1, expected),
  );

desired('a gateway that keeps its own config has no fields of ours, whatever is declared', () => {
  assert.equal(ownedFields(sampleGateway('main', 1, { runtime: 'command', config: { a: 1 } }), host), []);
});

const trees: readonly (readonly [is: string, config: JsonObject, paths: readonly string[]])[] = [
  ['a secret by its source', { a: { source: 'env', provider: 'default', id: 'T' } }, ['a']],
  ['what has one key more', { a: { source: 'env', provider: 'default', id: 'T', more: 1 } }, ['a.source', 'a.provider', 'a.id', 'a.more']],
  ['what has another key', { a: { source: 'env', provider: 'default', name: 'T' } }, ['a.source', 'a.provider', 'a.name']],
];
for (const [is, config, paths] of trees)
  desired(`fields of a config: ${is}: ${paths.join(', ')}`, () => {
    const found = ownedFields(sampleGateway('main', 1, { config }), host).filter(({ path }) => path[0] === 'a');
    assert.equal(
      found.map(({ path }) => path.join('.')),
      paths,
    );
    assert.ok(found.every(({ set }) => set === 'always'));
  });

desired('settings of agents are decided by the fleet file', () => {
  const fields = ownedFields(sampleGateway('main', 1, { agents: { list: [1] } }), host);
  assert.equal(
    fields.find(({ path }) => path.join('.') === 'agents.list'),
    field('agents.list', [1]),
  );
});

const TOKEN = 'gateway.auth.token';
const tokens: readonly (readonly [is: string, config: Json, fields: readonly OwnedField[], expected: boolean])[] = [
  ['the config has none yet', {}, [field(TOKEN, 'ours', 'if-absent')], true],
  ['the config has it', { gateway: { auth: { token: 'ours' } } }, [field(TOKEN, 'ours', 'if-absent')], true],
  ['the user wrote another', { gateway: { auth: { token: 'mine' } } }, [field(TOKEN, 'ours', 'if-absent')], false],
  ['the fleet file names one', {}, [field(TOKEN, 'declared')], false],
  ['one for a gateway elsewhere counts', { gateway: { remote: { token: 'mine' } } }, [field(TOKEN, 'ours', 'if-absent')], false],
  ['only something else is filled in', {}, [field('a', 1, 'if-absent')], false],
  ['nothing is filled in', {}, [], false],
];
for (const [is, config, fields, expected] of tokens)
  desired(`uses the token that we fill in: ${is}: ${expected}`, () => assert.is(usesOwnToken(plainConfig(config), fields), expected));

desired('a config is written whole when there is none, else field by field', () => {
  const fields = [field('a.b', 1), field('a.c', 2)];
  const whole = '{\n  "a": {\n    "b": 1,\n    "c": 2\n  }\n}\n';
  assert.is(mergeConfig(null, fields, []), whole);
  assert.is(mergeConfig(' \n', fields, []), whole);
  assert.is(
    mergeConfig('{\n  // mine\n  "old": 1,\n  "a": { "b": 0 }\n}\n', [field('a.b', 1)], [field('old', 1)]),
    '{\n  // mine\n  "a": { "b": 1 }\n}\n',
  );
});

desired('fields as an object: a value gives way to an object that is written into it', () => {
  assert.equal(fieldsToObject([field('a', 1), field('a.b', 2), field('c', 3)]), { a: { b: 2 }, c: 3 });
  assert.equal(fieldsToObject([]), {});
  assert.is(fieldAt({ a: 1 }, ['a', 'b']), undefined);
  assert.is(fieldAt({}, ['constructor']), undefined);
  assert.equal(fieldAt({ a: { b: [1] } }, ['a', 'b']), [1]);
});

desired('a file of a secret is named from the root: the gateway does not know where the fleet file lies', () => {
  const { config } = of({
    auth: { mode: 'token', token: { $file: 'secrets/./token' } },
    channels: { x: [{ token: { $file: '~/t' } }, { $env: 'T' }] },
  });
  const valueAt = (...path: string[]) => config.fields.find((field) => field.path.join('.') === path.join('.'))?.value;
  assert.equal(valueAt('gateway', 'auth', 'token'), { $file: '/home/ann/fleet/secrets/token' });
  assert.equal(valueAt('channels', 'x'), [{ token: { $file: '~/t' } }, { $env: 'T' }]);
});

desired.run();
