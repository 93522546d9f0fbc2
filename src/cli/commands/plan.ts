import { changesOf } from '../../plan/plan.ts';
import { jsonText } from '../../render/json-text.ts';
import { planDocument } from '../../render/plan-document.ts';
import { renderFindings } from '../../render/render-findings.ts';
import { renderPlan } from '../../render/render-plan.ts';
import { checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { findingsView } from '../findings-view.ts';
import { listenToHost, withHost } from '../open-host.ts';
import { planFleet } from '../plan-fleet.ts';
import { readTargets } from '../read-targets.ts';

/** 0 made, 1 conflict or error, 2 changes (only with `--detailed-exitcode`). Reads only. */
export async function runPlan(call: Call): Promise<number> {
  if (call.has('prove')) return (await import('../prove-ports.ts')).provePorts(call);
  const checked = await checkFleet(call, live(await listenToHost()));
  const { plan } = await withHost(call, 0, (host) => planFleet(checked, host, readTargets(call, checked)));
  if (call.has('json')) call.terminal.out(jsonText(planDocument(plan)));
  else {
    const view = findingsView(call, checked);
    call.terminal.out(renderFindings(plan.findings, view));
    const refused = plan.findings.some(({ severity }) => severity === 'error');
    if (refused) call.terminal.err('no plan was made: mend the errors above, then run "omniclaw plan" again\n');
    else call.terminal.out(`fleet ${view.shorten(plan.fleet)}\n\n${renderPlan(plan, view)}`);
  }
  if (plan.blocked.length > 0 || plan.findings.some(({ severity }) => severity === 'error')) return 1;
  return call.has('detailed-exitcode') && changesOf(plan).length > 0 ? 2 : 0;
}
