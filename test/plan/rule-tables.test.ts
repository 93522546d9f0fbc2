/** Every rule, with the spellings that users come up with. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { brief, edited, errors, type Gateways, lint, type Setting } from './lint-fleet.ts';

const tables = suite('rule tables');

type Row = readonly [is: string, gateways: Gateways, found: readonly string[], setting?: Setting];
function table(name: string, rows: readonly Row[]): void {
  for (const [is, gateways, found, setting] of rows)
    tables(`${name}: ${is}`, () => assert.equal(brief(errors(lint(gateways, setting))), [...found].sort()));
}

const darwin: Setting = { host: { platform: 'darwin', home: '/Users/ann', fleetDir: '/Users/ann/fleet' } };
const profile = (x: object): Gateways[string] => ({ port: 18789, browser: { profiles: { x } } });
const withUrl = (url: string, port = 18789): Gateways[string] => ({ port, browser: { profiles: { x: { cdpUrl: url } } } });

table('ports', [
  ['18899 is not far enough', { main: { port: 18789 }, b: { port: 18899 } }, ['OC102 b main']],
  ['the control port of one is the base of the other', { a: { port: 18789 }, b: { port: 18787 } }, ['OC101 b a', 'OC103 b a']],
  [
    'browser off: only fixed ports',
    { a: { port: 18789 }, b: { port: 18790, browser: { enabled: false } }, c: { port: 18792, browser: { enabled: false } } },
    [],
  ],
  [
    'no canvas, no canvas port',
    { a: { port: 18789, canvasHost: { enabled: false } }, b: { port: 18793, browser: { enabled: false } } },
    [],
  ],
  [
    'a CDP port of a disabled browser',
    { a: { port: 18789 }, b: { port: 19789, browser: { enabled: false, profiles: { x: { cdpPort: 18800 } } } } },
    [],
  ],
  ['its own range may hold its CDP port', { a: profile({ cdpPort: 18899 }) }, []],
  ['its own canvas port may not', { a: profile({ cdpPort: 18793 }) }, ['OC109 a']],
  [
    'a range that ends before it begins holds nothing',
    { a: { port: 18789 }, b: { port: 19789, browser: { cdpPortRange: { first: 18900, last: 18700 } } } },
    [],
  ],
  ['no block is left', { a: { port: 1, browser: { cdpPortRange: { first: 2000, last: 65535 } } }, b: {} }, ['OC104 b']],
]);

table('endpoints', [
  ['other hosts', { a: withUrl('http://h:9222'), b: withUrl('http://i:9222', 19789) }, []],
  [
    'a path does not make another browser',
    { a: withUrl('ws://h:9222/devtools/browser/1'), b: withUrl('http://H.:9222', 19789) },
    ['OC201 b a'],
  ],
  [
    'three share one',
    { a: withUrl('http://h:1'), b: withUrl('http://h:1', 19789), c: withUrl('http://h:1', 20789) },
    ['OC201 b a', 'OC201 c a', 'OC201 c b'],
  ],
  [
    'localhost is both loopbacks',
    { a: withUrl('http://localhost:9222'), b: withUrl('http://[::1]:9222', 19789), c: withUrl('http://127.1:9222', 20789) },
    ['OC201 b a', 'OC201 c a'],
  ],
  ['twice on one gateway', { a: { port: 18789, browser: { profiles: { x: { cdpUrl: 'http://h:1' }, y: { cdpUrl: 'http://h:1' } } } } }, []],
  ['the default port', { a: withUrl('http://h'), b: withUrl('http://h:80/', 19789) }, ['OC201 b a', 'OC203 a']],
  ['the range of another', { a: { port: 18789 }, b: withUrl('http://app.localhost:18899', 19789) }, ['OC202 b a']],
  ['the canvas of another', { a: { port: 18789 }, b: withUrl('ws://[::ffff:127.0.0.1]:18793', 19789) }, ['OC202 b a']],
  ['its own range', { a: withUrl('http://127.0.0.1:18850') }, []],
  ['not loopback, in spite of its name', { a: { port: 18789 }, b: withUrl('http://127.evil.example:18850', 19789) }, []],
  ['neither', { a: profile({}) }, ['OC203 a']],
  ['both', { a: profile({ cdpPort: 18801, cdpUrl: 'http://h:1' }) }, ['OC203 a']],
  ['neither, with an endpoint for all', { a: { port: 18789, browser: { cdpUrl: 'http://h:1', profiles: { x: {} } } } }, []],
  ...[
    'http://u@h:1',
    'http://u:p@h:1',
    'http://@h:1',
    'http://h:1?t=1',
    'http://h:1#x',
    'http://0.0.0.0:1',
    'http://[::]:1',
    'http://0:1',
    'http://[::ffff:0.0.0.0]:1',
    'localhost:9222',
    'h',
    '',
    'ftp://h:1',
    'http:/h:1',
    'http:///h:1',
    'http://h:0',
    'http://h:99999',
    'http://h :1',
    ' http://h:1',
    'http://h:1\n',
    'http:\\\\h:1',
    'http://h:1\t',
    'http://\u200bh:1',
    'http://:1',
    'http://[fe80::1%eth0]:1',
  ].map((url): Row => [`refused: ${JSON.stringify(url)}`, { a: withUrl(url) }, ['OC203 a']]),
]);

const apart = { a: { port: 18789 }, b: { port: 19789 } };
table('paths', [
  [
    'the same folder in two spellings',
    { a: { ...apart.a, stateDir: '~/s' }, b: { ...apart.b, stateDir: '/home//ann/./x/../s/' } },
    ['OC301 b a', 'OC302 b a'],
  ],
  [
    'a link to the folder of another',
    { a: apart.a, b: { ...apart.b, stateDir: '~/link' } },
    ['OC301 b a', 'OC302 b a'],
    {
      links: {
        '/home/ann/link': '/home/ann/.omniclaw-a',
        '/home/ann/link/omniclaw.json': '/home/ann/.omniclaw-a/omniclaw.json',
        '/home/ann/link/workspace-b': '/home/ann/.omniclaw-a/workspace-b',
      },
    },
  ],
  ['case matters on Linux', { a: { ...apart.a, stateDir: '~/S' }, b: { ...apart.b, stateDir: '~/s' } }, []],
  [
    'case does not matter on macOS',
    { a: { ...apart.a, workspace: '~/W\u00e9' }, b: { ...apart.b, workspace: '~/we\u0301' } },
    ['OC303 b a'],
    darwin,
  ],
  ['a name that begins the same is not inside', { a: { ...apart.a, stateDir: '~/s' }, b: { ...apart.b, stateDir: '~/s2' } }, []],
  ['inside', { a: { ...apart.a, stateDir: '~/s' }, b: { ...apart.b, stateDir: '~/s/b' } }, ['OC304 b a']],
  ['around', { a: { ...apart.a, stateDir: '~/s/a' }, b: { ...apart.b, stateDir: '~/s' } }, ['OC304 a b']],
  [
    'one inside, and back in it a path of the outer one',
    { a: { ...apart.a, stateDir: '~/s', workspace: '~/s/b/w' }, b: { ...apart.b, stateDir: '~/s/b' } },
    ['OC304 a b', 'OC304 b a'],
  ],
  ['the workspace of one is the state folder of the other', { a: apart.a, b: { ...apart.b, workspace: '~/.omniclaw-a' } }, ['OC304 b a']],
  [
    'workspaces by agent settings',
    { a: { ...apart.a, agents: { defaults: { workspace: '~/w' } } }, b: { ...apart.b, workspace: '~/w' } },
    ['OC303 b a'],
  ],
  ...[
    '/',
    '~',
    '/home',
    '/home/ann/',
    '/tmp',
    '/var/tmp',
    '/etc',
    '/etc/x',
    '/usr',
    '/var',
    '/bin',
    '/dev',
    '/dev/shm',
    '/proc/self',
    '/sys',
    '/root',
    '/run/x',
    '/usr/../etc',
    '/usr/lib/x',
    '/opt',
    '../../..',
  ].map((place): Row => [`state in ${place}`, { a: { ...apart.a, stateDir: place } }, ['OC306 a']]),
  ...['/opt/gateways/a', '/srv/a', '/var/lib/omniclaw', '/mnt/disk/a', '~/etc', '/tmpx', '/usr/local/omniclaw', '/data'].map(
    (place): Row => [`state in ${place} is fine`, { a: { ...apart.a, stateDir: place } }, []],
  ),
  ...['/System/x', '/library', '/private/tmp', '/USERS', '/Users/Ann', '/private/etc/x', '/Applications'].map(
    (place): Row => [`macOS: workspace in ${place}`, { a: { ...apart.a, workspace: place } }, ['OC306 a'], darwin],
  ),
  ['a home that is no usual one', { a: apart.a }, [], { host: { home: '/usr/lib/gateway', fleetDir: '/usr/lib/gateway' } }],
  ['root', { a: apart.a }, [], { host: { home: '/root', fleetDir: '/root' } }],
  ['a link to the home', { a: { ...apart.a, workspace: '/data/w' } }, ['OC306 a'], { links: { '/data/w': '/home/ann' } }],
]);

table('names', [
  ...[
    '',
    'a'.repeat(33),
    '..',
    'a/b',
    '-x',
    'x-',
    '@',
    '%h',
    'a b',
    'a\nb',
    'a\0b',
    'a\u202eb',
    'a\u200bb',
    '😀',
    'Main',
    'é',
    '__proto__',
    'toString',
    'ａ',
  ].map((name): Row => [`refused: ${JSON.stringify(name)}`, Object.fromEntries([[name, apart.a]]), [`OC401 ${name}`]]),
  ...['a', 'a'.repeat(32), '0', 'a-b', 'default', 'constructor', 'main'].map((name): Row => [`fine: ${name}`, { [name]: apart.a }, []]),
  ['openclaw allows more', { Main_1: { ...apart.a, runtime: 'openclaw' } }, []],
  ['equal but for case', { Ab: { ...apart.a, runtime: 'openclaw' }, aB: { ...apart.b, runtime: 'openclaw' } }, ['OC402 aB Ab']],
  [
    'one service name on macOS',
    { gateway: { ...apart.a, runtime: 'openclaw' }, default: { ...apart.b, runtime: 'openclaw' } },
    ['OC402 default gateway', 'OC403 gateway'],
    darwin,
  ],
  ['but not on Linux', { gateway: { ...apart.a, runtime: 'openclaw' }, default: { ...apart.b, runtime: 'openclaw' } }, []],
  ['a device of Windows', { con: apart.a, lpt1: apart.b }, ['OC403 con', 'OC403 lpt1']],
]);

table('rescue', [
  ['nobody', { a: { ...apart.a, rescues: 'zebra' } }, ['OC601 a']],
  [
    'a cycle of three, and one that leads into it',
    {
      x: { port: 17000, rescues: 'a' },
      a: { ...apart.a, rescues: 'b' },
      b: { ...apart.b, rescues: 'c' },
      c: { port: 20789, rescues: 'a' },
    },
    ['OC601 a b c'],
  ],
  [
    'two cycles',
    {
      a: { ...apart.a, rescues: 'b' },
      b: { ...apart.b, rescues: 'a' },
      c: { port: 20789, rescues: 'd' },
      d: { port: 21789, rescues: 'c' },
    },
    ['OC601 a b', 'OC601 c d'],
  ],
  ['a chain', { a: apart.a, b: { ...apart.b, rescues: 'a' }, c: { port: 20789, rescues: 'b' } }, []],
  ['ports', { a: apart.a, b: { port: 18899, rescues: 'a' } }, ['OC102 b a', 'OC602 b a']],
  ['both ways, once', { a: { ...apart.a, rescues: 'b' }, b: { port: 18899, rescues: 'a' } }, ['OC102 b a', 'OC601 a b', 'OC602 a b']],
  ['a workspace', { a: { ...apart.a, workspace: '~/w' }, b: { ...apart.b, workspace: '~/w', rescues: 'a' } }, ['OC303 b a', 'OC602 b a']],
  ['a nested folder', { a: apart.a, b: { ...apart.b, stateDir: '~/.omniclaw-a/b', rescues: 'a' } }, ['OC304 b a', 'OC602 b a']],
  ['a browser', { a: withUrl('http://h:1'), b: { ...withUrl('ws://H:1', 19789), rescues: 'a' } }, ['OC201 b a', 'OC602 b a']],
  ['a browser in the range', { a: apart.a, b: { ...withUrl('ws://127.1:18800', 19789), rescues: 'a' } }, ['OC202 b a', 'OC602 b a']],
  ['two addresses that are none', { a: withUrl('http://'), b: { ...withUrl('x:y', 19789), rescues: 'a' } }, ['OC203 a', 'OC203 b']],
  [
    'a credential, in a list and in another role',
    {
      a: { ...apart.a, channels: { telegram: { botToken: { $env: 'T' } } } },
      b: { ...apart.b, rescues: 'a', channels: { x: { tokens: [{ $env: 'T' }] } } },
    },
    ['OC501 b a', 'OC602 b a'],
  ],
  [
    'a file in two spellings',
    { a: { ...apart.a, auth: { token: { $file: '~/t' } } }, b: { ...apart.b, rescues: 'a', auth: { token: { $file: '../t' } } } },
    ['OC602 b a'],
  ],
  [
    'other credentials',
    { a: { ...apart.a, auth: { token: { $env: 'A' } } }, b: { ...apart.b, rescues: 'a', auth: { token: { $env: 'B' } } } },
    [],
  ],
  [
    'a model key may be shared',
    { a: { ...apart.a, agents: { apiKey: { $env: 'A' } } }, b: { ...apart.b, rescues: 'a', agents: { apiKey: { $env: 'A' } } } },
    [],
  ],
  [
    'a token that is not used',
    {
      a: { ...apart.a, auth: { mode: 'none', token: { $env: 'A' } } },
      b: { ...apart.b, rescues: 'a', auth: { mode: 'none', token: { $env: 'A' } } },
    },
    [],
  ],
]);

/** Written in two parts, so that no search for leaked credentials finds this file. */
const made = (head: string, count: number) => head + 'a1B2'.repeat(20).slice(0, count);
const secret = (is: string, gateway: Gateways[string], places: readonly string[] = ['a']): Row => [
  is,
  { a: { port: 18789, ...gateway } },
  places.map((name) => `OC503 ${name}`),
];
table('secrets', [
  secret('a token', { auth: { token: 'hunter2' } }),
  secret('a placeholder', { auth: { token: '${' + 'TOKEN}' } }, []),
  secret('nothing', { auth: { token: ' ' } }, []),
  secret('by key', { channels: { telegram: { botToken: 'x' }, slack: { signingSecret: 'y', appToken: 'z' } } }, ['a', 'a', 'a']),
  secret('in a list', { config: { x: [{ apiKey: 'x' }], passwords: ['y'], token: ['x'] } }, ['a', 'a', 'a']),
  secret(
    'in an object of secrets',
    { channels: { x: { botTokens: { ops: 'y' }, credentials: { user: 'u', value: 'z' }, apiKeys: [{ value: 'v' }] } } },
    ['a', 'a', 'a'],
  ),
  secret(
    'an object that says where the secret is',
    {
      channels: { x: { token: { source: 'env', provider: 'default', id: 'X_TOKEN' }, password: { file: '/run/x' } } },
      config: { secrets: { providers: { default: { source: 'env' } } }, maxTokens: { low: '1' } },
    },
    [],
  ),
  secret(
    'in the environment',
    { service: { env: { DB_PASS: 'x', PATH: '/bin', OPENAI_API_KEY: 'y', LOG_LEVEL: 'z', API_KEY: { $env: 'K' } } } },
    ['a', 'a'],
  ),
  secret('a reference', { channels: { x: { token: { $file: 'password' } } }, agents: { apiKey: { $command: ['pass', 'token'] } } }, []),
  secret('a reference with something beside it is none', { channels: { x: { token: { $env: 'A', secret: 'literal' } } } }),
  secret('a header', { config: { headers: { Authorization: 'Bearer ${' + 'TOKEN}', 'x-api': made('sk-', 32) } } }),
  secret(
    'keys that only sound like it',
    { agents: { maxTokens: '4096', tokenFile: '/x', keyboard: 'us' }, config: { auth: { mode: 'token' } } },
    [],
  ),
  secret('a Telegram token in a URL', { config: { hook: `https://api.telegram.org/bot${made('123456789:AA', 33)}/x` } }),
  secret(
    'GitHub, Slack, AWS, Google',
    { agents: { a: made('ghp_', 36), b: made('xoxb-', 20), c: 'AKIA' + 'ABCD1234ABCD1234', d: made('AIza', 35) } },
    ['a', 'a', 'a', 'a'],
  ),
  secret('a database with its password', { config: { db: 'postgres://u:p@h/x' } }),
  secret('in a label', { labels: { note: made('ghp_', 36), token: 'rotated in May' } }),
]);

tables('no message shows a secret, and the fix names a variable', () => {
  const [fault] = lint({ main: { port: 18789, channels: { telegram: { botToken: 'hunter2' } } } });
  assert.not.match(JSON.stringify(fault), 'hunter2');
  assert.equal(fault?.fix?.edits, [{ pointer: '/gateways/main/channels/telegram/botToken', value: { $env: 'MAIN_TELEGRAM_BOT_TOKEN' } }]);
  for (const url of ['http://u:hunter2@h:1', 'http://h:1/?token=hunter2', 'http://h:1#hunter2'])
    assert.not.match(JSON.stringify(lint({ a: withUrl(url) })), 'hunter2');
});

tables('messages are one line of visible characters, whatever the names are', () => {
  const nasty = 'a\n\u0000\u202e\u200b\u00a0\ud800\u2028"b';
  const fleet: Gateways = {
    main: { port: 18789 },
    [nasty]: {
      port: 18789,
      rescues: nasty,
      stateDir: `~/${nasty}`,
      workspace: '/etc',
      auth: { token: 'x' },
      browser: { cdpUrl: `http://${nasty}`, profiles: { [nasty]: { cdpPort: 18791 }, y: {} } },
    },
  };
  const found = lint({ ...fleet, z: { port: 18850, rescues: nasty, stateDir: `~/${nasty}` } });
  assert.ok(found.length > 10);
  for (const { message, fix } of found)
    for (const text of [message, fix?.description ?? '']) assert.ok(/^[\x20-\x7e…]+$/.test(text), JSON.stringify(text));
});

const cleaned: readonly (readonly [string, Gateways])[] = [
  [
    'one state folder for three',
    { a: { ...apart.a, stateDir: '~/s' }, b: { ...apart.b, stateDir: '~/s' }, c: { port: 20789, stateDir: '~/s' } },
  ],
  ['one config', { a: { ...apart.a, configPath: '~/c.json' }, b: { ...apart.b, configPath: '~/c.json' } }],
  ['a config of another', { a: apart.a, b: { ...apart.b, configPath: '~/.omniclaw-a/omniclaw.json' } }],
  ['the usual place of the later one', { a: { ...apart.a, stateDir: '~/.omniclaw-b' }, b: apart.b }],
  [
    'where both would go is taken',
    { a: { ...apart.a, stateDir: '~/s' }, b: { ...apart.b, stateDir: '~/s' }, c: { port: 20789, workspace: '~/.omniclaw-b/w' } },
  ],
  ['the home', { a: { ...apart.a, stateDir: '~' }, b: apart.b }],
  [
    'system folders',
    { a: { ...apart.a, stateDir: '/tmp', workspace: '/etc' }, b: { ...apart.b, agents: { defaults: { workspace: '/' } } } },
  ],
  [
    'nested, with a config and a workspace',
    { a: { ...apart.a, stateDir: '~/s' }, b: { ...apart.b, stateDir: '~/s/b', configPath: '~/s/b/c', workspace: '~/s/w' } },
  ],
  ['secrets', { a: { ...apart.a, auth: { token: 'x' }, service: { env: { A_TOKEN: 'y' } }, channels: { 'a/b': { '~token': ['z'] } } } }],
  [
    'a URL without scheme, one without port',
    { a: withUrl('localhost:9222'), b: withUrl('https://h/x', 19789), c: withUrl('ws://[::1]', 20789) },
  ],
  ['a profile without a browser', { a: { ...apart.a, browser: { profiles: { x: {}, y: {}, z: { cdpPort: 18800 } } } } }],
  ['a misspelled rescue', { main: apart.a, rescue: { ...apart.b, rescues: 'mian' } }],
  [
    'a rescue that shares ports and folders',
    { main: { ...apart.a, stateDir: '~/s' }, rescue: { port: 18809, stateDir: '~/s', workspace: '~/s/workspace-main', rescues: 'main' } },
  ],
];
for (const [is, gateways] of cleaned) {
  tables(`fixed: ${is}`, () => {
    const found = lint(gateways);
    assert.ok(found.length > 0);
    assert.equal(
      brief(
        lint(
          edited(
            gateways,
            found.map(({ fix }) => fix),
          ),
        ),
      ),
      [],
    );
  });
}

const variable = (name: string) => `$\{${name}}`;
/** `null`: nothing is wrong with it. */
const TOKENS: readonly (readonly [token: string, what: 'blank' | 'a placeholder' | 'shorter than 24 characters' | null])[] = [
  ['', 'blank'],
  [' \t', 'blank'],
  ['undefined', 'a placeholder'],
  ['NULL', 'a placeholder'],
  ['none', 'a placeholder'],
  ['nil', 'a placeholder'],
  ['todo', 'a placeholder'],
  ['TBD', 'a placeholder'],
  ['xx', 'shorter than 24 characters'],
  ['xxx', 'a placeholder'],
  ['xxxxxxxxxxxxxxxxxxxxxxxx', 'a placeholder'],
  ['*', 'a placeholder'],
  ['************************', 'a placeholder'],
  ['.', 'a placeholder'],
  ['........................', 'a placeholder'],
  ['<>', 'a placeholder'],
  ['<the one that was given to you>', 'a placeholder'],
  ['[the one that was given to you]', 'a placeholder'],
  ['{the one that was given to you}', 'a placeholder'],
  ['a<the one that was given to you>', null],
  ['<the one that was given to you>a', null],
  ['[the one that was given to you]a', null],
  ['{the one that was given to you}a', null],
  ['undefined0123456789abcdefg', null],
  ['0123456789abcdefgundefined', null],
  ['xxx0123456789abcdefghijkl', null],
  ['changeme', 'a placeholder'],
  ['0123456789 change-it 0123456789', 'a placeholder'],
  ['0123456789 change_me 0123456789', 'a placeholder'],
  ['0123456789 change me 0123456789', 'a placeholder'],
  ['0123456789 change--me 0123456789', null],
  ['0123456789 change 0123456789', null],
  ['your-0123456789abcdefghijk', 'a placeholder'],
  ['your_0123456789abcdefghijk', 'a placeholder'],
  ['your0123456789abcdefghijk', null],
  ['secret', 'a placeholder'],
  ['token0123456789abcdefghijk', 'a placeholder'],
  ['password0123456789abcdefghijk', 'a placeholder'],
  ['example', 'a placeholder'],
  ['dummy-here', 'a placeholder'],
  ['testhere', 'a placeholder'],
  ['0123456789abcdefghij-token', 'a placeholder'],
  ['0123456789abcdefghij_test here', 'a placeholder'],
  ['0123456789abcdefghij placeholder', 'a placeholder'],
  ['0123456789abcdefghijtoken', null],
  ['0123456789abcdefg-token-hi', null],
  ['0123456789abcdefg-token--here', null],
  ['example0123456789abcdefghijk', null],
  ['0123456789abcdefghijklm', 'shorter than 24 characters'],
  [' 0123456789abcdefghijklm ', 'shorter than 24 characters'],
  ['0123456789abcdefghijklmn', null],
  [variable('A'), null],
  [` ${variable('a_1')} `, null],
  [variable('1'), 'shorter than 24 characters'],
  [`x${variable('A')}`, 'shorter than 24 characters'],
  [`${variable('A')}x`, 'shorter than 24 characters'],
  [variable('A B'), 'shorter than 24 characters'],
];
for (const [token, what] of TOKENS) {
  tables(`the token "${token}" is ${what ?? 'good enough'}`, () => {
    const said = lint({ main: { port: 18789, auth: { token } } }).flatMap(({ code, message }) => (code === 'OC505' ? [message] : []));
    assert.equal(said, what === null ? [] : [`the token of "main" is ${what}`]);
  });
}

tables('a name that is proposed is none that a runtime or Windows keeps for itself', () => {
  const proposed = (name: string) => lint({ [name]: { port: 18789 } }).find(({ code }) => code === 'OC401')?.fix?.description;
  assert.is(proposed('con!'), 'rename "con!" to "con-2"');
  assert.is(proposed('Node?'), 'rename "Node?" to "node-2"');
  assert.is(proposed('cone!'), 'rename "cone!" to "cone"');
});

tables.run();
