/** What a gateway of this host becomes in a fleet file, and what is told about it, case by case. */
import { suite } from 'uvu';
import type { JsonObject } from '../../src/fleet/fleet-spec.ts';
import type { Host } from '../../src/fleet/host.ts';
import { type FoundGateway, NOTHING_SAID, type Sighting } from '../../src/plan/found-gateway.ts';
import { importFleet } from '../../src/plan/import-fleet.ts';
import { expectWords } from './expected-words.ts';
import { host, launch } from './sample-gateway.ts';

const told = suite('what an import says');
const home = host.home;

function sighting(about: Partial<Sighting>): Sighting {
  return { runtime: 'openclaw', kind: 'folder', where: 'somewhere', ...NOTHING_SAID, ...about };
}
function found(config: JsonObject, about: Partial<FoundGateway> = {}): FoundGateway {
  const runtime = about.runtime ?? 'omniclaw';
  const profile = about.profile ?? 'main';
  const stateDir = about.stateDir ?? `${home}/.${runtime}${profile === 'default' ? '' : `-${profile}`}`;
  return {
    runtime,
    profile,
    stateDir,
    configPath: `${stateDir}/${runtime}.json`,
    sightings: [sighting({ runtime, kind: 'process' })],
    config,
    problem: '',
    parts: [],
    remembered: [],
    ...about,
  };
}
const rem = (...paths: string[]) => ({ remembered: paths.map((p) => ({ path: p.split('.'), value: 0, set: 'always' as const })) });
const g = { port: 1000 };
const UNIT = `${home}/.config/systemd/user/omniclaw-gateway-main.service`;
const OTHER = `${home}/.config/systemd/user/bot.service`;
const CASES: readonly (readonly [is: string, config: JsonObject, about?: Partial<FoundGateway>])[] = [
  ['an omniclaw gateway without a port', {}],
  ['an openclaw gateway without a port', {}, { runtime: 'openclaw' }],
  ['the unnamed openclaw gateway without a port', {}, { runtime: 'openclaw', profile: 'default' }],
  ['a port that is none', { gateway: { port: 0 } }],
  ['a port that is not whole', { gateway: { port: 1.5 } }],
  ['the highest port', { gateway: { port: 65535 } }],
  ['one too high', { gateway: { port: 65536 } }],
  [
    'a bad port, and a program that names a good one',
    { gateway: { port: 'x' } },
    {
      sightings: [
        sighting({ kind: 'systemd', where: UNIT, wanted: 'running' }),
        sighting({ kind: 'process', where: 'process 7', port: 2000 }),
      ],
    },
  ],
  ['a program that names the same port', { gateway: g }, { sightings: [sighting({ kind: 'process', port: 1000 })] }],
  ['lan', { gateway: { ...g, bind: 'lan' } }],
  ['an IPv4 address', { gateway: { ...g, bind: '10.0.0.2' } }],
  ['an IPv6 address', { gateway: { ...g, bind: 'fd00::2' } }],
  ['an address of another form', { gateway: { ...g, bind: '10.0.0' } }],
  ['a word that begins with an address', { gateway: { ...g, bind: '10.0.0.2x' } }],
  ['a bind that is no text', { gateway: { ...g, bind: 7 } }],
  ['custom, of omniclaw', { gateway: { ...g, bind: 'custom', customBindHost: '10.0.0.2' } }],
  ['custom, of openclaw', { gateway: { ...g, bind: 'custom', customBindHost: '10.0.0.2' } }, { runtime: 'openclaw' }],
  ['custom without an address', { gateway: { ...g, bind: 'custom' } }, { runtime: 'openclaw' }],
  ['a password', { gateway: { ...g, auth: { mode: 'password', token: 'hidden' } } }],
  ['our own token file', { gateway: { ...g, auth: { token: { $file: `${home}/.omniclaw-main/gateway.token` } } } }],
  [
    'our token file in an openclaw gateway',
    { gateway: { ...g, auth: { token: { $file: `${home}/.openclaw-main/gateway.token` } } } },
    { runtime: 'openclaw' },
  ],
  ['another token file', { gateway: { ...g, auth: { token: { $file: '/t' } } } }],
  ['no token', { gateway: { ...g, auth: { token: null } } }],
  ['an empty token', { gateway: { ...g, auth: { token: '' } } }],
  ['a SecretRef of a variable', { gateway: { ...g, auth: { token: { source: 'env', id: 'T' } } } }],
  ['a SecretRef of a variable with a bad name', { gateway: { ...g, auth: { token: { source: 'env', id: '1T' } } } }],
  ['a SecretRef without a name', { gateway: { ...g, auth: { token: { source: 'env' } } } }],
  [
    'paths elsewhere',
    { gateway: g, agents: { defaults: { workspace: '/srv/w' } } },
    { stateDir: '/srv/main', configPath: '/etc/main.json' },
  ],
  [
    'paths in the home',
    { gateway: g, agents: { defaults: { workspace: '~/w' } } },
    { stateDir: `${home}/s`, configPath: `${home}/c.json` },
  ],
  ['paths that are the usual ones', { gateway: g, agents: { defaults: { workspace: `${home}/.omniclaw-main/workspace-main` } } }],
  ['an empty workspace', { gateway: g, agents: { defaults: { workspace: '' } } }],
  [
    'paths that a fleet file cannot say',
    { gateway: g, agents: { defaults: { workspace: '/a\nb' } } },
    { stateDir: '/srv/$x', configPath: `/${'c'.repeat(4096)}` },
  ],
  ['a path of just the right length', { gateway: g }, { configPath: `/${'c'.repeat(4095)}` }],
  [
    'the browser of an omniclaw gateway',
    {
      gateway: g,
      browser: {
        enabled: true,
        controlPort: 5,
        cdpPortRange: { first: 6, last: 7 },
        cdpUrl: 'http://h:1',
        profiles: { a: { cdpPort: 8 }, b: { cdpUrl: 'ws://h/p' } },
      },
    },
  ],
  [
    'the browser of an openclaw gateway',
    { gateway: g, browser: { controlPort: 5, cdpPortRange: { first: 6, last: 7 } }, canvasHost: { port: 9 } },
    { runtime: 'openclaw' },
  ],
  [
    'browser settings that are no ports',
    { gateway: g, browser: { controlPort: 'x', cdpPortRange: { first: 1 }, cdpUrl: null, profiles: [] } },
  ],
  ['a range with a bad end', { gateway: g, browser: { cdpPortRange: { first: 6, last: 70000 } } }],
  [
    'browser profiles that say nothing, or too much',
    { gateway: g, browser: { profiles: { a: {}, b: 7, c: { cdpUrl: 'http://u:hidden@h:1' }, d: { cdpPort: 0 } } } },
  ],
  [
    'endpoints',
    {
      gateway: g,
      browser: {
        profiles: {
          a: { cdpUrl: 'https://h' },
          b: { cdpUrl: 'WSS://h' },
          c: { cdpUrl: 'http://h' },
          d: { cdpUrl: 'ws://[::1]/x' },
          e: { cdpUrl: 'http://h:1/a/b' },
          f: { cdpUrl: 'HTTPS://h:5' },
        },
      },
    },
  ],
  [
    'endpoints that may hold a secret',
    {
      gateway: g,
      browser: {
        cdpUrl: 7,
        profiles: {
          a: { cdpUrl: 'http://h:1/?token=hidden' },
          b: { cdpUrl: 'http://h:1#x' },
          c: { cdpUrl: 'ftp://h' },
          d: { cdpUrl: 'see http://h' },
        },
      },
    },
  ],
  ['an endpoint with a long port', { gateway: g, browser: { cdpUrl: 'http://h:9222/x' } }],
  ['a bind that is an object', { gateway: { ...g, bind: { a: 1 } } }],
  ['a word before an address', { gateway: { ...g, bind: 'x10.0.0.2' } }],
  ['addresses of several digits', { gateway: { ...g, bind: '10.20.30.40' } }],
  ['an IPv6 address that ends in several digits', { gateway: { ...g, bind: 'fd00::20' } }],
  ['a canvas', { gateway: g, canvasHost: { enabled: false, port: 9 } }],
  ['a canvas that is on, with a bad port', { gateway: g, canvasHost: { enabled: true, port: 'x' } }],
  [
    'run by systemd',
    { gateway: g },
    { sightings: [sighting({ kind: 'process' }), sighting({ kind: 'systemd', where: UNIT, wanted: 'running' })] },
  ],
  [
    'run by launchd',
    { gateway: g },
    { sightings: [sighting({ kind: 'launchd', where: `${home}/Library/LaunchAgents/ai.omniclaw.gateway.main.plist`, wanted: 'running' })] },
  ],
  ['run by the supervisor', { gateway: g }, { sightings: [sighting({ kind: 'supervisor', wanted: 'running' })] }],
  ['run by a unit of another name', { gateway: g }, { sightings: [sighting({ kind: 'systemd', where: OTHER, wanted: 'running' })] }],
  [
    'run by a system unit of the same name',
    { gateway: g },
    { sightings: [sighting({ kind: 'systemd', where: '/etc/systemd/system/omniclaw-gateway-main.service', wanted: 'running' })] },
  ],
  [
    'run by an instance of a template',
    { gateway: g },
    {
      sightings: [
        sighting({ kind: 'systemd', where: `${home}/.config/systemd/user/default.target.wants/bot@main.service`, wanted: 'running' }),
      ],
    },
  ],
  [
    'run by an agent of another name',
    { gateway: g },
    { sightings: [sighting({ kind: 'launchd', where: `${home}/Library/LaunchAgents/ai.omniclaw.bot.plist`, wanted: 'running' })] },
  ],
  ['a unit of another name that is off', { gateway: g }, { sightings: [sighting({ kind: 'systemd', where: OTHER, wanted: 'stopped' })] }],
  [
    'a unit of another name that is off, and a process',
    { gateway: g },
    { sightings: [sighting({ kind: 'process' }), sighting({ kind: 'systemd', where: OTHER, wanted: 'stopped' })] },
  ],
  [
    'a unit of ours that is off, and another one that is on',
    { gateway: g },
    {
      sightings: [
        sighting({ kind: 'systemd', where: UNIT, wanted: 'stopped' }),
        sighting({ kind: 'systemd', where: OTHER, wanted: 'running' }),
      ],
    },
  ],
  [
    'both are on: plan says which to keep',
    { gateway: g },
    {
      sightings: [
        sighting({ kind: 'systemd', where: UNIT, wanted: 'running' }),
        sighting({ kind: 'systemd', where: OTHER, wanted: 'running' }),
      ],
    },
  ],
  [
    'wanted by one, not by the other',
    { gateway: g },
    { sightings: [sighting({ kind: 'systemd', where: UNIT, wanted: 'stopped' }), sighting({ kind: 'supervisor', wanted: 'running' })] },
  ],
  [
    'limits that we wrote',
    { gateway: g },
    { sightings: [sighting({}), sighting({ settings: { limits: { memoryMiB: 512, cpuPercent: 50, tasks: 9 }, hardening: 'default' } })] },
  ],
  [
    'a sandbox that was switched off',
    { gateway: g },
    { sightings: [sighting({ settings: { limits: { memoryMiB: null, cpuPercent: null, tasks: null }, hardening: 'none' } })] },
  ],
  [
    'the usual limits',
    { gateway: g },
    { sightings: [sighting({ settings: { limits: { memoryMiB: null, cpuPercent: null, tasks: null }, hardening: 'default' } })] },
  ],
  ['wanted by nobody', { gateway: g }, { sightings: [sighting({ kind: 'systemd', where: UNIT, wanted: 'stopped' }), sighting({})] }],
  [
    'it runs, though its service is stopped',
    { gateway: g },
    { sightings: [sighting({ kind: 'process' }), sighting({ kind: 'systemd', where: UNIT, wanted: 'stopped' })] },
  ],
  [
    'credentials with names that would be the same',
    { gateway: g, channels: { 'a b': { token: 'hidden1' }, 'a--b': { token: 'hidden2' }, a_b: { token: 'hidden3' } } },
  ],
  ['a gateway whose name begins with a digit', { gateway: { ...g, auth: { token: 'hidden' } } }, { profile: '1st' }],
  ['a key that ends in a sign', { gateway: g, channels: { y: { 'hook-': `xoxb-hidden${'a1B2'.repeat(3)}` } } }],
  [
    'texts around a variable are literal',
    { gateway: g, channels: { a: { token: `x\${T}` }, b: { token: `\${T}x` }, c: { token: `\${T_1}` } } },
  ],
  [
    'SecretRefs with names',
    { gateway: g, channels: { a: { token: { source: 'env', id: 'T1' } }, b: { token: { source: 'env', id: 'T x' } } } },
  ],
  [
    'what only looks like a credential',
    { gateway: g, channels: { x: { token: { a: 1 }, tokens: [7], token2: [['x']] }, y: { token: [['hidden']] } } },
  ],
  [
    'secrets of an openclaw gateway: ours by their provider become what they were, others stay where they are',
    {
      gateway: { ...g, auth: { token: { source: 'file', provider: 'omniclaw-1', id: 'value' } } },
      secrets: { providers: { 'omniclaw-1': { source: 'file', path: '/t', mode: 'singleValue' } } },
      channels: {
        a: { token: { source: 'file', provider: 'omniclaw', id: '/env:A' } },
        b: { token: { source: 'file', provider: 'omniclaw-1', id: 'value' } },
        c: { token: { source: 'exec', provider: 'vault', id: 'c' } },
        d: { token: '${' + 'D_D}' },
        e: { token: '$E' },
        f: { token: 'hidden' },
        g: { token: 'E$F' },
        h: { token: '$HIDDEN-too' },
      },
    },
    { runtime: 'openclaw' },
  ],
  [
    'the token that we made for an openclaw gateway',
    {
      gateway: { ...g, auth: { token: { source: 'file', provider: 'omniclaw-token', id: 'value' } } },
      secrets: { providers: { 'omniclaw-token': { source: 'file', path: `${home}/.openclaw-main/gateway.token` } } },
    },
    { runtime: 'openclaw' },
  ],
  [
    'a secret by a provider, of a gateway that has none',
    { gateway: g, channels: { a: { token: { source: 'file', provider: 'omniclaw', id: '/env:A' } } } },
  ],
  ['a list with the name of a variable', { gateway: g, tools: { list: ['$E'] } }, { runtime: 'openclaw', ...rem('tools.list') }],
  [
    'a reference stays whole, whatever its file is called',
    { gateway: g, tools: { file: { $file: `/run/sk-${'a1B2'.repeat(6)}` } } },
    rem('tools.file'),
  ],
  ['parts of its config', { gateway: g }, { parts: ['/a.json', '/b.json'].map((path) => ({ path, text: '', document: {} })) }],
  [
    'its program lies in the home, and its port and workspace follow from the release',
    { agents: { defaults: { workspace: `${home}/.openclaw/workspace-main` } } },
    {
      runtime: 'openclaw',
      sightings: [
        sighting({
          kind: 'process',
          argv: [`${home}/bin/node`, `${launch.programs}/openclaw/2026.2.1/node_modules/openclaw/openclaw.mjs`],
        }),
      ],
    },
  ],
  [
    'a sandbox that its runtime never has',
    { gateway: g },
    {
      runtime: 'openclaw',
      sightings: [sighting({ settings: { limits: { memoryMiB: null, cpuPercent: null, tasks: null }, hardening: 'none' } })],
    },
  ],
  ['the place of something that we wrote', { gateway: g, tools: { from: { source: 7 } } }, { runtime: 'openclaw', ...rem('tools.from') }],
  ['it rescues itself', { gateway: g, rescue: { of: 'main' } }],
  ['it rescues a stranger', { gateway: g, rescue: { of: 'zed' } }],
  ['rescue of another form', { gateway: g, rescue: { of: 7 } }],
  [
    'credentials of channels',
    {
      gateway: g,
      channels: {
        telegram: { botToken: 'hidden', accounts: { a: { botToken: 'hidden' } } },
        x: { token: { $env: 'X' }, password: { source: 'env', id: 'P' }, apiKey: { source: 'file', id: 'P' } },
        y: { n: 1, name: 'bot', hook: `xoxb-hidden${'a1B2'.repeat(3)}` },
      },
    },
  ],
  [
    'credentials in lists',
    {
      gateway: g,
      channels: {
        a: { tokens: ['hidden'] },
        b: { accounts: [{ token: 'hidden' }, { name: 'x' }] },
        c: { list: [{ $env: 'A' }] },
        d: { list: ['x', 1] },
        e: { list: [] },
      },
    },
  ],
  [
    'what we wrote',
    {
      gateway: { ...g, bind: 'loopback', auth: { mode: 'token' } },
      browser: { enabled: true, cdpUrl: null },
      canvasHost: { enabled: true },
      rescue: { of: 7 },
      logging: { level: 'debug', file: 'x' },
      agents: { list: [1], defaults: { workspace: '~/w', model: 'm' } },
      channels: { x: { name: 'bot' } },
    },
    rem(
      'gateway.auth',
      'browser.enabled',
      'canvasHost.enabled',
      'rescue.of',
      'logging.level',
      'agents.defaults.model',
      'agents.defaults.workspace',
      'channels.x.name',
      'gateway.port',
      'gateway.bind',
      'browser.cdpUrl',
      'gone',
    ),
  ],
  [
    'what we wrote that only begins like what has a key of its own',
    { gateway: { ...g, porter: 1 }, browsers: 2, rescued: 3 },
    rem('gateway.porter', 'browsers', 'rescued'),
  ],
  [
    'what we wrote, with secrets',
    {
      gateway: g,
      tools: {
        a: {
          apiKey: 'hidden',
          n: 1,
          deep: [{ token: 'hidden' }, 'plain', null],
          ref: { $env: 'R' },
          secret: { source: 'exec', id: 'x' },
          nothing: null,
          from: { source: 'x' },
          password: { file: 'x' },
        },
        tokens: ['hidden', 7, '', 'also hidden'],
        password: 'hidden',
      },
    },
    rem('tools.a', 'tools.tokens', 'tools.password'),
  ],
  ['null that we wrote', { gateway: g, a: null }, rem('a')],
  ['variables in the config', { gateway: g, env: { K: { $env: 'K' }, L: 'x', M: 'hidden-is-not' } }, rem('env.K', 'env.L')],
  [
    'variables of the service',
    { gateway: g },
    {
      sightings: [
        sighting({
          kind: 'supervisor',
          wanted: 'running',
          environment: {
            LOG: 'debug',
            MY_LD_X: 'y',
            DB_PASS: 'hidden',
            NODE_OPTIONS: 'x',
            LD_PRELOAD: 'x',
            DYLD_X: 'x',
            OMNICLAW_PROFILE: 'x',
            API_KEY: '',
            TOKEN: '${' + 'T}',
            NODE_OPTIONS_X: 'y',
          },
        }),
      ],
    },
  ],
  [
    'variables of a service that is none of ours',
    { gateway: g },
    { sightings: [sighting({ kind: 'systemd', where: UNIT, wanted: 'running', environment: { LOG: 'debug' } })] },
  ],
];

function linesOf({ gateways, notes }: ReturnType<typeof importFleet>): string {
  const own = gateways.map(
    ({ name, declaration, notes: told }) =>
      `  ${name} ${JSON.stringify(declaration)}\n${told.map((text) => `    note ${text}\n`).join('')}`,
  );
  return [...own, ...notes.map((text) => `  note ${text}\n`)].join('');
}

const on = (platform: Host['platform']) =>
  importFleet([found({ gateway: g }, { sightings: [sighting({})] })], { ...host, platform }, launch);
const named = (profile: string, about: Partial<FoundGateway> = {}) => found({ gateway: g }, { profile, ...about });
const supervised = found({ gateway: g }, { sightings: [sighting({ kind: 'supervisor', wanted: 'running' })] });
const FLEETS: readonly (readonly [is: string, ReturnType<typeof importFleet>])[] = [
  ['run by the supervisor, where systemd would', importFleet([supervised], host, { ...launch, manager: 'systemd' })],
  ['run by the supervisor, as it would be', importFleet([supervised], host, launch)],
  [
    'two gateways without a token have none in common',
    importFleet(
      ['a', 'b'].map((profile) => found({ gateway: { ...g, auth: { token: '' } } }, { profile })),
      host,
      launch,
    ),
  ],
  ['a folder that nothing runs, on Linux', on('linux')],
  ['a folder that nothing runs, where processes are not looked at', on('darwin')],
  ['a gateway that cannot be read', importFleet([found({}, { config: null, problem: 'it is a pipe' })], host, launch)],
  [
    'one name for four gateways',
    importFleet(
      [
        named('default'),
        named('default', { runtime: 'openclaw' }),
        named('default', { runtime: 'openclaw', stateDir: '/s' }),
        named('default', { runtime: 'openclaw', stateDir: '/t' }),
      ],
      host,
      launch,
    ),
  ],
  [
    'names that are not allowed',
    importFleet(
      ['Größe  & Co', '--x--', '!!!', 'y'.repeat(40), `${'z'.repeat(31)}--z`].map((profile) => named(profile)),
      host,
      launch,
    ),
  ],
  [
    'a rescue finds its main by profile and runtime',
    importFleet(
      [
        named('main', { runtime: 'openclaw' }),
        named('default', { runtime: 'openclaw', stateDir: '/s' }),
        named('default'),
        found({ gateway: g, rescue: { of: 'default' } }, { profile: 'r' }),
        found({ gateway: g, rescue: { of: 'default' } }, { profile: 'o', runtime: 'openclaw' }),
        found({ gateway: g, rescue: { of: 'main' } }, { profile: 's' }),
      ],
      host,
      launch,
    ),
  ],
];

expectWords(
  told,
  'imports/fleets.txt',
  FLEETS.map(([is, fleet]) => [is, () => linesOf(fleet)] as const),
);

expectWords(
  told,
  'imports/gateways.txt',
  CASES.map(([is, config, about]) => [is, () => linesOf(importFleet([found(config, about)], host, launch))] as const),
);

told.run();
