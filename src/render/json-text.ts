import { UNSEEN } from '../fleet/unseen.ts';

/** A document as indented JSON with a final newline. What a terminal would obey or hide is escaped, which leaves the values as they are. */
export function jsonText(document: unknown): string {
  return `${escapeInStrings(JSON.stringify(document, null, 2))}\n`;
}

/** The same on one line. */
export function jsonLine(document: unknown): string {
  return `${escapeInStrings(JSON.stringify(document))}\n`;
}

/** Anything that may have to be escaped; line feeds stand between the tokens, and never in a string. */
const UNUSUAL = /[^\n -~]/;

function escapeInStrings(json: string): string {
  if (!UNUSUAL.test(json)) return json;
  return json.replace(UNSEEN, (character) =>
    character === '\n' ? character : [...Array(character.length).keys()].map((at) => unit(character.charCodeAt(at))).join(''),
  );
}

function unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}
