const LONGEST = 120;

/** Control, direction, zero-width and other characters that show as nothing, or as a space that is none. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/** Most names, at a glance. */
const PLAIN = /^[ -~]*$/;

/** A text for one line of a message: what cannot be seen is escaped as `\u{...}`, and a long text is cut. */
export function visible(text: string): string {
  return escapeUnseen(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}

/** What cannot be seen, as `\u{...}`: nothing in the result moves a cursor, changes direction or hides. */
export function escapeUnseen(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same in quotes: how messages name gateways, paths and everything else that users chose. */
export function quoted(text: string): string {
  return `"${visible(text)}"`;
}
