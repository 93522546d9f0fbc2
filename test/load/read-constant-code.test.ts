/** Code that is read without being run, compared with running it and with the parser's places. */
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { command, defineFleet, env, file } from '../../src/fleet/define-fleet.ts';
import { codeTree } from '../../src/load/code-tree.ts';
import { startEvaluation } from '../../src/load/evaluation.ts';
import { readConstantCode } from '../../src/load/read-constant-code.ts';
import { createSourceText } from '../../src/load/source-text.ts';

const reading = suite('constant code');

const IMPORT = "import { defineFleet, env, file, command } from 'omniclaw';\n";

function read(text: string) {
  return readConstantCode(createSourceText('/f/omniclaw.fleet.ts', text));
}

/** What running the code gives: imports become arguments and the export a result. Throws what the code throws. */
function run(text: string): unknown {
  const names = ['defineFleet', 'env', 'file', 'command'];
  let body = text;
  const imported = new Set<string>();
  for (;;) {
    const found = /^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*import\s*\{([^}]*)\}\s*from\s*['"]omniclaw['"]\s*;?/.exec(body);
    if (found === null) break;
    for (const name of (found[1] ?? '').split(',')) if (name.trim() !== '') imported.add(name.trim());
    body = body.slice(found[0].length);
  }
  const given = [defineFleet, env, file, command].filter((_, at) => imported.has(names[at] ?? ''));
  // `void` keeps a line break after `return` from ending the statement.
  const program = new Function(
    ...names.filter((name) => imported.has(name)),
    `'use strict'; ${body.replace(/export\s+default/, 'return 0,')}`,
  );
  return program(...given);
}

const CONSTANT: readonly { readonly is: string; readonly text: string; readonly value: unknown }[] = [
  { is: 'an object alone', text: 'export default { gateways: {} }', value: { gateways: {} } },
  {
    is: 'defineFleet',
    text: `${IMPORT}export default defineFleet({ gateways: { a: { port: 18_789 } } });`,
    value: { gateways: { a: { port: 18789 } } },
  },
  {
    is: 'two imports',
    text: "import { env } from 'omniclaw';\nimport { defineFleet } from \"omniclaw\";export default defineFleet({ a: env('A'), })",
    value: { a: { $env: 'A' } },
  },
  {
    is: 'secrets',
    text: `${IMPORT}export default { a: env("A"), b: file ('b') , c: command('p', 'x', "y",) }`,
    value: { a: { $env: 'A' }, b: { $file: 'b' }, c: { $command: ['p', 'x', 'y'] } },
  },
  { is: 'comments everywhere', text: `// one\n${IMPORT}/* two */ export /* no */ default {}`, value: undefined },
  {
    is: 'comments between the words of data',
    text: '/* a */ export default /* b */ { /* c */ a /* d */ : /* e */ 1 /* f */, // g\n }; // h',
    value: { a: 1 },
  },
  {
    is: 'texts with escapes',
    text: String.raw`export default { a: '\'\n\t\\"é', "b c": "\"'" }`,
    value: { a: '\'\n\t\\"é', 'b c': '"\'' },
  },
  {
    is: 'words and numbers',
    text: 'export default { a: true, b: false, c: null, d: -1, e: 0, f: 1.25, g: [] , h: [1, [2], ], default: 1 }',
    value: { a: true, b: false, c: null, d: -1, e: 0, f: 1.25, g: [], h: [1, [2]], default: 1 },
  },
  {
    is: 'names of Object.prototype as keys',
    text: 'export default { constructor: 1, toString: 2 }',
    value: { constructor: 1, toString: 2 },
  },
];

for (const { is, text, value } of CONSTANT) {
  reading(`${is}: ${value === undefined ? 'left to the evaluator' : 'read'}`, () => {
    const found = read(text);
    assert.equal(found?.value, value);
    if (value !== undefined) assert.equal(found?.value, run(text));
  });
}

/** Each is valid code, or nearly, whose meaning only running it tells for certain. */
const LEFT: readonly string[] = [
  '',
  'export default { a }',
  'export default { a() {} }',
  'export default { get a() { return 1 } }',
  'export default { ...b }',
  'export default { [a]: 1 }',
  'export default { __proto__: null }',
  "export default { '__proto__': null }",
  'export default { a: 1, a: 2 }',
  'export default { a: 1 + 1 }',
  'export default { a: -0 }',
  `export default { a: ${'9'.repeat(400)} }`,
  'export default { a: 1n }',
  'export default { a: 01 }',
  'export default { a: 0x10 }',
  'export default { a: 1e3 }',
  'export default { a: 1__0 }',
  'export default { a: .5, b: 5. }',
  'export default { a: undefined }',
  'export default { a: `x` }',
  "export default { a: '\\x41' }",
  "export default { a: 'b\nc' }",
  "export default { a: env('A') }",
  `${IMPORT}export default { a: env() }`,
  `${IMPORT}export default { a: env('A', 'B') }`,
  `${IMPORT}export default { a: env(b) }`,
  `${IMPORT}export default { a: defineFleet({}) }`,
  `${IMPORT}export default defineFleet()`,
  `${IMPORT}export default defineFleet({}, {})`,
  `${IMPORT}export default defineFleet(() => ({}))`,
  `${IMPORT}export default defineFleet({}) satisfies object`,
  `${IMPORT}export default defineFleet({}).gateways`,
  'export default defineFleet({})',
  "import { env as e } from 'omniclaw';\nexport default {}",
  "import { env, env } from 'omniclaw';\nexport default {}",
  "import { envy } from 'omniclaw';\nexport default {}",
  "import { type env } from 'omniclaw';\nexport default {}",
  "import omniclaw from 'omniclaw';\nexport default {}",
  "import { env } from './omniclaw';\nexport default {}",
  "import { env } from 'omniclaw' export default {}",
  "import { env } from 'omniclaw'",
  'export default {}; export const a = 1',
  'export default {} export',
  'export default [1, , 2]',
  'export default [,]',
  'export default { , }',
  'export default { a: 1,, }',
  'export default { a: 1 b: 2 }',
  'export default []',
  'export default 1',
  'export defaulty {}',
  'module.exports = {}',
  `export default ${'{a:'.repeat(70)}1${'}'.repeat(70)}`,
  `export default { a: '${'x'.repeat(1 << 18)}' }`,
];

for (const text of LEFT) {
  reading(`left to the evaluator: ${JSON.stringify(text).slice(0, 90)}`, () => assert.is(read(text), null));
}

const number = fc.oneof(fc.integer().map(String), fc.constantFrom('0', '18_789', '-1.50', '1e3', '0x1f', '-0'));
const text = fc.oneof(
  fc.string({ maxLength: 6 }).map((one) => JSON.stringify(one)),
  fc.constantFrom("'it'", "'\\''", "'\\n'", '"\\u00e9"'),
);
const key = fc.oneof(fc.constantFrom('a', 'b', '$c', '"d e"', "'f'", '1', '"1"', '__proto__', 'if'), text);
const blank = fc.constantFrom('', ' ', '\n', '/* x */', '// y\n', '\t\u00a0');
const end = fc.constantFrom('', ',', ' ,');
const data = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('true', 'false', 'null', "env('A')", 'file("b")', "command('c', 'd')"),
    number,
    text,
    tie('list'),
    tie('fields'),
  ),
  list: fc
    .tuple(fc.array(tie('value'), { maxLength: 3 }), blank, end)
    .map(([items, gap, comma]) => `[${gap}${items.join(`,${gap}`)}${items.length > 0 ? comma : ''}${gap}]`),
  fields: fc
    .tuple(fc.array(fc.tuple(key, blank, tie('value')), { maxLength: 4 }), blank, end)
    .map(
      ([fields, gap, comma]) =>
        `{${gap}${fields.map(([name, between, value]) => `${name}${between}:${between}${value}`).join(`${gap},`)}${fields.length > 0 ? comma : ''}${gap}}`,
    ),
}));
const program = fc
  .tuple(data.fields, blank, fc.constantFrom('', ';', ' ;\n'), fc.boolean())
  .map(
    ([fields, gap, semicolon, defined]) =>
      `${IMPORT}${gap}export default ${defined ? `defineFleet(${gap}${fields}${gap})` : fields}${semicolon}`,
  );

reading('what is read is what running gives, at the places of the parser', () => {
  let constant = 0;
  const check = (source: string): void => {
    const found = read(source);
    if (found === null) return;
    constant += 1;
    assert.equal(found.value, run(source), source);
    const texts = { written: () => source, plain: () => source };
    assert.equal(found.tree, codeTree(found.tree.source, found.tree.source.file, texts), source);
  };
  fc.assert(fc.property(program, check), { numRuns: 1_500 });
  assert.ok(constant > 500, `${constant} of 1,500 were read`);
});

reading('a character more or less is never read as something that it is not', () => {
  const character = fc.constantFrom(...'{}[]():,;\'"\\/*. \n_-01ea$', '`', '=', '${', '\u2028', '#');
  const damaged = fc.tuple(program, fc.nat(400), fc.nat(3), character).map(([source, at, taken, put]) => {
    const place = at % source.length;
    return source.slice(0, place) + put + source.slice(place + taken);
  });
  fc.assert(
    fc.property(damaged, (source) => {
      const found = read(source);
      if (found !== null) assert.equal(found.value, run(source), source);
    }),
    { numRuns: 3_000 },
  );
});

reading('the evaluator says the same', async () => {
  const fields = fc.sample(data.fields, { numRuns: 300, seed: 7 }).filter((one) => read(`${IMPORT}export default ${one}`) !== null);
  const source = `${IMPORT}export default defineFleet({ ${fields.map((one, at) => `f${at}: ${one}`).join(',\n')} });`;
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'oc-constant-'));
  const path = join(folder, 'omniclaw.fleet.ts');
  writeFileSync(path, source);
  const { value, failure } = await startEvaluation(path, { home: '/h', hostname: 'h', platform: 'linux', user: 'u' }, new Map()).result;
  rmSync(folder, { recursive: true });
  assert.is(failure, null);
  assert.ok(fields.length > 50);
  assert.is(JSON.stringify(read(source)?.value), value);
});

reading.run();
