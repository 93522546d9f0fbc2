import type { ApplyEvent, ApplySummary } from '../plan/apply-event.ts';
import type { Plan } from '../plan/plan.ts';
import { jsonText } from '../render/json-text.ts';
import type { Call } from './command.ts';
import { openProgress, type Progress } from './progress.ts';
import type { SingleGateway } from './single-gateway.ts';

/** What a command on a single gateway did, for the end of its output. */
export type ServiceOutcome = {
  readonly command: string;
  readonly gateway: SingleGateway['derived'];
  readonly driver: string;
  readonly summary: ApplySummary;
  readonly events: readonly ApplyEvent[];
  /** One line for people. */
  readonly sentence: string;
  readonly notes: readonly string[];
};

type GatewayEvent = Extract<ApplyEvent, { type: 'gateway' }>;

export type ServiceProgress = {
  readonly progress: Progress;
  readonly events: readonly ApplyEvent[];
  /** What did not go well. */
  readonly problems: readonly GatewayEvent[];
};

/** The progress of an apply for people; a program gets one document at the end instead of lines. */
export async function openServiceProgress(call: Call, plan: Plan): Promise<ServiceProgress> {
  const events: ApplyEvent[] = [];
  const problems: GatewayEvent[] = [];
  const keep = (event: ApplyEvent): void => {
    events.push(event);
    if (event.type === 'gateway' && event.outcome !== 'done' && event.outcome !== 'unchanged') problems.push(event);
  };
  if (call.has('json')) return { progress: { report: keep, close: async () => undefined }, events, problems };
  const shown = await openProgress(call, plan);
  const report = (event: ApplyEvent): void => {
    keep(event);
    shown.report(event);
  };
  const close = async (summary: ApplySummary): Promise<void> => {
    if (summary.outcome !== 'done' && summary.outcome !== 'nothing-to-do') await shown.close(summary);
  };
  return { progress: { report, close }, events, problems };
}

/** Prints the end of a command: a sentence for people, or the document `omniclaw.service.v1`. */
export function reportService(call: Call, outcome: ServiceOutcome): void {
  const { command, gateway, driver, summary, events, sentence, notes } = outcome;
  const proof = events.findLast((event) => event.type === 'proof');
  const failure = events.findLast((event) => event.type === 'gateway' && event.outcome !== 'done' && event.outcome !== 'unchanged');
  if (!call.has('json')) {
    if (isGood(summary)) call.terminal.out(`${sentence}\n`);
    for (const note of notes) call.terminal.err(`note: ${note}\n`);
    return;
  }
  const document = {
    schema: 'omniclaw.service.v1',
    formatVersion: '1.0',
    command,
    profile: gateway.profile,
    outcome: summary.outcome,
    changed: summary.changed,
    service: gateway.service.name,
    driver,
    port: gateway.ports.gateway,
    pid: proof?.type === 'proof' ? proof.pid : null,
    configHash: proof?.type === 'proof' ? proof.configHash : null,
    paths: gateway.paths,
    problem: failure?.type === 'gateway' ? { message: failure.message, hint: failure.hint } : null,
    notes,
  };
  call.terminal.out(jsonText(document));
}

function isGood({ outcome }: ApplySummary): boolean {
  return outcome === 'done' || outcome === 'nothing-to-do';
}
