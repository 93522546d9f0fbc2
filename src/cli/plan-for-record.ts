import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { Plan } from '../plan/plan.ts';
import { jsonText } from '../render/json-text.ts';
import { planDocument } from '../render/plan-document.ts';
import { renderFindings, renderNotes } from '../render/render-findings.ts';
import { checkFleet, live } from './check-fleet.ts';
import type { Call } from './command.ts';
import { findingsView } from './findings-view.ts';
import { readHostState } from './recorded-host.ts';

/** Options that make no sense without the host itself. */
const LIVE_ONLY = ['save-host-state', 'out', 'adopt', 'prune', 'drift', 'format', 'detailed-exitcode'];

/**
 * `plan --host-state FILE`: checks the fleet against a host that was recorded, here or elsewhere. Its gateways are not
 * there to be compared, so there are no changes. 0 no errors, 1 errors.
 */
export async function planForRecord(call: Call, path: string): Promise<number> {
  const other = LIVE_ONLY.find((option) => call.has(option));
  if (other !== undefined)
    throw new OmniclawError('OCE_USAGE', `"--host-state" and "--${other}" exclude each other`, { hint: 'give one of them' });
  const seen = await readHostState(path);
  const context = live([], () => Promise.resolve(seen));
  const checked = await checkFleet(call, context, seen.host);
  const { findings, fleet } = checked;
  const notes = [...seen.notes, `checked against the recorded host "${seen.host.hostname}"; changes were not worked out`];
  const plan: Plan = { fleet: checked.path, findings, gateways: fleet?.gateways ?? [], stages: [], blocked: [], orphans: [] };
  const view = findingsView(call, checked);
  const text = call.has('json') ? jsonText({ ...planDocument(plan), notes }) : renderFindings(findings, view) + renderNotes(notes, view);
  call.terminal.out(text);
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}
