/** Edits of one field in a JSON5 text that leave every other byte, comment and blank line as it was. */
import { type Expression, type ObjectExpression, type Property, parseExpressionAt } from 'acorn';
import type { Json } from './fleet-spec.ts';
import { canonicalJson } from './gateway-proof.ts';
import { parseJson5 } from './parse-json5.ts';

/** Keys from the root of the document to a field. */
export type FieldPath = readonly string[];

/**
 * Sets a field, making the objects on the way. Returns the text unchanged when the field has that value already.
 * `text` must be a JSON5 object (see `parseJson5`); a parent that is not an object is replaced by one.
 */
export function setField(text: string, path: FieldPath, value: Json): string {
  let object = rootObject(text);
  for (const [depth, key] of path.entries()) {
    const property = findProperty(object, key);
    const rest = path.slice(depth + 1);
    if (property === undefined) return insertProperty(text, object, key, nest(rest, value));
    if (rest.length > 0 && property.value.type === 'ObjectExpression') {
      object = property.value;
      continue;
    }
    return replaceValue(text, property, nest(rest, value));
  }
  return text;
}

/** Removes a field with the comma that belongs to it. Returns the text unchanged when there is none. */
export function removeField(text: string, path: FieldPath): string {
  let object = rootObject(text);
  for (const [depth, key] of path.entries()) {
    const property = findProperty(object, key);
    if (property === undefined) return text;
    if (depth === path.length - 1) return cutProperty(text, object, property);
    if (property.value.type !== 'ObjectExpression') return text;
    object = property.value;
  }
  return text;
}

/** Where a field stands, or the nearest object around it. Line and column count from 1. */
export function placeOfField(text: string, path: FieldPath): { readonly line: number; readonly column: number } {
  let offset = 0;
  let object: ObjectExpression | undefined = rootObject(text);
  for (const key of path) {
    const property: Property | undefined = object === undefined ? undefined : findProperty(object, key);
    if (property === undefined) break;
    offset = property.start;
    object = property.value.type === 'ObjectExpression' ? property.value : undefined;
  }
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function rootObject(text: string): ObjectExpression {
  const body = text.startsWith('\uFEFF') ? 1 : 0;
  const root = parseExpressionAt(text, body, { ecmaVersion: 'latest' });
  if (root.type !== 'ObjectExpression') throw new TypeError('the document is not an object');
  return root;
}

function findProperty(object: ObjectExpression, key: string): Property | undefined {
  return object.properties.find((property): property is Property => property.type === 'Property' && keyOf(property) === key);
}

function keyOf({ key }: Property): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

function nest(path: FieldPath, value: Json): Json {
  return path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value);
}

function replaceValue(text: string, property: Property, value: Json): string {
  const written = print(value, lineIndent(text, property.start));
  const current: Expression = property.value;
  const parsed = parseJson5(text.slice(current.start, current.end));
  if ('value' in parsed && canonicalJson(parsed.value) === canonicalJson(value)) return text;
  return text.slice(0, current.start) + written + text.slice(current.end);
}

function insertProperty(text: string, object: ObjectExpression, key: string, value: Json): string {
  const last = object.properties.at(-1);
  const outer = lineIndent(text, object.start);
  const indent = last === undefined || sameLine(text, object.start, last.start) ? `${outer}  ` : lineIndent(text, last.start);
  const written = `${JSON.stringify(key)}: ${print(value, indent)}`;
  if (last === undefined) return `${text.slice(0, object.start + 1)}\n${indent}${written}\n${outer}${text.slice(object.end - 1)}`;
  const comma = commaAfter(text, last.end, object.end);
  const head = comma === undefined ? `${text.slice(0, last.end)},` : text.slice(0, comma + 1);
  const tail = text.slice(comma === undefined ? last.end : comma + 1);
  if (sameLine(text, object.start, object.end)) return `${head} ${written}${comma === undefined ? '' : ','}${tail}`;
  const lineEnd = endOfLineComment(tail);
  return `${head}${tail.slice(0, lineEnd)}\n${indent}${written}${comma === undefined ? '' : ','}${tail.slice(lineEnd)}`;
}

function cutProperty(text: string, object: ObjectExpression, property: Property): string {
  const at = object.properties.indexOf(property);
  const comma = commaAfter(text, property.end, object.end);
  const previous = object.properties[at - 1];
  const lineStart = text.lastIndexOf('\n', property.start) + 1;
  const alone = text.slice(lineStart, property.start).trim() === '';
  const start = alone ? Math.max(0, lineStart - 1) : property.start;
  if (comma !== undefined) return text.slice(0, start) + text.slice(comma + 1);
  if (previous === undefined) return text.slice(0, start) + text.slice(property.end);
  const before = commaAfter(text, previous.end, property.start);
  if (before === undefined) return text.slice(0, start) + text.slice(property.end);
  return text.slice(0, before) + text.slice(before + 1, start) + text.slice(property.end);
}

/** Offset of the comma that follows `from`, comments skipped; undefined when the object ends first. */
function commaAfter(text: string, from: number, end: number): number | undefined {
  const gap = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(from, end))?.[0].length ?? 0;
  return text[from + gap] === ',' ? from + gap : undefined;
}

/** Length of a comment that ends the current line, so that it stays with the property it describes. */
function endOfLineComment(tail: string): number {
  return /^[ \t]*(?:\/\/[^\n]*|\/\*[^\n]*?\*\/[ \t]*(?=\n))/.exec(tail)?.[0].length ?? 0;
}

function lineIndent(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

function sameLine(text: string, from: number, to: number): boolean {
  return !text.slice(from, to).includes('\n');
}

function print(value: Json, indent: string): string {
  return JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
}
