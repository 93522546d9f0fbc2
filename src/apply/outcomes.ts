import type { ApplyEvent, ApplySummary, GatewayOutcome } from '../plan/apply-event.ts';
import type { Blocked, Plan } from '../plan/plan.ts';

/** How the change of a gateway ended badly. */
export type Failure = { readonly outcome: 'failed' | 'rolled-back'; readonly message: string; readonly hint: string };

/** The outcome of every gateway of a run, kept while it runs. */
export type Outcomes = {
  of(gateway: string): GatewayOutcome;
  /** Whether a gateway is known not to be as declared. */
  isSick(gateway: string): boolean;
  /** It cannot be touched as things are. */
  block(problem: Blocked): void;
  skip(gateway: string, message: string): void;
  fail(gateway: string, failure: Failure): void;
  /** A track of the gateway ended well; its last track makes it `done`. */
  advance(gateway: string, stage: string): void;
  /** `changed`: changes that were carried out and stay. */
  summarize(interrupted: unknown, changed: number): ApplySummary;
};

export function createOutcomes(plan: Plan, report: (event: ApplyEvent) => void): Outcomes {
  const lastStage = new Map(plan.stages.flatMap(({ name, tracks }) => tracks.map(({ gateway }) => [gateway, name] as const)));
  const outcomes = new Map<string, GatewayOutcome>(plan.gateways.map(({ name }) => [name, 'unchanged']));
  const settle = (gateway: string, outcome: GatewayOutcome, message: string, hint: string): void => {
    outcomes.set(gateway, outcome);
    if (gateway === '' && outcome === 'done') return;
    report({ type: 'gateway', gateway, outcome, message, hint });
  };
  const block = ({ gateway, message, hint }: Blocked): void => settle(gateway, 'blocked', message, hint);
  for (const problem of plan.blocked) block(problem);
  const named = (...wanted: GatewayOutcome[]) =>
    [...outcomes].flatMap(([name, outcome]) => (name !== '' && wanted.includes(outcome) ? [name] : []));
  return {
    of: (gateway) => outcomes.get(gateway) ?? 'unchanged',
    isSick: (gateway) => ['failed', 'rolled-back', 'blocked', 'skipped'].includes(outcomes.get(gateway) ?? 'unchanged'),
    block,
    skip: (gateway, message) => settle(gateway, 'skipped', message, ''),
    fail: (gateway, { outcome, message, hint }) => settle(gateway, outcome, message, hint),
    advance: (gateway, stage) => {
      if (lastStage.get(gateway) === stage) settle(gateway, 'done', '', '');
    },
    summarize: (interrupted, changed) => {
      const failed = named('failed', 'rolled-back', 'blocked');
      const skipped = named('skipped');
      const outcome = interrupted === true ? 'interrupted' : outcomeOf(changed, failed.length + skipped.length);
      return { type: 'summary', outcome, changed, done: named('done'), failed, skipped };
    },
  };
}

function outcomeOf(changed: number, bad: number): ApplySummary['outcome'] {
  if (bad > 0) return changed > 0 ? 'partial' : 'failed';
  return changed > 0 ? 'done' : 'nothing-to-do';
}
