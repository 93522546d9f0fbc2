import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type ParsedNode, parseDocument, type YAMLError } from 'yaml';
import type { FileProblem, FleetDocument } from './fleet-document.ts';
import { placeAt, type SourceText } from './source-text.ts';
import { leaf, type SourceEntry, type SourceNode } from './source-tree.ts';

/** Aliases may not multiply a file beyond this. */
const MAX_ALIASES = 100;

/** Reads YAML 1.2, core schema: keys are strings and unique, no merge keys, no tags of its own. */
export function readYaml(source: SourceText): FleetDocument {
  const location = (offset: number) => ({ pointer: '', file: source.file, ...placeAt(source, offset) });
  const problem = (message: string, offset: number): FileProblem => ({ code: 'OC702', message: `the fleet file is not YAML: ${message}`, at: [location(offset)] });
  const failed = (...problems: FileProblem[]): FleetDocument => ({ value: undefined, problems, tree: () => null });

  let document: Document.Parsed;
  try {
    document = parseDocument(source.text, { version: '1.2', schema: 'core', merge: false, uniqueKeys: true, stringKeys: true, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) return failed(problem('nested too deeply', 0));
    throw error;
  }
  const wrong: readonly YAMLError[] = [...document.errors, ...document.warnings];
  if (wrong.length > 0) return failed(...wrong.map((error) => problem(lowerFirst(error.message), error.pos[0])));
  const looped = findLoop(document, document.contents, []);
  if (looped !== null) return failed(problem('an alias stands inside the value it repeats', looped.range?.[0] ?? 0));

  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }), problems: [], tree: () => toTree(document, document.contents, source) };
  } catch (error) {
    if (error instanceof ReferenceError) return failed(problem(`more than ${MAX_ALIASES} repetitions by alias`, 0));
    throw error;
  }
}

function lowerFirst(message: string): string {
  return message.slice(0, 1).toLowerCase() + message.slice(1).replace(/\.$/, '');
}

/** An alias whose anchor is one of its own ancestors; `null` when there is none. */
function findLoop(document: Document.Parsed, node: Node | null | undefined, ancestors: readonly Node[]): Node | null {
  if (node === null || node === undefined) return null;
  if (isAlias(node)) {
    const target = node.resolve(document);
    return target !== undefined && ancestors.includes(target) ? node : null;
  }
  const inner = [...ancestors, node];
  if (isMap<Node, Node | null>(node)) return firstLoop(node.items.map((pair) => findLoop(document, pair.value, inner)));
  if (isSeq<Node>(node)) return firstLoop(node.items.map((item) => findLoop(document, item, inner)));
  return null;
}

function firstLoop(found: readonly (Node | null)[]): Node | null {
  return found.find((node) => node !== null) ?? null;
}

/** Aliases lead to the anchor's parts, and stand where they are written. */
function toTree(document: Document.Parsed, node: ParsedNode | Node | null | undefined, source: SourceText): SourceNode {
  if (node === null || node === undefined) return leaf(source, 0);
  const start = node.range?.[0] ?? 0;
  const target = isAlias(node) ? node.resolve(document) : node;
  if (isMap<Node, Node | null>(target)) {
    const entries = target.items.map((pair): [string, SourceEntry] => {
      const keyStart = pair.key.range?.[0] ?? start;
      const value = pair.value === null ? leaf(source, keyStart) : toTree(document, pair.value, source);
      return [isScalar(pair.key) ? String(pair.key.value) : '', { keySource: source, keyStart, value }];
    });
    return { source, start, entries: new Map(entries) };
  }
  if (isSeq<Node>(target)) {
    const entries = target.items.map((item, index): [string, SourceEntry] => {
      const value = toTree(document, item, source);
      return [String(index), { keySource: source, keyStart: value.start, value }];
    });
    return { source, start, entries: new Map(entries) };
  }
  return leaf(source, start);
}
