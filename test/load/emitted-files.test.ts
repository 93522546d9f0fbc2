import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { emittedFiles } from '../../schema/emit.ts';
import { inFolder } from './load-text.ts';

const test = suite('load: emitted files');

for (const { path, text } of emittedFiles()) {
  test(`${path.split('/').at(-1)} is fresh: npm run schema`, () => {
    assert.ok(readFileSync(path, 'utf8') === text);
  });
}

/** What a small loader prints about a file, run as one bundled and minified file. */
async function loadBundled(folder: string, fleet: string): Promise<string> {
  const door = fileURLToPath(new URL('../../src/load/load-fleet.ts', import.meta.url));
  const entry = join(folder, 'entry.mjs');
  writeFileSync(
    entry,
    `import { loadFleet } from ${JSON.stringify(door)};
const loaded = await loadFleet({ fleet: process.argv[2], environment: {}, workingDirectory: '/', facts: { home: '/h', hostname: 'tower', platform: 'linux', user: 'ada' }, execution: 'allowed' });
console.log(JSON.stringify([loaded.spec?.gateways[0]?.port ?? null, loaded.faults.map((fault) => fault.message), loaded.locate('/gateways/main/port').line]));`,
  );
  const bundle = await rolldown({
    input: entry,
    platform: 'node',
    resolve: { alias: {} },
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  await bundle.write({ dir: join(folder, 'dist'), entryFileNames: 'bundle.mjs', format: 'esm', minify: true });
  await bundle.close();
  return execFileSync(process.execPath, [join(folder, 'dist', 'bundle.mjs'), fleet], { encoding: 'utf8' }).trim();
}

test('a bundled, minified program evaluates as the source does', async () => {
  const files = {
    'f/omniclaw.fleet.ts':
      "import { defineFleet } from 'omniclaw';\nexport default defineFleet({\n  gateways: { main: { port: 18789 as number } },\n});",
  };
  await inFolder(files, async (folder) => {
    assert.is(await loadBundled(folder, join(folder, 'f/omniclaw.fleet.ts')), '[18789,[],3]');
  });
});

test.run();
