/** The text of one file, without byte order mark. Offsets count UTF-16 units from 0. */
export type SourceText = { readonly file: string; readonly text: string; readonly lineStarts: readonly number[] };

/** Line and column count from 1. */
export type TextPlace = { readonly line: number; readonly column: number };

export function createSourceText(file: string, text: string): SourceText {
  const lineStarts = [0];
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\n|\r/g)) lineStarts.push(index + lineBreak.length);
  return { file, text, lineStarts };
}

export function placeAt({ lineStarts }: SourceText, offset: number): TextPlace {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 };
}
