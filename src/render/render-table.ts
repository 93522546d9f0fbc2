import { printable } from './style.ts';

/** Columns side by side, two spaces apart, each as wide as its widest cell; the last one is not padded. */
export function renderTable(rows: readonly (readonly string[])[], indent: string): string {
  const safe = rows.map((row) => row.map(printable));
  const widths = (safe[0] ?? []).map((_, column) => Math.max(...safe.map((row) => (row[column] ?? '').length)));
  return safe
    .map((row) => indent + row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
