import { escapeUnseen } from '../fleet/unseen.ts';

const LONGEST = 120;

/** A text for one line of a message: what cannot be seen is escaped as `\u{...}`, and a long text is cut. */
export function visible(text: string): string {
  return escapeUnseen(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

/** The same in quotes: how messages name gateways, paths and everything else that users chose. */
export function quoted(text: string): string {
  return `"${visible(text)}"`;
}
