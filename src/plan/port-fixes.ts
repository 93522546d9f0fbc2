import { type Fix, pointer } from './finding.ts';
import type { PortEdits } from './port-repairs.ts';
import { quoted, visible } from './visible.ts';

/** Edits of ports of one gateway as a fix. Without edits when there is no room for one of them. */
export function toFix(gateway: string, places: readonly string[], edits: PortEdits): Fix {
  const prefix = pointer('gateways', gateway).length + 1;
  const found = places.flatMap((place) => {
    const value = edits.get(place);
    return value === undefined ? [] : [{ pointer: place, value }];
  });
  if (found.length < places.length) {
    return {
      description: `there is no free block of ports left for ${quoted(gateway)}: remove a gateway, or switch off browsers that are not used`,
      edits: [],
    };
  }
  const parts = found.map(
    ({ pointer: place, value }) =>
      `set ${visible(place.slice(prefix).replaceAll('/', '.'))} of ${quoted(gateway)} to ${JSON.stringify(value)}`,
  );
  return { description: parts.join(', '), edits: found };
}

/** Several fixes as one. */
export function joinFixes(fixes: readonly Fix[]): Fix {
  const [only, another] = fixes;
  if (only !== undefined && another === undefined) return only;
  const edits = new Map(fixes.flatMap((fix) => fix.edits).map((edit) => [edit.pointer, edit]));
  return { description: [...new Set(fixes.map(({ description }) => description))].join(', '), edits: [...edits.values()] };
}
