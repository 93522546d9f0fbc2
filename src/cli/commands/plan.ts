import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { changesOf } from '../../plan/plan.ts';
import { planDocument } from '../../render/plan-document.ts';
import { type FindingsView, renderFindings } from '../../render/render-findings.ts';
import { renderPlan } from '../../render/render-plan.ts';
import { printable, wrap } from '../../render/style.ts';
import { type CheckedFleet, checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { findingsView } from '../findings-view.ts';
import { lookAtHost } from '../look-at-host.ts';
import { withHost } from '../open-host.ts';
import { planFleet } from '../plan-fleet.ts';
import { readTargets } from '../read-targets.ts';

/** 0 made, 1 conflict or error, 2 changes (only with `--detailed-exitcode`). Reads only. */
export async function runPlan(call: Call): Promise<number> {
  if (call.has('prove')) return (await import('../prove-ports.ts')).provePorts(call);
  const recorded = call.value('host-state');
  if (recorded !== undefined) return planForRecord(call, recorded);
  const checked = await checkFleet(call, await lookAtHost(call));
  await saveIfWanted(call, checked);
  const { plan } = await withHost(call, 0, (host) => planFleet(checked, host, readTargets(call, checked)));
  const notes = checked.seen?.notes ?? [];
  if (call.has('json')) call.terminal.out(`${JSON.stringify({ ...planDocument(plan), notes }, null, 2)}\n`);
  else {
    const view = findingsView(call, checked);
    call.terminal.out(renderFindings(plan.findings, view) + renderNotes(notes, view));
    const refused = plan.findings.some(({ severity }) => severity === 'error');
    if (refused) call.terminal.err('no plan was made: mend the errors above, then run "omniclaw plan" again\n');
    else call.terminal.out(`fleet ${view.shorten(plan.fleet)}\n\n${renderPlan(plan, view)}`);
  }
  if (plan.blocked.length > 0 || plan.findings.some(({ severity }) => severity === 'error')) return 1;
  return call.has('detailed-exitcode') && changesOf(plan).length > 0 ? 2 : 0;
}

/** Checks the fleet against a host that was recorded, here or elsewhere. Its gateways are not there to be compared, so there are no changes. */
async function planForRecord(call: Call, path: string): Promise<number> {
  const { readHostState } = await import('../recorded-host.ts');
  const other = ['save-host-state', 'detailed-exitcode'].find((option) => call.has(option));
  if (other !== undefined)
    throw new OmniclawError('OCE_USAGE', `"--host-state" and "--${other}" exclude each other`, { hint: 'give one of them' });
  const seen = await readHostState(path);
  const checked = await checkFleet(
    call,
    live([], () => Promise.resolve(seen)),
    seen.host,
  );
  const plan = {
    fleet: checked.path,
    findings: checked.findings,
    gateways: checked.fleet?.gateways ?? [],
    stages: [],
    blocked: [],
    orphans: [],
  };
  const notes = [...seen.notes, `checked against the recorded host "${seen.host.hostname}"; changes were not worked out`];
  const view = findingsView(call, checked);
  if (call.has('json')) call.terminal.out(`${JSON.stringify({ ...planDocument(plan), notes }, null, 2)}\n`);
  else call.terminal.out(renderFindings(plan.findings, view) + renderNotes(notes, view));
  return plan.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

async function saveIfWanted(call: Call, { seen }: CheckedFleet): Promise<void> {
  const path = call.value('save-host-state');
  if (path === undefined) return;
  const { saveHostState } = await import('../recorded-host.ts');
  if (seen === null) call.terminal.err('the host was not looked at: mend the fleet file first\n');
  else await saveHostState(path, seen);
}

function renderNotes(notes: readonly string[], { columns, shorten }: Pick<FindingsView, 'columns' | 'shorten'>): string {
  return notes.map((note) => `${wrap(`note: ${printable(shorten(note))}`, columns, '  ')}\n`).join('');
}
