import type { Json } from '../fleet/fleet-spec.ts';
import type { Location } from '../plan/finding.ts';
import type { SourceNode } from './source-tree.ts';

/** A problem of the file, with pointers into the value or with places of its own. */
export type FileProblem = {
  readonly code: 'OC701' | 'OC702' | 'OC705';
  readonly message: string;
  readonly at: readonly (string | Location)[];
};

/** What a reader makes of a file, whatever its format. */
export type FleetDocument = {
  /** Plain data, not yet validated; `undefined` when the file yields no value. */
  readonly value: Json | undefined;
  readonly problems: readonly FileProblem[];
  /** Made when the first place is asked for. `null`: the text cannot be parsed. */
  readonly tree: () => SourceNode | null;
  /** The text of a file that places name: as it was written, and without types at the same offsets. */
  readonly textOf: (file: string) => { readonly written: string; readonly plain: string } | null;
};
