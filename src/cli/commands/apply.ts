import { dirname } from 'node:path';
import { applyPlan } from '../../apply/apply-plan.ts';
import { ledgerEntry } from '../../apply/ledger.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { omniclawFolders } from '../../os/private-folder.ts';
import { removeStaleTemporaries } from '../../os/write-file.ts';
import type { ApplySummary } from '../../plan/apply-event.ts';
import { changesOf } from '../../plan/plan.ts';
import { jsonLine } from '../../render/json-text.ts';
import { renderFindings } from '../../render/render-findings.ts';
import { renderPlan } from '../../render/render-plan.ts';
import { type CheckedFleet, checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { confirm } from '../confirm.ts';
import { findingsView } from '../findings-view.ts';
import { interruptible } from '../interruptible.ts';
import { listenToHost, type OpenHost, withHost } from '../open-host.ts';
import { type PreparedPlan, planFleet } from '../plan-fleet.ts';
import { openProgress } from '../progress.ts';
import { readHost } from '../read-host.ts';
import { readNumber } from '../read-number.ts';
import { readTargets } from '../read-targets.ts';
import { withApplyLock } from '../with-apply-lock.ts';

/** 0 done or nothing to do, 1 failed with nothing changed, 3 partial, 5 locked, 130 interrupted. */
export async function runApply(call: Call): Promise<number> {
  if (!call.has('yes') && !call.terminal.canAsk) {
    throw new OmniclawError('OCE_USAGE', 'apply asks before it changes anything, and there is no terminal to ask', {
      hint: 'omniclaw apply --yes',
    });
  }
  const options = { parallel: readNumber(call, 'parallel', 4), timeoutMs: readNumber(call, 'timeout', 20) * 1000 };
  return withApplyLock(call, async () => {
    const checked = await checkFleet(call, live(await listenToHost()));
    await sweepTemporaries(call, checked);
    return withHost(call, options.timeoutMs, (host) => planAndCarryOut(call, checked, { host, parallel: options.parallel }));
  });
}

/** Clears away what an apply that was killed in the middle of a write left behind. */
async function sweepTemporaries({ environment }: Call, { fleet }: CheckedFleet): Promise<void> {
  const { state, runtime } = omniclawFolders(environment, readHost(environment).home);
  const managed = fleet?.gateways.flatMap(({ paths }) => [paths.stateDir, dirname(paths.config)]) ?? [];
  const folders = new Set([state, runtime, ...(fleet === null ? [] : [fleet.host.fleetDir]), ...managed]);
  for (const folder of folders) await removeStaleTemporaries(folder);
}

async function planAndCarryOut(call: Call, checked: CheckedFleet, work: Omit<Work, 'prepared'>): Promise<number> {
  const prepared = await planFleet(checked, work.host, readTargets(call, checked));
  if (!call.has('json')) show(call, checked, prepared);
  if (prepared.plan.findings.some(({ severity }) => severity === 'error')) return refuseFindings(call, prepared);
  const changes = changesOf(prepared.plan).length;
  if (changes > 0 && !call.has('yes') && !(await confirm(call.terminal, `carry out ${changes} changes?`))) return 1;
  return carryOut(call, checked, { ...work, prepared });
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

type Work = { readonly prepared: PreparedPlan; readonly host: OpenHost; readonly parallel: number };

async function carryOut(call: Call, checked: CheckedFleet, { prepared, host, parallel }: Work): Promise<number> {
  const progress = await openProgress(call, prepared.plan);
  const summary = await interruptible((signal) =>
    applyPlan({
      ...prepared,
      machine: host.machine,
      parallel,
      signal,
      report: progress.report,
      remember: async (gateway) => {
        const desired = prepared.desired.get(gateway);
        if (desired?.state === 'absent') await host.ledger.forget(gateway);
        else if (desired !== undefined) await host.ledger.record(gateway, ledgerEntry(checked.path, desired));
      },
    }),
  );
  await progress.close(summary);
  return exitOf(summary);
}

export function exitOf({ outcome }: ApplySummary): number {
  switch (outcome) {
    case 'done':
    case 'nothing-to-do':
      return 0;
    case 'failed':
      return 1;
    case 'partial':
      return 3;
    case 'interrupted':
      return 130;
    default:
      return outcome satisfies never;
  }
}
