/** One file to be linted, and what may stand beside it. */
export type FuzzInput = {
  readonly name: string;
  readonly content: Uint8Array;
  readonly beside: { readonly [name: string]: string };
  /** Comments that a fix has to keep. */
  readonly comments: readonly string[];
  /** Chooses what is tried with it. */
  readonly pick: number;
};

/** A text that a writer made, with the comments it put in. */
export type Written = { readonly text: string; readonly comments: readonly string[] };

export function inputOf(name: string, { text, comments }: Written, pick: number): FuzzInput {
  return { name, content: new TextEncoder().encode(text), beside: {}, comments, pick };
}
