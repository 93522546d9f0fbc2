import { changesOf, type Plan } from '../../plan/plan.ts';
import { planDocument } from '../../render/plan-document.ts';
import { renderFindings } from '../../render/render-findings.ts';
import { renderPlan } from '../../render/render-plan.ts';
import { printable } from '../../render/style.ts';
import { checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { findingsView } from '../findings-view.ts';
import { listenToHost, withHost } from '../open-host.ts';
import { planFleet } from '../plan-fleet.ts';
import { readChoices } from '../read-choices.ts';
import { savePlan } from '../saved-plans.ts';

/** 0 made, 1 conflict or error, 2 changes (only with `--detailed-exitcode`). Writes nothing but the file of `--out`. */
export async function runPlan(call: Call): Promise<number> {
  if (call.has('prove')) return (await import('../prove-ports.ts')).provePorts(call);
  const checked = await checkFleet(call, live(await listenToHost()));
  const out = call.value('out');
  const { plan } = await withHost(call, 0, async (host) => {
    const choices = readChoices(call, checked);
    const prepared = await planFleet(checked, host, choices);
    if (out !== undefined && !isRefused(prepared.plan)) await savePlan(call, out, { checked, prepared, tools: host, choices });
    return prepared;
  });
  if (call.has('json')) call.terminal.out(`${JSON.stringify(planDocument(plan), null, 2)}\n`);
  else {
    const view = findingsView(call, checked);
    call.terminal.out(renderFindings(plan.findings, view));
    if (isRefused(plan)) call.terminal.err('no plan was made: mend the errors above, then run "omniclaw plan" again\n');
    else call.terminal.out(`fleet ${view.shorten(plan.fleet)}\n\n${renderPlan(plan, view)}`);
    if (out !== undefined && !isRefused(plan)) call.terminal.out(`saved; "omniclaw apply ${printable(out)}" carries out exactly this\n`);
  }
  if (plan.blocked.length > 0 || isRefused(plan)) return 1;
  return call.has('detailed-exitcode') && changesOf(plan).length > 0 ? 2 : 0;
}

function isRefused({ findings }: Plan): boolean {
  return findings.some(({ severity }) => severity === 'error');
}
