/**
 * The types of a fleet file as text that needs no other file: what a folder without `node_modules` gets from
 * `omniclaw init`, and what the package publishes. Each key carries its description, default and examples, so that an
 * editor shows them on hover.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export type SchemaValue = null | boolean | number | string | SchemaValue[] | SchemaObject;
export type SchemaObject = { [keyword: string]: SchemaValue };

/** Module declarations for `omniclaw`, from the emitted schema and `src/fleet/define-fleet.ts`. */
export function fleetTypes(schema: SchemaObject): string {
  const { $defs, ...fleet } = schema;
  const gateway = keywordOf(objectOf(objectOf(fleet['properties'])['gateways']), 'additionalProperties');
  const parts: SchemaObject = { ...objectOf($defs), GatewayDeclaration: gateway, FleetDeclaration: fleet };
  const declared = Object.entries(parts).map(([name, part]) =>
    name === 'GatewayDeclaration' ? declareGateway(objectOf(part), parts) : declare(name, objectOf(part), parts),
  );
  return `${[...declared, RUNTIME_CONFIGS, functions()].join('\n')}`;
}

const RUNTIME_CONFIGS = `/** Types of gateway configs by runtime. "omniclaw schema pull" writes a file that adds to it. */
export interface RuntimeConfigs {}

/** What \`config\` of a gateway may hold. */
export type ConfigOf<Runtime extends string> = Runtime extends keyof RuntimeConfigs ? RuntimeConfigs[Runtime] : { [name: string]: unknown };
`;

/** A gateway whose \`config\` has the type that belongs to its \`runtime\`. */
function declareGateway(gateway: SchemaObject, parts: SchemaObject): string {
  const others = Object.fromEntries(Object.entries(parts).filter(([other]) => other !== 'GatewayDeclaration'));
  const properties = objectOf(gateway['properties']);
  const { runtime, config, ...common } = properties;
  const [runtimeWords, configWords] = [objectOf(runtime), objectOf(config)];
  const names = [runtimeWords['enum'] ?? null].flat().map(String);
  const choices = names.map((name, at) => {
    const [first, second] = [comment(runtimeWords, '  '), comment(configWords, '  ')];
    return `{\n${first}  runtime${at === 0 ? '?' : ''}: '${name}';\n${second}  config?: ConfigOf<'${name}'>;\n}`;
  });
  const fields = objectType({ ...gateway, properties: common }, others, '');
  return `${comment(gateway, '')}export type GatewayDeclaration = ${fields} & (${choices.join(' | ')});\n`;
}

function declare(name: string, part: SchemaObject, parts: SchemaObject): string {
  const others = Object.fromEntries(Object.entries(parts).filter(([other]) => other !== name));
  return `${comment(part, '')}export type ${name} = ${typeOf(part, others, '')};\n`;
}

function typeOf(schema: SchemaObject, parts: SchemaObject, indent: string): string {
  const named = Object.entries(parts).find(([, part]) => JSON.stringify(part) === JSON.stringify(schema))?.[0];
  if (named !== undefined) return named;
  const { $ref, enum: words, anyOf, const: only, type } = schema;
  if (typeof $ref === 'string') return $ref.slice('#/$defs/'.length);
  if (Array.isArray(words)) return words.map(literal).join(' | ');
  if (Array.isArray(anyOf)) return anyOf.map((option) => typeOf(objectOf(option), parts, indent)).join(' | ');
  if (only !== undefined) return literal(only);
  switch (type) {
    case 'object':
      return schema['properties'] === undefined ? recordType(schema, parts, indent) : objectType(schema, parts, indent);
    case 'array':
      return `${typeOf(objectOf(keywordOf(schema, 'items')), parts, indent)}[]`;
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
    case 'boolean':
      return type;
    case undefined:
      return 'unknown';
    default:
      throw new Error(`no type for a schema of type "${type}"`);
  }
}

function objectType({ properties, required }: SchemaObject, parts: SchemaObject, indent: string): string {
  const needed = Array.isArray(required) ? required : [];
  const deeper = `${indent}  `;
  const keys = Object.entries(objectOf(properties)).map(([key, value]) => {
    const schema = objectOf(value);
    const { $ref } = schema;
    const documented = typeof $ref === 'string' ? { ...objectOf(keywordOf(parts, $ref.slice('#/$defs/'.length))), ...schema } : schema;
    return `${comment(documented, deeper)}${deeper}${key}${needed.includes(key) ? '' : '?'}: ${typeOf(schema, parts, deeper)};\n`;
  });
  return `{\n${keys.join('')}${indent}}`;
}

function recordType({ additionalProperties }: SchemaObject, parts: SchemaObject, indent: string): string {
  return `{ [name: string]: ${typeOf(objectOf(additionalProperties ?? {}), parts, indent)} }`;
}

/** A documentation comment; empty when there is nothing to say. */
function comment(schema: SchemaObject, indent: string): string {
  const { description, default: otherwise, anyOf } = schema;
  const options = Array.isArray(anyOf) ? anyOf.map(objectOf) : [];
  const examples = [schema, ...options].flatMap((one) => (Array.isArray(one['examples']) ? one['examples'] : []));
  const lines = [
    ...(typeof description === 'string' ? [description] : []),
    ...(otherwise === undefined ? [] : [`@default ${literal(otherwise)}`]),
    ...examples.map((example) => `@example ${literal(example)}`),
  ].map((line) => line.replaceAll('*/', '*\\/'));
  if (lines.length < 2) return lines.map((line) => `${indent}/** ${line} */\n`).join('');
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}\n`).join('')}${indent} */\n`;
}

function literal(value: SchemaValue): string {
  return typeof value === 'string' ? `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'` : JSON.stringify(value);
}

/** The functions of a fleet file without their bodies. */
function functions(): string {
  const source = readFileSync(fileURLToPath(new URL('../src/fleet/define-fleet.ts', import.meta.url)), 'utf8');
  const text = source
    .replace(/^import type [^\n]+\n+/, '')
    .replaceAll(/^export (function [^\n]+) \{\n[\s\S]*?\n\}$/gm, 'export declare $1;');
  if (/^import|\breturn\b(?! a)/m.test(text.replaceAll(/\/\*\*[\s\S]*?\*\//g, '')))
    throw new Error('define-fleet.ts holds more than types and functions');
  return text;
}

function keywordOf(holder: SchemaObject, key: string): SchemaValue {
  const value = holder[key];
  if (value === undefined) throw new Error(`the schema has no "${key}"`);
  return value;
}

function objectOf(value: SchemaValue | undefined): SchemaObject {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw new Error('expected an object in the schema');
  return value;
}
