/**
 * Reads code that computes nothing, without running it: imports from `omniclaw`, then `export default` of a literal, with or
 * without `defineFleet(...)`, in which `env`, `file` and `command` are called with texts. Most fleet files are like that.
 */
import { command, env, file } from '../fleet/define-fleet.ts';
import type { Json } from '../fleet/fleet-spec.ts';
import type { SourceText } from './source-text.ts';
import { leaf, type SourceEntry, type SourceNode } from './source-tree.ts';

/** The value that running the code would give, and where its parts stand: the same as `codeTree` says. */
export type ConstantCode = { readonly value: Json; readonly tree: SourceNode };

/** Longer or deeper files are left to the evaluator, which has limits for them. */
const [LONGEST, DEEPEST] = [1 << 18, 60];

const BLANK = /(?:\s|\/\/[^\n\r\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y;
const IMPORT = /import\s*\{\s*((?:\w+\s*,\s*)*\w+\s*(?:,\s*)?)\}\s*from\s*(["'])omniclaw\2[^\S\n\r\u2028\u2029]*(?:;|(?=[\n\r]))/y;
const EXPORT = /export\s+default(?![\w$])/y;
const NAME = /[A-Za-z_$][\w$]*/y;
const NUMBER = /-?(?:0|[1-9]\d*(?:_\d+)*)(?:\.\d+)?(?![\w$.])/y;
const TEXT = /'[^'\\\n\r]*(?:\\(?:["'\\nrt]|u[\da-fA-F]{4})[^'\\\n\r]*)*'|"[^"\\\n\r]*(?:\\(?:["'\\nrt]|u[\da-fA-F]{4})[^"\\\n\r]*)*"/y;
const WORDS: { readonly [word: string]: Json } = { true: true, false: false, null: null };
const SECRETS: { readonly [name: string]: (...words: [string, ...string[]]) => Json } = { env, file, command };
const ESCAPED: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t' };

type Read = { readonly value: Json; readonly node: SourceNode };

/** `null`: it is not of this kind, or not certainly; then running it tells what it is. */
export function readConstantCode(source: SourceText): ConstantCode | null {
  const { text } = source;
  const imported = new Set<string>();
  let [offset, depth] = [0, 0];

  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = offset;
    const found = pattern.exec(text);
    if (found !== null) offset = pattern.lastIndex;
    return found;
  };
  /** Whether a character follows, which is then passed, and what is blank behind it. */
  const take = (character: string): boolean => {
    if (text[offset] !== character) return false;
    offset += 1;
    match(BLANK);
    return true;
  };

  const readImports = (): boolean => {
    for (let found = match(IMPORT); found !== null; found = match(IMPORT)) {
      for (const name of (found[1] ?? '').split(',').map((one) => one.trim())) {
        if (name === '') continue;
        if (imported.has(name) || !(name === 'defineFleet' || Object.hasOwn(SECRETS, name))) return false;
        imported.add(name);
      }
      match(BLANK);
    }
    return true;
  };

  const readValue = (): Read | null => {
    const start = offset;
    if (depth > DEEPEST) return null;
    if (take('{')) return readFields(start);
    if (take('[')) return readItems(start);
    const quoted = match(TEXT);
    if (quoted !== null) return { value: unquote(quoted[0]), node: leaf(source, start, offset) };
    const number = match(NUMBER);
    if (number !== null) return readNumber(number[0], start);
    const name = match(NAME)?.[0] ?? '';
    const value = WORDS[name];
    if (value !== undefined && Object.hasOwn(WORDS, name)) return { value, node: leaf(source, start, offset) };
    return imported.has(name) ? readSecret(name, start) : null;
  };

  const readNumber = (written: string, start: number): Read | null => {
    const value = Number(written.replaceAll('_', ''));
    return Object.is(value, -0) || !Number.isFinite(value) ? null : { value, node: leaf(source, start, offset) };
  };

  const readSecret = (name: string, start: number): Read | null => {
    const make = Object.hasOwn(SECRETS, name) ? SECRETS[name] : undefined;
    match(BLANK);
    if (make === undefined || !take('(')) return null;
    const words: string[] = [];
    do {
      const quoted = match(TEXT);
      if (quoted === null) break;
      words.push(unquote(quoted[0]));
      match(BLANK);
    } while (take(','));
    const [first, ...rest] = words;
    if (first === undefined || text[offset] !== ')' || (rest.length > 0 && name !== 'command')) return null;
    offset += 1;
    return { value: make(first, ...rest), node: leaf(source, start, offset) };
  };

  const readFields = (start: number): Read | null => {
    const fields: { [key: string]: Json } = {};
    const entries = new Map<string, SourceEntry>();
    let members = { first: 0, last: 0, end: 0 };
    depth += 1;
    while (text[offset] !== '}') {
      const keyStart = offset;
      const key = match(NAME)?.[0] ?? unquote(match(TEXT)?.[0] ?? '""');
      match(BLANK);
      // Two values for one key, and what is no plain key, are for the evaluator to judge.
      if (offset === keyStart || key === '__proto__' || entries.has(key) || !take(':')) return null;
      const read = readValue();
      if (read === null) return null;
      fields[key] = read.value;
      entries.set(key, { keySource: source, keyStart, written: 'here', value: read.node });
      members = { first: members.end === 0 ? keyStart : members.first, last: keyStart, end: offset };
      match(BLANK);
      if (!take(',') && text[offset] !== '}') return null;
    }
    depth -= 1;
    offset += 1;
    const object = { style: 'braces', members: entries.size === 0 ? null : members } as const;
    return { value: fields, node: { source, start, end: offset, object, entries } };
  };

  const readItems = (start: number): Read | null => {
    const items: Json[] = [];
    const entries = new Map<string, SourceEntry>();
    depth += 1;
    while (text[offset] !== ']') {
      const keyStart = offset;
      const read = readValue();
      if (read === null) return null;
      entries.set(String(items.length), { keySource: source, keyStart, written: 'here', value: read.node });
      items.push(read.value);
      match(BLANK);
      if (!take(',') && text[offset] !== ']') return null;
    }
    depth -= 1;
    offset += 1;
    return { value: items, node: { source, start, end: offset, object: null, entries } };
  };

  const readFleet = (): Read | null => {
    if (text[offset] === '{') return readValue();
    if (match(NAME)?.[0] !== 'defineFleet' || !imported.has('defineFleet')) return null;
    match(BLANK);
    if (!take('(') || text[offset] !== '{') return null;
    const fleet = readValue();
    match(BLANK);
    take(',');
    return take(')') ? fleet : null;
  };

  if (text.length > LONGEST) return null;
  match(BLANK);
  if (!readImports() || match(EXPORT) === null) return null;
  match(BLANK);
  const fleet = readFleet();
  match(BLANK);
  take(';');
  return fleet === null || offset < text.length ? null : { value: fleet.value, tree: fleet.node };
}

function unquote(quoted: string): string {
  const inner = quoted.slice(1, -1);
  if (!inner.includes('\\')) return inner;
  return inner.replace(/\\(?:u([\da-fA-F]{4})|(.))/g, (_, hex: string | undefined, letter: string) =>
    hex === undefined ? (ESCAPED[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
