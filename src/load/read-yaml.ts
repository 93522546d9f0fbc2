import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type ParsedNode,
  Parser,
  type YAMLError,
} from 'yaml';
import { showText } from '../fleet/show-value.ts';
import type { FileProblem, FleetDocument } from './fleet-document.ts';
import { placeAt, type SourceText } from './source-text.ts';
import { leaf, type ObjectText, type SourceEntry, type SourceNode } from './source-tree.ts';

/** Aliases may not multiply a file beyond this. */
const MAX_ALIASES = 100;

const DEEPEST = 64;

const OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  uniqueKeys: true,
  stringKeys: true,
  resolveKnownTags: false,
  prettyErrors: false,
} as const;

/** Reads YAML 1.2, core schema: keys are strings and unique, no merge keys, no tags beside those of the schema, so the value is plain data. */
export function readYaml(source: SourceText): Omit<FleetDocument, 'textOf'> {
  const location = (offset: number) => ({ pointer: '', file: source.file, ...placeAt(source, offset) });
  const problem = (message: string, offset: number): FileProblem => ({
    code: 'OC702',
    message: `the fleet file is not YAML: ${showText(message)}`,
    at: [location(offset)],
  });
  const failed = (...problems: FileProblem[]): Omit<FleetDocument, 'textOf'> => ({ value: undefined, problems, tree: () => null });

  const tokens = parseTokens(source.text);
  if (typeof tokens === 'number') return failed(problem(`nested more than ${DEEPEST} levels deep`, tokens));
  const [document, second] = new Composer(OPTIONS).compose(tokens, true, source.text.length);
  if (document === undefined) return failed(problem('it holds nothing', 0));
  if (second !== undefined) return failed(problem('it holds multiple documents', second.range[0]));
  const wrong: readonly YAMLError[] = [...document.errors, ...document.warnings];
  const distinct = new Map(wrong.map((error) => [`${error.pos[0]} ${error.message}`, error]));
  if (wrong.length > 0) return failed(...distinct.values().map((error) => problem(lowerFirst(error.message), error.pos[0])));
  const flaw = findFlaw(document, document.contents, []);
  if (flaw !== null) return failed(problem(flaw.message, flaw.offset));

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

/** The parts of a text, nested at most so deep; else the offset of the first part below that. The parser keeps a stack, what comes after it recurses. */
function parseTokens(text: string): readonly CST.Token[] | number {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    tokens.push(...parser.next(lexeme));
    // Beside the nested parts, the stack holds the document and what is being read.
    if (parser.stack.length > DEEPEST + 2) return parser.offset;
  }
  tokens.push(...parser.end());
  return tokens;
}

type Flaw = { readonly message: string; readonly offset: number };

/** An alias that stands inside its own anchor, or a value nested too deeply; `null` when there is none. */
function findFlaw(document: Document.Parsed, node: Node | null | undefined, ancestors: readonly Node[]): Flaw | null {
  if (node === null || node === undefined) return null;
  const offset = node.range?.[0] ?? 0;
  if (ancestors.length > DEEPEST) return { message: `nested more than ${DEEPEST} levels deep`, offset };
  if (isAlias(node)) {
    const target = node.resolve(document);
    return target !== undefined && ancestors.includes(target) ? { message: 'an alias stands inside the value it repeats', offset } : null;
  }
  const inner = [...ancestors, node];
  for (const part of partsOf(node)) {
    const flaw = findFlaw(document, part, inner);
    if (flaw !== null) return flaw;
  }
  return null;
}

function partsOf(node: Node): (Node | null)[] {
  if (isMap<Node, Node | null>(node)) return node.items.map(({ value }) => value);
  return isSeq<Node>(node) ? node.items : [];
}

/** Aliases lead to the anchor's parts, and stand where they are written. */
function toTree(document: Document.Parsed, node: ParsedNode | Node | null | undefined, source: SourceText): SourceNode {
  if (node === null || node === undefined) return leaf(source, 0, 0);
  const [start, end] = [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
  const target = isAlias(node) ? node.resolve(document) : node;
  const written = isAlias(node) ? 'elsewhere' : 'here';
  if (isMap<Node, Node | null>(target)) {
    const entries = target.items.map((pair): [string, SourceEntry] => {
      const keyStart = pair.key.range?.[0] ?? start;
      const value = pair.value === null ? leaf(source, keyStart, keyStart) : toTree(document, pair.value, source);
      return [isScalar(pair.key) ? String(pair.key.value) : '', { keySource: source, keyStart, written, value }];
    });
    const object = written === 'here' ? mapText(target.flow === true ? 'braces' : 'block', entries) : null;
    return { source, start, end, object, entries: new Map(entries) };
  }
  if (isSeq<Node>(target)) {
    const entries = target.items.map((item, index): [string, SourceEntry] => {
      const value = toTree(document, item, source);
      return [String(index), { keySource: source, keyStart: value.start, written, value }];
    });
    return { source, start, end, object: null, entries: new Map(entries) };
  }
  return leaf(source, start, end);
}

/** Where the members of a map stand. An empty block map does not exist: it is a null. */
function mapText(style: ObjectText['style'], entries: readonly (readonly [string, SourceEntry])[]): ObjectText {
  const [[, first] = [], [, last] = []] = [entries.at(0), entries.at(-1)];
  if (first === undefined || last === undefined) return { style, members: null };
  return { style, members: { first: first.keyStart, last: last.keyStart, end: last.value.end } };
}
