/** What findings say, case by case: the message, the places, the fix. */
import { suite } from 'uvu';
import { expectWords } from './expected-words.ts';
import { type Gateways, lint, type Setting, say } from './lint-fleet.ts';

const told = suite('what findings say');
const darwin: Setting = { host: { platform: 'darwin', home: '/Users/ann', fleetDir: '/Users/ann/fleet' } };
const a = { port: 18789 },
  b = { port: 19789 };
const url = (cdpUrl: string, port = 18789) => ({ port, browser: { cdpUrl } });
const modelKey = { config: { models: { apiKey: { $env: 'K' } } } };
const SUBJECTS: readonly (readonly [string, readonly (readonly [string, Gateways, Setting?])[]])[] = [
  [
    'ports',
    [
      [
        'four meetings: three are told',
        { main: a, dev: { port: 18790, browser: { profiles: { x: { cdpPort: 18801 }, y: { cdpPort: 18850 } } } } },
      ],
      ['one shared port', { main: a, lab: { port: 18899, browser: { enabled: false }, canvasHost: { enabled: false } } }],
      ['an override moves, not the base', { main: a, lab: { ...b, browser: { controlPort: 18793 } } }],
      ['a base passes the last port', { main: { port: 65426 } }],
      ['a browser range passes the last port', { main: { ...a, browser: { controlPort: 65500 } } }],
      ['a base above the last port of the block, without a browser', { main: { port: 65500, browser: { enabled: false } } }],
      ['no block is left', { main: { port: 1, browser: { cdpPortRange: { first: 2000, last: 65535 } } }, lab: {} }],
      ['two browsers of one gateway', { main: { ...a, browser: { profiles: { x: { cdpPort: 18800 }, y: { cdpPort: 18800 } } } } }],
      ['two listeners of one gateway', { main: { ...a, canvasHost: { port: 18789 } } }],
      ['names that collide', { main: { runtime: 'openclaw' }, rescue: { runtime: 'openclaw' } }],
      ['a name that collides with a written port', { main: { runtime: 'openclaw' }, rescue: { port: 23532 } }],
    ],
  ],
  [
    'port-places',
    [
      ['the first ephemeral port', { main: { port: 32768 } }],
      ['the range reaches the first ephemeral port', { main: { port: 32658 } }],
      ['just below', { main: { port: 32657 } }],
      ['the last ephemeral port', { main: { port: 60999, browser: { enabled: false }, canvasHost: { enabled: false } } }],
      ['just above', { main: { port: 61000 } }],
      ['macOS has others', { main: { port: 49042 }, lab: { port: 40000 } }, darwin],
      ['privileged', { main: { port: 1023, browser: { enabled: false }, canvasHost: { enabled: false } } }],
      ['the first that is not', { main: { port: 1024, browser: { enabled: false }, canvasHost: { enabled: false } } }],
      ['a canvas that browsers refuse', { main: { port: 6661 } }],
      [
        'a control port that nobody opens in a browser',
        { main: { port: 6664, browser: { profiles: {} }, canvasHost: { enabled: false } } },
      ],
      ['a canvas port that is written', { main: { ...a, canvasHost: { port: 40000 } } }],
      ['a range that is written', { main: { ...a, browser: { cdpPortRange: { first: 40000, last: 40009 } } } }],
      ['a proposal keeps clear of where another fix moves a base', { main: a, lab: a, dev: { port: 40000 } }],
      [
        'a proposal keeps clear of where another fix moves a range',
        {
          main: { ...a, browser: { cdpPortRange: { first: 19800, last: 19805 } } },
          lab: { ...b, browser: { cdpPortRange: { first: 19803, last: 19810 } } },
          dev: { port: 40000 },
        },
      ],
      ['two gateways get two proposals', { main: { port: 40000 }, lab: { port: 41000 } }],
      [
        'no block below the ephemeral ports',
        { main: { port: 40000 }, lab: { port: 61000, browser: { cdpPortRange: { first: 18789, last: 32767 } } } },
      ],
    ],
  ],
  [
    'endpoints',
    [
      ['the fixed port of another', { main: a, lab: url('http://127.0.0.1:18793', 19789) }],
      [
        'a CDP port outside of the range',
        { main: { ...a, browser: { profiles: { x: { cdpPort: 9222 } } } }, lab: url('http://localhost:9222', 19789) },
      ],
      ['without a port', { main: url('https://h/x') }],
      ['without a port, IPv6', { main: url('ws://[::1]') }],
      ['with an empty port', { main: url('http://h:') }],
      ['without a scheme', { main: url('10.0.0.42:9222') }],
      ['without a scheme and a port', { main: url('h') }],
      ['of a form that only the user knows', { main: url('http://h:0') }],
      ['with a secret in it', { main: url('http://u:hunter2@h:1') }],
      ['both', { main: { ...a, browser: { profiles: { x: { cdpPort: 18801, cdpUrl: 'http://127.0.0.1:1' } } } } }],
      ['neither, twice', { main: { ...a, browser: { profiles: { x: {}, y: {} } } } }],
      [
        'neither, where it does not matter',
        {
          main: { ...a, browser: { enabled: false, profiles: { x: {} } } },
          lab: { ...b, state: 'absent', browser: { profiles: { x: {} } } },
          dev: { port: 20789, state: 'absent', browser: { profiles: { x: { cdpPort: 20801, cdpUrl: 'http://127.0.0.1:1' } } } },
          old: { port: 21789, browser: { enabled: false, profiles: { x: { cdpPort: 21801, cdpUrl: 'http://127.0.0.1:1' } } } },
        },
      ],
      ['back to itself', { main: url('http://localhost:18791') }],
      ['back to itself, at each port', { main: url('http://localhost:18789'), lab: url('http://[::1]:19793', 19789) }],
      [
        'at its own browser range, at another port, and far away',
        { main: url('http://localhost:18800'), lab: url('http://localhost:19790', 19789), dev: url('http://h:20791', 20789) },
      ],
      ['a port behind an IPv6 address and a path', { main: url('http://[::1]/http://x') }],
      [
        'a browser that another profile starts',
        { main: { ...a, browser: { profiles: { x: { cdpPort: 9222 }, y: { cdpUrl: 'http://localhost:9222' } } } } },
      ],
      ['a scheme further on', { main: url('h/ws://x') }],
      ['plain and far away', { main: url('ws://10.0.0.42:9222') }],
      ['plain and near, or far and safe', { main: url('http://127.0.0.1:9222'), lab: url('wss://10.0.0.42:9222', 19789) }],
    ],
  ],
  [
    'paths',
    [
      [
        'an alias',
        { main: a, lab: { ...b, configPath: '~/c.json' } },
        { links: { '/home/ann/c.json': '/home/ann/.omniclaw-main/omniclaw.json' } },
      ],
      ['only names lead there', { lab: { ...a, runtime: 'openclaw' }, Lab: { ...b, runtime: 'openclaw' } }, darwin],
      ['nested by several paths', { main: { ...a, stateDir: '~/s' }, lab: { ...b, configPath: '~/s/c', workspace: '~/s/w' } }],
      ['a log file inside', { main: a, lab: { ...b, config: { logging: { file: '~/.omniclaw-main/x.log' } } } }],
      [
        'a browser folder inside',
        { main: a, lab: { ...b, browser: { profiles: { x: { cdpPort: 19800, userDataDir: '~/.omniclaw-main/b' } } } } },
      ],
      [
        'two browsers of one gateway in one folder',
        { main: { ...a, browser: { profiles: { x: { cdpPort: 18800, userDataDir: '~/c' }, y: { cdpPort: 18801, userDataDir: '~/c' } } } } },
      ],
      [
        'the folder of a browser that nobody names',
        {
          main: { ...a, browser: { profiles: { x: { cdpPort: 18800 } } } },
          lab: { ...b, browser: { profiles: { y: { cdpPort: 19800, userDataDir: '~/.omniclaw-main/browser/x/user-data' } } } },
        },
      ],
      [
        'the folder of a later browser that nobody names',
        {
          lab: { ...b, browser: { profiles: { y: { cdpPort: 19800, userDataDir: '~/.omniclaw-main/browser/x/user-data' } } } },
          main: { ...a, browser: { profiles: { x: { cdpPort: 18800 } } } },
        },
      ],
      [
        'two inside of one, and one inside of another',
        {
          main: a,
          lab: { ...b, workspace: '~/.omniclaw-main/w' },
          dev: { port: 20789, workspace: '~/.omniclaw-main/v' },
          old: { port: 21789, workspace: '~/.omniclaw-lab/w' },
        },
      ],
      [
        'a state folder inside, with a browser that goes with it',
        { main: a, lab: { ...b, stateDir: '~/.omniclaw-main/l', browser: { profiles: { x: { cdpPort: 19800 } } } } },
      ],
      ['a home that is temporary itself', { main: a }, { host: { home: '/tmp/ann', fleetDir: '/tmp/ann' } }],
      ['a relative one', { main: { ...a, workspace: 'w' } }],
      ['one with a variable', { main: { ...a, workspace: '$HOME/w', stateDir: '$X/s' } }],
      ['one that leaves the home', { main: { ...a, workspace: '~/../bob/w' } }],
      ['one that goes up and stays', { main: { ...a, workspace: '~/x/../w' }, lab: { ...b, workspace: '/x/../w2' } }],
      ['one that goes up to the home itself', { main: { ...a, configPath: '~/x/..' } }],
      ['a relative one outside of the home', { main: { ...a, workspace: '../../bob/w' } }],
      ['a dollar that is no variable', { main: { ...a, workspace: '~/a$1' } }],
      ['a temporary state folder', { main: { ...a, stateDir: '/tmp' } }],
      [
        'a state folder for which there is no other',
        { main: { ...a, stateDir: '/etc' } },
        { host: { home: '/etc/ann', fleetDir: '/etc/ann' } },
      ],
      ['a system workspace', { main: { ...a, workspace: '/etc/w' } }],
      ['above the home', { main: { ...a, workspace: '/home' } }],
      ['no folder below the home is left', { main: { ...a, workspace: '/' } }, { host: { home: '/etc/ann', fleetDir: '/etc/ann' } }],
      ['a log file shared', { main: { ...a, config: { logging: { file: '~/l' } } }, lab: { ...b, config: { logging: { file: '~/l' } } } }],
    ],
  ],
  [
    'names',
    [
      ['none', { '': a }],
      ['other letters', { 'Größe & Co': a }],
      ['nothing that can stay', { '!!!': a, '???': b }],
      ['what would be proposed is taken', { 'a b': a, 'a-b': b }],
      ['too long', { ['x'.repeat(40)]: a }],
      [
        'equal but for case, three times',
        { lab: { ...a, runtime: 'openclaw' }, LAB: { ...b, runtime: 'openclaw' }, Lab: { port: 20789, runtime: 'openclaw' } },
      ],
      ['one service name', { gateway: { ...a, runtime: 'openclaw' }, default: { ...b, runtime: 'openclaw' } }, darwin],
      ['a device', { CON: { ...a, runtime: 'openclaw' } }],
    ],
  ],
  [
    'credentials',
    [
      [
        'two roles',
        {
          main: { ...a, channels: { telegram: { botToken: { $env: 'T' } } } },
          lab: { ...b, channels: { slack: { appToken: { $env: 'T' } } } },
        },
      ],
      [
        'a pair is named once, a third gateway again',
        {
          main: { ...a, channels: { x: { t: { $env: 'T' }, u: { $env: 'U' } } } },
          lab: { ...b, channels: { x: { t: { $env: 'T' }, u: { $env: 'U' } } } },
          dev: { port: 20789, channels: { x: { t: { $env: 'T' } } } },
        },
      ],
      ['twice within one gateway', { main: { ...a, channels: { x: { t: { $env: 'T' }, u: { $env: 'T' } } } } }],
      [
        'a literal one in the channels of config',
        {
          main: { ...a, channels: { x: { token: 'hunter2hunter2' } } },
          lab: { ...b, config: { channels: { y: { token: ' hunter2hunter2 ' } } } },
        },
      ],
      [
        'a variable in braces',
        { main: { ...a, channels: { x: { token: '${' + 'T}' } } }, lab: { ...b, channels: { x: { token: { $env: 'T' } } } } },
      ],
      ['the same gateway token', { main: { ...a, auth: { token: { $env: 'T' } } }, lab: { ...b, auth: { token: { $env: 'T' } } } }],
      [
        'three with the same gateway token, and a fourth with its own',
        {
          main: { ...a, auth: { token: { $env: 'T' } } },
          lab: { ...b, auth: { token: { $env: 'T' } } },
          dev: { port: 20789, auth: { token: { $env: 'T' } } },
          own: { port: 21789, auth: { token: { $env: 'O' } } },
        },
      ],
      ['a blank token', { main: { ...a, auth: { token: ' ' } } }],
      ['a short token', { main: { ...a, auth: { token: 'a1B2a1B2a1B2a1B2a1B2a1B' } } }],
      ['a token that is just long enough', { main: { ...a, auth: { token: 'a1B2a1B2a1B2a1B2a1B2a1B2' } } }],
      [
        'a token of a gateway that is to be absent, or that uses none',
        { main: { ...a, state: 'absent', auth: { token: 'x' } }, lab: { ...b, auth: { mode: 'none', token: 'x' } } },
      ],
      [
        'open to the network',
        {
          dev: { port: 20789, bind: 'lan', auth: { mode: 'none' } },
          main: { ...a, bind: '0.0.0.0', auth: { mode: 'none' } },
          lab: { ...b, bind: '::', auth: { mode: 'none' } },
        },
      ],
      [
        'not open',
        {
          a: { ...a, bind: '127.0.0.2', auth: { mode: 'none' } },
          b: { ...b, bind: '::1', auth: { mode: 'none' } },
          c: { port: 20789, bind: '::ffff:127.0.0.1', auth: { mode: 'none' } },
          d: { port: 21789, bind: '0:0:0:0:0:0:0:1', auth: { mode: 'none' } },
          e: { port: 22789, bind: 'lan' },
          f: { port: 23789, bind: 'lan', auth: { mode: 'none' }, state: 'absent' },
        },
      ],
    ],
  ],
  [
    'secrets',
    [
      [
        'each place names its variable',
        {
          main: {
            ...a,
            service: { env: { DB_PASS: 'hunter2' } },
            channels: { x: { botToken: 'hunter2' } },
            agents: { apiKey: 'hunter2' },
            config: { models: { apiKey: 'hunter2' } },
            labels: { note: `ghp_${'a1B2'.repeat(9)}` },
          },
        },
      ],
      ['a name that begins with a digit', { '1st': { ...a, channels: { x: { token: 'hunter2' } } } }],
      ['one of the defaults is told once', { main: a, lab: b }, { defaults: { channels: { x: { botToken: 'hunter2' } } } }],
      [
        'a gateway that puts another one in the place of that of the defaults',
        { main: { ...a, auth: { token: 'hunter3' } }, lab: b },
        { defaults: { auth: { token: 'hunter2' } } },
      ],
      [
        'a gateway that names a variable in its place',
        { main: { ...a, auth: { token: { $env: 'T' } } } },
        { defaults: { auth: { token: 'hunter2' } } },
      ],
    ],
  ],
  [
    'rescue',
    [
      ['nobody of that name', { main: a, rescue: { ...b, rescues: 'zebra' } }],
      ['itself', { main: { ...a, rescues: 'main' } }],
      ['a circle', { a: { ...a, rescues: 'b' }, b: { ...b, rescues: 'a' } }],
      [
        'a long circle',
        Object.fromEntries([...'abcdefg'].map((name, at, all) => [name, { port: 18789 + at * 120, rescues: all[(at + 1) % 7] ?? '' }])),
      ],
      [
        'a circle of six',
        Object.fromEntries([...'abcdef'].map((name, at, all) => [name, { port: 18789 + at * 120, rescues: all[(at + 1) % 6] ?? '' }])),
      ],
      ['ports and a path', { main: { ...a, workspace: '~/w' }, rescue: { port: 18899, workspace: '~/w', rescues: 'main' } }],
      ['the rescue comes first', { rescue: { ...b, stateDir: '~/s', rescues: 'main' }, main: { ...a, stateDir: '~/s' } }],
      ['a folder inside', { main: a, rescue: { ...b, stateDir: '~/.omniclaw-main/r', rescues: 'main' } }],
      ['a folder around', { main: { ...a, stateDir: '~/.omniclaw-rescue/m' }, rescue: { ...b, rescues: 'main' } }],
      ['a browser', { main: url('http://h:1'), rescue: { ...url('ws://H:1', 19789), rescues: 'main' } }],
      ['an endpoint in the ports of its main', { main: a, rescue: { ...url('http://127.0.0.1:18789', 19789), rescues: 'main' } }],
      ['an endpoint of its main in the ports of the rescue', { main: url('http://127.0.0.1:19800'), rescue: { ...b, rescues: 'main' } }],
      [
        'a credential',
        { main: { ...a, channels: { x: { t: { $env: 'T' } } } }, rescue: { ...b, rescues: 'main', channels: { x: { t: { $env: 'T' } } } } },
      ],
      ['a service name', { gateway: { ...a, runtime: 'openclaw' }, default: { ...b, runtime: 'openclaw', rescues: 'gateway' } }, darwin],
      ['a key of the defaults', { main: a, rescue: { ...b, rescues: 'main' } }, { defaults: modelKey }],
      [
        'a key of the defaults, in the settings of agents',
        { main: a, rescue: { ...b, rescues: 'main' } },
        { defaults: { agents: modelKey.config } },
      ],
      [
        'a key of its own',
        { main: a, rescue: { ...b, rescues: 'main', config: { models: { apiKey: { $env: 'R' } } } } },
        { defaults: modelKey },
      ],
      [
        'a main with a key of its own',
        { main: { ...a, config: { models: { apiKey: { $env: 'R' } } } }, rescue: { ...b, rescues: 'main' } },
        { defaults: modelKey },
      ],
      ['a key of both that is not in the defaults', { main: { ...a, ...modelKey }, rescue: { ...b, ...modelKey, rescues: 'main' } }],
      ['a key of the defaults, and nobody is rescued', { main: a, lab: b }, { defaults: modelKey }],
    ],
  ],
  [
    'policy',
    [
      [
        'retired keys',
        {
          main: {
            ...a,
            runtime: 'openclaw',
            config: { browser: { relayBindHost: 'x', profiles: { w: { color: 'red' }, v: { color: 'blue' }, u: 1 } }, canvasHost: 1 },
          },
        },
      ],
      ['a retired key with something in its place', { main: { ...a, runtime: 'openclaw', config: { browser: { controlToken: 'x' } } } }],
      ['a lock that lacks a gateway', { main: {}, lab: { state: 'absent' } }, { lock: { ports: {} } }],
      ['a lock that says something else', { main: a, lab: b }, { lock: { ports: { main: 18909, lab: 19789 } } }],
      ['a lock with a gateway too many', { main: {} }, { lock: { ports: { main: 18789, 'g/one': 18909 } } }],
      [
        'protected',
        { main: { ...a, protect: true, state: 'absent' }, lab: { ...b, protect: true }, dev: { port: 20789, state: 'absent' } },
      ],
    ],
  ],
  [
    'moves',
    [
      ['an override of the earlier one moves, not the base that it meets', { a: { ...a, browser: { controlPort: 19789 } }, b }],
      ['of two overrides the later one moves', { a: { ...a, canvasHost: { port: 30000 } }, b: { ...b, canvasHost: { port: 30000 } } }],
      [
        'a base that moves anyway takes its conflict along',
        {
          a: { ...a, canvasHost: { port: 18850 } },
          b: { port: 18850, browser: { enabled: false } },
          c: { port: 18846, browser: { enabled: false } },
        },
      ],
      ['an override that follows a base that moves stays', { a, b: { port: 18789, canvasHost: { port: 30000 } } }],
      [
        'a range that is written is put back beside its control port',
        { a, b: { ...b, browser: { cdpPortRange: { first: 18790, last: 18801 } } } },
      ],
      [
        'a range whose usual place is taken goes to a fresh block',
        {
          a: { ...a, browser: { cdpPortRange: { first: 19800, last: 19805 } } },
          b: { ...b, browser: { cdpPortRange: { first: 19803, last: 19810 } } },
        },
      ],
      [
        'a control port whose usual place is taken goes to a fresh block',
        { a: { ...a, browser: { controlPort: 18700, profiles: { x: { cdpPort: 18791 } } } }, b: { port: 18696 } },
      ],
      [
        'a CDP port goes to the lowest that nobody has',
        { a: { ...a, browser: { profiles: { x: { cdpPort: 18800 }, y: { cdpPort: 18800 }, z: { cdpPort: 18801 } } } } },
      ],
      [
        'a CDP port whose range is full goes to a fresh block',
        {
          a: { ...a, browser: { cdpPortRange: { first: 18800, last: 18800 }, profiles: { x: { cdpPort: 18800 }, y: { cdpPort: 18800 } } } },
        },
      ],
      [
        'a CDP port keeps clear of a browser that runs here',
        { a: { ...a, browser: { cdpUrl: 'http://127.0.0.1:18800', profiles: { x: { cdpPort: 18791 } } } } },
      ],
      [
        'a canvas keeps clear of its own CDP port',
        { a: { ...a, canvasHost: { port: 18789 }, browser: { profiles: { x: { cdpPort: 18793 } } } } },
      ],
      ['three in a row: the middle one moves', { a, b: { port: 18850 }, c: { port: 18910 } }],
      ['three on one base: two move, each to a block of its own', { a, b: { port: 18789 }, c: { port: 18789 } }],
      ['two that have no room above, and one that would meet them', { a: { port: 65430 }, b: { port: 65440 }, c: { port: 65400 } }],
      ['a running one stays', { a, b: { port: 18809 } }, { running: ['b'] }],
      ['two running ones: the later one moves', { a, b: { port: 18809 } }, { running: ['a', 'b'] }],
      ['several places of one gateway', { a, b: { ...b, canvasHost: { port: 18793 }, browser: { controlPort: 18791 } } }],
      ['a profile without a browser, beside a port that moves', { a, b: { port: 18800, browser: { profiles: { x: {} } } } }],
      [
        'no room for an override',
        { a: { ...a, canvasHost: { port: 18789 } }, b: { port: 1, browser: { cdpPortRange: { first: 18790, last: 65535 } } } },
      ],
    ],
  ],
  [
    'folders',
    [
      [
        'the usual place is taken: a number is added',
        { a: { ...a, stateDir: '~/s' }, b: { ...b, stateDir: '~/s' }, c: { port: 20789, workspace: '~/.omniclaw-b/w' } },
      ],
      [
        'the next numbers are taken as well',
        {
          a: { ...a, stateDir: '~/s' },
          b: { ...b, stateDir: '~/s' },
          c: { port: 20789, workspace: '~/.omniclaw-b/w' },
          d: { port: 21789, workspace: '~/.omniclaw-b-2' },
          e: { port: 22789, configPath: '~/.omniclaw-b-3/c' },
        },
      ],
      [
        'every place is taken',
        {
          a: { ...a, stateDir: '~/s' },
          b: { ...b, stateDir: '~/s' },
          ...Object.fromEntries(
            ['', ...[2, 3, 4, 5, 6, 7, 8, 9].map((n) => `-${n}`)].map((end, at) => [
              `x${at}`,
              { port: 30000 + 120 * at, workspace: `~/.omniclaw-b${end}/w` },
            ]),
          ),
        },
      ],
      ['the later one follows from its name, so the earlier one moves', { a: { ...a, stateDir: '~/.omniclaw-b' }, b }],
      [
        'a workspace goes into the state folder that is written',
        { a: { ...a, workspace: '~/w' }, b: { ...b, stateDir: '~/t', workspace: '~/w' } },
      ],
      [
        'the workspace of the config',
        { a: { ...a, workspace: '~/w' }, b: { ...b, config: { agents: { defaults: { workspace: '~/w' } } } } },
      ],
      ['a log file that is empty', { a: { ...a, config: { logging: { file: '' } } }, b: { ...b, config: { logging: { file: '' } } } }],
      [
        'a place that was offered to one is not offered to another',
        {
          a: { ...a, stateDir: '~/s' },
          b: { ...b, stateDir: '~/s' },
          'b-2': { port: 20789, stateDir: '~/s' },
          c: { port: 21789, workspace: '~/.omniclaw-b/w' },
        },
      ],
      ['a place outside of the home', { a: { ...a, workspace: '/srv/w' }, b: { ...b, stateDir: '/srv/t', workspace: '/srv/w' } }],
      ['a config of the other runtime', { a: { ...a, configPath: '~/c' }, b: { ...b, runtime: 'openclaw', configPath: '~/c' } }],
      ['a bad state folder is no place for a workspace', { a: { ...a, stateDir: '/etc/x', workspace: '/etc/w' } }],
      [
        'one place is offered once, for all its findings',
        { a: { ...a, stateDir: '~/s' }, b: { ...b, stateDir: '~/s' }, c: { port: 20789, stateDir: '~/s' } },
      ],
      ['the home is the root', { a: { ...a, stateDir: '~/s' }, b: { ...b, stateDir: '~/s' } }, { host: { home: '/', fleetDir: '/' } }],
      ['a path in the settings of agents', { a: { ...a, workspace: '~/w' }, b: { ...b, agents: { defaults: { workspace: '~/w' } } } }],
      ['the default profile', { a: { ...a, stateDir: '~/s' }, default: { ...b, stateDir: '~/s' } }],
    ],
  ],
];

for (const [subject, cases] of SUBJECTS) {
  const spoken = cases.map(([is, gateways, setting]) => [is, () => say(lint(gateways, setting))] as const);
  expectWords(told, `findings/${subject}.txt`, spoken);
}

told.run();
