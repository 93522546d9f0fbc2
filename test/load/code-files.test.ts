import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { brief, inFolder, loadFiles, loadPath } from './load-text.ts';

/** Every row exports one gateway, `main`, at port 18789. The file under test is the first one. */
const rows: readonly { readonly is: string; readonly files: { readonly [name: string]: string } }[] = [
  { is: 'an object', files: { 'omniclaw.fleet.ts': 'export default { gateways: { main: { port: 18789 } } };' } },
  {
    is: 'defineFleet',
    files: {
      'omniclaw.fleet.ts': "import { defineFleet } from 'omniclaw';\nexport default defineFleet({ gateways: { main: { port: 18789 } } });",
    },
  },
  {
    is: 'a default import of omniclaw',
    files: {
      'omniclaw.fleet.js':
        "import omniclaw from 'omniclaw';\nexport default omniclaw.defineFleet({ gateways: { main: { port: 18789 } } });",
    },
  },
  {
    is: 'a function of facts',
    files: {
      'omniclaw.fleet.ts': "export default ({ hostname }) => ({ gateways: { main: { port: hostname === 'tower' ? 18789 : 1 } } });",
    },
  },
  { is: 'an async function', files: { 'omniclaw.fleet.ts': 'export default async () => ({ gateways: { main: { port: 18789 } } });' } },
  {
    is: 'a promise of a function',
    files: { 'omniclaw.fleet.ts': 'export default Promise.resolve(() => ({ gateways: { main: { port: 18789 } } }));' },
  },
  {
    is: 'await at the top',
    files: { 'omniclaw.fleet.js': 'const port = await Promise.resolve(18789);\nexport default { gateways: { main: { port } } };' },
  },
  {
    is: 'types',
    files: {
      'omniclaw.fleet.ts':
        "import type { FleetDeclaration } from 'omniclaw';\ninterface P { n: number }\nconst p: P = { n: 18789 };\nexport default { gateways: { main: { port: p.n as number } } } satisfies FleetDeclaration;",
    },
  },
  {
    is: 'type arguments',
    files: {
      'omniclaw.fleet.ts':
        'const same = <T>(value: T) => value;\nexport default same<object>({ gateways: { main: { port: same<number>(18789) } } });',
    },
  },
  {
    is: 'type arguments that read as comparisons',
    files: {
      'omniclaw.fleet.ts':
        'const pick = (x: number) => x, number = 1;\nexport default { gateways: { main: { port: pick<number>(18789) } } };',
    },
  },
  { is: '.mts', files: { 'omniclaw.fleet.mts': 'const port: number = 18789;\nexport default { gateways: { main: { port } } };' } },
  {
    is: '.cjs',
    files: {
      'omniclaw.fleet.cjs':
        "const { defineFleet } = require('omniclaw');\nmodule.exports = defineFleet({ gateways: { main: { port: 18789 } } });",
    },
  },
  { is: 'CommonJS in .ts', files: { 'omniclaw.fleet.ts': 'module.exports = { gateways: { main: { port: 18789 as number } } };' } },
  {
    is: 'compiled CommonJS',
    files: {
      'omniclaw.fleet.js':
        "'use strict';\nObject.defineProperty(exports, '__esModule', { value: true });\nexports.default = { gateways: { main: { port: 18789 } } };",
    },
  },
  {
    is: 'a required file and JSON',
    files: {
      'omniclaw.fleet.cjs': "module.exports = { gateways: { main: { port: require('./a').port + require('./b.json').add } } };",
      'a.js': 'exports.port = 18780;',
      'b.json': '{"add":9}',
    },
  },
  { is: 'a byte order mark', files: { 'omniclaw.fleet.ts': '\uFEFFexport default { gateways: { main: { port: 18789 } } };' } },
  { is: 'a hash bang', files: { 'omniclaw.fleet.mjs': '#!/usr/bin/env node\nexport default { gateways: { main: { port: 18789 } } };' } },
  {
    is: 'a relative .ts file',
    files: {
      'omniclaw.fleet.ts': "import { main } from './parts/main.ts';\nexport default { gateways: { main } };",
      'parts/main.ts': "import port from '../port.json';\nexport const main = { port: port.main as number };",
      'port.json': '{"main":18789}',
    },
  },
  {
    is: 'a relative file without extension',
    files: {
      'omniclaw.fleet.ts': "import main from './main';\nexport default { gateways: { main } };",
      'main.ts': 'export default { port: 18789 };',
    },
  },
  {
    is: 'a relative .js name of a .ts file',
    files: {
      'omniclaw.fleet.ts': "import main from './main.js';\nexport default { gateways: { main } };",
      'main.ts': 'export default { port: 18789 };',
    },
  },
  {
    is: 'JSON with an attribute',
    files: {
      'omniclaw.fleet.ts': "import fleet from './fleet.json' with { type: 'json' };\nexport default fleet;",
      'fleet.json': '\uFEFF{"gateways":{"main":{"port":18789}}}',
    },
  },
  {
    is: 'an import as it runs',
    files: {
      'omniclaw.fleet.ts': "const { main } = await import('./main.ts');\nexport default { gateways: { main } };",
      'main.ts': 'export const main = { port: 18789 };',
    },
  },
  {
    is: 'a CommonJS file in a module',
    files: {
      'omniclaw.fleet.ts': "import main from './main.cjs';\nexport default { gateways: { main } };",
      'main.cjs': 'module.exports = { port: 18789 };',
    },
  },
  {
    is: 'cyclic imports',
    files: {
      'omniclaw.fleet.ts':
        "import { main } from './a.ts';\nexport const port = () => 18789;\nexport default () => ({ gateways: { main: main() } });",
      'a.ts': "import { port } from './omniclaw.fleet.ts';\nexport const main = () => ({ port: port() });",
    },
  },
  {
    is: 'package.json of type commonjs',
    files: { 'omniclaw.fleet.ts': 'export default { gateways: { main: { port: 18789 } } };', 'package.json': '{"type":"commonjs"}' },
  },
  {
    is: 'package.json of type module with CommonJS',
    files: { 'omniclaw.fleet.js': 'module.exports = { gateways: { main: { port: 18789 } } };', 'package.json': '{"type":"module"}' },
  },
  {
    is: 'package.json that is garbage',
    files: { 'omniclaw.fleet.js': 'export default { gateways: { main: { port: 18789 } } };', 'package.json': '{garbage' },
  },
  {
    is: 'a tsconfig that is garbage',
    files: { 'omniclaw.fleet.ts': 'export default { gateways: { main: { port: 18789 } } };', 'tsconfig.json': '{garbage' },
  },
  {
    is: 'an undefined key is absent',
    files: { 'omniclaw.fleet.ts': 'export default { gateways: { main: { port: 18789, bind: undefined } }, defaults: undefined };' },
  },
  {
    is: 'objects without prototype, frozen, with getters',
    files: {
      'omniclaw.fleet.js':
        'const main = Object.freeze(Object.assign(Object.create(null), { get port() { return 18789 } }));\nexport default Object.freeze({ gateways: { main } });',
    },
  },
  {
    is: 'one object in two places',
    files: {
      'omniclaw.fleet.js':
        'const labels = { a: "b" };\nexport default { defaults: { labels }, gateways: { main: { port: 18789, labels } } };',
    },
  },
  {
    is: '18789.0 and 1e3',
    files: { 'omniclaw.fleet.js': 'export default { gateways: { main: { port: 18789.0, canvasHost: { port: 1e3 } } } };' },
  },
];

const test = suite('load: code files');

for (const { is, files } of rows) {
  test(is, async () => {
    const { findings, spec } = await loadFiles(files);
    assert.equal(findings.map(brief), []);
    assert.equal(
      spec?.gateways.map(({ name, port }) => [name, port]),
      [['main', 18789]],
    );
  });
}

test('a folder that cannot be written', async () => {
  await inFolder({ 'inner/omniclaw.fleet.ts': 'export default { gateways: { main: { port: 18789 as number } } };' }, async (folder) => {
    chmodSync(join(folder, 'inner'), 0o500);
    const { spec } = await loadPath(join(folder, 'inner', 'omniclaw.fleet.ts'));
    chmodSync(join(folder, 'inner'), 0o700);
    assert.is(spec?.gateways[0]?.port, 18789);
  });
});

test('a folder with a name that is hard to quote', async () => {
  await inFolder(
    {
      "a *?,%20 [b] 'c' \u00e9/omniclaw.fleet.ts": "import { port } from './p.ts';\nexport default { gateways: { main: { port } } };",
      "a *?,%20 [b] 'c' \u00e9/p.ts": 'export const port: number = 18789;',
    },
    async (folder) => {
      const { spec, findings } = await loadPath(join(folder, "a *?,%20 [b] 'c' \u00e9", 'omniclaw.fleet.ts'));
      assert.equal(findings.map(brief), []);
      assert.is(spec?.gateways[0]?.port, 18789);
    },
  );
});

test('a fleet file that is a link: imports start from where the file lies', async () => {
  await inFolder(
    {
      'real/fleet.ts': "import { port } from './p.ts';\nexport default { gateways: { main: { port, stat: 1 } } };",
      'real/p.ts': 'export const port: number = 18789;',
    },
    async (folder) => {
      symlinkSync(join('real', 'fleet.ts'), join(folder, 'omniclaw.fleet.ts'));
      const { findings } = await loadPath(join(folder, 'omniclaw.fleet.ts'));
      assert.equal(findings.map(brief), ['OC701 2:50 "main" has the unknown key "stat"; did you mean "state"?']);
      assert.is(findings[0]?.locations[0]?.file, join(folder, 'omniclaw.fleet.ts'));
    },
  );
});

test('an environment full of traps does not reach the evaluation', async () => {
  await inFolder(
    { 'omniclaw.fleet.mjs': 'export default { gateways: { main: { port: 18789 } } };', 'trap.cjs': 'process.stdout.write("trapped");' },
    (folder) => {
      const script = `import { loadFleet } from ${JSON.stringify(new URL('../../src/load/load-fleet.ts', import.meta.url).href)};
process.env.NODE_OPTIONS = '--require ${folder}/trap.cjs';
const { spec } = await loadFleet({ environment: {}, workingDirectory: '/', fleet: ${JSON.stringify(join(folder, 'omniclaw.fleet.mjs'))}, facts: { home: '/', hostname: '', platform: '', user: '' }, execution: 'allowed' });
console.log(spec.gateways[0].port);`;
      assert.is(execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' }), '18789\n');
    },
  );
});

test.run();
