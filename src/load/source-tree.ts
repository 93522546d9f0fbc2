import { pointerKeys } from '../fleet/json-pointer.ts';
import type { Locate, Location } from '../plan/finding.ts';
import { placeAt, type SourceText } from './source-text.ts';

/** Where the parts of a value stand. Made by a reader per format; leaves have no entries. */
export type SourceNode = {
  readonly source: SourceText;
  /** Offset of the value's first character, and of the one after its last. */
  readonly start: number;
  readonly end: number;
  /** Set when the value is an object that is written out here, so that a key can be added to it. */
  readonly object: ObjectText | null;
  readonly entries: ReadonlyMap<string, SourceEntry>;
};

/** Members of a written-out object, spreads included: start of the first and the last, end of the last. `null`: it has none. */
export type ObjectText = {
  readonly style: 'braces' | 'block';
  readonly members: { readonly first: number; readonly last: number; readonly end: number } | null;
};

/**
 * `keyStart`: offset of the key; for an item of a list, of the item. `written`: whether the value stands here and for
 * this key only (`here`), as a name that is key and value in one (`shorthand`), or comes from a place that others may use.
 */
export type SourceEntry = {
  readonly keySource: SourceText;
  readonly keyStart: number;
  readonly written: 'here' | 'shorthand' | 'elsewhere';
  readonly value: SourceNode;
};

const noEntries: ReadonlyMap<string, SourceEntry> = new Map();

export function leaf(source: SourceText, start: number, end: number): SourceNode {
  return { source, start, end, object: null, entries: noEntries };
}

/** Finds places, and remembers places that no pointer can name, such as that of a syntax error. */
export type Locator = {
  readonly locate: Locate;
  /** Returns a stand-in for a pointer that `locate` turns into this location. */
  readonly mark: (location: Location) => string;
};

/**
 * A pointer leads to the start of its value, or to its key for a gateway; when the source has no such value, to the same
 * key under `/defaults`, then to the nearest ancestor, then to the start of the file. The tree is made at the first look.
 */
export function createLocator(file: string, makeTree: () => SourceNode | null): Locator {
  const marks = new Map<string, Location>();
  let tree: SourceNode | null | undefined;

  const locate = (pointer: string): Location => {
    const marked = marks.get(pointer);
    if (marked !== undefined) return marked;
    tree ??= makeTree();
    const keys = pointerKeys(pointer);
    const place = findPlace(tree, keys);
    return place === null
      ? { pointer, file, line: 1, column: 1 }
      : { pointer, file: place.source.file, ...placeAt(place.source, place.offset) };
  };

  const mark = (location: Location): string => {
    const name = `mark:${marks.size}`;
    marks.set(name, location);
    return name;
  };

  return { locate, mark };
}

type Place = { readonly source: SourceText; readonly offset: number };

function findPlace(tree: SourceNode | null, keys: readonly string[]): Place | null {
  if (tree === null) return null;
  const own = follow(tree, keys);
  if (own.depth === keys.length) return own.place;
  if (keys[0] === 'gateways' && keys.length > 2) {
    const inDefaults = follow(tree, ['defaults', ...keys.slice(2)]);
    if (inDefaults.depth === keys.length - 1) return inDefaults.place;
  }
  return own.place;
}

/** Goes down as far as the source has the keys. */
function follow(tree: SourceNode, keys: readonly string[]): { readonly depth: number; readonly place: Place } {
  let depth = 0;
  let last: SourceEntry | undefined;
  for (const key of keys) {
    const next: SourceEntry | undefined = (last?.value ?? tree).entries.get(key);
    if (next === undefined) break;
    last = next;
    depth += 1;
  }
  if (last === undefined) return { depth, place: { source: tree.source, offset: tree.start } };
  const isGateway = depth === 2 && keys[0] === 'gateways';
  const place = isGateway ? { source: last.keySource, offset: last.keyStart } : { source: last.value.source, offset: last.value.start };
  return { depth, place };
}
