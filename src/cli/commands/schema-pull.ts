import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { askConfigSchema, type ConfigSchema } from '../../drivers/ask-schema.ts';
import type { Host } from '../../fleet/host.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { checkingSchema, findReferenceFault, pulledFiles, type SchemaOrigin } from '../../fleet/pulled-schema.ts';
import { compareReleases } from '../../fleet/releases.ts';
import { type ProgramFacts, type Runtime, runtimeOf } from '../../fleet/runtime.ts';
import { discoverFleet } from '../../load/discover-fleet.ts';
import { omniclawFolders } from '../../os/private-folder.ts';
import type { Launch } from '../../plan/desired-gateway.ts';
import { absolutePath } from '../../plan/normal-path.ts';
import { jsonText } from '../../render/json-text.ts';
import { printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { type InitFile, writeInitFiles } from '../init-files.ts';
import { currentProgram, programsFolder } from '../open-host.ts';
import { readHost } from '../read-host.ts';
import { pathShortener } from '../shorten-path.ts';

/** Keeps what a gateway program says of its config beside the fleet file. 0 written. */
export async function runSchemaPull(call: Call): Promise<number> {
  const runtime = readRuntime(call);
  const folder = fleetFolder(call);
  const host: Host = { ...readHost(call.environment), fleetDir: folder };
  const argv = findProgram(call, runtime, host);
  const shorten = pathShortener(host.home, process.cwd());
  if (!call.has('json')) call.terminal.err(`asking ${printable(shorten(argv.at(-1) ?? ''))} ...\n`);
  const pulled = await askConfigSchema(argv, runtime.program, call.environment['PATH'] ?? '/usr/bin:/bin');
  const origin: SchemaOrigin = { runtime: runtime.name, version: pulled.version };
  const fault = findReferenceFault(pulled.schema);
  if (fault !== null)
    throw new OmniclawError('OCE_PROGRAM', `the JSON Schema that "${argv.at(-1)}" prints cannot be used: ${fault}`, {
      hint: [...argv, ...runtime.program.asks.schema].join(' '),
    });
  const files = await pulledTexts(pulled, origin, folder);
  const written = call.has('dry-run') ? [] : await writeInitFiles(files, 'keep');
  if (call.has('json')) call.terminal.out(jsonText(documentOf(origin, files, written)));
  else report(call, origin, { files: files.map(({ path }) => shorten(path)), written: written.map(shorten) });
  return 0;
}

function readRuntime(call: Call): Runtime {
  const name = call.value('runtime') ?? 'openclaw';
  if (name !== 'openclaw' && name !== 'omniclaw')
    throw new OmniclawError('OCE_USAGE', `no runtime that can be asked is called "${name}"`, {
      hint: 'omniclaw schema pull --runtime openclaw',
    });
  return runtimeOf(name);
}

/** The folder of the fleet file, or this one where there is none yet. */
function fleetFolder({ value, environment }: Call): string {
  const { home } = readHost(environment);
  try {
    return dirname(discoverFleet({ fleet: value('fleet') ?? null, environment, workingDirectory: process.cwd(), home }));
  } catch (thrown) {
    if (thrown instanceof OmniclawError && thrown.code === 'OCE_NO_FLEET' && value('fleet') === undefined) return process.cwd();
    throw thrown;
  }
}

function findProgram(call: Call, { program, title }: Runtime, host: Host): readonly string[] {
  const named = call.value('program');
  const launch = { ...currentProgram(host.home, host.platform), programs: programsFolder(omniclawFolders(call.environment, host.home)) };
  if (named === undefined && program.source === 'own') return launch.argv;
  const path = named === undefined ? newestInstalled(program, launch) : resolve(absolutePath(named, { ...host, fleetDir: process.cwd() }));
  if (path === null)
    throw new OmniclawError('OCE_PROGRAM', `no ${title} is installed on this host`, {
      hint: `npm install -g --ignore-scripts ${program.packageName}, or --program PATH`,
    });
  if (!existsSync(path))
    throw new OmniclawError('OCE_PROGRAM', `there is no program "${path}"`, { hint: `which ${program.packageName || 'omniclaw'}` });
  const script = realpathSync(path);
  return /\.[cm]?js$/.test(script) ? [launch.node.path, script] : [script];
}

/** The newest release that apply has installed, else the one that people have. */
function newestInstalled({ packageName, entry }: ProgramFacts, { programs, found }: Pick<Launch, 'programs' | 'found'>): string | null {
  const folder = join(programs, packageName);
  const releases = existsSync(folder) ? readdirSync(folder).filter((name) => /^\d[\w.-]*$/.test(name) && !name.endsWith('.new')) : [];
  const newest = releases.toSorted(compareReleases).at(-1);
  const kept = newest === undefined ? null : join(folder, newest, 'node_modules', packageName, entry);
  return kept !== null && existsSync(kept) ? kept : (found[packageName] ?? null);
}

async function pulledTexts({ schema }: ConfigSchema, origin: SchemaOrigin, folder: string): Promise<InitFile[]> {
  const { configTypes, TYPES_MARK } = await import('../../render/config-types.ts');
  const names = pulledFiles(origin.runtime);
  return [
    { path: join(folder, names.types), text: await configTypes(schema, origin), ours: TYPES_MARK },
    { path: join(folder, names.schema), text: `${JSON.stringify(checkingSchema(schema, origin))}\n`, ours: '{"x-omniclaw":' },
  ];
}

function documentOf({ runtime, version }: SchemaOrigin, files: readonly InitFile[], written: readonly string[]): object {
  return { schema: 'omniclaw.schema-pull.v1', formatVersion: '1.0', runtime, version, files: files.map(({ path }) => path), written };
}

type Outcome = { readonly files: readonly string[]; readonly written: readonly string[] };

function report({ terminal, has }: Call, { runtime, version }: SchemaOrigin, { files, written }: Outcome): void {
  const from = `${runtime} ${version}`;
  if (has('dry-run')) terminal.out(`${from}: would write ${printable(files.join(' and '))}\n`);
  else if (written.length === 0) terminal.out(`${from}: nothing has changed\n`);
  else
    terminal.out(
      `${from}: wrote ${printable(written.join(' and '))}\n"config" of its gateways is now completed and checked; keep both files in git\n`,
    );
}
