/** What the entries of the runtimes make of a declaration: program, config, environment, definition. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ClientSecret } from '../../src/fleet/client-auth.ts';
import { relayPorts } from '../../src/fleet/extension-relays.ts';
import type { GatewaySpec, JsonObject } from '../../src/fleet/fleet-spec.ts';
import { factOf } from '../../src/fleet/releases.ts';
import { runtimeOf } from '../../src/fleet/runtime.ts';
import { TOKEN_PROVIDER } from '../../src/fleet/runtimes/openclaw.ts';
import { findAuthFault } from '../../src/plan/auth-faults.ts';
import { derivePaths } from '../../src/plan/derive-paths.ts';
import { derivePorts } from '../../src/plan/derive-ports.ts';
import type { DerivedGateway } from '../../src/plan/derived-gateway.ts';
import { differingFields, fieldAt, fieldsToObject, plainConfig, spellingOf } from '../../src/plan/desired-config.ts';
import { desireGateway, type Launch } from '../../src/plan/desired-gateway.ts';
import { configHash, diffGateway } from '../../src/plan/diff-gateway.ts';
import { foreignDifferences } from '../../src/plan/foreign-differences.ts';
import type { ObservedConfig } from '../../src/plan/observed-gateway.ts';
import { fromProvider } from '../../src/plan/secret-providers.ts';
import { host, launch, nothing, sampleGateway } from './sample-gateway.ts';

const runtimes = suite('runtimes');
const found: Launch = { ...launch, found: { openclaw: '/usr/lib/node_modules/openclaw/openclaw.mjs' } };

function gateway(changes: Partial<GatewaySpec>): DerivedGateway {
  const sample = sampleGateway('main', 18789, { runtime: 'openclaw', ...changes });
  const stateDir = '/home/ann/.openclaw-main';
  return { ...sample, paths: { stateDir, config: `${stateDir}/openclaw.json`, workspace: `${stateDir}/workspace` } };
}
const desire = (changes: Partial<GatewaySpec> = {}, on: Launch = found) => desireGateway(gateway(changes), host, on);
const program = { version: null, path: null, node: null, command: [], health: '/healthz' };

const PROGRAMS: readonly (readonly [is: string, Partial<GatewaySpec>, Launch, argv: readonly string[], problems: readonly string[]])[] = [
  ['what is installed', {}, found, ['/usr/bin/node', '/usr/lib/node_modules/openclaw/openclaw.mjs', 'gateway'], []],
  ['nothing', {}, launch, ['openclaw'], ['the program "openclaw" is not installed on this host']],
  [
    'a release',
    { program: { ...program, version: '2026.9.6' } },
    launch,
    ['/usr/bin/node', `${launch.programs}/openclaw/2026.9.6/node_modules/openclaw/openclaw.mjs`, 'gateway'],
    [],
  ],
  [
    'a script with a Node of its own',
    { program: { ...program, path: '~/c.mjs', node: '/n' } },
    launch,
    ['/n', '/home/ann/c.mjs', 'gateway'],
    [],
  ],
  ['a program', { program: { ...program, path: '/usr/bin/openclaw' } }, launch, ['/usr/bin/openclaw', 'gateway'], []],
  [
    'a Node that is too old',
    {},
    { ...found, node: { path: '/usr/bin/node', version: '24.15.0' } },
    ['/usr/bin/node', '/usr/lib/node_modules/openclaw/openclaw.mjs', 'gateway'],
    ['Node 24.15.0 does not run "openclaw", which needs 24.16 or later before 25, or 26.1 or later before 27'],
  ],
  [
    'words of a command',
    { runtime: 'command', program: { ...program, command: ['/x', '{port}', '{stateDir}/d'] } },
    launch,
    ['/x', '18789', '/home/ann/.openclaw-main/d'],
    [],
  ],
  [
    'a command by its name',
    { runtime: 'command', program: { ...program, command: ['x'] } },
    launch,
    ['x'],
    ['its command line does not begin with an absolute path'],
  ],
];
for (const [is, changes, on, argv, problems] of PROGRAMS)
  runtimes(`the program: ${is}`, () => {
    const { service, problems: seen } = desire(changes, on);
    assert.equal(service.program.argv, argv);
    assert.equal(
      seen.map(({ message }) => message),
      problems,
    );
  });

const PINNED: readonly (readonly [is: string, Partial<GatewaySpec>, 'yes' | 'no'])[] = [
  ['a release', { program: { ...program, version: '2026.9.6' } }, 'yes'],
  ['a path', { program: { ...program, path: '/c.mjs' } }, 'yes'],
  ['nothing: what is installed', {}, 'no'],
  ['nothing: our own program', { runtime: 'omniclaw' }, 'yes'],
  ['a command line', { runtime: 'command', program: { ...program, command: ['/x'] } }, 'yes'],
];
for (const [is, changes, pinned] of PINNED)
  runtimes(`the fleet file says which program it is: ${is}: ${pinned}`, () => assert.is(desire(changes).pinned, pinned));

runtimes('a release that is not there is the first step, and none when it is', () => {
  const desired = desire({ program: { ...program, version: '2026.9.6' } });
  const stepsOf = (installed: typeof desired.program) => diffGateway(desired, { ...nothing, program: installed }, { remembered: [] });
  const [first] = stepsOf(null);
  assert.is(first?.kind, 'program');
  assert.equal(first?.change, {
    action: 'create',
    gateway: 'main',
    kind: 'program',
    id: desired.program?.id,
    before: null,
    after: { package: 'openclaw', version: '2026.9.6' },
    reasons: ['openclaw 2026.9.6 is not installed'],
    impact: 'none',
  });
  assert.not.ok(stepsOf(desired.program).some(({ kind }) => kind === 'program'));
});

runtimes('what is left alone needs its folder and its workspace, and none for the log of a service', () => {
  const steps = diffGateway(desire({ state: 'stopped', workspace: '/named' }), nothing, { remembered: [] });
  const folders = steps.filter(({ kind }) => kind === 'directory').map(({ change }) => change.id);
  assert.equal(folders, ['/home/ann/.openclaw-main', '/home/ann/.openclaw-main/workspace']);
});

runtimes('a release is installed for a gateway that is to run, and for no other; a path needs none', () => {
  const version = '2026.9.6';
  const programOf = (state: GatewaySpec['state'], path: string | null = null) =>
    desire({ state, program: { ...program, version, path } }).program;
  const { size } = runtimeOf('openclaw').program;
  const id = `${launch.programs}/openclaw/${version}`;
  assert.equal(programOf('running'), { kind: 'program', gateway: 'main', id, packageName: 'openclaw', version, size });
  assert.is(programOf('stopped'), null);
  assert.is(programOf('absent'), null);
  assert.is(programOf('running', '/c.mjs'), null);
});

const NODES: readonly (readonly [is: string, version: string, GatewaySpec['program'], says: readonly string[]])[] = [
  ['the first that runs it', '24.16.0', program, []],
  ['the first that no longer does', '25.0.0', program, ['set program.node of "main" to such a Node']],
  ['between two that do', '26.0.0', program, ['set program.node of "main" to such a Node']],
  ['a Node of its own', '20.0.0', { ...program, node: '/n' }, []],
  ['no script', '20.0.0', { ...program, path: '/usr/bin/openclaw' }, []],
  ['a folder that is called like a script', '20.0.0', { ...program, path: '/a.js.d/openclaw' }, []],
  ['a script of any kind', '20.0.0', { ...program, path: '/openclaw.js' }, ['set program.node of "main" to such a Node']],
];
for (const [is, version, wanted, says] of NODES)
  runtimes(`the Node that would run it: ${is}: ${version}`, () => {
    const { problems } = desire({ program: wanted }, { ...found, node: { path: '/usr/bin/node', version } });
    assert.equal(
      problems.map(({ hint }) => hint),
      says,
    );
  });

runtimes('a token is made where nobody names one, for a runtime that has one', () => {
  const keysOf = (changes: Partial<GatewaySpec>) => desire(changes).keys.map(({ id }) => id.replace(/.*\//, ''));
  const other: Partial<GatewaySpec>[] = [{ auth: { mode: 'none', token: null } }, { auth: { mode: 'token', token: { $env: 'T' } } }];
  assert.equal(keysOf({}), ['gateway.token']);
  assert.equal(keysOf({ runtime: 'omniclaw' }), ['instance.key', 'gateway.token']);
  for (const changes of [...other, { runtime: 'command' } as const]) assert.equal(keysOf(changes), []);
});

runtimes('it is asked to stop in its own way, and has its own time for it', () => {
  assert.equal(desire().service.stop, { timeoutMs: 330_000, asks: 'main' });
  assert.equal(desire({ runtime: 'omniclaw' }).service.stop, { timeoutMs: 20_000, asks: 'group' });
});

runtimes('folders are made for what is ours, or named: a workspace that it makes itself is not', () => {
  const foldersOf = (changes: Partial<GatewaySpec>) =>
    desire(changes).directories.map(({ id }) => id.replace('/home/ann/.openclaw-main', ''));
  assert.equal(foldersOf({}), ['', '/logs']);
  assert.equal(foldersOf({ workspace: '/named' }), ['', '/logs', '/workspace']);
  assert.equal(foldersOf({ runtime: 'omniclaw' }), ['', '/logs', '/workspace']);
  assert.equal(foldersOf({ runtime: 'command', workspace: '/named' }), ['', '/logs']);
});

runtimes('a new config of OpenClaw has what it needs to start, and nothing that it does not know', () => {
  assert.equal(fieldsToObject(desire().config.fields), {
    gateway: {
      mode: 'local',
      port: 18789,
      bind: 'loopback',
      auth: { mode: 'token', token: { source: 'file', provider: 'omniclaw-token', id: 'value' } },
    },
    browser: { enabled: true },
    secrets: { providers: { 'omniclaw-token': { source: 'file', path: '/home/ann/.openclaw-main/gateway.token', mode: 'singleValue' } } },
  });
});

runtimes('a config that says the same in its own way differs in nothing', () => {
  const { fields } = desire().config;
  const own = { gateway: { mode: 'local', port: 18789, bind: 'loopback', auth: { token: 'its own' } }, plugins: {} };
  assert.equal(differingFields(plainConfig(own), fields, spellingOf('openclaw', host.home)), []);
  const differs = (config: object) =>
    differingFields(plainConfig(JSON.parse(JSON.stringify(config))), fields, spellingOf('openclaw', host.home)).map(({ path }) =>
      path.join('.'),
    );
  assert.equal(differs({ ...own, browser: { enabled: false } }), ['browser.enabled']);
  assert.equal(differs({ gateway: { mode: 'remote', port: 1, auth: { token: 'x' } } }), ['gateway.mode', 'gateway.port', 'gateway.bind']);
});

const PASSWORD = { password: 'hunter2hunter2hunter2hunter2' };
const LET_IN: readonly (readonly [is: string, changes: Partial<GatewaySpec>, auth: JsonObject, differs: readonly string[]])[] = [
  ['a password without a mode', {}, PASSWORD, []],
  ['a password', {}, { ...PASSWORD, mode: 'password' }, []],
  ['a proxy', {}, { mode: 'trusted-proxy', trustedProxy: { userHeader: 'x-user' } }, []],
  ['a token beside a password that is not asked for', {}, { ...PASSWORD, mode: 'token', token: 'its own' }, []],
  ['a blank password, which is none', {}, { password: ' ' }, ['token', 'omniclaw-token']],
  ['nothing', {}, {}, ['token', 'omniclaw-token']],
  ['nobody is asked, and the fleet file does not say so', {}, { mode: 'none' }, ['mode', 'token', 'omniclaw-token']],
  ['a password, and the fleet file says a token', { auth: { mode: 'token', token: null } }, PASSWORD, ['mode', 'token', 'omniclaw-token']],
  ['a password, and the fleet file says nobody', { auth: { mode: 'none', token: null } }, PASSWORD, ['mode']],
  ['a token, and its "config" says a proxy', { config: { gateway: { auth: { mode: 'trusted-proxy' } } } }, { token: 't' }, ['mode']],
  ['nothing, and its "config" says a password', { config: { gateway: { auth: { password: { $file: '/p' } } } } }, {}, ['password']],
];
for (const [is, changes, auth, expected] of LET_IN)
  runtimes(`how clients are let in: ${is}: ${expected.join(', ') || 'stays'}`, () => {
    const config = { gateway: { mode: 'local', port: 18789, bind: 'loopback', auth } };
    const fields = differingFields(plainConfig(config), desire(changes).config.fields, spellingOf('openclaw', host.home));
    const ours = fields.filter(({ path }) => path[1] === 'auth' || path.includes(TOKEN_PROVIDER));
    assert.equal([...new Set(ours.map(({ path }) => path[2] ?? ''))], expected);
  });

const BESIDE: readonly (readonly [is: string, auth: JsonObject, given: readonly ClientSecret[], differs: readonly string[]])[] = [
  ['a token', {}, ['token'], []],
  ['a token, and the mode is written', { mode: 'token' }, ['token'], []],
  ['a token, and its own in the config', { token: 'its own' }, ['token'], []],
  ['a password', {}, ['password'], []],
  ['a password, and a token in the config that is not asked for', { token: 'its own' }, ['password'], []],
  ['a password, and a token is asked for', { mode: 'token' }, ['password'], ['token', 'omniclaw-token']],
];
for (const [is, auth, given, expected] of BESIDE)
  runtimes(`what stands in variables beside its config: ${is}: ${expected.join(', ') || 'stays'}`, () => {
    const config = { ...configWith(auth), given };
    const fields = differingFields(config, desire().config.fields, spellingOf('openclaw', host.home));
    assert.equal([...new Set(fields.map(({ path }) => path[2] ?? ''))], expected);
    const steps = diffGateway(desire(), { ...nothing, config }, { remembered: [] });
    assert.is(
      steps.some(({ kind }) => kind === 'key'),
      expected.length > 0,
    );
  });

runtimes('what lets its clients in and would be lost is told before anything is written, and only then', () => {
  const config: ObservedConfig = { ...configWith({}), given: ['token'], lost: ['OPENCLAW_GATEWAY_TOKEN'] };
  const desired = desire();
  const steps = diffGateway(desired, { ...nothing, config }, { remembered: [] });
  const fault = findAuthFault(desired, config, steps);
  assert.match(fault?.message ?? '', 'what its unit or process has in "OPENCLAW_GATEWAY_TOKEN", and a service of ours would not have that');
  assert.is(fault?.hint, 'move "OPENCLAW_GATEWAY_TOKEN" into ".env" in its state folder, and take it out of the unit');
  const harmless = steps.filter(({ kind }) => kind !== 'service');
  assert.ok(harmless.length > 0);
  assert.is(findAuthFault(desired, config, harmless), null);
  assert.is(findAuthFault(desire({ runtime: 'omniclaw' }), config, steps), null);
  assert.is(findAuthFault(desired, { ...config, lost: [] }, steps), null);
});

runtimes('no token is made for a gateway whose "config" says how clients are let in, and none beside a password', () => {
  const said = desire({ config: { gateway: { auth: { mode: 'password', password: { $file: '/p' } } } } });
  assert.equal(said.keys, []);
  assert.equal(fieldAt(fieldsToObject(said.config.fields), ['gateway', 'auth', 'mode']), 'password');
  const steps = diffGateway(desire(), { ...nothing, config: configWith(PASSWORD) }, { remembered: [] });
  assert.not.ok(steps.some(({ kind }) => kind === 'key'));
});

runtimes('one that lets in its proxy only cannot be proven, which is said before anything is written', () => {
  const fault = (auth: JsonObject, changes: Partial<GatewaySpec> = {}) => {
    const [desired, config] = [desire(changes), configWith(auth)];
    return findAuthFault(desired, config, diffGateway(desired, { ...nothing, config }, { remembered: [] }));
  };
  const behind = { mode: 'trusted-proxy', trustedProxy: { userHeader: 'x-user' } };
  assert.match(fault(behind)?.message ?? '', 'its "gateway.auth.mode" is "trusted-proxy", and only its proxy is let in');
  assert.match(fault(behind)?.hint ?? '', 'set "gateway.auth.password" in "/home/ann/.openclaw-main/openclaw.json"');
  assert.match(fault({}, { config: { gateway: { auth: behind } } })?.message ?? '', 'only its proxy is let in');
  assert.match(fault({ token: 't', ...PASSWORD })?.message ?? '', 'it would refuse to start');
  assert.is(fault({ token: '', ...PASSWORD }), null);
  assert.is(fault({ ...behind, ...PASSWORD }), null);
  assert.is(fault(PASSWORD), null);
  const given = { ...configWith(behind), given: ['password'] as const };
  assert.is(findAuthFault(desire(), given, diffGateway(desire(), { ...nothing, config: given }, { remembered: [] })), null);
  assert.is(fault(behind, { state: 'stopped' }), null);
  assert.is(fault(behind, { auth: { mode: 'token', token: null } }), null);
  assert.is(findAuthFault(desire(), configWith(behind), []), null);
  assert.is(findAuthFault(desire(), null, diffGateway(desire(), nothing, { remembered: [] })), null);
});

runtimes('what its own onboarding has made is as declared, and nothing is put beside it', () => {
  const desired = desire({ state: 'stopped' });
  const config = configWith({ mode: 'token', token: 'its own' });
  const seen = { ...nothing, directories: desired.directories.slice(0, 1), config };
  assert.equal(diffGateway(desired, seen, { remembered: [] }), []);
  const steps = diffGateway(desire(), seen, { remembered: [] }).map(({ kind }) => kind);
  assert.equal(steps, ['directory', 'service'], 'to run it, a folder for its log');
});

/** Its config, as it was made by itself. */
function configWith(auth: JsonObject): ObservedConfig {
  const value = { gateway: { mode: 'local', port: 18789, bind: 'loopback', auth }, wizard: {} };
  const { id } = desire().config;
  const common = { kind: 'config', gateway: 'main', id, text: JSON.stringify(value), mode: 0o600, hash: configHash(value) } as const;
  return { ...common, value, written: value, included: [], given: [], lost: [] };
}

runtimes('an address is a custom bind; a declared workspace is written', () => {
  const config = fieldsToObject(desire({ bind: '10.0.0.1', workspace: '/w', auth: { mode: 'none', token: null } }).config.fields);
  assert.equal(config['gateway'], { mode: 'local', port: 18789, bind: 'custom', customBindHost: '10.0.0.1', auth: { mode: 'none' } });
  assert.equal(config['agents'], { defaults: { workspace: '/home/ann/.openclaw-main/workspace' } });
});

runtimes('secrets become providers, and are read back as what they were', () => {
  const { config, secrets } = desire({
    auth: { mode: 'token', token: { $file: '/t' } },
    channels: { telegram: { botToken: { $env: 'BOT' }, list: [{ $env: 'B' }] } },
  });
  assert.equal(secrets.keys, ['env:B', 'env:BOT']);
  const whole = fieldsToObject(config.fields);
  const at = (path: string) => config.fields.find((field) => field.path.join('.') === path)?.value ?? null;
  assert.equal(fromProvider(at('channels.telegram.botToken'), whole), { $env: 'BOT' });
  assert.equal(fromProvider(at('gateway.auth.token'), whole), { $file: '/t' });
  for (const other of [null, 'x', { source: 'env', provider: 'default', id: 'X' }, { source: 'file', provider: 'mine', id: 'value' }])
    assert.is(fromProvider(other, whole), null);
});

runtimes('what it has no words for is told', () => {
  const messages = (changes: Partial<GatewaySpec>) => desire(changes).problems.map(({ message }) => message);
  const service = (env: GatewaySpec['service']['env']) => ({ service: { ...gateway({}).spec.service, env } });
  assert.match(messages({ channels: { a: { $command: ['pass'] } } }).join(), 'comes from a command');
  assert.match(messages(service({ KEY: { $env: 'KEY' } })).join(), 'no secret goes into the environment of a service');
  assert.equal(messages(service({ OPENCLAW_CONFIG_READONLY: '1', TZ: 'UTC' })), []);
});

const DECIDED = ['PROFILE', 'HOME', 'STATE_DIR', 'CONFIG_PATH', 'GATEWAY_PORT', 'GATEWAY_TOKEN', 'GATEWAY_PASSWORD', 'GATEWAY_URL'];
for (const name of DECIDED.map((word) => `OPENCLAW_${word}`))
  runtimes(`a variable of its service that other keys decide: ${name}`, () => {
    const { problems } = desire({ service: { ...gateway({}).spec.service, env: { [name]: '1' } } });
    assert.equal(problems, [
      {
        message: `"${name}" in its "service.env" is decided by other keys of the gateway`,
        hint: `take "${name}" out of "service.env" of "main"`,
      },
    ]);
  });

runtimes('each of its problems comes with what to type', () => {
  const hintOf = (changes: Partial<GatewaySpec>) => desire(changes).problems.map(({ hint }) => hint);
  const secret = { service: { ...gateway({}).spec.service, env: { KEY: { $env: 'KEY' } } } };
  assert.equal(hintOf({ channels: { a: { $command: ['pass'] } } }), ['omniclaw lint']);
  assert.equal(hintOf(secret), ['declare it in "config" or "channels" of "main"']);
  assert.equal(hintOf({ ...secret, runtime: 'omniclaw' }), [], 'ours reads it');
  assert.equal(desire({}, launch).problems[0]?.hint, 'set program.version of "main" to a release');
  assert.equal(hintOf({ runtime: 'command', program: { ...program, command: ['x'] } }), ['set program.command of "main"']);
  const command = { runtime: 'command', program: { ...program, command: ['/x'] } } as const;
  assert.equal(hintOf({ ...command, ...secret }), ['let "main" read it from a file']);
  const odd = gateway({});
  const unit = { driver: 'systemd', name: 'openclaw-gateway-main.service' } as const;
  const { problems } = desireGateway({ ...odd, paths: { ...odd.paths, stateDir: '/a ' }, service: unit }, host, found);
  assert.ok(problems.some(({ hint }) => hint === 'set service.driver of "main" to "supervisor"'));
});

runtimes('the unit treats it as it wants to be treated, and lets nothing in', () => {
  const text =
    desireGateway({ ...gateway({}), service: { driver: 'systemd', name: 'openclaw-gateway-main.service' } }, host, found).service.definition
      ?.text ?? '';
  for (const line of [
    'Type=exec',
    'Restart=always',
    'TimeoutStopSec=330',
    'KillMode=mixed',
    'SuccessExitStatus=143',
    'RestartPreventExitStatus=78',
  ])
    assert.match(text, `\n${line}\n`);
  for (const line of ['WatchdogSec', 'NotifyAccess', 'NoNewPrivileges']) assert.not.match(text, line);
  const unset = /^UnsetEnvironment=(.*)$/m.exec(text)?.[1]?.split(' ') ?? [];
  for (const name of ['NODE_OPTIONS', 'OPENCLAW_GATEWAY_PORT', 'OPENCLAW_HOME', 'OPENCLAW_GATEWAY_TOKEN'])
    assert.ok(unset.includes(name), name);
  assert.not.ok(unset.includes('OPENCLAW_STATE_DIR'));
});

runtimes('ports: a canvas only where one listens, and one port for a command', () => {
  const ports = (runtime: GatewaySpec['runtime']) => derivePorts(sampleGateway('main', 18789, { runtime }).spec, 18789);
  assert.equal(ports('omniclaw'), { gateway: 18789, browserControl: 18791, canvas: 18793, cdp: { first: 18800, last: 18899 }, relays: [] });
  assert.equal(ports('openclaw'), {
    gateway: 18789,
    browserControl: 18791,
    canvas: null,
    cdp: { first: 18800, last: 18899 },
    relays: [18799],
  });
  assert.equal(ports('command'), { gateway: 18789, browserControl: null, canvas: null, cdp: null, relays: [] });
});

runtimes('ports, names and folders of a release are those of that release', () => {
  const { layouts, portsFromNames } = runtimeOf('openclaw');
  const relays = (release: string | null, config: JsonObject = {}) =>
    relayPorts(sampleGateway('main', 18789, { config }).spec, factOf(layouts, release), 18789);
  assert.equal(
    ['2026.2.1', '2026.3.22', '2026.6.11', '2026.7.1', '2026.9.6', null].map((release) => relays(release)),
    [[18792], [], [], [18799], [18799], [18799]],
  );
  const profiles = { more: { driver: 'extension' }, kept: { driver: 'extension', cdpPort: 18798 }, other: { driver: 'existing-session' } };
  assert.equal(relays(null, { browser: { profiles } }), [18799, 18797], 'downwards, without a port that somebody has');
  assert.equal(relays(null, { browser: { profiles: { chrome: { cdpUrl: 'http://h:1' } } } }), [], 'the usual one is something else');
  assert.equal(relayPorts(sampleGateway('main', 1, { browser: OFF }).spec, factOf(layouts, null), 1), []);

  const ports = (release: string | null) => ['default', 'dev', 'main', 'rescue'].map((name) => factOf(portsFromNames, release)(name));
  assert.equal(ports('2026.7.35'), [18789, 19001, 18789, 18789]);
  assert.equal(ports('2026.8.1'), [18789, 19001, 23592, 23532]);
  const place = (release: string) => derivePaths(withRelease('main', release), host).workspace;
  assert.equal([place('2026.2.1'), place('2026.8.1')], ['/home/ann/.openclaw/workspace-main', '/home/ann/.openclaw-main/workspace']);
});

const OFF = { enabled: false, controlPort: null, cdpPortRange: null, cdpUrl: null, profiles: [] };

function withRelease(name: string, version: string): GatewaySpec {
  const { spec } = sampleGateway(name, 18789, { runtime: 'openclaw' });
  return { ...spec, program: { ...spec.program, version } };
}

const UNITS: readonly (readonly [
  is: string,
  argv: readonly string[],
  env: { readonly [name: string]: string },
  pinned: 'yes' | 'no',
  says: string,
])[] = [
  [
    'the same',
    ['/n', '/usr/lib/node_modules/openclaw/dist/index.js', 'gateway'],
    { OPENCLAW_STATE_DIR: '/home/ann/.openclaw-main' },
    'yes',
    '',
  ],
  ['its port in the line', ['/n', '/x', 'gateway', '--port', '18789'], {}, 'no', ''],
  ['another port in the line', ['/n', '/x', 'gateway', '--port=1'], { OPENCLAW_GATEWAY_PORT: '18789' }, 'no', 'starts it on port 1'],
  ['another port in a word of its own', ['/n', '/x', 'gateway', '--port', '18790'], {}, 'no', 'starts it on port 18790'],
  ['another port in a variable', ['/n', '/x'], { PATH: '/bin', OPENCLAW_GATEWAY_PORT: '2' }, 'no', 'starts it on port 2'],
  ['what is no port, with a letter before', ['/n', '/x', '--port=x1'], {}, 'no', ''],
  ['what is no port, with a letter behind', ['/n', '/x', '--port=1x'], {}, 'no', ''],
  ['variables that name no place', ['/n', '/x'], { PATH: '/other', MY_STATE_DIR_2: '/other' }, 'no', ''],
  ['a folder that only begins like its own', ['/n', '/usr/lib/node_modules/openclaw2/openclaw.mjs'], {}, 'yes', 'starts another program'],
  ['another folder', ['/n', '/x'], { OPENCLAW_STATE_DIR: '/other' }, 'no', 'says another OPENCLAW_STATE_DIR'],
  ['another config', ['/n', '/x'], { OPENCLAW_CONFIG_PATH: '/other' }, 'no', 'says another OPENCLAW_CONFIG_PATH'],
  ['another program', ['/n', '/elsewhere/openclaw.mjs'], {}, 'yes', 'starts another program'],
  ['another program, which nobody has declared', ['/n', '/elsewhere/openclaw.mjs'], {}, 'no', ''],
];
for (const [is, argv, env, pinned, says] of UNITS)
  runtimes(`a unit that we did not make: ${is}`, () => {
    const { service } = desire({ service: { ...gateway({}).spec.service, env: { MY_STATE_DIR_2: '/mine' } } });
    const registration = {
      origin: 'theirs',
      program: { argv, env, workingDirectory: '', logFile: '' },
      definition: '',
      faults: [],
      wanted: 'running',
      phase: 'running',
      pid: 7,
      ageMs: 0,
      lastExit: '',
    } as const;
    const differences = foreignDifferences({ ...service, configHash: '', secretsHash: '' }, registration, pinned).join();
    if (says === '') assert.is(differences, '');
    else assert.match(differences, says);
  });

runtimes('a unit that we did not make: one that cannot be read, and one of another program without a script', () => {
  const told = (changes: Partial<GatewaySpec>, theirs: readonly string[] | null) => {
    const run = theirs === null ? null : { argv: theirs, env: {}, workingDirectory: '', logFile: '' };
    const registration = { origin: 'theirs', program: run, definition: '', faults: [], lastExit: '' } as const;
    const state = { wanted: 'running', phase: 'running', pid: 7, ageMs: 0 } as const;
    return foreignDifferences({ ...desire(changes).service, configHash: '', secretsHash: '' }, { ...registration, ...state }, 'yes');
  };
  assert.equal(told({}, null), ['its unit was not made by omniclaw and cannot be read']);
  const compiled = { program: { ...program, path: '/usr/bin/openclaw' } };
  assert.equal(told(compiled, ['/usr/bin/openclaw', 'gateway']), []);
  assert.equal(told(compiled, ['/opt/openclaw', 'gateway']), ['its unit, which omniclaw did not make, starts another program']);
});

runtimes('data only: each has what the engine asks of it', () => {
  for (const name of ['omniclaw', 'openclaw', 'command'] as const) {
    const { name: own, layouts, readiness, service, program: facts, keys } = runtimeOf(name);
    assert.is(own, name);
    assert.ok(layouts.length > 0 && readiness.grace > 0 && readiness.timeout >= readiness.stable);
    assert.ok(service.stopTimeout > 0);
    assert.is(facts.source === 'package', facts.packageName !== '');
    assert.is(keys.includes('instance'), runtimeOf(name).proof === 'signed');
  }
});

runtimes.run();
