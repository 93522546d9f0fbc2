import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { countBySeverity } from '../../plan/finding.ts';
import { lintDocument } from '../../render/lint-document.ts';
import { renderCounts, renderFindings } from '../../render/render-findings.ts';
import { painter } from '../../render/style.ts';
import { type CheckedFleet, checkFleet, OFFLINE } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { findingsView } from '../findings-view.ts';

/** 0 clean, 1 findings, 2 could not run. Warnings count when there are more than `--max-warnings`. */
export async function runLint(call: Call): Promise<number> {
  const format = call.has('json') ? 'json' : (call.value('format') ?? 'pretty');
  if (format !== 'json' && format !== 'pretty') {
    throw new OmniclawError('OCE_USAGE', `unknown format "${format}"`, { hint: 'omniclaw lint --format json' });
  }
  const maxWarnings = readLimit(call.value('max-warnings'));
  const checked = await checkFleet(call, OFFLINE);
  if (format === 'json') call.terminal.out(`${JSON.stringify(lintDocument(checked.path, checked.findings), null, 2)}\n`);
  else printPretty(call, checked);
  const { errors, warnings } = countBySeverity(checked.findings);
  return errors > 0 || warnings > maxWarnings ? 1 : 0;
}

function printPretty(call: Call, checked: CheckedFleet): void {
  const view = findingsView(call, checked);
  const clean = checked.findings.length === 0;
  const counts = painter(call.terminal.color)(clean ? 'green' : 'bold', renderCounts(checked.findings));
  const gateways =
    checked.fleet === null ? '' : `, ${checked.fleet.gateways.length} gateway${checked.fleet.gateways.length === 1 ? '' : 's'}`;
  call.terminal.out(`${renderFindings(checked.findings, view)}${view.shorten(checked.path)}${gateways}: ${counts}\n`);
}

function readLimit(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (!/^\d{1,9}$/.test(text))
    throw new OmniclawError('OCE_USAGE', `"--max-warnings" must be a whole number, got "${text}"`, { hint: '--max-warnings 0' });
  return Number(text);
}
