/** Builds what is published: one entry with lazily loaded commands, and the module that fleet files import. */
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { fleetTypes } from '../src/load/generated/fleet-types.js';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
await rm(dist, { recursive: true, force: true });

/** What each module imports statically. Filled while the bundle is parsed. */
const imports = new Map<string, readonly string[]>();
const seeImports: Plugin = {
  name: 'see-imports',
  moduleParsed: ({ id, importedIds }) => {
    imports.set(id, importedIds);
  },
};

/**
 * What is always loaded together lies in one file, because each file costs a millisecond at every start: first what reads
 * the line and starts the evaluator, then what checks a fleet meanwhile, then what looks at the host. Everything else is split as it is imported.
 */
const TOGETHER = [
  { name: 'start', roots: ['cli/run-program.ts', 'cli/read-fleet.ts'] },
  { name: 'check', roots: ['cli/commands/lint.ts', 'load/build-spec.ts', 'load/read-code.ts'] },
  { name: 'host', roots: ['cli/commands/plan.ts', 'cli/commands/apply.ts'] },
];
const together = new Map<string, string>();
function groupOf(id: string): string | null {
  if (together.size === 0) for (const { name, roots } of TOGETHER) for (const file of roots) follow(join(root, 'src', file), name);
  return together.get(id) ?? null;
}

function follow(id: string, name: string): void {
  if (together.has(id) || !imports.has(id)) return;
  together.set(id, name);
  for (const next of imports.get(id) ?? []) follow(next, name);
}

const bundle = await rolldown({
  plugins: [seeImports],
  input: { omniclaw: join(root, 'src/cli/launcher.ts'), api: join(root, 'src/fleet/omniclaw.ts') },
  platform: 'node',
  // What is imported lazily may lie in a file that is loaded already: see TOGETHER.
  checks: { ineffectiveDynamicImport: false },
  external: [/^node:/, 'ws', 'listr2', 'yaml', '@clack/prompts'],
});
const { output } = await bundle.write({
  dir: dist,
  format: 'esm',
  chunkFileNames: 'chunks/[name]-[hash].js',
  codeSplitting: { groups: TOGETHER.map(({ name }, at) => ({ name, test: (id) => groupOf(id) === name, priority: TOGETHER.length - at })) },
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
  if (name === undefined) return declaredLicence(folder);
  return readFile(join(folder, name), 'utf8');
}

/** Some packages of a monorepo carry no copy of the licence: theirs is named, and its text stands with another package. */
async function declaredLicence(folder: string): Promise<string> {
  const { license }: { license?: string } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (license === undefined) throw new Error(`"${folder}" has no licence`);
  return `${license}, as its package.json declares`;
}

await writeFile(join(dist, 'api.d.ts'), `/** The module that fleet files import. */\n${fleetTypes}`);
