/** Edits of one field in a JSON5 text that leave every other byte, comment and blank line as it was. */
import { type ArrayExpression, type Expression, type ObjectExpression, type Property, parseExpressionAt } from 'acorn';
import type { Json } from './fleet-spec.ts';
import { isSameJson } from './gateway-proof.ts';
import { parseJson5 } from './parse-json5.ts';

/** Keys from the root of the document to a field. A number in digits is the place in a list, where a list stands. */
export type FieldPath = readonly string[];

type Container = ObjectExpression | ArrayExpression;

/** A property of an object, or an element of a list. `start`: of its key, where it has one. */
type Item = { readonly start: number; readonly end: number; readonly value: Expression };

/**
 * Sets a field, making the objects on the way; the place after the last of a list adds to it. Returns the text unchanged when
 * the field has that value already. `text` must be a JSON5 object (see `parseJson5`); a parent that has no room for the key,
 * such as a number, is replaced by an object.
 */
export function setField(text: string, path: FieldPath, value: Json): string {
  let container: Container = rootObject(text);
  for (const [depth, key] of path.entries()) {
    const item = findItem(container, key);
    const rest = path.slice(depth + 1);
    if (item === undefined) return insertItem(text, container, key, nest(rest, value));
    if (rest.length > 0 && hasRoom(item.value, rest[0])) {
      container = item.value;
      continue;
    }
    return replaceValue(text, item, nest(rest, value));
  }
  return text;
}

/** Removes a field with the comma that belongs to it. Returns the text unchanged when there is none. */
export function removeField(text: string, path: FieldPath): string {
  const key = path.at(-1);
  const container = containerAt(rootObject(text), path.slice(0, -1));
  const item = container === undefined || key === undefined ? undefined : findItem(container, key);
  return container === undefined || item === undefined ? text : cutItem(text, container, item);
}

/**
 * Removes a field, and with it the objects around it that would be left with nothing in them, not even a comment; none that is
 * at a path of `kept`, and nothing of a list.
 */
export function withdrawField(text: string, path: FieldPath, kept: readonly FieldPath[]): string {
  const root = rootObject(text);
  let { length } = path;
  while (length > 1 && !isKept(path.slice(0, length - 1), kept) && holdsOnly(text, root, path.slice(0, length))) length -= 1;
  return removeField(text, path.slice(0, length));
}

function isKept(path: FieldPath, kept: readonly FieldPath[]): boolean {
  return kept.some((one) => one.length === path.length && one.every((key, depth) => key === path[depth]));
}

/** Whether the object around a field holds nothing else, and stands in an object itself. */
function holdsOnly(text: string, root: Container, path: FieldPath): boolean {
  const [outer, inner] = [containerAt(root, path.slice(0, -2)), containerAt(root, path.slice(0, -1))];
  const [item, other] = inner === undefined ? [] : itemsOf(inner);
  if (outer?.type !== 'ObjectExpression' || inner?.type !== 'ObjectExpression' || item === undefined || other !== undefined) return false;
  const around = text.slice(inner.start + 1, item.start) + text.slice(item.end, inner.end - 1);
  return /^[\s,]*$/.test(around) && findItem(inner, path.at(-1) ?? '') !== undefined;
}

function containerAt(root: Container, path: FieldPath): Container | undefined {
  return path.reduce<Container | undefined>((container, key) => {
    const value = container === undefined ? undefined : findItem(container, key)?.value;
    return value !== undefined && isContainer(value) ? value : undefined;
  }, root);
}

/** Where a field stands, or the nearest object around it. Line and column count from 1. */
export function placeOfField(text: string, path: FieldPath): { readonly line: number; readonly column: number } {
  let offset = 0;
  let container: Container | undefined = rootObject(text);
  for (const key of path) {
    const item: Item | undefined = container === undefined ? undefined : findItem(container, key);
    if (item === undefined) break;
    offset = item.start;
    container = isContainer(item.value) ? item.value : undefined;
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

function isContainer(value: Expression): value is Container {
  return value.type === 'ObjectExpression' || value.type === 'ArrayExpression';
}

/** Whether a key can be set below a value without taking the place of the value. */
function hasRoom(value: Expression, key: string | undefined): value is Container {
  if (value.type !== 'ArrayExpression') return value.type === 'ObjectExpression';
  return key !== undefined && INDEX.test(key) && Number(key) <= value.elements.length;
}

const INDEX = /^(?:0|[1-9]\d{0,8})$/;

function findItem(container: Container, key: string): Item | undefined {
  if (container.type === 'ArrayExpression') return INDEX.test(key) ? itemsOf(container)[Number(key)] : undefined;
  return container.properties.find((property): property is Property => property.type === 'Property' && keyOf(property) === key);
}

function itemsOf(container: Container): Item[] {
  if (container.type === 'ObjectExpression') return container.properties.filter((property) => property.type === 'Property');
  return container.elements.flatMap((element) =>
    element === null || element.type === 'SpreadElement' ? [] : [{ start: element.start, end: element.end, value: element }],
  );
}

function keyOf({ key }: Property): string | undefined {
  if (key.type === 'Identifier') return key.name;
  return key.type === 'Literal' ? String(key.value) : undefined;
}

function nest(path: FieldPath, value: Json): Json {
  return path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value);
}

function replaceValue(text: string, { start, value: current }: Item, value: Json): string {
  const written = print(value, lineIndent(text, start));
  const parsed = parseJson5(text.slice(current.start, current.end));
  if ('value' in parsed && isSameJson(parsed.value, value)) return text;
  return text.slice(0, current.start) + written + text.slice(current.end);
}

function insertItem(text: string, container: Container, key: string, value: Json): string {
  const last = itemsOf(container).at(-1);
  const outer = lineIndent(text, container.start);
  const indent = last === undefined || sameLine(text, container.start, last.start) ? `${outer}  ` : lineIndent(text, last.start);
  const written = `${container.type === 'ArrayExpression' ? '' : `${JSON.stringify(key)}: `}${print(value, indent)}`;
  if (last === undefined) {
    // Nothing but comments can be inside.
    const head = text.slice(0, container.end - 1).trimEnd();
    return `${head}\n${indent}${written}\n${outer}${text.slice(container.end - 1)}`;
  }
  const comma = commaAfter(text, last.end, container.end);
  const head = comma === undefined ? `${text.slice(0, last.end)},` : text.slice(0, comma + 1);
  const tail = text.slice(comma === undefined ? last.end : comma + 1);
  if (sameLine(text, container.start, container.end)) return `${head} ${written}${comma === undefined ? '' : ','}${tail}`;
  const lineEnd = endOfLineComment(tail);
  return `${head}${tail.slice(0, lineEnd)}\n${indent}${written}${comma === undefined ? '' : ','}${tail.slice(lineEnd)}`;
}

function cutItem(text: string, container: Container, item: Item): string {
  const items = itemsOf(container);
  const comma = commaAfter(text, item.end, container.end);
  const previous = items[items.findIndex(({ start }) => start === item.start) - 1];
  const lineStart = text.lastIndexOf('\n', item.start) + 1;
  const alone = text.slice(lineStart, item.start).trim() === '';
  const start = alone ? Math.max(0, lineStart - 1) : item.start;
  if (comma !== undefined) return text.slice(0, start) + text.slice(comma + 1);
  if (previous === undefined) return text.slice(0, start) + text.slice(item.end);
  const before = commaAfter(text, previous.end, item.start);
  if (before === undefined) return text.slice(0, start) + text.slice(item.end);
  return text.slice(0, before) + text.slice(before + 1, start) + text.slice(item.end);
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
