/** Reads JSON5 text as data: no code is run, nothing is coerced, and a key may stand only once in an object. */
import { type Expression, type ObjectExpression, type Property, parseExpressionAt, type SpreadElement } from 'acorn';
import type { Json, JsonObject } from './fleet-spec.ts';

/** The value, or the first problem with its place. `line` and `column` count from 1. */
export type ParsedJson5 = { readonly value: Json } | { readonly problem: string; readonly line: number; readonly column: number };

/** Parses a whole JSON5 document. Comments, trailing commas, bare keys and single quotes are fine; `NaN` and `Infinity` are not. */
export function parseJson5(text: string): ParsedJson5 {
  const plain = parsePrinted(text);
  return plain === undefined ? parseAny(text) : { value: plain };
}

/**
 * The value of a text that is exactly what we print; `undefined` for every other text. Such a text has no comments and no
 * key twice, or it would not print the same again, so the fast parser of the engine reads it as the slow one would.
 */
function parsePrinted(text: string): Json | undefined {
  if (!text.startsWith('{\n  "') || text.includes('__proto__')) return undefined;
  try {
    const value: Json = JSON.parse(text);
    return `${JSON.stringify(value, null, 2)}\n` === text ? value : undefined;
  } catch (thrown) {
    if (thrown instanceof SyntaxError || thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

function parseAny(text: string): ParsedJson5 {
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  try {
    const root = parseExpressionAt(text, start, { ecmaVersion: 'latest' });
    const rest = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(root.end))?.[0].length ?? 0;
    if (root.end + rest < text.length) throw new Json5Problem('has more text after its value', root.end + rest);
    return { value: toValue(root) };
  } catch (thrown) {
    if (thrown instanceof Json5Problem) return { problem: thrown.message, ...placeOf(text, thrown.offset) };
    if (thrown instanceof RangeError) return { problem: 'is nested too deeply', line: 1, column: 1 };
    if (thrown instanceof SyntaxError && 'pos' in thrown && typeof thrown.pos === 'number') {
      return { problem: 'is not valid JSON5', ...placeOf(text, thrown.pos) };
    }
    throw thrown;
  }
}

class Json5Problem extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

function toValue(node: Expression | SpreadElement): Json {
  switch (node.type) {
    case 'ObjectExpression':
      return toObject(node);
    case 'ArrayExpression':
      return node.elements.map((element) => {
        if (element === null) throw new Json5Problem('has an empty place in an array', node.start);
        return toValue(element);
      });
    case 'Literal':
      if (node.value === null || typeof node.value === 'string' || typeof node.value === 'boolean' || typeof node.value === 'number') {
        if (node.raw !== 'null' && node.value === null) break;
        return finite(node.value, node.start);
      }
      break;
    case 'UnaryExpression':
      if ((node.operator === '-' || node.operator === '+') && node.argument.type === 'Literal' && typeof node.argument.value === 'number') {
        return finite(node.operator === '-' ? -node.argument.value : node.argument.value, node.start);
      }
      break;
    default:
  }
  throw new Json5Problem('holds something that is not data', node.start);
}

function finite(value: Json, offset: number): Json {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Json5Problem('holds a number that is too large', offset);
  return value;
}

function toObject(node: ObjectExpression): JsonObject {
  const entries = node.properties.map((property): [string, Json] => {
    if (property.type !== 'Property' || property.kind !== 'init' || property.computed || property.method || property.shorthand) {
      throw new Json5Problem('holds something that is not data', property.start);
    }
    return [keyOf(property), toValue(property.value)];
  });
  const seen = new Set<string>();
  for (const [at, [key]] of entries.entries()) {
    const offset = node.properties[at]?.start ?? node.start;
    if (key === '__proto__') throw new Json5Problem('has a key "__proto__"', offset);
    if (seen.has(key)) throw new Json5Problem(`has the key "${key}" twice`, offset);
    seen.add(key);
  }
  return Object.fromEntries(entries);
}

function keyOf({ key }: Property): string {
  if (key.type === 'Identifier') return key.name;
  if (key.type === 'Literal' && typeof key.value === 'string') return key.value;
  throw new Json5Problem('has a key that is neither a word nor a string', key.start);
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
