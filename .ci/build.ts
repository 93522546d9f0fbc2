/** Builds what is published: one entry with lazily loaded commands, and the module that fleet files import. */
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { rolldown } from 'rolldown';
import { fleetTypes } from '../src/load/generated/fleet-types.js';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
await rm(dist, { recursive: true, force: true });

const bundle = await rolldown({
  input: { omniclaw: join(root, 'src/cli/launcher.ts'), api: join(root, 'src/fleet/omniclaw.ts') },
  platform: 'node',
  external: [/^node:/, 'ws', 'listr2', 'yaml'],
});
const { output } = await bundle.write({
  dir: dist,
  format: 'esm',
  chunkFileNames: 'chunks/[name]-[hash].js',
  banner: ({ name }) => (name === 'omniclaw' ? '#!/usr/bin/env node' : ''),
});
await bundle.close();
await chmod(join(dist, 'omniclaw.js'), 0o755);

// The licences of the packages whose code is in the bundle go with it.
const bundled = new Set(
  output
    .flatMap((part) => (part.type === 'chunk' ? part.moduleIds : []))
    .flatMap((id) => /.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id) ?? []),
);
const licences = await Promise.all([...bundled].sort().map(async (folder) => `${basename(folder)}\n\n${await readLicence(folder)}`));
await writeFile(join(dist, 'LICENSES.txt'), licences.join('\n\n----\n\n'));

async function readLicence(folder: string): Promise<string> {
  const name = (await readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
  if (name === undefined) throw new Error(`"${folder}" has no licence file`);
  return readFile(join(folder, name), 'utf8');
}

await writeFile(join(dist, 'api.d.ts'), `/** The module that fleet files import. */\n${fleetTypes}`);
