const LETTERS: { readonly [letter: string]: string } = { s: ' ', n: '\n', t: '\t' };

/** Words as systemd splits them: quotes of both kinds, backslash escapes. Source: systemd.syntax(7), "Quoting". */
export function splitWords(text: string): string[] {
  const words = text.match(/(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.|[^\s"'\\])+/g) ?? [];
  return words.map((word) =>
    word
      .replaceAll(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'/g, (_, double, single) => double ?? single ?? '')
      .replaceAll(/\\(?:x([0-9a-f]{2})|(s|n|t|.))/g, (_, hex, letter) =>
        hex === undefined ? (LETTERS[String(letter)] ?? String(letter)) : String.fromCharCode(Number.parseInt(hex, 16)),
      ),
  );
}
