import { randomBytes } from 'node:crypto';
import { applyPlan } from '../apply/apply-plan.ts';
import { writeJournal } from '../apply/journal.ts';
import { rememberGateway, rememberTrial } from '../apply/remember-gateway.ts';
import { ensurePrivateFolder } from '../os/private-folder.ts';
import type { ApplyEvent, ApplySummary } from '../plan/apply-event.ts';
import { changesOf } from '../plan/plan.ts';
import type { CheckedFleet } from './check-fleet.ts';
import type { Call } from './command.ts';
import { interruptible } from './interruptible.ts';
import { findKnownGood, generationContent } from './known-good.ts';
import type { OpenHost } from './open-host.ts';
import type { PreparedPlan } from './plan-fleet.ts';
import { openProgress } from './progress.ts';
import { VERSION } from './version.ts';

/** `command`: what the journal calls it. */
export type Work = { readonly command: string; readonly prepared: PreparedPlan; readonly host: OpenHost; readonly parallel: number };

/** Carries a plan out while showing what happens, and writes it down. Resolves when all is done, given up or interrupted. */
export async function carryOut(call: Call, checked: CheckedFleet, work: Work): Promise<ApplySummary> {
  const { prepared, host, parallel } = work;
  const journal = await beginJournal(checked, work);
  const progress = await openProgress(call, prepared.plan);
  const problems: Extract<ApplyEvent, { type: 'gateway' }>[] = [];
  const summary = await interruptible((signal) =>
    applyPlan({
      ...prepared,
      machine: host.machine,
      parallel,
      signal,
      report: (event) => {
        if (event.type === 'gateway' && event.outcome !== 'done' && event.outcome !== 'unchanged') problems.push(event);
        progress.report(event);
      },
      rememberTrial: (desired) => rememberTrial(host.ledger, checked.path, desired),
      remember: (gateway, outcome) => remember(gateway, outcome, { checked, prepared, host }),
      knownGood: async (gateway) =>
        checked.fleet === null
          ? { reason: 'the fleet file has errors' }
          : findKnownGood(host.generations, gateway, { host: checked.fleet.host, launch: host.launch }),
    }),
  );
  await journal.end(summary, problems);
  await progress.close(summary);
  return summary;
}

type Remembered = { readonly checked: CheckedFleet; readonly prepared: PreparedPlan; readonly host: OpenHost };

async function remember(gateway: string, outcome: 'done' | 'unchanged', { checked, prepared, host }: Remembered): Promise<void> {
  const desired = prepared.desired.get(gateway);
  if (desired === undefined) return;
  if (desired.state === 'absent') {
    await host.generations.forget(gateway);
    return host.ledger.forget(gateway);
  }
  const former = checked.fleet?.gateways.find(({ name }) => name === gateway)?.spec.renamedFrom ?? null;
  if (former !== null && host.ledger.entry(former) !== null) {
    await host.generations.forget(former);
    await host.ledger.forget(former);
  }
  await rememberGateway(host, { fleet: checked.path, desired, content: generationContent(checked, gateway), outcome });
}

type OpenJournal = {
  readonly end: (summary: ApplySummary, problems: readonly Extract<ApplyEvent, { type: 'gateway' }>[]) => Promise<void>;
};

type JournalledWork = Pick<Work, 'command' | 'host'> & { readonly prepared: Pick<PreparedPlan, 'plan'> };

/** A run that finds nothing to do leaves no line. */
export async function beginJournal(
  { path }: Pick<CheckedFleet, 'path'>,
  { command, prepared: { plan }, host: { folders, journal } }: JournalledWork,
): Promise<OpenJournal> {
  const changes = changesOf(plan).map(({ gateway, action, kind, id }) => ({ gateway, action, kind, id }));
  if (changes.length === 0) return { end: async () => undefined };
  const run = randomBytes(6).toString('hex');
  await ensurePrivateFolder(folders.state);
  await writeJournal(journal, { event: 'began', run, at: new Date().toISOString(), command, fleet: path, program: VERSION, changes });
  return {
    end: ({ outcome, changed }, problems) => {
      const told = problems.map(({ gateway, outcome: how, message }) => ({ gateway, outcome: how, message }));
      return writeJournal(journal, { event: 'ended', run, at: new Date().toISOString(), outcome, changed, problems: told });
    },
  };
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
