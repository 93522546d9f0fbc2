import { pointerKeys } from '../fleet/json-pointer.ts';
import type { LoadedFleet } from './load-fleet.ts';
import type { SourceNode } from './source-tree.ts';

/**
 * Texts of a fleet's files for people to look at: the values at `pointers` are stars, everything else stands where it
 * stood, so lines and columns stay right. `null`: there is no such file.
 */
export function maskSecrets({ textOf, tree }: LoadedFleet, pointers: readonly string[]): (file: string) => string | null {
  if (pointers.length === 0) return textOf;
  const root = tree();
  const nodes = pointers.flatMap((pointer) => findNode(root, pointerKeys(pointer)) ?? []);
  const byFile = Map.groupBy(nodes, ({ source }) => source.file);
  return (file) => {
    const text = textOf(file);
    return text === null ? null : (byFile.get(file) ?? []).reduce((masked, { start, end }) => mask(masked, start, end), text);
  };
}

function mask(text: string, start: number, end: number): string {
  const inner = text.slice(start, end).replace(/[^\r\n"'`]/g, '*');
  return text.slice(0, start) + inner + text.slice(end);
}

/** The value itself, or the nearest thing around it that is written out. */
function findNode(root: SourceNode | null, keys: readonly string[]): SourceNode | null {
  let node = root;
  for (const key of keys) {
    const next: SourceNode | undefined = node?.entries.get(key)?.value;
    if (next === undefined) return node?.object === null ? node : null;
    node = next;
  }
  return node;
}
