import type { Json } from '../fleet/fleet-spec.ts';
import type { TextEdit } from './edit-source.ts';
import { type Notation, printKey, printValue } from './print-value.ts';
import type { SourceNode } from './source-tree.ts';

export type Addition = { readonly key: string; readonly value: Json };

/** Adds keys after the last one of an object, in the style of its neighbours. `node.object` is set. */
export function addToObject(node: SourceNode, additions: readonly Addition[], notation: Notation): TextEdit {
  const { source, start, end, object } = node;
  const { text, file } = source;
  const fields = additions.map(({ key, value }) => `${printKey(key, notation)}: ${printValue(value, notation)}`);
  const members = object?.members ?? null;
  const at = (from: number, to: number, written: string): TextEdit => ({ file, source: text, start: from, end: to, text: written });
  if (object === null || members === null) return at(start, end, `{ ${fields.join(', ')} }`);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  if (object.style === 'block') {
    const lineEnd = endOfLine(text, text.slice(0, members.end).trimEnd().length);
    return at(lineEnd, lineEnd, fields.map((field) => lineBreak + indentOf(text, members.last) + field).join(''));
  }
  const comma = commaAfter(text, members.end, end - 1);
  const first = comma === null ? ',' : '';
  const last = comma === null ? '' : ',';
  const from = comma === null ? members.end : comma + 1;
  if (!text.slice(members.end, end).includes('\n')) return at(from, from, `${first} ${fields.join(', ')}${last}`);
  // A comment that ends the line stays with the member that it describes.
  const after = from + (/^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*(?=[\r\n]))/.exec(text.slice(from, end))?.[0].length ?? 0);
  const indent = startsLine(text, members.last) ? indentOf(text, members.last) : `${indentOf(text, start)}  `;
  const lines = fields.map((field) => `${lineBreak}${indent}${field}`).join(',');
  return at(members.end, after, `${first}${text.slice(members.end, after)}${lines}${last}`);
}

/** Offset of the comma after a member, comments skipped; `null`: there is none before the end of the object. */
function commaAfter(text: string, from: number, end: number): number | null {
  const gap = /^(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/.exec(text.slice(from, end))?.[0].length ?? 0;
  return text[from + gap] === ',' ? from + gap : null;
}

function endOfLine(text: string, offset: number): number {
  return offset + (/[\r\n]/.exec(text.slice(offset))?.index ?? text.length - offset);
}

function indentOf(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

function startsLine(text: string, offset: number): boolean {
  return indentOf(text, offset).length === offset - (text.lastIndexOf('\n', offset - 1) + 1);
}
