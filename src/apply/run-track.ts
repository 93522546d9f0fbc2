import type { Machine } from '../drivers/machine.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { ApplyEvent, StepEvent } from '../plan/apply-event.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import { type Plan, type PlannedStep, startsProcess, type Track } from '../plan/plan.ts';
import { releasedBy } from './preflight.ts';

export type TrackRequest = {
  readonly plan: Plan;
  readonly desired: ReadonlyMap<string, DesiredGateway>;
  readonly machine: Machine;
  readonly stage: string;
  readonly track: Track;
  readonly rememberTrial: (desired: DesiredGateway) => Promise<void>;
  readonly report: (event: ApplyEvent) => void;
  readonly countChange: () => void;
  readonly signal: AbortSignal;
};

/** Runs the steps of one gateway in order. Returns what the host refused; `null` when all went well. A bug is thrown on. */
export async function runTrack(request: TrackRequest): Promise<OmniclawError | null> {
  try {
    await checkBeforeWriting(request);
    for (const step of request.track.steps) {
      if (request.signal.aborted) return new OmniclawError('OCE_INTERRUPTED', 'interrupted', { hint: 'omniclaw apply' });
      await runStep(request, step);
    }
    return null;
  } catch (thrown) {
    if (thrown instanceof OmniclawError) return thrown;
    throw thrown;
  }
}

/** The ports once more: since the preflight, somebody may have taken one. */
async function checkBeforeWriting({ plan, desired, machine, track }: TrackRequest): Promise<void> {
  const derived = plan.gateways.find(({ name }) => name === track.gateway);
  const wanted = desired.get(track.gateway);
  if (derived === undefined || wanted === undefined) return;
  if (track.steps.some(startsProcess)) await machine.checkPorts(derived, wanted, releasedBy(track.steps));
}

async function runStep(request: TrackRequest, step: PlannedStep): Promise<void> {
  const { action, gateway, kind, id } = step.change;
  const event = { type: 'step', stage: request.stage, gateway, action, kind, id } as const satisfies Omit<StepEvent, 'status'>;
  request.report({ ...event, status: 'started' });
  try {
    await carryOut(request, step);
  } catch (thrown) {
    request.report({ ...event, status: 'failed' });
    throw thrown;
  }
  request.countChange();
  request.report({ ...event, status: 'done' });
}

async function carryOut({ machine, desired, report, signal, rememberTrial }: TrackRequest, step: PlannedStep): Promise<void> {
  const wanted = desired.get(step.change.gateway) ?? null;
  if (step.kind === 'config' && wanted !== null) await rememberTrial(wanted);
  await machine.carryOut(step, wanted);
  if (step.kind !== 'service' || wanted === null || !['start', 'restart', 'reload', 'adopt'].includes(step.change.action)) return;
  let told = 0;
  const waiting = (seconds: number, problem: string): void => {
    if (seconds < told + WAITING_EVERY_S) return;
    told = seconds;
    report({ type: 'waiting', gateway: step.change.gateway, seconds, problem });
  };
  const { port, pid, startId, configHash } = await machine.prove(wanted, { configHash: step.resource.configHash, signal, waiting });
  report({ type: 'proof', gateway: step.change.gateway, port, pid, startId, configHash });
}

/** How often somebody who waits for a gateway hears of it. */
const WAITING_EVERY_S = 3;
