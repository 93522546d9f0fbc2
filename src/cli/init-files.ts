import { lstatSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { findDependent } from '../drivers/find-package.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { FLEET_FILE_NAMES } from '../load/discover-fleet.ts';
import { readFileSafely } from '../os/read-file.ts';
import { writeFileSafely } from '../os/write-file.ts';
import type { FleetFormat, FleetSupport } from '../render/fleet-source.ts';

/** A file to be written. `ours`: text by which an older one of ours is known; `null`: any that is there is the user's. */
export type InitFile = { readonly path: string; readonly text: string; readonly ours: string | null };

const TYPES_FILE = 'omniclaw-env.d.ts';
const SCHEMA_FILE = 'omniclaw.fleet.schema.json';
const TYPES_MARK = '// Written by "omniclaw init"';

/**
 * What the folder of a fleet file needs so that an editor knows its keys: types for TypeScript, the schema for data.
 * Nothing when a package file says that omniclaw is installed here.
 */
export async function supportFiles(
  path: string,
  format: FleetFormat,
): Promise<{ readonly support: FleetSupport; readonly files: readonly InitFile[] }> {
  const folder = dirname(path);
  const dependent = await findDependent(folder, 'omniclaw');
  if (format === 'ts') {
    if (dependent !== null) return { support: { types: null, schema: null }, files: [] };
    const types = { path: join(folder, TYPES_FILE), text: await typesText(), ours: TYPES_MARK };
    return { support: { types: TYPES_FILE, schema: null }, files: [types, ...projectFile(folder)] };
  }
  if (dependent !== null) {
    const installed = relative(folder, join(dirname(dependent), 'node_modules/omniclaw/schema/fleet.schema.json'));
    return { support: { types: null, schema: installed }, files: [] };
  }
  return {
    support: { types: null, schema: SCHEMA_FILE },
    files: [{ path: join(folder, SCHEMA_FILE), text: await schemaText(), ours: '"$id": "omniclaw.fleet"' }],
  };
}

async function typesText(): Promise<string> {
  const { fleetTypes } = await import('../load/generated/fleet-types.js');
  const inner = fleetTypes
    .replaceAll(/^export declare /gm, 'export ')
    .trimEnd()
    .replaceAll(/^(?=.)/gm, '  ');
  return `${TYPES_MARK}: the types of a fleet file, for editors. Write it anew after an update.\ndeclare module 'omniclaw' {\n${inner}\n}\n`;
}

async function schemaText(): Promise<string> {
  const { fleetSchema } = await import('../load/generated/validate-fleet.js');
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...fleetSchema() }, null, 2)}\n`;
}

/** Settings for \`tsc -p .\`; a project that has its own keeps them. */
function projectFile(folder: string): InitFile[] {
  const path = join(folder, 'tsconfig.json');
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return [];
  const compilerOptions = {
    target: 'es2024',
    module: 'preserve',
    strict: true,
    noEmit: true,
    types: [],
    allowImportingTsExtensions: true,
    resolveJsonModule: true,
    erasableSyntaxOnly: true,
  };
  return [{ path, text: `${JSON.stringify({ compilerOptions, include: ['*.ts'] }, null, 2)}\n`, ours: null }];
}

/** Throws OCE_REFUSED when another fleet file is in the folder: a second one would make every command ask which is meant. */
export function refuseOtherFleets(path: string, format: FleetFormat): void {
  const others = FLEET_FILE_NAMES.filter(
    (name) => name !== basename(path) && lstatSync(join(dirname(path), name), { throwIfNoEntry: false }) !== undefined,
  );
  const [other] = others;
  if (other === undefined) return;
  throw new OmniclawError('OCE_REFUSED', `"${other}" is in this folder already, and "${basename(path)}" would be a second fleet file`, {
    hint: `omniclaw lint --fleet ${other}, or omniclaw init --fleet other.fleet.${format}`,
  });
}

/**
 * Writes all files or refuses before the first. Returns the paths that changed. Throws OCE_REFUSED when a file of the
 * user is in the way, OCE_OBSERVE when a link or something else than a file is; `replace` changes the former only.
 */
export async function writeInitFiles(files: readonly InitFile[], present: 'keep' | 'replace'): Promise<string[]> {
  const before = await Promise.all(files.map(async (file) => ({ file, previous: (await readFileSafely(file.path))?.text ?? null })));
  const kept = before.find(
    ({ file, previous }) => previous !== null && previous !== file.text && !(file.ours !== null && previous.includes(file.ours)),
  );
  if (kept !== undefined && present === 'keep')
    throw new OmniclawError('OCE_REFUSED', `"${kept.file.path}" exists already`, {
      hint: 'add --force to replace it, or --dry-run to see the new one',
    });
  const changed = before.filter(({ file, previous }) => previous !== file.text);
  for (const { file, previous } of changed) await writeFileSafely(file.path, file.text, 0o644, { previous });
  return changed.map(({ file }) => file.path);
}
