import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { pointerKeys } from '../fleet/json-pointer.ts';
import type { SourceEdit } from './finding.ts';

/** Edits by the keys that lead to them. A place that is set has no inner edits that count: the last one wins. */
type EditTree = { value: Json | undefined; readonly inner: Map<string, EditTree> };

/**
 * A document with the edits made in it; objects on the way are made, everything else is shared with `value`. The cost is
 * that of the objects that change, however many edits there are in one of them.
 */
export function withEdits(value: Json, edits: readonly SourceEdit[]): Json {
  const root: EditTree = { value: undefined, inner: new Map() };
  for (const { pointer, value: wanted } of edits) {
    let node = root;
    for (const key of pointerKeys(pointer)) {
      const next: EditTree = node.inner.get(key) ?? { value: undefined, inner: new Map() };
      node.inner.set(key, next);
      node = next;
    }
    node.value = wanted;
    node.inner.clear();
  }
  return withTree(value, root);
}

function withTree(value: Json | undefined, { value: wanted, inner }: EditTree): Json {
  const base = wanted ?? value ?? {};
  if (inner.size === 0) return base;
  if (Array.isArray(base))
    return base.map((item, at) => {
      const tree = inner.get(String(at));
      return tree === undefined ? item : withTree(item, tree);
    });
  const object: JsonObject = isJsonObject(base) ? base : {};
  const edited = [...inner].map(([key, tree]): [string, Json] => [
    key,
    withTree(Object.hasOwn(object, key) ? object[key] : undefined, tree),
  ]);
  return { ...object, ...Object.fromEntries(edited) };
}
