import type { FleetSpec } from '../fleet/fleet-spec.ts';
import { checkDeclaration } from './check-declaration.ts';
import { checkMeaning } from './check-meaning.ts';
import type { FileProblem, FleetDocument } from './fleet-document.ts';
import { toSpec } from './to-spec.ts';

export type BuiltSpec = { readonly spec: FleetSpec | null; readonly problems: readonly FileProblem[] };

/** Validates what a reader found. A value that could not be read stands as null: of it the schema has nothing to say. */
export function buildSpec({ value, problems }: FleetDocument): BuiltSpec {
  if (value === undefined) return { spec: null, problems };
  const checked = checkDeclaration(value);
  const reported = new Set(problems.flatMap(({ at }) => at.map((place) => (typeof place === 'string' ? place : place.pointer))));
  const further = checked.problems.filter(
    ({ at }) => !at.some((place) => typeof place === 'string' && place !== '' && reported.has(place)),
  );
  const meaning = checked.declaration === null ? [] : checkMeaning(checked.declaration);
  const all = [...problems, ...further, ...meaning];
  return { spec: checked.declaration === null || all.length > 0 ? null : toSpec(checked.declaration), problems: all };
}
