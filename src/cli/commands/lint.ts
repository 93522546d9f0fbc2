import { countBySeverity, type Finding } from '../../plan/finding.ts';
import { selectFindings } from '../../plan/select-findings.ts';
import { newFindings, writeBaseline } from '../baseline.ts';
import { type CheckedFleet, checkFleet, OFFLINE } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { type LintOptions, readLintOptions } from '../lint-options.ts';
import { writeLintReport } from '../write-lint-report.ts';

/** 0 clean, 1 findings, 2 could not run. Warnings count when there are more than `--max-warnings`. */
export async function runLint(call: Call): Promise<number> {
  const options = readLintOptions(call);
  if (options.fix !== 'no') return (await import('../lint-fix.ts')).lintAndFix(call, options);
  const checked = await checkFleet(call, OFFLINE);
  const findings = reported(checked, options);
  if (options.writeBaseline !== null) return keepBaseline(call, options.writeBaseline, findings);
  await writeLintReport(call, checked, findings, options.format);
  return lintExit(findings, options);
}

/** The findings that the options leave. */
export function reported({ findings }: CheckedFleet, { selection, baseline }: LintOptions): readonly Finding[] {
  const selected = selectFindings(findings, selection);
  return baseline === null ? selected : newFindings(selected, baseline);
}

export function lintExit(findings: readonly Finding[], { maxWarnings }: LintOptions): number {
  const { errors, warnings } = countBySeverity(findings);
  return errors > 0 || warnings > maxWarnings ? 1 : 0;
}

async function keepBaseline({ terminal }: Call, path: string, findings: readonly Finding[]): Promise<number> {
  await writeBaseline(path, findings);
  terminal.err(
    `wrote ${findings.length} finding${findings.length === 1 ? '' : 's'} to ${path}; "omniclaw lint --baseline ${path}" reports what is new\n`,
  );
  return 0;
}
