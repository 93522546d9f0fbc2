import { createSourceText, placeAt, type SourceText } from '../load/source-text.ts';
import type { Finding } from '../plan/finding.ts';
import { jsonText } from '../render/json-text.ts';
import { lintDocument } from '../render/lint-document.ts';
import type { LintFormat, LintReport, Replacement } from '../render/lint-report.ts';
import { renderCounts, renderFindings } from '../render/render-findings.ts';
import { painter } from '../render/style.ts';
import type { CheckedFleet } from './check-fleet.ts';
import type { Call } from './command.ts';
import { findingsView, textEditsOf } from './findings-view.ts';
import { VERSION } from './version.ts';

/** What lint prints on standard output. `findings`: those that are to be reported. Formats load when they are wanted. */
export async function writeLintReport(call: Call, checked: CheckedFleet, findings: readonly Finding[], format: LintFormat): Promise<void> {
  const { out } = call.terminal;
  switch (format) {
    case 'pretty':
      return out(pretty(call, checked, findings));
    case 'json':
      return out(jsonText(lintDocument(checked.path, findings)));
    case 'compact':
      return out((await import('../render/lint-compact.ts')).lintCompact(reportOf(checked, findings)));
    case 'sarif':
      return out((await import('../render/lint-sarif.ts')).lintSarif(reportOf(checked, findings)));
    case 'github':
      return out((await import('../render/lint-github.ts')).lintGithub(reportOf(checked, findings)));
    case 'junit':
      return out((await import('../render/lint-junit.ts')).lintJunit(reportOf(checked, findings)));
    default:
      return format satisfies never;
  }
}

function reportOf(checked: CheckedFleet, findings: readonly Finding[]): LintReport {
  const editsOf = textEditsOf(checked);
  const texts = new Map<string, SourceText>();
  return {
    fleet: checked.path,
    folder: process.cwd(),
    gateways: checked.fleet?.gateways.length ?? null,
    findings,
    suppressed: checked.suppressed,
    replacements: (finding) =>
      editsOf(finding).map(({ file, source, start, end, text }): Replacement => {
        const lines = texts.get(file) ?? createSourceText(file, source);
        texts.set(file, lines);
        return { file, start: placeAt(lines, start), end: placeAt(lines, end), text };
      }),
    version: VERSION,
  };
}

function pretty(call: Call, checked: CheckedFleet, findings: readonly Finding[]): string {
  const view = findingsView(call, checked);
  const paint = painter(call.terminal.color);
  const counts = paint(findings.length === 0 ? 'green' : 'bold', renderCounts(findings));
  const amount = checked.fleet?.gateways.length;
  const gateways = amount === undefined ? '' : `, ${amount} gateway${amount === 1 ? '' : 's'}`;
  const ignored = checked.suppressed.length === 0 ? '' : `, ${checked.suppressed.length} ignored`;
  const fixable = findings.filter(
    ({ code, fix }) => code === 'OC704' || (fix !== null && fix.edits.length > 0 && fix.by !== 'hand'),
  ).length;
  const offer = fixable === 0 ? '' : `"omniclaw lint --fix" mends ${fixable === findings.length ? 'all of them' : `${fixable} of them`}\n`;
  return `${renderFindings(findings, view)}${view.shorten(checked.path)}${gateways}: ${counts}${ignored}\n${offer}`;
}
