import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inFolder, loadPath, loadText } from './load-text.ts';

/** Each value is a text that stands once in the file, right where the pointer must lead. */
type Row = { readonly is: string; readonly name: string; readonly text: string; readonly leads: { readonly [pointer: string]: string } };

const rows: readonly Row[] = [
  {
    is: 'JSON',
    name: 'omniclaw.fleet.json',
    text: '{\r\n  "defaults": { "bind": "lan" },\r\n  "gateways": {\r\n    "main": { "port": 18789, "browser": { "profiles": { "a/b": { "cdpPort": 18805 } } } },\r\n    "x~y": {}\r\n  }\r\n}',
    leads: {
      '/gateways/main': '"main"',
      '/gateways/main/port': '18789',
      '/gateways/main/browser/profiles/a~1b/cdpPort': '18805',
      '/gateways/main/bind': '"lan"',
      '/gateways/x~0y': '"x~y"',
      '/gateways/x~0y/port': '"x~y"',
      '/gateways/nobody/port': '{\r\n    "main"',
    },
  },
  {
    is: 'YAML',
    name: 'omniclaw.fleet.yaml',
    text: 'defaults: { bind: lan }\ngateways:\n  # first\n  main: &m\n    port: 18789\n    labels:\n      a: b\n  "other": *m\n',
    leads: {
      '/gateways/main': 'main:',
      '/gateways/main/port': '18789',
      '/gateways/main/labels': 'a: b',
      '/gateways/main/bind': 'lan',
      '/gateways/other': '"other"',
      '/gateways/other/port': '18789',
    },
  },
  {
    is: 'TypeScript with defineFleet',
    name: 'omniclaw.fleet.ts',
    text: "import { defineFleet, env } from 'omniclaw';\n\ntype Port = number;\nexport default defineFleet({\n  defaults: { bind: 'lan' as const },\n  gateways: {\n    main: { port: 18789 as Port, auth: { token: env('T') } },\n    'other': { ['port']: 19789 satisfies Port },\n  },\n});\n",
    leads: {
      '': '{\n  defaults',
      '/gateways/main': 'main:',
      '/gateways/main/port': '18789',
      '/gateways/main/auth/token': "env('T')",
      '/gateways/main/auth/token/$env': "env('T')",
      '/gateways/main/bind': "'lan'",
      '/gateways/other': "'other'",
      '/gateways/other/port': '19789',
    },
  },
  {
    is: 'names, spreads and functions',
    name: 'omniclaw.fleet.ts',
    text: "const base = { port: 18789, bind: 'lan' };\nconst port = 19789 as number;\nconst main = { ...base, workspace: '/w' } as const;\nfunction fleet() {\n  return { gateways: { main, other: { ...base, port } } };\n}\nexport default fleet;\n",
    leads: {
      '/gateways/main': 'main, other',
      '/gateways/main/port': '18789',
      '/gateways/main/workspace': "'/w'",
      '/gateways/other': 'other:',
      '/gateways/other/port': 'port } } }',
      '/gateways/other/bind': "'lan'",
    },
  },
  {
    is: 'what is computed leads to its nearest ancestor',
    name: 'omniclaw.fleet.js',
    text: 'const name = "main";\nconst gateway = (port) => ({ port });\nexport default async () => ({ gateways: { [name]: gateway(1), second: gateway(2) } });\n',
    leads: { '/gateways/main/port': '{ [name]', '/gateways/second/port': 'second:' },
  },
  {
    is: 'CommonJS',
    name: 'omniclaw.fleet.cjs',
    text: 'const gateways = { main: { port: 18789 } };\nmodule.exports = Object.freeze({ gateways });\n',
    leads: { '/gateways/main/port': '18789', '/gateways/main': 'main:' },
  },
  {
    is: 'a later spread wins',
    name: 'omniclaw.fleet.js',
    text: 'const a = { port: 1 };\nexport default { gateways: { main: { port: 2, ...a } } };',
    leads: { '/gateways/main/port': '1 };\nexport' },
  },
  {
    is: 'names in a circle',
    name: 'omniclaw.fleet.js',
    text: 'const a = { ...b };\nvar b = { ...a };\nexport default { gateways: { main: a } };',
    leads: { '/gateways/main/port': 'main:' },
  },
];

const test = suite('load: places');

for (const { is, name, text, leads } of rows) {
  test(is, async () => {
    const { locate } = await loadText(name, text);
    for (const [pointer, target] of Object.entries(leads)) {
      const before = text.slice(0, text.indexOf(target)).split('\n');
      const { line, column } = locate(pointer);
      assert.equal([pointer, line, column], [pointer, before.length, (before.at(-1) ?? '').length + 1]);
    }
  });
}

test('a name is followed once, however often it is spread', async () => {
  const doubled = Array.from({ length: 60 }, (_, index) => `const a${index + 1} = { ...a${index}, ...a${index} };`);
  const text = `const a0 = { port: 18789 };\n${doubled.join('\n')}\nexport default { gateways: { main: a60, other: { ...a60 } } };`;
  const started = performance.now();
  const { locate } = await loadText('omniclaw.fleet.js', text);
  locate('/gateways/main/port');
  assert.ok(performance.now() - started < 4_000);
});

test('parts that were imported', async () => {
  const files = {
    'omniclaw.fleet.ts':
      "import { main as first } from './parts';\nimport other from './other.json';\nexport default { gateways: { main: first, other } };",
    'parts.ts': 'type P = number;\nexport const main: object = { port: 18789 as P };',
    'other.json': '{\n "port": 19789 }',
  };
  await inFolder(files, async (folder) => {
    const { locate, findings } = await loadPath(join(folder, 'omniclaw.fleet.ts'));
    assert.equal(findings, []);
    const shown = (pointer: string) => {
      const { file, line, column } = locate(pointer);
      return `${file.split('/').at(-1)}:${line}:${column}`;
    };
    assert.is(shown('/gateways/main/port'), 'parts.ts:2:37');
    assert.is(shown('/gateways/other/port'), 'other.json:2:10');
    assert.is(shown('/gateways/main'), 'omniclaw.fleet.ts:3:30');
  });
});

test.run();
