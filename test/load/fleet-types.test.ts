/** The emitted types of a fleet file say what the schema says, and no editor needs another file to read them. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fleetTypes } from '../../src/load/generated/fleet-types.js';
import { fleetSchema } from '../../src/load/generated/validate-fleet.js';

const types = suite('the types of a fleet file');
const root = resolve(import.meta.dirname, '..', '..');

types('are the types of the source, in both directions', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oc-'));
  try {
    const source = JSON.stringify(join(root, 'src', 'fleet', 'omniclaw.ts'));
    const check = [
      `import * as source from ${source};`,
      "import * as emitted from './emitted.js';",
      `export const functions: typeof emitted = source;`,
      'export const same: Pick<typeof source, keyof typeof emitted> = emitted;',
      `declare const one: import(${source}).FleetDeclaration;`,
      "declare const two: import('./emitted.js').FleetDeclaration;",
      "export const there: import('./emitted.js').FleetDeclaration = one;",
      `export const back: import(${source}).FleetDeclaration = two;`,
    ];
    await writeFile(join(folder, 'emitted.d.ts'), fleetTypes);
    await writeFile(join(folder, 'check.ts'), check.join('\n'));
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--exactOptionalPropertyTypes',
      '--target',
      'es2024',
      '--module',
      'preserve',
    ];
    const more = ['--types', '', '--allowImportingTsExtensions', '--skipLibCheck', 'false'];
    const said = run(join(root, 'node_modules', '.bin', 'tsc'), [...options, ...more, join(folder, 'check.ts')]);
    assert.is(said, '');
  } finally {
    await rm(folder, { recursive: true });
  }
});

function run(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' });
  } catch (cause) {
    return cause instanceof Error && 'stdout' in cause ? String(cause.stdout) : String(cause);
  }
}

types('carry the description of every key', () => {
  const descriptions = describedKeys(fleetSchema());
  assert.ok(descriptions.length > 40);
  assert.equal(
    descriptions.filter((text) => !fleetTypes.includes(text)),
    [],
  );
});

/** Descriptions of keys, at any depth. */
function describedKeys(schema: unknown): string[] {
  if (schema === null || typeof schema !== 'object') return [];
  const properties = 'properties' in schema ? Object.values(Object(schema.properties)) : [];
  const own = properties.flatMap((key) =>
    key !== null && typeof key === 'object' && 'description' in key ? [String(key.description)] : [],
  );
  return [...own, ...Object.values(schema).flatMap(describedKeys)];
}

types('import nothing', () => assert.not.match(fleetTypes, /\bimport\b/));

types.run();
