import { applyPlan } from '../apply/apply-plan.ts';
import { ledgerEntry } from '../apply/ledger.ts';
import type { ApplySummary } from '../plan/apply-event.ts';
import type { CheckedFleet } from './check-fleet.ts';
import type { Call } from './command.ts';
import { interruptible } from './interruptible.ts';
import type { OpenHost } from './open-host.ts';
import type { PreparedPlan } from './plan-fleet.ts';
import { openProgress } from './progress.ts';

export type Work = { readonly prepared: PreparedPlan; readonly host: OpenHost; readonly parallel: number };

/** Carries a plan out while showing what happens. Resolves when all of it is done, given up or interrupted. */
export async function carryOut(
  call: Call,
  { path }: Pick<CheckedFleet, 'path'>,
  { prepared, host, parallel }: Work,
): Promise<ApplySummary> {
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
        else if (desired !== undefined) await host.ledger.record(gateway, ledgerEntry(path, desired));
      },
    }),
  );
  await progress.close(summary);
  return summary;
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
