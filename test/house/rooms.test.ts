/** The structure of `src/`: who may import whom, what the pure rooms may name, how files are called. */
import { readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { type Node, parse } from 'acorn';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const house = suite('the house');
const src = resolve(import.meta.dirname, '..', '..', 'src');

/** What each room may import, beside itself. */
const MAY_IMPORT: { readonly [room: string]: readonly string[] } = {
  fleet: [],
  plan: ['fleet'],
  os: ['fleet'],
  load: ['fleet', 'plan', 'os'],
  drivers: ['fleet', 'plan', 'os'],
  apply: ['fleet', 'plan', 'drivers', 'os'],
  gateway: ['fleet', 'os'],
  browser: ['fleet', 'os', 'gateway'],
  canvas: ['fleet', 'os', 'gateway'],
  render: ['fleet', 'plan'],
  cli: ['fleet', 'plan', 'os', 'load', 'drivers', 'apply', 'gateway', 'browser', 'canvas', 'render'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.includes('generated'));

house('there is something to check', () => {
  assert.ok(files.length > 50);
  assert.equal([...new Set(files.map(roomOf))].sort(), Object.keys(MAY_IMPORT).sort());
});

house('rooms import only what the table allows', () => {
  const wrong = files.flatMap((file) => {
    const allowed = [roomOf(file), ...(MAY_IMPORT[roomOf(file)] ?? [])];
    const text = readFileSync(join(src, file), 'utf8');
    const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) =>
      relative(src, resolve(join(src, dirname(file)), path)),
    );
    return imports
      .filter((target) => !target.startsWith('..') && !allowed.includes(roomOf(target)))
      .map((target) => `${file} imports ${target}`);
  });
  assert.equal(wrong, []);
});

const IMPURE_NAMES = ['process', 'console', 'Date', 'setTimeout', 'setInterval', 'setImmediate', 'fetch', 'performance', 'Deno'];
const IMPURE_MODULES = /^node:(?:fs|child_process|net|os|http|https|dgram|worker_threads|timers|process)/;

house('the pure rooms name nothing of the world', () => {
  const wrong = files
    .filter((file) => ['fleet', 'plan'].includes(roomOf(file)))
    .flatMap((file) => impurities(file).map((name) => `${file} names ${name}`));
  assert.equal(wrong, []);
});

house('files are called after what they hold', () => {
  const names = files.map((file) => basename(file));
  assert.equal(
    names.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.d)?\.ts$/.test(name)),
    [],
  );
  assert.equal(
    names.filter((name) => /^(?:utils?|helpers?|common|types?|constants|manager|index)\.ts$/.test(name)),
    [],
  );
});

house('no file is longer than 300 lines', () => {
  assert.equal(
    files.filter((file) => readFileSync(join(src, file), 'utf8').split('\n').length > 300),
    [],
  );
});

function roomOf(file: string): string {
  return file.split('/')[0] ?? '';
}

/** Free uses of impure names, found in the syntax tree so that comments and texts do not count. */
function impurities(file: string): string[] {
  const tree = parse(stripTypeScriptTypes(readFileSync(join(src, file), 'utf8')), { ecmaVersion: 'latest', sourceType: 'module' });
  const found: string[] = [];
  visit(tree, (node, parent, key) => {
    if (node.type === 'Identifier' && 'name' in node && typeof node.name === 'string') {
      const isProperty = (parent?.type === 'MemberExpression' || parent?.type === 'Property') && (key === 'property' || key === 'key');
      if (!isProperty && IMPURE_NAMES.includes(node.name)) found.push(node.name);
    }
    if (
      node.type === 'MemberExpression' &&
      'object' in node &&
      'property' in node &&
      nameOf(node.object) === 'Math' &&
      nameOf(node.property) === 'random'
    )
      found.push('Math.random');
    if (node.type === 'ImportDeclaration' && 'source' in node) {
      const module_ = isNode(node.source) && 'value' in node.source ? String(node.source.value) : '';
      if (IMPURE_MODULES.test(module_)) found.push(module_);
    }
  });
  return found;
}

function visit(node: Node, see: (node: Node, parent: Node | null, key: string) => void, parent: Node | null = null, key = ''): void {
  see(node, parent, key);
  for (const [name, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, see, node, name);
  }
}

function nameOf(value: unknown): string {
  return isNode(value) && 'name' in value ? String(value.name) : '';
}

function isNode(value: unknown): value is Node {
  return value !== null && typeof value === 'object' && 'type' in value && typeof value.type === 'string';
}

house.run();
