/** Builds what is published: one entry with lazily loaded commands, and the module that fleet files import. */
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { fleetTypes } from '../src/load/generated/fleet-types.js';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
await rm(dist, { recursive: true, force: true });

const bundle = await rolldown({
  input: { omniclaw: join(root, 'src/cli/main.ts'), api: join(root, 'src/fleet/omniclaw.ts') },
  platform: 'node',
  external: [/^node:/, 'fastify', 'ws', 'listr2', 'yaml'],
});
await bundle.write({
  dir: dist,
  format: 'esm',
  chunkFileNames: 'chunks/[name]-[hash].js',
  banner: ({ name }) => (name === 'omniclaw' ? '#!/usr/bin/env node' : ''),
});
await bundle.close();
await chmod(join(dist, 'omniclaw.js'), 0o755);

await writeFile(join(dist, 'api.d.ts'), `/** The module that fleet files import. */\n${fleetTypes}`);
