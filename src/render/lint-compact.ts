import { type LintReport, relativePath } from './lint-report.ts';
import { renderCounts } from './render-findings.ts';
import { printable } from './style.ts';

/** `FILE:LINE:COLUMN: SEVERITY CODE MESSAGE`, as editors and grep read it; the last line counts. */
export function lintCompact({ fleet, folder, findings }: LintReport): string {
  const lines = findings.map(({ code, severity, message, locations: [place] }) => {
    const { file = fleet, line = 1, column = 1 } = place ?? {};
    return `${printable(relativePath(file, folder))}:${line}:${column}: ${severity} ${code} ${printable(message)}\n`;
  });
  return `${lines.join('')}${printable(relativePath(fleet, folder))}: ${renderCounts(findings)}\n`;
}
