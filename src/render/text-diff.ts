import { structuredPatch } from 'diff';
import { type Paint, printable } from './style.ts';

/** The lines that differ, with three lines around them, as a unified diff; `path` is shown as it is. */
export function unifiedDiff(path: string, before: string, after: string, paint: Paint): string {
  const { hunks } = structuredPatch(path, path, before, after, '', '', { context: 3 });
  const body = hunks.map(({ oldStart, oldLines, newStart, newLines, lines }) => {
    const head = paint('cyan', `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`);
    return `${head}\n${lines.map((line) => `${paintLine(line, paint)}\n`).join('')}`;
  });
  return `${paint('bold', `--- ${printable(path)}`)}\n${paint('bold', `+++ ${printable(path)}`)}\n${body.join('')}`;
}

function paintLine(line: string, paint: Paint): string {
  const shown = printable(line.replaceAll('\t', '  '));
  if (line.startsWith('+')) return paint('green', shown);
  return line.startsWith('-') ? paint('red', shown) : shown;
}
