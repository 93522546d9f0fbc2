/** Builds what is published: one entry with lazily loaded commands, and the module that fleet files import. */
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
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
  start: ['cli/run-program.ts', 'cli/terminal.ts', 'cli/read-fleet.ts', 'cli/host-sockets.ts'],
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

/**
 * Takes Node's own modules as they are. An `import` of one makes Node list all that it exports first, which loads the parts
 * that it would load when they are needed: `node:fs` alone costs 8 ms that way.
 */
const plainBuiltins: Plugin = {
  name: 'plain-builtins',
  renderChunk: (code) =>
    code.replace(/^import (?:\* as )?(\w+|\{[^}]*\}) from "(node:[^"]+)";$/gm, (_, names: string, from: string) => {
      if (LATE.includes(from))
        return [...names.matchAll(/(\w+)(?: as (\w+))?/g)].map(([, name = '', as = name]) => late(from, name, as)).join('\n');
      const bound = names.replace(/(\w+) as (\w+)/g, '$1: $2');
      return `const ${bound} = process.getBuiltinModule("${from}");`;
    }),
};

/** The parser is loaded by the first text that is no plain JSON: it costs a process as much as looking at ten gateways does. */
const lateParser: Plugin = {
  name: 'late-parser',
  renderChunk: (code) =>
    code.replace(/^import \{([^}]*)\} from "(\.\/parser-[^"]+)";$/gm, (_, names: string, from: string) =>
      [...names.matchAll(/([\w$]+)(?: as ([\w$]+))?/g)]
        .map(([, name = '', as = name]) => `const ${as} = (...given) => ${LOADED}("${from}").${name}(...given);`)
        .join('\n'),
    ),
};

const LOADED = 'process.getBuiltinModule("node:module").createRequire(import.meta.url)';

/** Modules that Node takes long to load and few runs need: they are loaded by the first call of one of their functions. */
const LATE = ['node:crypto', 'node:child_process', 'node:fs/promises'];

function late(from: string, name: string, as: string): string {
  const found: unknown = Reflect.get(process.getBuiltinModule(from) ?? {}, name);
  if (typeof found !== 'function' || /^[A-Z]/.test(name))
    throw new Error(`"${name}" of "${from}" is no plain function, so the module cannot be loaded late`);
  const call = `(...given) => process.getBuiltinModule("${from}").${name}(...given)`;
  if (Reflect.get(found, promisify.custom) === undefined) return `const ${as} = ${call};`;
  // Promises of such a function give more than its callback's first value.
  const promised = `(...given) => process.getBuiltinModule("node:util").promisify(process.getBuiltinModule("${from}").${name})(...given)`;
  return `const ${as} = Object.assign(${call}, { [Symbol.for("${promisify.custom.description}")]: ${promised} });`;
}

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

const bundle = await rolldown({
  plugins: [plainBuiltins, lateParser, seeImports, leftOut],
  preserveEntrySignatures: 'allow-extension',
  input: { omniclaw: join(project, 'src/cli/launcher.ts'), api: join(project, 'src/fleet/omniclaw.ts') },
  platform: 'node',
  // What is imported lazily may lie in a file that is loaded already: see TOGETHER.
  checks: { ineffectiveDynamicImport: false },
  external: [/^node:/, 'ws', 'listr2', 'yaml', '@clack/prompts'],
});
const { output } = await bundle.write({
  dir: dist,
  format: 'esm',
  comments: { jsdoc: false },
  chunkFileNames: 'chunks/[name]-[hash].js',
  codeSplitting: {
    includeDependenciesRecursively: false,
    groups: TOGETHER.map((name, at) => ({ name, test: (id) => groupOf(id) === name, priority: TOGETHER.length - at })),
  },
  banner: ({ name }) => (name === 'omniclaw' ? '#!/usr/bin/env node' : ''),
});
await bundle.close();
await removeDetours();
await chmod(join(dist, 'omniclaw.js'), 0o755);

/**
 * A module that is imported lazily and lies in a file with others gets a file that only leads there. Whoever imports it goes
 * there at once: a file costs a millisecond, however little is in it.
 */
async function removeDetours(): Promise<void> {
  const files = (await readdir(dist, { recursive: true })).filter((file) => file.endsWith('.js')).map((file) => join(dist, file));
  const texts = new Map(await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)));
  const detours = new Map<string, { readonly names: string; readonly to: string }>();
  for (const [file, text] of texts) {
    const [, names, to] = /^export \{ ([^}]*) \} from "\.\/([^"]+)";\s*$/.exec(text) ?? [];
    if (names !== undefined && to !== undefined) detours.set(basename(file), { names, to });
  }
  for (const [file, text] of texts) {
    if (detours.has(basename(file))) await rm(file);
    else
      await writeFile(
        file,
        text.replace(/import\("(\.\/(?:chunks\/)?)([^"/]+)"\)/g, (whole, folder: string, name: string) =>
          lead(whole, folder, detours.get(name)),
        ),
      );
  }
}

function lead(whole: string, folder: string, detour: { readonly names: string; readonly to: string } | undefined): string {
  if (detour === undefined) return whole;
  const fields = detour.names.replace(/([\w$]+)(?: as ([\w$]+))?/g, (_, name: string, as = name) => `${as}: there.${name}`);
  return `import("${folder}${detour.to}").then((there) => ({ ${fields} }))`;
}

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
