import { applyPlan } from '../../apply/apply-plan.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import type { ApplySummary } from '../../plan/apply-event.ts';
import { desireGateway } from '../../plan/desired-gateway.ts';
import { beginJournal, exitOf } from '../carry-out.ts';
import type { Call } from '../command.ts';
import { interruptible } from '../interruptible.ts';
import { type OpenHost, withHost } from '../open-host.ts';
import { type Instance, readInstance } from '../read-instance.ts';
import { readNumber } from '../read-number.ts';
import { FROM_OUTSIDE, standsInside } from '../runs-inside.ts';
import { openServiceProgress, reportService } from '../service-report.ts';
import { installedService, planOfStep, stepOn } from '../service-step.ts';
import { declareSingle } from '../single-gateway.ts';
import { withApplyLock } from '../with-apply-lock.ts';
import { isDeclared } from './gateway-install.ts';

type Control = 'start' | 'stop' | 'restart' | 'delete';

const WORDS = { start: 'runs', restart: 'runs', stop: 'is stopped', delete: 'is no service any more' } as const;

/**
 * Acts on the service as it is installed and on the config as it is; what a fleet file declares meanwhile is the
 * affair of apply. 0 done, 1 failed, 5 locked, 130 interrupted.
 */
export async function runGatewayControl(call: Call, action: Control): Promise<number> {
  const instance = readInstance(call);
  return withApplyLock(call, () =>
    withHost(call, readNumber(call, 'timeout', 20) * 1000, (host) => control(call, action, { instance, host })),
  );
}

async function control(
  call: Call,
  action: Control,
  { instance, host }: { readonly instance: Instance; readonly host: OpenHost },
): Promise<number> {
  const { derived, host: facts } = await declareSingle(call, { instance, port: null, driver: 'auto', wanted: {}, against: 'gateways' });
  const desired = desireGateway(derived, facts, host.launch);
  const observed = await host.machine.observe(desired);
  const installed = installedService(desired, observed);
  const { profile } = instance;
  if (installed === null) {
    if (action === 'delete') return reportNothing(call, derived, desired.service.driver);
    const option = profile === 'default' ? '' : ` --profile ${profile}`;
    throw new OmniclawError('OCE_REFUSED', `"${profile}" is not installed as a service`, { hint: `omniclaw${option} gateway install` });
  }
  const inside = standsInside(derived, observed.service, action);
  if (inside !== null) throw new OmniclawError('OCE_REFUSED', inside, { hint: FROM_OUTSIDE });
  const step = stepOn(installed, action, desired, observed);
  const plan = planOfStep(step, derived, instance.configPath);
  const command = action === 'delete' ? 'uninstall' : action;
  const journal = await beginJournal({ path: instance.configPath }, { command: `gateway ${command}`, prepared: { plan }, host });
  const { progress, events, problems } = await openServiceProgress(call, plan);
  const wanted = { ...desired, service: { ...desired.service, driver: installed.driver } };
  const summary = await interruptible((signal) =>
    applyPlan({
      plan,
      desired: new Map([[profile, wanted]]),
      machine: host.machine,
      parallel: 1,
      signal,
      report: progress.report,
      rememberTrial: async () => undefined,
      remember: async () => forget(action, instance, host),
      knownGood: async () => ({ reason: 'neither its config nor its service was changed' }),
    }),
  );
  await journal.end(summary, problems);
  await progress.close(summary);
  const proof = events.findLast((event) => event.type === 'proof');
  const where = proof?.type === 'proof' ? ` on port ${proof.port} as process ${proof.pid}` : '';
  const sentence = `"${profile}" ${WORDS[action]}${where}`;
  reportService(call, {
    command,
    gateway: derived,
    driver: installed.driver,
    summary,
    events,
    sentence,
    notes: notesOn(action, instance, host),
  });
  return exitOf(summary);
}

/** A gateway that only "gateway install" made known is forgotten with its service. */
async function forget(action: Control, instance: Instance, { ledger, generations }: OpenHost): Promise<void> {
  const entry = ledger.entry(instance.profile);
  if (action !== 'delete' || entry === null || isDeclared(entry, instance)) return;
  await generations.forget(instance.profile);
  await ledger.forget(instance.profile);
}

function notesOn(action: Control, instance: Instance, { ledger }: OpenHost): string[] {
  const entry = ledger.entry(instance.profile);
  if (entry === null || !isDeclared(entry, instance) || action === 'start' || action === 'restart') return [];
  return [`the fleet file "${entry.fleet}" declares it, so the next "omniclaw apply" brings it back`];
}

function reportNothing(call: Call, gateway: Parameters<typeof planOfStep>[1], driver: string): number {
  const summary: ApplySummary = { type: 'summary', outcome: 'nothing-to-do', changed: 0, done: [], failed: [], skipped: [] };
  reportService(call, {
    command: 'uninstall',
    gateway,
    driver,
    summary,
    events: [],
    sentence: `"${gateway.profile}" is no service`,
    notes: [],
  });
  return 0;
}
