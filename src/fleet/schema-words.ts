/** What a validator found wrong, in words for the person who wrote the value. */
import { pointer, pointerKeys } from './json-pointer.ts';
import { nearestName } from './nearest-name.ts';
import { showText, showValue } from './show-value.ts';

/** As the compiled validators report it. */
export type SchemaError = {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  /** Set when a key is judged and not a value; an error with keyword \`propertyNames\` goes with it. */
  readonly propertyName?: string;
};

export type SchemaNode = { readonly [keyword: string]: unknown };

/** The schema that was not met, and how its documents speak of things. */
export type SchemaLanguage = {
  readonly schema: SchemaNode;
  /** What the whole value is called, for example `the fleet file`. */
  readonly whole: string;
  /** How a reference to a secret is written. */
  readonly reference: string;
  /** How a place is called: by its last key, or by all of them with dots between. */
  readonly naming: 'key' | 'path';
};

/** `at`: pointer to the value, or to the key that is not known. */
export type SchemaFault = { readonly message: string; readonly at: string };

/**
 * The validator reports every branch of a union that did not fit. A value with a problem of its own is reported once, in
 * words made from its schema; what lies below a union that failed is part of that union's problem.
 */
export function describeSchemaErrors(errors: readonly SchemaError[], value: unknown, language: SchemaLanguage): SchemaFault[] {
  const unions = new Set(errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath));
  const described = new Map<string, SchemaFault>();
  for (const error of errors.filter(({ propertyName }) => propertyName === undefined)) {
    const union = unionAbove(error.instancePath, unions);
    const fault = union === null ? describeError(error, value, language) : describeMismatch(union, value, language);
    described.set(`${fault.at} ${fault.message}`, fault);
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

function describeError(error: SchemaError, value: unknown, language: SchemaLanguage): SchemaFault {
  if (error.keyword === 'required') return describeMissing(error, language);
  if (error.keyword === 'additionalProperties') return describeUnknown(error, language);
  if (error.keyword === 'propertyNames') return describeBadKey(error, language);
  return describeMismatch(error.instancePath, value, language);
}

function describeMissing({ instancePath, params }: SchemaError, language: SchemaLanguage): SchemaFault {
  const missing = String(params['missingProperty']);
  const expected = expectation(schemaAt([...pointerKeys(instancePath), missing], language), language);
  return { message: `${nameOf(instancePath, language)} lacks "${missing}", ${expected}`, at: instancePath };
}

function describeUnknown({ instancePath, params }: SchemaError, language: SchemaLanguage): SchemaFault {
  const key = String(params['additionalProperty']);
  const known = Object.keys(record(schemaAt(pointerKeys(instancePath), language)['properties']));
  const near = nearestName(key, known);
  const advice = near === undefined ? `known keys: ${known.join(', ')}` : `did you mean "${near}"?`;
  return {
    message: `${nameOf(instancePath, language)} has the unknown key ${showText(JSON.stringify(key), 60)}; ${advice}`,
    at: instancePath + pointer(key),
  };
}

function describeBadKey({ instancePath, params }: SchemaError, language: SchemaLanguage): SchemaFault {
  const key = String(params['propertyName']);
  const { title } = record(schemaAt(pointerKeys(instancePath), language)['propertyNames']);
  return {
    message: `${nameOf(instancePath, language)} has the key ${showText(JSON.stringify(key), 60)}, which must be ${title}`,
    at: instancePath + pointer(key),
  };
}

function describeMismatch(path: string, value: unknown, language: SchemaLanguage): SchemaFault {
  const keys = pointerKeys(path);
  const expected = expectation(schemaAt(keys, language), language);
  return { message: `${nameOf(path, language)} must be ${expected}, got ${showValue(valueAt(value, keys), keys)}`, at: path };
}

function nameOf(path: string, { whole, naming }: SchemaLanguage): string {
  const keys = pointerKeys(path);
  const last = keys.at(-1);
  if (last === undefined) return whole;
  if (naming === 'path') return showText(JSON.stringify(keys.join('.')), 120);
  return showText(JSON.stringify(/^\d+$/.test(last) && keys.length > 2 ? keys.slice(-2).join('/') : last), 60);
}

/** The part of the schema that describes a place; of a union of objects, the first one that knows the key. */
function schemaAt(keys: readonly string[], { schema: root }: SchemaLanguage): SchemaNode {
  let schema = resolved(root, root);
  for (const key of keys) {
    const options = branches(schema, root);
    const holder =
      options.find((option) => Object.hasOwn(record(option['properties']), key)) ??
      options.find(({ type }) => type === 'object' || type === 'array') ??
      schema;
    const properties = record(holder['properties']);
    schema = resolved(Object.hasOwn(properties, key) ? properties[key] : (holder['additionalProperties'] ?? holder['items']), root);
  }
  return schema;
}

function branches(schema: SchemaNode, root: SchemaNode): SchemaNode[] {
  const { anyOf } = schema;
  return Array.isArray(anyOf) ? anyOf.map((option) => resolved(option, root)).flatMap((option) => branches(option, root)) : [schema];
}

function resolved(schema: unknown, root: SchemaNode): SchemaNode {
  const node = record(schema);
  const { $ref } = node;
  if (typeof $ref !== 'string') return node;
  return resolved(record(root['$defs'])[$ref.slice('#/$defs/'.length)], root);
}

function record(value: unknown): SchemaNode {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? { ...value } : {};
}

/** What a schema accepts, in words. */
function expectation(schema: SchemaNode, { schema: root, reference }: SchemaLanguage): string {
  const options = branches(schema, root);
  const others = options.filter((option) => !isReference(option));
  const words = others.map(phrase);
  if (others.length < options.length) words.unshift(reference);
  return words.join(' or ');
}

function isReference(schema: SchemaNode): boolean {
  const keys = Object.keys(record(schema['properties']));
  return keys.length > 0 && keys.every((key) => key.startsWith('$'));
}

function phrase(schema: SchemaNode): string {
  const { type, title, minLength, minItems, minimum, maximum } = schema;
  if (type === 'string' && typeof title === 'string') return title;
  if (Array.isArray(schema['enum']))
    return schema['enum']
      .map((item) => JSON.stringify(item))
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1');
  if (schema['const'] !== undefined) return JSON.stringify(schema['const']);
  switch (type) {
    case 'integer':
      return `an integer${maximum === undefined ? ` of at least ${minimum}` : ` from ${minimum} to ${maximum}`}`;
    case 'string':
      return minLength === undefined ? 'a text' : 'a text that is not empty';
    case 'boolean':
      return 'true or false';
    case 'array':
      return minItems === undefined ? 'a list' : 'a list that is not empty';
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
