/** Builds what is published: one entry with lazily loaded commands, and the module that fleet files import. */
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Plugin, rolldown } from 'rolldown';
import { fleetTypes } from '../src/load/generated/fleet-types.js';

const project = join(import.meta.dirname, '..');
const dist = join(project, 'dist');
await rm(dist, { recursive: true, force: true });

/** What each module imports statically. Filled while the bundle is parsed. */
const imports = new Map<string, readonly string[]>();
const seeImports: Plugin = {
  name: 'see-imports',
  moduleParsed: ({ id, importedIds }) => {
    imports.set(id, importedIds);
  },
};

/** What a command needs at once, by the first things that it loads. */
const ROOTS = {
  start: ['cli/program.ts', 'cli/read-fleet.ts', 'cli/host-sockets.ts'],
  check: ['cli/commands/lint.ts', 'load/build-spec.ts', 'load/read-json.ts', 'load/read-code.ts', 'load/read-constant-code.ts'],
  host: ['cli/commands/plan.ts', 'cli/commands/apply.ts'],
  ask: ['cli/commands/browser.ts', 'cli/commands/status.ts', 'cli/commands/health.ts'],
} as const;

/**
 * What is always loaded together lies in one file, because each file costs a millisecond at every start: first what reads
 * the line and starts the evaluator, then what checks a fleet meanwhile, what looks at the host, and what asks one gateway.
 * What asking shares with the two before lies by itself, so that it does not load the rules; and so does the parser, which
 * a check of plain data never needs. Everything else is split as it is imported.
 */
const TOGETHER = ['start', 'parser', 'both', 'check', 'seen', 'host', 'ask'] as const;

let together: ReadonlyMap<string, (typeof TOGETHER)[number]> | undefined;
function groupOf(id: string): string | null {
  together ??= new Map(
    [...imports.keys()].flatMap((module) => {
      const group = chooseGroup(module);
      return group === null ? [] : [[module, group] as const];
    }),
  );
  return together.get(id) ?? null;
}

function chooseGroup(module: string): (typeof TOGETHER)[number] | null {
  const by = (root: keyof typeof ROOTS): boolean => reachedBy(root).has(module);
  if (by('start')) return 'start';
  if (/[\\/]acorn[\\/]/.test(module)) return 'parser';
  if (by('check')) return by('ask') ? 'both' : 'check';
  if (by('host')) return by('ask') ? 'seen' : 'host';
  return by('ask') ? 'ask' : null;
}

const reached = new Map<string, Set<string>>();
function reachedBy(root: keyof typeof ROOTS): ReadonlySet<string> {
  const found = reached.get(root) ?? new Set<string>();
  if (!reached.has(root)) for (const file of ROOTS[root]) reachable(join(project, 'src', file), found);
  reached.set(root, found);
  return found;
}

/** A module and all that it imports statically. */
function reachable(id: string, found: Set<string> = new Set()): Set<string> {
  if (found.has(id) || !imports.has(id)) return found;
  found.add(id);
  for (const next of imports.get(id) ?? []) reachable(next, found);
  return found;
}

/** Packages that are installed with the program. */
const EXTERNAL = ['ws', 'listr2', 'yaml', '@clack/prompts'];

/** Modules that take long to load and that few runs need: they are loaded by the first look at something of them. */
const LATE = ['node:crypto', 'node:child_process', 'node:fs/promises', './parser-'];

const loads: Plugin = {
  name: 'loads',
  renderChunk: (code) =>
    code
      .replace(/^((?:let|const) \w+ = require)(\("([^"]+)"\);)$/gm, (whole, begin: string, end: string, from: string) =>
        LATE.some((late) => from.startsWith(late)) ? `${begin}.late${end}` : whole,
      )
      // An `import` in what is no module is an experiment of Node, and the launcher can do it.
      .replace(/\bimport\("(node:[^"]+)"\)/g, 'Promise.resolve(require("$1"))')
      .replace(/\bimport\("([^"]+)"\)/g, (whole, name: string) => (EXTERNAL.includes(name) ? `require.import("${name}")` : whole)),
};

/** Parts of the browser library that start or download browsers or speak another protocol: loaded on request, which we never make. */
const leftOut: Plugin = {
  name: 'left-out',
  resolveId: (id, importer) => {
    // Types are written without being formatted, and what formats them is larger than all the rest.
    if (id === 'prettier') return '\0never-called';
    return /puppeteer-core/.test(importer ?? '') && /^@puppeteer\/browsers$|\/LaunchOptions\.js$|^\.\/bidi\.js$|^chromium-bidi/.test(id)
      ? '\0left-out'
      : null;
  },
  load: (id) => {
    if (id === '\0never-called') return 'export default {};';
    return id === '\0left-out' ? "throw new Error('this part of the browser library is not in the package');" : null;
  },
};

const program = await rolldown({
  plugins: [loads, seeImports, leftOut],
  preserveEntrySignatures: 'allow-extension',
  input: { program: join(project, 'src/cli/program.ts') },
  platform: 'node',
  // What is imported lazily may lie in a file that is loaded already: see TOGETHER.
  checks: { ineffectiveDynamicImport: false },
  external: [/^node:/, ...EXTERNAL],
});
const { output } = await program.write({
  dir: join(dist, 'chunks'),
  format: 'cjs',
  comments: { jsdoc: false },
  entryFileNames: '[name]-[hash].cjs',
  chunkFileNames: '[name]-[hash].cjs',
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: TOGETHER.map((name, at) => ({ name, test: (id) => groupOf(id) === name, priority: TOGETHER.length - at })),
  },
});
await program.close();
for (const { fileName } of output) await makeScript(join(dist, 'chunks', fileName));

/** A file as the launcher compiles it: one function, in ASCII, which takes the least time to read. */
async function makeScript(path: string): Promise<void> {
  const text = await readFile(path, 'utf8');
  // What stands for it would be another text behind a backslash.
  if (/\\[^\0-\x7f]/.test(text)) throw new Error(`"${path}" has a backslash before a character that is not ASCII`);
  const ascii = text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  await writeFile(path, `(function (exports, require, module, __filename, __dirname) {\n${ascii}\n})`);
}

const entries = await rolldown({
  input: { omniclaw: join(project, 'src/cli/launcher.ts'), api: join(project, 'src/fleet/omniclaw.ts') },
  platform: 'node',
  external: [/^node:/, /program\.ts$/],
  transform: { define: { PROGRAM_FILE: JSON.stringify(output[0].fileName) } },
});
await entries.write({
  dir: dist,
  format: 'esm',
  comments: { jsdoc: false },
  banner: ({ name }) => (name === 'omniclaw' ? '#!/usr/bin/env node' : ''),
});
await entries.close();
await chmod(join(dist, 'omniclaw.js'), 0o755);

/** Packages that ship without the text of their licence, and one that ships with it. */
const SAME_TEXT: { readonly [name: string]: string } = { 'puppeteer-core': 'chromium-bidi' };

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
  if (name !== undefined) return readFile(join(folder, name), 'utf8');
  const other = SAME_TEXT[basename(folder)];
  if (other === undefined) return licenceByName(folder);
  return [await readLicence(join(project, 'node_modules', other)), ...(await readEnclosed(join(folder, 'lib', 'third_party')))].join(
    '\n\n',
  );
}

/** A package that only names its licence: the terms are those of our own, which is the same one. */
async function licenceByName(folder: string): Promise<string> {
  const { license, author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (license !== 'MIT') throw new Error(`"${folder}" has no licence file`);
  const [, terms = ''] = (await readFile(join(project, 'LICENSE'), 'utf8')).split(/^Copyright .*$/m);
  return `MIT License\n\nCopyright (c) ${typeof author === 'string' ? author : author.name}${terms}`;
}

/** Licences of what a package has copied into itself, each in the first comment of its file. */
async function readEnclosed(folder: string): Promise<string[]> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.js')).sort();
  return Promise.all(files.map(async (file) => `${file}\n\n${(await readFile(join(folder, file), 'utf8')).split('*/')[0]}`));
}

await writeFile(join(dist, 'api.d.ts'), `/** The module that fleet files import. */\n${fleetTypes}`);
