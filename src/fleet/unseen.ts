/** Control, direction, zero-width and other characters that show as nothing, or as a space that is none. */
export const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/** Most texts, at a glance. */
const PLAIN = /^[ -~]*$/;

/** What cannot be seen, as `\u{...}`: nothing in the result moves a cursor, changes direction or hides. */
export function escapeUnseen(text: string): string {
  return PLAIN.test(text) ? text : text.replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}
