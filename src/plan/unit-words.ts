/** How text is written into a systemd unit so that it comes back byte for byte. Source: systemd.syntax(7), systemd.service(5), systemd 252. */

/** Where a word stands. `$` is special in command lines only. */
export type UnitPlace = 'command' | 'environment';

/** A word in double quotes. Control characters, `\`, `"` and `%` are escaped. */
export function unitWord(text: string, place: UnitPlace): string {
  const plain = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('%', '%%').replaceAll(CONTROL, escapeControl);
  return `"${place === 'command' ? plain.replaceAll('$', '$$$$') : plain}"`;
}

/** A path that fills the rest of its line: only `%` is special there. */
export function unitPath(path: string): string {
  return path.replaceAll('%', '%%');
}

/** A path in a list of paths. Escapes are kept as they are there, so only quotes need care. */
export function unitListedPath(path: string): string {
  const quote = path.includes('"') ? "'" : '"';
  return `${quote}${unitPath(path)}${quote}`;
}

/** Why a text cannot stand in a unit, in words; empty when it can. */
export function unitProblem(text: string, place: UnitPlace | 'path' | 'program'): string {
  if (text.includes('\0')) return 'holds a NUL character';
  if (!text.isWellFormed()) return 'holds half a character (a lone surrogate)';
  if (/\p{Noncharacter_Code_Point}/u.test(text)) return 'holds a code point that is no character, for which systemd drops the line';
  switch (place) {
    case 'command':
      return '';
    case 'environment':
      return /(?![\t\n\u0080-\u009f])\p{Cc}/u.test(text) ? 'holds a control character, which systemd drops' : '';
    case 'program':
      return !text.startsWith('/')
        ? 'is not an absolute path'
        : UNSAFE_PROGRAM.test(text)
          ? 'holds a quote, a backslash or a control character'
          : '';
    case 'path':
      // Not `test`, which would begin where it found the last one.
      if (text.search(CONTROL) >= 0) return 'holds a control character';
      if (/[\s\\]$/.test(text)) return 'ends in a space or a backslash';
      return text.includes('"') && text.includes("'") ? 'holds both kinds of quotes' : '';
    default:
      return place satisfies never;
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x1f\x7f]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSAFE_PROGRAM = /["'\\\x00-\x1f\x7f]/;

function escapeControl(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
