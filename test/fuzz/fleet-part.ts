/** Fleets as syntax, before they are written as JSON, YAML or code: mostly right, with something hostile here and there. */
import fc from 'fast-check';

/** `spelled`: a number or a word, written as it is. A map may hold a key twice. */
export type Part =
  | { readonly kind: 'spelled'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Part[] }
  | { readonly kind: 'map'; readonly fields: readonly Field[] };

export type Field = readonly [key: string, value: Part];

export const spelled = (text: string | number | boolean | null): Part => ({ kind: 'spelled', text: String(text) });
export const text = (value: string): Part => ({ kind: 'text', text: value });
export const map = (fields: readonly Field[]): Part => ({ kind: 'map', fields });

/** What breaks programs that read text: keys of objects, controls, directions, halves of characters, paths, markup. */
export const NASTY_TEXTS: readonly string[] = [
  ...['', ' ', '\t', '\n', 'a\nb', '\r\n', '\0', '\u001b[31mred', '\u001b]0;title\u0007', '\u009b2J', '\u007f', '\u0085'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then', 'toJSON', 'length', '$ref', '$env', '<<'],
  ...[
    '\u202eevil',
    '\u2066x\u2069',
    'z\u200bw',
    '\ufeffbom',
    '\u2028',
    '\u2029',
    '\u00a0',
    '\u3164',
    '\ud800',
    '\udfff',
    '👩‍👩‍👧',
    'é',
    'é',
  ],
  ...[
    '/',
    '~',
    '~/',
    '..',
    '../..',
    'a/b',
    'a~b',
    '/etc',
    '/tmp',
    '//x',
    '/./y/',
    '~root/x',
    '$HOME/x',
    '$\u007bHOME}',
    '%h',
    'C:\\x',
    '\\\\h\\s',
  ],
  ...['Main', 'MAIN', '-x', '--help', '@', 'con', 'nul', 'default', 'gateway', 'node', '0', '-0', '1e3', '18789', '0x4965', 'auto', 'Auto'],
  ...[
    'null',
    'true',
    'no',
    '~',
    '!!str',
    '&a',
    '*a',
    '#',
    ': ',
    '- ',
    '|',
    '>',
    '%YAML',
    '---',
    '...',
    '?',
    '`',
    "'",
    '"',
    '\\',
    '*/',
    '//',
  ],
  ...[
    'http://127.1:18800',
    'http://[::1]:18790',
    'ws://localhost:9222',
    'localhost:9222',
    'http://u:p@h:1',
    'http://0.0.0.0:1',
    'http://h',
    '',
  ],
  ...[
    'http://\u202e:1',
    'http://h:0',
    'http://h:65536',
    'https://[::ffff:127.0.0.1]:9222/',
    'http://ｌｏｃａｌｈｏｓｔ:1',
    'http:\\\\h:1',
    'ftp://h:1',
  ],
  ...[`${'x'.repeat(300)}`, `${'ab '.repeat(2_000)}`, `~/${'d/'.repeat(2_100)}`, ']]>', '<!--', '&amp;', '::error::x', '%0A', '{{7*7}}'],
];

/** Any code point, halves of characters included. (The units of fast-check list all of them at the start, which takes seconds.) */
const anyText = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0x2ff }), fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0x10ffff })), {
    maxLength: 12,
  })
  .map((points) => String.fromCodePoint(...points));

const nastyText = fc.oneof(fc.constantFrom(...NASTY_TEXTS), anyText, fc.string({ maxLength: 40 }));

const nastySpelling = fc.oneof(
  fc.constantFrom('0', '-0', '-1', '1.5', '65535', '65536', '65425', '65426', '1e3', '18789.0', '1e999', '-1e999', '1e-7', '1E+2'),
  fc.constantFrom(
    '9007199254740993',
    '123456789012345678901234567890',
    'NaN',
    'Infinity',
    '0x10',
    '0o17',
    '018',
    '+1',
    '.5',
    '5.',
    '18789n',
  ),
  fc.constantFrom('true', 'false', 'null', 'undefined', '.nan', '.inf', 'yes', '1_000', '12:30:45', '2001-01-01', '0b1', '--1'),
);

const { nasty } = fc.letrec<{ nasty: Part; list: Part; map: Part; leaf: Part }>((tie) => ({
  nasty: fc.oneof({ maxDepth: 4, depthSize: 'small' }, tie('leaf'), tie('list'), tie('map')),
  leaf: fc.oneof(nastyText.map(text), nastySpelling.map(spelled)),
  list: fc.array(tie('nasty'), { maxLength: 4 }).map((items): Part => ({ kind: 'list', items })),
  map: fc.array(fc.tuple(nastyText, tie('nasty')), { maxLength: 4 }).map(map),
}));

/** One in fifteen is something else than it should be. */
const or = (usual: fc.Arbitrary<Part>): fc.Arbitrary<Part> => fc.oneof({ arbitrary: usual, weight: 14 }, { arbitrary: nasty, weight: 1 });
const words = (...all: readonly string[]) => or(fc.constantFrom(...all).map(text));
const flag = or(fc.boolean().map(spelled));

const port = or(
  fc.oneof(
    fc.integer({ min: 18_700, max: 19_200 }).map(spelled),
    fc.constantFrom(18789, 18790, 18809, 19001, 40000, 65425, 65426, 65535, 80, 6000).map(spelled),
    fc.constant(text('auto')),
  ),
);
const path = words(
  '~/s',
  '/home//ann/./s',
  '~/s/inner',
  '/srv/a',
  'relative',
  '../up',
  '/etc',
  '~',
  '/tmp/x',
  '~/S',
  '$HOME/x',
  '~/.omniclaw-main',
);
const url = words(
  'http://127.1:18800',
  'http://10.0.0.42:9222',
  'ws://[::1]:18805',
  'localhost:9222',
  'https://h:1/x',
  'http://u:p@h:1',
  'http://h',
);
const secret = fc.oneof(
  or(fc.constantFrom('A_TOKEN', 'B', 'X-Y').map((name) => map([['$env', text(name)]]))),
  fc.constant(map([['$file', text('~/token')]])),
  fc.constant(map([['$command', { kind: 'list', items: [text('pass'), text('x')] }]])),
  words('hunter2-hunter2-hunter2-hunter2', 'changeme', ''),
);

/** A map of some of these fields, in any order; now and then a field nobody knows. */
function some(fields: { readonly [key: string]: fc.Arbitrary<Part> }): fc.Arbitrary<Part> {
  const known = Object.entries(fields).map(([key, value]) => value.map((part): Field => [key, part]));
  const stray = fc.tuple(fc.oneof(fc.constantFrom('prot', 'prt', 'Port', 'workspce', 'x'), nastyText), nasty);
  const field = fc.oneof(...known.map((arbitrary) => ({ arbitrary, weight: 8 })), { arbitrary: stray, weight: 1 });
  return or(fc.uniqueArray(field, { maxLength: 5, selector: ([key]) => key }).map(map));
}

const browser = some({
  enabled: flag,
  controlPort: port,
  cdpPortRange: some({ first: port, last: port }),
  cdpUrl: url,
  profiles: dictionary(some({ cdpPort: port, cdpUrl: url, userDataDir: path })),
});

const shared = {
  runtime: words('omniclaw', 'openclaw', 'openclaw@2026.2'),
  bind: words('loopback', 'lan', 'auto'),
  auth: some({ mode: words('token', 'none', 'password'), token: secret }),
  stateDir: path,
  configPath: path,
  workspace: path,
  browser,
  canvasHost: some({ enabled: flag, port }),
  channels: dictionary(some({ enabled: flag, botToken: secret })),
  agents: some({ defaults: some({ workspace: path }), apiKey: secret }),
  config: some({ gateway: some({ port, bind: words('lan') }), logging: some({ file: path }), list: nasty }),
  service: some({ driver: words('auto', 'systemd', 'supervisor'), env: dictionary(secret), limits: some({ memoryMiB: port }) }),
  state: words('running', 'stopped', 'absent', 'runing'),
  protect: flag,
};

const gateway = some({
  ...shared,
  port,
  rescues: words('main', 'rescue', 'mian', 'a'),
  labels: dictionary(words('x')),
  ignore: or(
    fc
      .array(some({ rule: words('OC103', 'OC102', 'OC999', 'oc1'), reason: words('known', '') }), { maxLength: 2 })
      .map((items): Part => ({ kind: 'list', items })),
  ),
});

/** `min`: of how many gateways there are at least; a port is there more often than not. */
const gatewayWithPort = fc.oneof(
  { arbitrary: gateway, weight: 1 },
  {
    arbitrary: fc
      .tuple(port, gateway)
      .map(([base, own]): Part => (own.kind === 'map' ? map([['port', base], ...own.fields.filter(([key]) => key !== 'port')]) : own)),
    weight: 3,
  },
);

const name = fc.oneof(
  { arbitrary: fc.constantFrom('main', 'rescue', 'dev', 'lab', 'a', 'b', 'c', 'family', 'default'), weight: 12 },
  { arbitrary: nastyText, weight: 1 },
);

function dictionary(value: fc.Arbitrary<Part>): fc.Arbitrary<Part> {
  const key = fc.oneof({ arbitrary: fc.constantFrom('a', 'b', 'work', 'telegram', 'TZ'), weight: 8 }, { arbitrary: nastyText, weight: 1 });
  return or(fc.array(fc.tuple(key, value), { maxLength: 3 }).map(map));
}

const gateways = fc.oneof(
  { arbitrary: fc.uniqueArray(fc.tuple(name, gatewayWithPort), { maxLength: 6, selector: ([key]) => key }), weight: 12 },
  { arbitrary: fc.array(fc.tuple(name, gatewayWithPort), { maxLength: 6 }), weight: 1 },
);

/** The value of a fleet file. */
export const fleetPart: fc.Arbitrary<Part> = or(
  fc
    .tuple(or(gateways.map(map)), fc.option(some(shared), { freq: 4 }), fc.option(fc.tuple(nastyText, nasty), { freq: 12 }))
    .map(([all, defaults, stray]) =>
      map([...(defaults === null ? [] : [['defaults', defaults] as const]), ['gateways', all], ...(stray === null ? [] : [stray])]),
    ),
);

export { nasty as nastyPart };
