import { showText } from '../fleet/show-value.ts';
import { pointer } from '../plan/finding.ts';
import type { FileProblem, FleetDocument } from './fleet-document.ts';
import { placeAt, type SourceText } from './source-text.ts';
import { leaf, type SourceEntry, type SourceNode } from './source-tree.ts';

const DEEPEST = 64;

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings hold no raw control characters.
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const blank = [' ', '\t', '\n', '\r'];
const word = /true|false|null/y;

/** Where and why a text is not strict JSON. */
class JsonProblem extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** Reads strict JSON. A key that occurs twice in one object is a problem, with both places. */
export function readJson(source: SourceText): Omit<FleetDocument, 'textOf'> {
  const location = (offset: number, at: string) => ({ pointer: at, file: source.file, ...placeAt(source, offset) });
  try {
    const scan = scanJson(source);
    const problems = scan.problems.map(
      ({ message, at, offsets }): FileProblem => ({ code: 'OC701', message, at: offsets.map((offset) => location(offset, at)) }),
    );
    return { value: JSON.parse(source.text), problems, tree: () => scan.root };
  } catch (error) {
    if (!(error instanceof JsonProblem)) throw error;
    return {
      value: undefined,
      problems: [{ code: 'OC702', message: `the fleet file is not JSON: ${error.message}`, at: [location(error.offset, '')] }],
      tree: () => null,
    };
  }
}

type Scan = { readonly root: SourceNode; readonly problems: readonly ScanProblem[] };
type ScanProblem = { readonly message: string; readonly at: string; readonly offsets: readonly number[] };

/** Checks the grammar in one pass and keeps where everything stands. */
function scanJson(source: SourceText): Scan {
  const { text } = source;
  const problems: ScanProblem[] = [];
  const path: string[] = [];
  let offset = 0;

  const unexpected = (expected: string): JsonProblem => {
    const got = offset >= text.length ? 'the end of the file' : JSON.stringify(String.fromCodePoint(text.codePointAt(offset) ?? 0));
    return new JsonProblem(`expected ${expected}, got ${got}`, offset);
  };
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = offset;
    if (!pattern.test(text)) return false;
    offset = pattern.lastIndex;
    return true;
  };
  const skipBlank = (): void => {
    for (let character = text[offset]; character !== undefined && blank.includes(character); character = text[offset]) offset += 1;
  };
  const take = (character: string): boolean => {
    skipBlank();
    if (text[offset] !== character) return false;
    offset += 1;
    return true;
  };

  const readString = (expected: string): string => {
    const start = offset;
    if (!skip(string)) throw unexpected(expected);
    const raw = text.slice(start + 1, offset - 1);
    return raw.includes('\\') ? String(JSON.parse(text.slice(start, offset))) : raw;
  };

  const readValue = (): SourceNode => {
    skipBlank();
    const start = offset;
    if (path.length > DEEPEST) throw new JsonProblem(`nested more than ${DEEPEST} levels deep`, start);
    switch (text[offset]) {
      case '{':
        return readFields(start);
      case '[':
        return readItems(start);
      case '"':
        readString('a closed string');
        return leaf(source, start, offset);
      default:
        return readAtom(start);
    }
  };

  const readAtom = (start: number): SourceNode => {
    if (skip(number)) {
      if (!Number.isFinite(Number(text.slice(start, offset))))
        problems.push({
          message: `${showText(text.slice(start, offset), 20)} is too large for a number`,
          at: pointer(...path),
          offsets: [start],
        });
    } else if (!skip(word)) throw unexpected('a value');
    return leaf(source, start, offset);
  };

  const readFields = (start: number): SourceNode => {
    const entries = new Map<string, SourceEntry>();
    offset += 1;
    if (take('}')) return { source, start, end: offset, object: { style: 'braces', members: null }, entries };
    let [first, last, end] = [0, 0, 0];
    do {
      skipBlank();
      const keyStart = offset;
      const key = readString('a key in double quotes');
      if (!take(':')) throw unexpected('":"');
      const known = entries.get(key);
      path.push(key);
      if (known !== undefined)
        problems.push({
          message: `the key ${showText(JSON.stringify(key), 60)} occurs twice in one object`,
          at: pointer(...path),
          offsets: [keyStart, known.keyStart],
        });
      const value = readValue();
      entries.set(key, { keySource: source, keyStart, written: 'here', value });
      first = end === 0 ? keyStart : first;
      last = keyStart;
      end = value.end;
      path.pop();
    } while (take(','));
    if (!take('}')) throw unexpected('"," or "}"');
    return { source, start, end: offset, object: { style: 'braces', members: { first, last, end } }, entries };
  };

  const readItems = (start: number): SourceNode => {
    const entries = new Map<string, SourceEntry>();
    offset += 1;
    if (take(']')) return { source, start, end: offset, object: null, entries };
    do {
      path.push(String(entries.size));
      const value = readValue();
      entries.set(String(entries.size), { keySource: source, keyStart: value.start, written: 'here', value });
      path.pop();
    } while (take(','));
    if (!take(']')) throw unexpected('"," or "]"');
    return { source, start, end: offset, object: null, entries };
  };

  const root = readValue();
  skipBlank();
  if (offset < text.length) throw unexpected('the end of the file');
  return { root, problems };
}
