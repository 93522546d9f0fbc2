import type { FleetDeclaration } from '../fleet/fleet-schema.ts';
import { nearestName } from '../fleet/nearest-name.ts';
import { pointer } from '../plan/finding.ts';
import type { FileProblem } from './fleet-document.ts';
import { fleetSchema, type SchemaError, type SchemaNode, validate } from './generated/validate-fleet.js';
import { showText, showValue } from './show-value.ts';
import { pointerKeys } from './source-tree.ts';

export type CheckedDeclaration = { readonly declaration: FleetDeclaration | null; readonly problems: readonly FileProblem[] };

/** Compares a value with the schema: one problem per mistake, all at once, nothing coerced. */
export function checkDeclaration(value: unknown): CheckedDeclaration {
  if (validate(value)) return { declaration: value, problems: [] };
  return { declaration: null, problems: describeErrors(validate.errors ?? [], value) };
}

/**
 * The validator reports every branch of a union that did not fit. A value with a problem of its own is reported once, in
 * words made from its schema; what lies below a union that failed is part of that union's problem.
 */
function describeErrors(errors: readonly SchemaError[], value: unknown): FileProblem[] {
  const unions = new Set(errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath));
  const described = new Map<string, FileProblem>();
  for (const error of errors) {
    const union = unionAbove(error.instancePath, unions);
    const problem = union === null ? describeError(error, value) : describeMismatch(union, value);
    described.set(`${problem.at[0]} ${problem.message}`, problem);
  }
  return [...described.values()];
}

/** The outermost failed union that a path lies in or below. */
function unionAbove(path: string, unions: ReadonlySet<string>): string | null {
  if (unions.size === 0) return null;
  for (let end = path.indexOf('/', 1); end > 0; end = path.indexOf('/', end + 1))
    if (unions.has(path.slice(0, end))) return path.slice(0, end);
  return unions.has(path) ? path : null;
}

function describeError(error: SchemaError, value: unknown): FileProblem {
  if (error.keyword === 'required') return describeMissing(error);
  if (error.keyword === 'additionalProperties') return describeUnknown(error);
  return describeMismatch(error.instancePath, value);
}

function describeMissing({ instancePath, params }: SchemaError): FileProblem {
  const missing = String(params.missingProperty);
  const expected = expectation(schemaAt([...pointerKeys(instancePath), missing]));
  return { code: 'OC701', message: `${nameOf(instancePath)} lacks "${missing}", ${expected}`, at: [instancePath] };
}

function describeUnknown({ instancePath, params }: SchemaError): FileProblem {
  const key = String(params.additionalProperty);
  const schema = schemaAt(pointerKeys(instancePath));
  const known = Object.keys(record(schema.properties));
  const near = nearestName(key, known);
  const advice = near === undefined ? `known keys: ${known.join(', ')}` : `did you mean "${near}"?`;
  return {
    code: 'OC701',
    message: `${nameOf(instancePath)} has the unknown key ${showText(JSON.stringify(key), 60)}; ${advice}`,
    at: [instancePath + pointer(key)],
  };
}

function describeMismatch(path: string, value: unknown): FileProblem {
  const keys = pointerKeys(path);
  const expected = expectation(schemaAt(keys));
  return { code: 'OC701', message: `${nameOf(path)} must be ${expected}, got ${showValue(valueAt(value, keys), keys)}`, at: [path] };
}

function nameOf(path: string): string {
  const keys = pointerKeys(path);
  const last = keys.at(-1);
  if (last === undefined) return 'the fleet file';
  return showText(JSON.stringify(/^\d+$/.test(last) && keys.length > 2 ? keys.slice(-2).join('/') : last), 60);
}

/** The part of the schema that describes a place; of a union of objects, the first one that knows the key. */
function schemaAt(keys: readonly string[]): SchemaNode {
  let schema = resolved(fleetSchema);
  for (const key of keys) {
    const options = branches(schema);
    const holder =
      options.find((option) => Object.hasOwn(record(option.properties), key)) ??
      options.find((option) => option.type === 'object' || option.type === 'array') ??
      schema;
    const properties = record(holder.properties);
    schema = resolved(Object.hasOwn(properties, key) ? properties[key] : (holder.additionalProperties ?? holder.items));
  }
  return schema;
}

function branches(schema: SchemaNode): SchemaNode[] {
  return Array.isArray(schema.anyOf) ? schema.anyOf.map(resolved).flatMap(branches) : [schema];
}

function resolved(schema: unknown): SchemaNode {
  const node = record(schema);
  if (typeof node.$ref !== 'string') return node;
  return resolved(record(fleetSchema.$defs)[node.$ref.slice('#/$defs/'.length)]);
}

function record(value: unknown): SchemaNode {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
}

/** What a schema accepts, in words. */
function expectation(schema: SchemaNode): string {
  const options = branches(schema);
  const others = options.filter((option) => !isReference(option));
  const words = others.map(phrase);
  if (others.length < options.length) words.unshift('env("NAME"), file("PATH"), command("PROGRAM", ...)');
  return words.join(' or ');
}

function isReference(schema: SchemaNode): boolean {
  const keys = Object.keys(record(schema.properties));
  return keys.length > 0 && keys.every((key) => key.startsWith('$'));
}

function phrase(schema: SchemaNode): string {
  if (schema.type === 'string' && typeof schema.title === 'string') return schema.title;
  if (Array.isArray(schema.enum))
    return schema.enum
      .map((item) => JSON.stringify(item))
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  switch (schema.type) {
    case 'integer':
      return `an integer${schema.maximum === undefined ? ` of at least ${schema.minimum}` : ` from ${schema.minimum} to ${schema.maximum}`}`;
    case 'string':
      return schema.minLength === undefined ? 'a text' : 'a text that is not empty';
    case 'boolean':
      return 'true or false';
    case 'array':
      return schema.minItems === undefined ? 'a list' : 'a list that is not empty';
    default:
      return 'an object';
  }
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  let inner = value;
  for (const key of keys)
    inner = inner !== null && typeof inner === 'object' ? Reflect.getOwnPropertyDescriptor(inner, key)?.value : undefined;
  return inner;
}
