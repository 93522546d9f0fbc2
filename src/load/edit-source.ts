/**
 * Edits of a fleet file that change as little of its text as they can. They are guesses about what the text means: whoever
 * makes them reads the edited text again and compares.
 */
import { extname } from 'node:path';
import type { Json } from '../fleet/fleet-spec.ts';
import { pointerKeys } from '../fleet/json-pointer.ts';
import { valueAt } from '../fleet/value-at.ts';
import type { SourceEdit } from '../plan/finding.ts';
import { type Addition, addToObject } from './add-to-object.ts';
import { type Notation, printKey, printValue } from './print-value.ts';
import type { SourceText } from './source-text.ts';
import type { SourceNode } from './source-tree.ts';

/** Replaces `[start, end)` of `source`, the text of `file` without byte order mark, by `text`. */
export type TextEdit = {
  readonly file: string;
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
};

export type EditedSource = {
  readonly edits: readonly TextEdit[];
  /** Pointers whose place in the file is computed, so that nobody but its author can change it. */
  readonly refused: readonly string[];
};

/** `value`: the whole document with the edits made in it, as `withEdits` gives it. */
export function editSource(tree: SourceNode | null, edits: readonly SourceEdit[], value: Json): EditedSource {
  const found = new Map<string, TextEdit>();
  const additions = new Map<SourceNode, Map<string, Addition>>();
  const refused: string[] = [];
  for (const { pointer } of edits) {
    const spot = tree === null ? null : findSpot(tree, pointerKeys(pointer));
    if (spot === null) {
      refused.push(pointer);
      continue;
    }
    const { node, path } = spot;
    const key = path.at(-1) ?? '';
    const wanted = valueAt(value, path) ?? null;
    if (spot.kind === 'add') {
      const group = additions.get(node) ?? new Map<string, Addition>();
      additions.set(node, group.set(key, { key, value: wanted }));
    } else {
      const notation = notationOf(node.source);
      const text = replacement(spot, { key, value: wanted }, notation);
      found.set(`${node.source.file}:${node.start}`, {
        file: node.source.file,
        source: node.source.text,
        start: node.start,
        end: node.end,
        text,
      });
    }
  }
  const added = [...additions].map(([node, group]) => addToObject(node, [...group.values()], notationOf(node.source)));
  return { edits: [...found.values(), ...added], refused };
}

/** What to do where: replace a value, add a key to an object, or put an expression into an object with one more key. */
type Spot = {
  readonly kind: 'replace' | 'replace shorthand' | 'add' | 'wrap';
  readonly node: SourceNode;
  /** Where the value stands that is to be written. */
  readonly path: readonly string[];
};

/** Goes down as far as the text is written out for this place alone. `null`: not even the gateway is. */
function findSpot(tree: SourceNode, keys: readonly string[]): Spot | null {
  let node = tree;
  for (const [depth, key] of keys.entries()) {
    const path = keys.slice(0, depth + 1);
    if (node.object === null) return depth < 2 ? null : outsideObject(node, path);
    const entry = node.entries.get(key);
    if (entry === undefined || entry.written === 'elsewhere') return depth < 2 ? null : { kind: 'add', node, path };
    if (entry.written === 'shorthand') return { kind: 'replace shorthand', node: entry.value, path };
    if (depth === keys.length - 1) return { kind: 'replace', node: entry.value, path };
    node = entry.value;
  }
  return null;
}

/** A gateway or a part of it that is computed: in code it can be spread, elsewhere (an alias) it is written out. */
function outsideObject(node: SourceNode, path: readonly string[]): Spot {
  const isCode = !['.json', '.yaml', '.yml'].includes(extname(node.source.file));
  if (isCode) return { kind: 'wrap', node, path };
  return { kind: 'replace', node, path: path.slice(0, -1) };
}

function replacement({ kind, node: { source, start, end } }: Spot, { key, value }: Addition, notation: Notation): string {
  const written = printValue(value, notation);
  if (kind === 'replace') return written;
  const property = `${printKey(key, notation)}: ${written}`;
  return kind === 'wrap' ? `{ ...${source.text.slice(start, end)}, ${property} }` : property;
}

function notationOf({ file, text }: SourceText): Notation {
  switch (extname(file)) {
    case '.json':
      return { language: 'json' };
    case '.yaml':
    case '.yml':
      return { language: 'yaml' };
    default: {
      const quote = text.split("'").length >= text.split('"').length ? "'" : '"';
      const imported = /import\s*\{([^}]*)\}\s*from\s*['"]omniclaw['"]/.exec(text)?.[1] ?? '';
      return { language: 'code', quote, helpers: imported.split(',').map((name) => name.trim()) };
    }
  }
}

/** The texts with the edits made; `texts` by file. */
export function applyTextEdits(texts: ReadonlyMap<string, string>, edits: readonly TextEdit[]): Map<string, string> {
  const changed = new Map<string, string>();
  for (const [file, own] of Map.groupBy(edits, (edit) => edit.file)) {
    const text = texts.get(file) ?? '';
    const sorted = own.toSorted((a, b) => b.start - a.start || b.end - a.end);
    changed.set(
      file,
      sorted.reduce((result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end), text),
    );
  }
  return changed;
}
