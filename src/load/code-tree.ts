import { statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import { type AnyNode, type Expression, type Program, parse, type SpreadElement } from 'acorn';
import { readJson } from './read-json.ts';
import { createSourceText, placeAt, type SourceText, type TextPlace } from './source-text.ts';
import { leaf, type ObjectText, type SourceEntry, type SourceNode } from './source-tree.ts';

/** Text of a file by path: as it was written, and without types at the same offsets. */
export type CodeTexts = { readonly written: (path: string) => string; readonly plain: (path: string) => string };

/** A parsed file with what its top level declares. */
type Module = {
  readonly source: SourceText;
  readonly path: string;
  readonly texts: CodeTexts;
  readonly exported: AnyNode | null;
  readonly declared: ReadonlyMap<string, AnyNode>;
  readonly imported: ReadonlyMap<string, { readonly specifier: string; readonly name: string }>;
  /** Entries of names that were followed before: a name is followed once, however often it is spread. */
  readonly followed: Map<string, Entries>;
  /** Modules by path, shared by all of one fleet. */
  readonly modules: Map<string, Module | null>;
};

type Entries = SourceNode['entries'];

/** How far references are followed: a file that refers in circles must not hold us. */
const LONGEST_CHAIN = 40;

/**
 * Where the parts of the exported fleet stand in the code: object literals, `defineFleet(...)`, functions that return an
 * object, `const` names, spreads and relative imports. What is computed has no entries, so its places are its ancestors'.
 * `path` is the name by which `texts` knows `source`. `null`: it cannot be parsed.
 */
export function codeTree(source: SourceText, path: string, texts: CodeTexts): SourceNode | null {
  const module = readModule(source, path, texts, new Map());
  if (module === null || module.exported === null) return null;
  return toNode(module.exported, module, 0);
}

/** Place of the syntax error of a file; `null` when the parser has none. */
export function syntaxErrorPlace(source: SourceText): TextPlace | null {
  try {
    parseText(source.text);
    return null;
  } catch (error) {
    if (error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number') return placeAt(source, error.pos);
    if (isTooDeep(error)) return null;
    throw error;
  }
}

/** Offset of the only `throw` of a file; `null` when there is none or a choice. */
export function onlyThrow(text: string): number | null {
  const found: number[] = [];
  const open: unknown[] = [parseOrNull(text)];
  while (open.length > 0) {
    const node = open.pop();
    if (node === null || typeof node !== 'object') continue;
    if ('type' in node && node.type === 'ThrowStatement' && 'start' in node && typeof node.start === 'number') found.push(node.start);
    for (const inner of Object.values(node)) open.push(inner);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

function parseOrNull(text: string): Program | null {
  try {
    return parseText(text);
  } catch (error) {
    if (error instanceof SyntaxError || isTooDeep(error)) return null;
    throw error;
  }
}

/** The parser recurses, so a file can exhaust the stack; to us that is a file without places. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError;
}

function parseText(text: string): Program {
  return parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowReturnOutsideFunction: true, allowHashBang: true });
}

function readModule(source: SourceText, path: string, texts: CodeTexts, modules: Module['modules']): Module | null {
  const program = parseOrNull(texts.plain(path));
  if (program === null) return null;
  const declared = new Map<string, AnyNode>();
  const imported = new Map<string, { specifier: string; name: string }>();
  let exported: AnyNode | null = null;
  for (const statement of program.body) {
    const inner = statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement;
    declare(inner, declared);
    exported ??= exportOf(statement);
    if (statement.type !== 'ImportDeclaration') continue;
    for (const specifier of statement.specifiers) {
      const name = specifier.type === 'ImportSpecifier' && specifier.imported.type === 'Identifier' ? specifier.imported.name : 'default';
      imported.set(specifier.local.name, { specifier: String(statement.source.value), name });
    }
  }
  const module = { source, path, texts, exported, declared, imported, followed: new Map(), modules };
  modules.set(path, module);
  return module;
}

function declare(statement: AnyNode, declared: Map<string, AnyNode>): void {
  if (statement.type === 'FunctionDeclaration') declared.set(statement.id?.name ?? '', statement);
  if (statement.type !== 'VariableDeclaration') return;
  for (const { id, init } of statement.declarations) if (id.type === 'Identifier' && init) declared.set(id.name, init);
}

/** The exported expression of `export default X` or `module.exports = X`. */
function exportOf(statement: AnyNode): AnyNode | null {
  if (statement.type === 'ExportDefaultDeclaration') return statement.declaration;
  if (statement.type === 'ExportNamedDeclaration') {
    const named = statement.specifiers.find(({ exported }) => exported.type === 'Identifier' && exported.name === 'default');
    return named?.local ?? null;
  }
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return null;
  const { left, right } = statement.expression;
  const isExports = left.type === 'MemberExpression' && left.object.type === 'Identifier' && left.object.name === 'module';
  return isExports ? right : null;
}

function toNode(expression: AnyNode, module: Module, depth: number): SourceNode {
  const { source } = module;
  const here = leaf(source, expression.start, expression.end);
  if (depth > LONGEST_CHAIN) return here;
  const through = (inner: AnyNode | null | undefined): SourceNode =>
    inner ? { ...here, entries: elsewhere(toNode(inner, module, depth + 1).entries) } : here;
  /** The value is that of another expression, which stands for nothing else. */
  const same = (inner: AnyNode | null | undefined): SourceNode => (inner ? toNode(inner, module, depth + 1) : here);
  switch (expression.type) {
    case 'ObjectExpression':
      return { ...here, object: objectText(expression.properties), entries: fieldsOf(expression.properties, module, depth) };
    case 'ArrayExpression':
      return { ...here, entries: itemsOf(expression.elements, module, depth) };
    case 'CallExpression':
      return expression.callee.type === 'Identifier' && expression.callee.name === 'defineFleet'
        ? same(expression.arguments[0])
        : same(frozen(expression));
    case 'AwaitExpression':
      return same(expression.argument);
    case 'ParenthesizedExpression':
      return same(expression.expression);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'FunctionDeclaration':
      return depth <= 2 ? same(returned(expression.body)) : through(returned(expression.body));
    case 'Identifier':
      return throughName(expression.name, module, depth, here);
    case 'MemberExpression':
      return throughMember(expression, module, depth, here);
    default:
      return here;
  }
}

/** The argument of `Object.freeze(X)` and `Promise.resolve(X)`. */
function frozen({ callee, arguments: given }: { callee: AnyNode; arguments: readonly AnyNode[] }): AnyNode | undefined {
  const passes =
    callee.type === 'MemberExpression' && callee.property.type === 'Identifier' && ['freeze', 'resolve'].includes(callee.property.name);
  return passes ? given[0] : undefined;
}

function returned(body: AnyNode): AnyNode | null {
  if (body.type !== 'BlockStatement') return body;
  const last = body.body.findLast((statement) => statement.type === 'ReturnStatement');
  return last?.argument ?? null;
}

function throughName(name: string, module: Module, depth: number, here: SourceNode): SourceNode {
  const known = module.followed.get(name);
  if (known !== undefined) return { ...here, entries: known };
  module.followed.set(name, here.entries);
  const followed = followName(name, module, depth + 1);
  const entries = elsewhere(followed?.entries ?? here.entries);
  module.followed.set(name, entries);
  // The exported fleet is often a name of its own; nothing but the export uses it.
  return followed !== null && depth <= 2 ? followed : { ...here, entries };
}

function followName(name: string, module: Module, depth: number): SourceNode | null {
  const declared = module.declared.get(name);
  if (declared !== undefined) return toNode(declared, module, depth);
  const imported = module.imported.get(name);
  return imported === undefined ? null : importedNode(imported.specifier, imported.name, module, depth);
}

function throughMember(
  expression: { object: AnyNode; property: AnyNode; computed: boolean },
  module: Module,
  depth: number,
  here: SourceNode,
): SourceNode {
  if (expression.computed || expression.property.type !== 'Identifier') return here;
  const entry = toNode(expression.object, module, depth + 1).entries.get(expression.property.name);
  return { ...here, entries: elsewhere(entry?.value.entries ?? here.entries) };
}

/** Entries that were reached through a name, a spread or a call: what stands there may serve others too. */
function elsewhere(entries: Entries): Entries {
  return new Map([...entries].map(([key, entry]) => [key, { ...entry, written: 'elsewhere' }]));
}

function objectText(properties: readonly AnyNode[]): ObjectText {
  const [first, last] = [properties[0], properties.at(-1)];
  const members = first === undefined || last === undefined ? null : { first: first.start, last: last.start, end: last.end };
  return { style: 'braces', members };
}

function fieldsOf(properties: readonly AnyNode[], module: Module, depth: number): ReadonlyMap<string, SourceEntry> {
  const entries = new Map<string, SourceEntry>();
  for (const property of properties) {
    if (property.type === 'SpreadElement')
      for (const [key, entry] of elsewhere(toNode(property.argument, module, depth + 1).entries)) entries.set(key, entry);
    if (property.type !== 'Property') continue;
    const key = keyOf(property.key, property.computed);
    const written = property.shorthand ? 'shorthand' : property.kind === 'init' && !property.method ? 'here' : 'elsewhere';
    if (key !== null)
      entries.set(key, {
        keySource: module.source,
        keyStart: property.key.start,
        written,
        value: toNode(property.value, module, depth + 1),
      });
  }
  return entries;
}

function keyOf(key: AnyNode, computed: boolean): string | null {
  if (key.type === 'Literal') return String(key.value);
  return key.type === 'Identifier' && !computed ? key.name : null;
}

/** Items after a spread have no known index. */
function itemsOf(
  elements: readonly (Expression | SpreadElement | null)[],
  module: Module,
  depth: number,
): ReadonlyMap<string, SourceEntry> {
  const entries = new Map<string, SourceEntry>();
  for (const [index, element] of elements.entries()) {
    if (element?.type === 'SpreadElement') break;
    if (element)
      entries.set(String(index), {
        keySource: module.source,
        keyStart: element.start,
        written: 'here',
        value: toNode(element, module, depth + 1),
      });
  }
  return entries;
}

function importedNode(specifier: string, name: string, module: Module, depth: number): SourceNode | null {
  if (!/^\.\.?\//.test(specifier) || depth > LONGEST_CHAIN) return null;
  const wanted = resolve(dirname(module.path), specifier);
  const candidates = [
    wanted,
    wanted.replace(/\.([mc]?)js$/, '.$1ts'),
    ...['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'].map((extension) => wanted + extension),
  ];
  const found = candidates.find(
    (candidate) => extname(candidate) !== '' && statSync(candidate, { throwIfNoEntry: false })?.isFile() === true,
  );
  if (found === undefined) return null;
  const source = createSourceText(found, module.texts.written(found));
  if (found.endsWith('.json')) return readJson(source).tree();
  const inner = module.modules.get(found) ?? readModule(source, found, module.texts, module.modules);
  const target = name === 'default' ? inner?.exported : inner?.declared.get(name);
  return inner && target ? toNode(target, inner, depth) : null;
}
