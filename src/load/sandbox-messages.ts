import type { FleetFacts } from '../fleet/define-fleet.ts';

/** What the child is asked, as JSON in its first argument. */
export type SandboxRequest = {
  /** Absolute, links resolved. */
  readonly path: string;
  readonly folder: string;
  readonly facts: FleetFacts;
  /** Comes back in the answer: only the evaluator can give it. */
  readonly nonce: string;
  readonly maxFileBytes: number;
  /** How many texts by path stand in for files. When there are any, standard input holds them as a JSON object. */
  readonly overrides: number;
};

/** `line` 0: not known. */
export type SandboxPlace = { readonly file: string; readonly line: number; readonly column: number };

/** What the child answers, as one JSON document on file descriptor 3. */
export type SandboxAnswer = {
  readonly nonce: string;
  /** The exported value as JSON text; `null` when there is none. */
  readonly value: string | null;
  /** Values that are not plain data. In `value` they stand as null. */
  readonly unfit: readonly { readonly pointer: string; readonly shown: string }[];
  readonly failure: { readonly message: string; readonly place: SandboxPlace | null } | null;
  /** Text without types of each file, by path, whose types had to be removed. Offsets are those of the file. */
  readonly stripped: { readonly [path: string]: string };
};

/** Why a fleet file has no value. */
export type Failure = { readonly message: string; readonly place: SandboxPlace | null };
