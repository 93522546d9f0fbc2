/**
 * Writes what is made from the TypeBox schemas: the JSON Schemas for editors and other programs, and the validators,
 * compiled ahead so that a command loads neither TypeBox nor the ajv compiler. `--check` writes nothing and exits 1 when
 * a file is stale.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Type } from '@sinclair/typebox';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import {
  AuthDeclaration,
  BrowserDeclaration,
  BrowserProfileDeclaration,
  CanvasHostDeclaration,
  FleetDeclaration,
  PortRange,
  ProgramDeclaration,
  SecretReference,
  ServiceDeclaration,
} from '../src/fleet/fleet-schema.ts';
import {
  AgentsSection,
  BrowserProfileSection,
  BrowserSection,
  CanvasSection,
  GatewayConfigDeclaration,
  GatewaySection,
} from '../src/fleet/gateway-config-schema.ts';
import * as frames from '../src/gateway/frames-schema.ts';
import { browserFiles } from './emit-browser.ts';
import { hostStateFiles } from './emit-host-state.ts';
import { fleetTypes, type SchemaObject, type SchemaValue } from './emit-types.ts';

export type EmittedFile = { readonly path: string; readonly text: string };

/** Parts that occur more than once, each emitted once under `$defs`. */
const parts = {
  AuthDeclaration,
  BrowserDeclaration,
  BrowserProfileDeclaration,
  CanvasHostDeclaration,
  PortRange,
  ProgramDeclaration,
  SecretReference,
  ServiceDeclaration,
};

const configParts = { AgentsSection, BrowserProfileSection, BrowserSection, CanvasSection, GatewaySection, PortRange, SecretReference };

const FRAMES = { $id: 'omniclaw.frames', title: 'OmniClaw gateway protocol', description: 'One frame of the protocol on the base port.' };

/** What the gateway reads: only these get a validator. */
const READ_FRAMES = ['RequestFrame', 'ConnectParams', 'NoParams', 'ConfigWriteParams', 'LogsTailParams'] as const;

const root = fileURLToPath(new URL('..', import.meta.url));

/** Every emitted file with the text it should have. */
export function emittedFiles(): EmittedFile[] {
  const fleet = compact('FleetDeclaration', FleetDeclaration, parts);
  const wire = compact('Frames', Type.Union([frames.RequestFrame, frames.ResponseFrame, frames.EventFrame], FRAMES), frames);
  const config = compact('GatewayConfigDeclaration', GatewayConfigDeclaration, configParts);
  return [
    { path: `${root}schema/fleet.schema.json`, text: published(fleet) },
    { path: `${root}src/load/generated/validate-fleet.js`, text: validatorText('fleet-schema', fleet, lateSchema('fleetSchema', fleet)) },
    { path: `${root}src/load/generated/validate-fleet.d.ts`, text: validatorTypes },
    { path: `${root}src/load/generated/fleet-types.js`, text: typesModule(fleetTypes(fleet)) },
    { path: `${root}src/load/generated/fleet-types.d.ts`, text: typesModuleTypes },
    ...browserFiles().map(({ path, text }) => ({ path: `${root}${path}`, text })),
    { path: `${root}schema/gateway-config.schema.json`, text: published(config) },
    {
      path: `${root}src/gateway/generated/validate-config.js`,
      text: validatorText('gateway-config-schema', config, `export const configSchema = ${JSON.stringify(config)};`),
    },
    { path: `${root}src/gateway/generated/validate-config.d.ts`, text: configValidatorTypes },
    ...hostStateFiles(),
    { path: `${root}schema/frames.schema.json`, text: published(wire) },
    { path: `${root}src/gateway/generated/validate-frames.js`, text: framesValidatorText(wire) },
    { path: `${root}src/gateway/generated/validate-frames.d.ts`, text: framesValidatorTypes() },
  ];
}

function published(schema: SchemaObject): string {
  return `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', ...schema }, null, 2)}\n`;
}

/** A schema whose parts are emitted once, under `$defs`. */
function compact(name: string, whole: object, parts: { readonly [name: string]: object }): SchemaObject {
  const texts = new Map(Object.entries(parts).map(([part, schema]) => [JSON.stringify(schema), part]));
  const $defs = Object.fromEntries(Object.entries(parts).map(([part, schema]) => [part, simplify(plain(schema), texts, part)]));
  return { ...Object(simplify(plain(whole), texts, name)), $defs };
}

/** The schema as JSON, without what TypeBox keeps under symbols. */
function plain(schema: object): SchemaValue {
  return JSON.parse(JSON.stringify(schema));
}

/**
 * The same schema in fewer words: known parts become references and unions of literals become `enum`. A record of
 * TypeBox, `patternProperties: { "^(.*)$": X }`, becomes `additionalProperties: X`, because that pattern lets a key
 * with a line break through unchecked.
 */
function simplify(value: SchemaValue, parts: ReadonlyMap<string, string>, inside: string): SchemaValue {
  if (Array.isArray(value)) return value.map((item) => simplify(item, parts, inside));
  if (value === null || typeof value !== 'object') return value;
  const part = parts.get(JSON.stringify(value));
  if (part !== undefined && part !== inside) return { $ref: `#/$defs/${part}` };
  const { patternProperties, anyOf, ...rest } = value;
  const inner = Object.fromEntries(Object.entries(rest).map(([key, nested]) => [key, simplify(nested, parts, '')]));
  if (patternProperties !== undefined) return { ...inner, additionalProperties: simplify(Object(patternProperties)['^(.*)$'], parts, '') };
  if (!Array.isArray(anyOf)) return inner;
  const literals = anyOf.flatMap((option) =>
    option !== null && typeof option === 'object' && 'const' in option ? [option.const ?? null] : [],
  );
  return literals.length === anyOf.length ? { ...inner, type: 'string', enum: literals } : { ...inner, anyOf: simplify(anyOf, parts, '') };
}

function withoutImports(code: string): string {
  if (/\brequire\(/.test(code)) throw new Error('the validator would need ajv at run time');
  return code;
}

function framesValidatorText(schema: SchemaValue): string {
  const ajv = new Ajv(AJV).addSchema(Object(schema));
  const names = Object.fromEntries(READ_FRAMES.map((name) => [`validate${name}`, `omniclaw.frames#/$defs/${name}`]));
  const code = withoutImports(standalone.default(ajv, names));
  return `// Emitted by schema/emit.ts from src/gateway/frames-schema.ts: run \`npm run schema\`, do not edit.\n${code}\nexport const framesSchema = ${JSON.stringify(schema)};\n`;
}

function framesValidatorTypes(): string {
  const types = READ_FRAMES.filter((name) => name !== 'NoParams').join(', ');
  const validators = READ_FRAMES.map(
    (name) => `export declare const validate${name}: Validator<${name === 'NoParams' ? 'object' : name}>;\n`,
  ).join('');
  return `// Emitted by schema/emit.ts: run \`npm run schema\`, do not edit.
import type { SchemaError, SchemaNode } from '../../fleet/schema-words.ts';
import type { ${types} } from '../frames-schema.ts';

export type Validator<T> = { (value: unknown): value is T; errors: readonly SchemaError[] | null };

${validators}export declare const framesSchema: SchemaNode;
`;
}

/** `unicode: false` counts UTF-16 units in `minLength`, which is all the same for "not empty" and needs no ajv at run time. */
const AJV = {
  allErrors: true,
  strictNumbers: true,
  coerceTypes: false,
  unicode: false,
  logger: false,
  inlineRefs: false,
  code: { source: true, esm: true, lines: true },
} as const;

function validatorText(source: string, schema: SchemaValue, exported: string): string {
  const ajv = new Ajv(AJV);
  const code = withoutImports(standalone.default(ajv, ajv.compile(Object(withoutProse(schema)))));
  return `// Emitted by schema/emit.ts from src/fleet/${source}.ts: run \`npm run schema\`, do not edit.\n${code}\n${exported}\n`;
}

/** A validator carries its schema along, and what is said to people in it does not bear on what is valid. */
function withoutProse(schema: SchemaValue): SchemaValue {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    (key === 'description' && typeof value === 'string') || (key === 'examples' && Array.isArray(value)) ? undefined : value,
  );
}

/** Only what is wrong needs the schema, so a valid fleet does not pay for it. */
function lateSchema(name: string, schema: SchemaValue): string {
  return `const text = ${JSON.stringify(JSON.stringify(schema))};\nlet parsed;\nexport function ${name}() {\n  parsed ??= JSON.parse(text);\n  return parsed;\n}`;
}

const validatorTypes = `// Emitted by schema/emit.ts: run \`npm run schema\`, do not edit.
import type { FleetDeclaration } from '../../fleet/fleet-schema.ts';
import type { SchemaError, SchemaNode } from '../../fleet/schema-words.ts';

/** Says whether a value is a fleet; \`errors\` holds what is wrong after each call. */
export declare const validate: { (value: unknown): value is FleetDeclaration; errors: readonly SchemaError[] | null };
export default validate;
/** The whole schema, with what it says to people. */
export declare function fleetSchema(): SchemaNode;
`;

const configValidatorTypes = `// Emitted by schema/emit.ts: run \`npm run schema\`, do not edit.
import type { GatewayConfigDeclaration } from '../../fleet/gateway-config-schema.ts';
import type { SchemaError, SchemaNode } from '../../fleet/schema-words.ts';

/** Says whether a value is a config of a gateway; \`errors\` holds what is wrong after each call. */
export declare const validate: { (value: unknown): value is GatewayConfigDeclaration; errors: readonly SchemaError[] | null };
export default validate;
export declare const configSchema: SchemaNode;
`;

/** One line of text a line, so that a change of the schema reads well in a diff. */
function typesModule(types: string): string {
  const lines = types.trimEnd().split('\n');
  const head = '// Emitted by schema/emit.ts from src/fleet: run `npm run schema`, do not edit.';
  return `${head}\nexport const fleetTypes = [\n${lines.map((line) => `  ${JSON.stringify(line)},\n`).join('')}  '',\n].join('\\n');\n`;
}

const typesModuleTypes = `// Emitted by schema/emit.ts: run \`npm run schema\`, do not edit.
/** Declarations of the module \`omniclaw\` as TypeScript text without imports. */
export declare const fleetTypes: string;
`;

function main(mode: 'write' | 'check'): void {
  const stale = emittedFiles().filter(({ path, text }) => readText(path) !== text);
  for (const { path, text } of mode === 'write' ? stale : []) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  for (const { path } of stale) console.log(`${mode === 'write' ? 'wrote' : 'stale'} ${path.slice(root.length)}`);
  if (mode === 'check' && stale.length > 0) process.exitCode = 1;
}

/** `undefined`: there is no such file yet. */
function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

if (import.meta.main) main(process.argv.includes('--check') ? 'check' : 'write');
