import { dirname } from 'node:path';
import { requireSameInputs } from '../../apply/saved-plan.ts';
import { prepareProbes } from '../../drivers/gateway-prober.ts';
import type { PortRange } from '../../fleet/fleet-schema.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import type { LoadedFleet } from '../../load/load-fleet.ts';
import { omniclawFolders } from '../../os/private-folder.ts';
import { removeStaleTemporaries } from '../../os/write-file.ts';
import { counted } from '../../plan/describe-ports.ts';
import { changesOf } from '../../plan/plan.ts';
import { jsonLine } from '../../render/json-text.ts';
import { renderFindings } from '../../render/render-findings.ts';
import { renderPlan } from '../../render/render-plan.ts';
import { askingAhead } from '../asking-ahead.ts';
import { carryOut, exitOf, type Work } from '../carry-out.ts';
import { type CheckedFleet, checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { confirm } from '../confirm.ts';
import { findingsView } from '../findings-view.ts';
import { listenToHost, withHost } from '../open-host.ts';
import { type PreparedPlan, planFleet } from '../plan-fleet.ts';
import { planInputs } from '../plan-inputs.ts';
import { readChoices } from '../read-choices.ts';
import { readFleet } from '../read-fleet.ts';
import { readHost } from '../read-host.ts';
import { readNumber, readTimeout } from '../read-number.ts';
import { openSavedPlan } from '../saved-plans.ts';
import { withApplyLock } from '../with-apply-lock.ts';

/** 0 done or nothing to do, 1 failed with nothing changed, 3 partial, 4 stale plan, 5 locked, 130 interrupted. */
export async function runApply(call: Call): Promise<number> {
  const options = { parallel: readNumber(call, 'parallel', 4), timeoutMs: readTimeout(call) };
  const [plan] = call.positionals;
  if (plan !== undefined) return applySaved(call, plan, options);
  const begun = beginToLook(call);
  return withApplyLock(call, async (came) => {
    const { fleet, taken } = came === 'at-once' ? begun : beginToLook(call);
    return withHost(call, options.timeoutMs, async (host) => {
      prepareProbes();
      const checked = await checkFleet({ ...call, fleet }, askingAhead(call, live(await taken), host));
      const choices = readChoices(call, checked);
      await sweepTemporaries(call, checked);
      const prepared = await planFleet(checked, host, choices);
      return askAndCarryOut(call, checked, { command: 'apply', prepared, host, parallel: options.parallel });
    });
  });
}

/** Begins with what takes a while, and may be as it was a moment before the lock was ours. */
function beginToLook(call: Call): { readonly fleet: Promise<LoadedFleet>; readonly taken: Promise<PortRange[]> } {
  const begun = { fleet: readFleet(call), taken: listenToHost() };
  // Whoever awaits them reports what went wrong; until then nobody listens.
  for (const looking of Object.values(begun)) looking.catch(() => undefined);
  return begun;
}

type Options = { readonly parallel: number; readonly timeoutMs: number | null };

/** A saved plan was looked at when it was made, so nobody is asked again; it is carried out as it is or not at all. */
async function applySaved(call: Call, path: string, { parallel, timeoutMs }: Options): Promise<number> {
  const beside = ['target', 'adopt', 'prune', 'fleet'].find((option) => call.has(option));
  if (beside !== undefined) {
    throw new OmniclawError('OCE_USAGE', `"--${beside}" is decided when a plan is made`, {
      hint: `omniclaw plan --out ${path} --${beside} ...`,
    });
  }
  return withApplyLock(call, async () => {
    const { saved, key } = await openSavedPlan(call, path);
    const value: Call['value'] = (name) => (name === 'fleet' ? saved.fleet : call.value(name));
    const checked = await checkFleet({ ...call, value }, live(await listenToHost()));
    await sweepTemporaries(call, checked);
    return withHost(call, timeoutMs, async (host) => {
      const prepared = await planFleet(checked, host, saved.choices);
      requireSameInputs(path, saved.inputs, planInputs(checked, prepared, host, key));
      if (!call.has('json')) show(call, checked, prepared);
      return exitOf(await carryOut(call, checked, { command: `apply ${path}`, prepared, host, parallel }));
    });
  });
}

/** Clears away what an apply that was killed in the middle of a write left behind. */
async function sweepTemporaries({ environment }: Call, { fleet }: CheckedFleet): Promise<void> {
  const { state, runtime } = omniclawFolders(environment, readHost(environment).home);
  const managed = fleet?.gateways.flatMap(({ paths }) => [paths.stateDir, dirname(paths.config)]) ?? [];
  const folders = new Set([state, runtime, ...(fleet === null ? [] : [fleet.host.fleetDir]), ...managed]);
  for (const folder of folders) await removeStaleTemporaries(folder);
}

async function askAndCarryOut(call: Call, checked: CheckedFleet, work: Work): Promise<number> {
  const { prepared } = work;
  if (!call.has('json')) show(call, checked, prepared);
  if (prepared.plan.findings.some(({ severity }) => severity === 'error')) return refuseFindings(call, prepared);
  const changes = changesOf(prepared.plan).length;
  if (changes > 0 && !call.has('yes')) {
    if (!call.terminal.canAsk)
      throw new OmniclawError('OCE_USAGE', 'apply asks before it changes anything, and there is no terminal to ask', {
        hint: 'omniclaw apply --yes',
      });
    if (!(await confirm(call.terminal, `carry out ${counted(changes, 'change')}?`))) return 1;
  }
  return exitOf(await carryOut(call, checked, work));
}

function show(call: Call, checked: CheckedFleet, { plan }: PreparedPlan): void {
  const view = findingsView(call, checked);
  call.terminal.out(renderFindings(plan.findings, view));
  if (plan.findings.some(({ severity }) => severity === 'error')) return;
  call.terminal.out(`fleet ${view.shorten(plan.fleet)}\n\n${renderPlan(plan, view)}`);
}

function refuseFindings(call: Call, { plan }: PreparedPlan): number {
  if (call.has('json')) {
    const { out } = call.terminal;
    out(jsonLine({ type: 'version', schema: 'omniclaw.apply.v1', formatVersion: '1.0' }));
    for (const finding of plan.findings) out(jsonLine({ type: 'finding', ...finding }));
    out(jsonLine({ type: 'summary', outcome: 'failed', changed: 0, done: [], failed: [], skipped: [] }));
  } else call.terminal.err('nothing was changed: mend the errors above, then run "omniclaw apply" again\n');
  return 1;
}
