import { applyPlan } from '../../apply/apply-plan.ts';
import { replaceConfig } from '../../drivers/config-file.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { runtimeOf } from '../../fleet/runtime.ts';
import type { DesiredGateway } from '../../plan/desired-gateway.ts';
import { beginJournal, exitOf } from '../carry-out.ts';
import type { Call } from '../command.ts';
import { confirm } from '../confirm.ts';
import { interruptible } from '../interruptible.ts';
import { type OpenHost, withHost } from '../open-host.ts';
import { openProgress } from '../progress.ts';
import { readTimeout } from '../read-number.ts';
import { findRescued, type RescuedGateway } from '../rescued-gateway.ts';
import { installedService, planOfStep, stepOn } from '../service-step.ts';
import { withApplyLock } from '../with-apply-lock.ts';

type RescueAction = 'restore' | 'restart';

const QUESTIONS = {
  restore: 'put its last known good config back and start it anew?',
  restart: 'start it anew?',
} as const satisfies Record<RescueAction, string>;

/** Exit codes as for apply. */
export async function runRescueAct(call: Call, action: RescueAction): Promise<number> {
  if (!call.has('yes') && !call.terminal.canAsk) {
    throw new OmniclawError('OCE_USAGE', `rescue ${action} asks first, and there is no terminal to ask`, {
      hint: `omniclaw --profile ${call.profile ?? 'rescue'} rescue ${action} --yes`,
    });
  }
  return withApplyLock(call, () =>
    withHost(call, readTimeout(call), async (host) => {
      const rescued = await findRescued(call, host);
      if (!call.has('yes') && !(await confirm(call.terminal, `"${rescued.derived.name}": ${QUESTIONS[action]}`))) return 1;
      if (action === 'restore') await putBack(call, rescued, host);
      return startAnew(call, action, { rescued, host });
    }),
  );
}

/** What is there now is kept beside the config. */
async function putBack(call: Call, { desired, derived }: RescuedGateway, { generations }: OpenHost): Promise<void> {
  const known = await generations.config(derived.name);
  if (known === null) {
    throw new OmniclawError('OCE_REFUSED', `no config is kept with which "${derived.name}" was proven`, { hint: 'omniclaw apply' });
  }
  const { configLock } = runtimeOf(desired.runtime);
  const kept = await replaceConfig(desired.config.id, known, configLock);
  if (kept !== null && !call.has('json')) call.terminal.out(`what "${derived.name}" had is kept in ${kept}\n`);
}

type Work = { readonly rescued: RescuedGateway; readonly host: OpenHost };

/** Its process, with the definition and the config that are there; that it is the right one is proven as ever. */
async function startAnew(call: Call, action: RescueAction, { rescued, host }: Work): Promise<number> {
  const { derived, generation } = rescued;
  const desired: DesiredGateway = { ...rescued.desired, config: { ...rescued.desired.config, fields: [] } };
  const observed = await host.machine.observe(desired);
  const installed = installedService(desired, observed);
  if (installed === null) {
    throw new OmniclawError('OCE_REFUSED', `"${derived.name}" is no service any more`, { hint: `omniclaw apply --target ${derived.name}` });
  }
  const plan = planOfStep(stepOn(installed, 'restart', desired, observed), derived, generation.fleet);
  const prepared = { plan, desired: new Map([[derived.name, { ...desired, service: { ...desired.service, driver: installed.driver } }]]) };
  const journal = await beginJournal({ path: generation.fleet }, { command: `rescue ${action}`, prepared, host });
  const progress = await openProgress(call, plan);
  const summary = await interruptible((signal) =>
    applyPlan({
      ...prepared,
      machine: host.machine,
      parallel: 1,
      signal,
      report: progress.report,
      rememberTrial: async () => undefined,
      remember: async () => undefined,
      knownGood: async () => ({ reason: 'it was started with what it has' }),
    }),
  );
  await journal.end(summary, []);
  await progress.close(summary);
  return exitOf(summary);
}
