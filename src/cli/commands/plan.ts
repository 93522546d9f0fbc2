import { prepareProbes } from '../../drivers/gateway-prober.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import type { Drift } from '../../plan/find-drift.ts';
import { changesOf, type Plan } from '../../plan/plan.ts';
import { jsonText } from '../../render/json-text.ts';
import { planDocument } from '../../render/plan-document.ts';
import { renderFindings, renderNotes } from '../../render/render-findings.ts';
import { renderPlan } from '../../render/render-plan.ts';
import { printable } from '../../render/style.ts';
import { askingAhead } from '../asking-ahead.ts';
import { type CheckedFleet, checkFleet } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { findingsView } from '../findings-view.ts';
import { lookAtHost } from '../look-at-host.ts';
import { type OpenHost, withHost } from '../open-host.ts';
import { type PreparedPlan, planFleet } from '../plan-fleet.ts';
import { readChoices } from '../read-choices.ts';
import { savePlan } from '../saved-plans.ts';

/** 0 made, 1 conflict or error, 2 changes (only with `--detailed-exitcode`). Writes nothing but the files of `--out` and `--save-host-state`. */
export async function runPlan(call: Call): Promise<number> {
  if (call.has('prove')) return (await import('../prove-ports.ts')).provePorts(call);
  const record = call.value('host-state');
  if (record !== undefined) return (await import('../plan-for-record.ts')).planForRecord(call, record);
  const out = call.value('out');
  const { plan, checked, drifts } = await withHost(call, 0, async (host) => {
    prepareProbes();
    const context = await lookAtHost(call, host.launch.manager);
    const checked = await checkFleet(call, askingAhead(call, context, host));
    await saveIfWanted(call, checked);
    const choices = readChoices(call, checked);
    const prepared = await planFleet(checked, host, choices);
    if (out !== undefined && !isRefused(prepared.plan)) await savePlan(call, out, { checked, prepared, tools: host, choices });
    return { plan: prepared.plan, checked, drifts: call.has('drift') ? await driftOf(prepared, host) : null };
  });
  const notes = checked.seen?.notes ?? [];
  if (call.has('json')) {
    call.terminal.out(jsonText({ ...planDocument(plan), notes, ...(drifts === null ? {} : { drift: drifts }) }));
  } else if (isMarkdown(call)) {
    const { planMarkdown } = await import('../../render/plan-markdown.ts');
    call.terminal.out(planMarkdown(plan, findingsView(call, checked).shorten));
  } else {
    const view = findingsView(call, checked);
    call.terminal.out(renderFindings(plan.findings, view) + renderNotes(notes, view));
    if (isRefused(plan)) call.terminal.err('no plan was made: mend the errors above, then run "omniclaw plan" again\n');
    else if (drifts !== null) call.terminal.out((await import('../../render/render-drift.ts')).renderDrift(drifts, view.shorten));
    else call.terminal.out(`fleet ${view.shorten(plan.fleet)}\n\n${renderPlan(plan, view)}`);
    if (out !== undefined && !isRefused(plan)) call.terminal.out(`saved; "omniclaw apply ${printable(out)}" carries out exactly this\n`);
  }
  if (plan.blocked.length > 0 || isRefused(plan)) return 1;
  return call.has('detailed-exitcode') && changesOf(plan).length > 0 ? 2 : 0;
}

async function saveIfWanted(call: Call, { seen }: CheckedFleet): Promise<void> {
  const path = call.value('save-host-state');
  if (path === undefined) return;
  if (seen === null) call.terminal.err('the host was not looked at: mend the fleet file first\n');
  else await (await import('../recorded-host.ts')).saveHostState(path, seen);
}

async function driftOf({ desired, observed }: PreparedPlan, { ledger }: OpenHost): Promise<readonly Drift[]> {
  const { findDrift } = await import('../../plan/find-drift.ts');
  return [...observed].flatMap(([name, seen]) => {
    const wanted = desired.get(name);
    return wanted === undefined ? [] : findDrift(wanted, seen, ledger.entry(name)?.fields ?? []);
  });
}

function isMarkdown(call: Call): boolean {
  const format = call.value('format') ?? 'pretty';
  if (format !== 'pretty' && format !== 'markdown') {
    throw new OmniclawError('OCE_USAGE', `"--format" must be "pretty" or "markdown", got "${format}"`, {
      hint: 'omniclaw plan --format markdown',
    });
  }
  return format === 'markdown';
}

function isRefused({ findings }: Plan): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
