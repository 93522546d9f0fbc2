import type { TextEdit } from './edit-source.ts';

/**
 * The lines around edits of one file, before and after: what a message shows of a fix. Of a line that goes on for ever only the
 * part around the edits. `line`: number of the first one, from 1.
 */
export type LocalChange = { readonly file: string; readonly line: number; readonly before: string; readonly after: string };

/** One change for each group of lines that edits touch. */
export function localChanges(edits: readonly TextEdit[]): LocalChange[] {
  return [...Map.groupBy(edits, ({ file }) => file).values()].flatMap((own) => {
    const sorted = own.toSorted((a, b) => a.start - b.start);
    const groups: TextEdit[][] = [];
    for (const edit of sorted) {
      const last = groups.at(-1)?.at(-1);
      const joins = last !== undefined && lineEnd(edit.source, last.end) >= lineStart(edit.source, edit.start);
      if (joins) groups.at(-1)?.push(edit);
      else groups.push([edit]);
    }
    return groups.map(changeOf);
  });
}

function changeOf(edits: readonly TextEdit[]): LocalChange {
  const [first, last] = [edits[0], edits.at(-1)];
  if (first === undefined || last === undefined) return { file: '', line: 1, before: '', after: '' };
  const { file, source } = first;
  const [begin, end] = [lineStart(source, first.start), lineEnd(source, last.end)];
  const [from, to] = [Math.max(begin, first.start - REACH), Math.min(end, last.end + REACH)];
  const after = edits
    .toReversed()
    .reduce((text, edit) => text.slice(0, edit.start - from) + edit.text + text.slice(edit.end - from), source.slice(from, to));
  const line = source.slice(0, begin).split(/\r\n|\n|\r/).length;
  return { file, line, before: source.slice(from, to), after };
}

/** Characters on either side of edits: more than any message shows of a line. */
const REACH = 1024;

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function lineEnd(text: string, offset: number): number {
  const ends = ['\n', '\r'].map((lineBreak) => text.indexOf(lineBreak, offset)).filter((at) => at >= 0);
  return Math.min(text.length, ...ends);
}
