/** The text of one file, without byte order mark. Offsets count UTF-16 units from 0. */
export type SourceText = {
  readonly file: string;
  readonly text: string;
  /** Offset of each line, worked out at the first call. */
  readonly lineStarts: () => readonly number[];
};

/** Line and column count from 1. */
export type TextPlace = { readonly line: number; readonly column: number };

export function createSourceText(file: string, text: string): SourceText {
  let starts: readonly number[] | undefined;
  return {
    file,
    text,
    lineStarts: () => {
      starts ??= [0, ...text.matchAll(/\r\n|\n|\r/g).map(({ index, 0: lineBreak }) => index + lineBreak.length)];
      return starts;
    },
  };
}

export function placeAt(source: SourceText, offset: number): TextPlace {
  const starts = source.lineStarts();
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
}
