/**
 * Carries out a plan. The contract is level-based: whatever state a former run left behind, this one works from what
 * was observed, every step may be repeated, and a failed gateway stops its own track and no other.
 */
import type { Machine } from '../drivers/machine.ts';
import type { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { ApplyEvent, ApplySummary } from '../plan/apply-event.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import type { Plan, Stage, Track } from '../plan/plan.ts';
import { createOutcomes, type Outcomes } from './outcomes.ts';
import { preflight } from './preflight.ts';
import { type KnownGood, type RolledBack, rollBack } from './roll-back.ts';
import { runTrack } from './run-track.ts';

export type ApplyRequest = {
  readonly plan: Plan;
  readonly desired: ReadonlyMap<string, DesiredGateway>;
  readonly machine: Machine;
  /** Called before fields are written into the config of a gateway. */
  readonly rememberTrial: (desired: DesiredGateway) => Promise<void>;
  /** Called when a gateway is as declared. `done`: it was changed and proven just now. */
  readonly remember: (gateway: string, outcome: 'done' | 'unchanged') => Promise<void>;
  /** What to go back to when the change of a gateway fails. */
  readonly knownGood: (gateway: string) => Promise<KnownGood>;
  /** How many gateways may be worked on at once. */
  readonly parallel: number;
  readonly report: (event: ApplyEvent) => void;
  /** Aborted on the first Ctrl-C: steps under way finish, no new one begins. */
  readonly signal: AbortSignal;
};

export async function applyPlan(request: ApplyRequest): Promise<ApplySummary> {
  const outcomes = createOutcomes(request.plan, request.report);
  const changes: Changes = new Map();
  for (const problem of await preflight(request.plan, request.desired, request.machine)) outcomes.block(problem);
  for (const stage of request.plan.stages) {
    request.report({ type: 'stage', name: stage.name, gateways: stage.tracks.map(({ gateway }) => gateway) });
    await runStage(request, stage, { outcomes, changes });
  }
  await rememberUnchanged(request, outcomes);
  const changed = [...changes.values()].reduce((sum, amount) => sum + amount, 0);
  const summary = outcomes.summarize(request.signal.aborted, changed);
  request.report(summary);
  return summary;
}

/** What was changed of each gateway so far, in all stages. */
type Changes = Map<string, number>;

type Run = { readonly outcomes: Outcomes; readonly changes: Changes };

async function runStage(request: ApplyRequest, stage: Stage, run: Run): Promise<void> {
  const queue = [...stage.tracks];
  const worker = async (): Promise<void> => {
    for (let track = queue.shift(); track !== undefined; track = queue.shift()) await runOne(request, stage, track, run);
  };
  // One that ends on a bug of ours is thrown on when the others have come to an end as well.
  const ended = await Promise.allSettled(Array.from({ length: Math.min(request.parallel, queue.length) }, worker));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
}

async function runOne(request: ApplyRequest, stage: Stage, track: Track, { outcomes, changes }: Run): Promise<void> {
  if (request.signal.aborted) return outcomes.skip(track.gateway, 'interrupted before it began');
  if (['failed', 'blocked', 'rolled-back', 'skipped'].includes(outcomes.of(track.gateway))) return;
  const sick = track.after.filter((rescue) => outcomes.isSick(rescue));
  if (sick.length > 0 && track.steps.some(({ change }) => change.action === 'restart' || change.action === 'stop')) {
    return outcomes.skip(track.gateway, `left as it is, because its rescue "${sick[0]}" is not healthy`);
  }
  const countChange = (): void => {
    changes.set(track.gateway, (changes.get(track.gateway) ?? 0) + 1);
  };
  const failure = await runTrack({ ...request, stage: stage.name, track, countChange });
  if (failure === null) return outcomes.advance(track.gateway, stage.name);
  const back = await recover(request, track, { failure, changed: changes.get(track.gateway) ?? 0 });
  if (back?.outcome === 'rolled-back') changes.delete(track.gateway);
  const message = back === null ? failure.message : `${failure.message}; ${back.message}`;
  const hint = [back?.outcome === 'rolled-back' ? '' : failure.hint, back?.hint ?? ''].filter((part) => part !== '').join('; ');
  outcomes.fail(track.gateway, { outcome: back?.outcome ?? 'failed', message, hint });
}

type FailedTrack = { readonly failure: OmniclawError; readonly changed: number };

/** A gateway whose process was touched, in whatever stage, goes back to what was proven. `null`: there is nothing to undo, or somebody wants to stop. */
async function recover(request: ApplyRequest, track: Track, { failure, changed }: FailedTrack): Promise<RolledBack | null> {
  if (failure.code === 'OCE_INTERRUPTED' || request.signal.aborted || track.gateway === '') return null;
  const touched = changed > 0 || failure.code === 'OCE_NOT_READY' || failure.code === 'OCE_IMPOSTOR';
  if (!touched || request.desired.get(track.gateway)?.state !== 'running') return null;
  const known = await request.knownGood(track.gateway);
  return rollBack({ ...request, countChange: () => undefined }, track.gateway, known);
}

async function rememberUnchanged({ plan, remember }: ApplyRequest, outcomes: Outcomes): Promise<void> {
  for (const { name } of plan.gateways) {
    const outcome = outcomes.of(name);
    if (outcome === 'done' || outcome === 'unchanged') await remember(name, outcome);
  }
}
