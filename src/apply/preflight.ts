import type { Machine } from '../drivers/machine.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { DesiredGateway } from '../plan/desired-gateway.ts';
import { type Blocked, type Plan, type PlannedStep, startsProcess } from '../plan/plan.ts';

/** Everything that can be known to fail before the first write, of all gateways at once. */
export async function preflight(plan: Plan, desired: ReadonlyMap<string, DesiredGateway>, machine: Machine): Promise<Blocked[]> {
  const steps = plan.stages.flatMap(({ tracks }) => tracks.flatMap((track) => track.steps));
  const released = releasedBy(steps);
  const ports = await Promise.all(
    plan.gateways.map(async (derived): Promise<Blocked[]> => {
      const wanted = desired.get(derived.name);
      if (wanted === undefined || !steps.some((step) => step.change.gateway === derived.name && startsProcess(step))) return [];
      try {
        await machine.checkPorts(derived, wanted, released);
        return [];
      } catch (thrown) {
        if (thrown instanceof OmniclawError) return [{ gateway: derived.name, message: thrown.message, hint: thrown.hint }];
        throw thrown;
      }
    }),
  );
  const concerned = plan.gateways.flatMap(({ name }) => (steps.some((step) => usesSecrets(step, name)) ? (desired.get(name) ?? []) : []));
  return [...(await machine.checkSteps(steps)), ...(await machine.checkSecrets(concerned)), ...ports.flat()];
}

/** A process that starts, or takes a config up, reads its secrets. */
function usesSecrets(step: PlannedStep, name: string): boolean {
  const { gateway, impact } = step.change;
  return gateway === name && (startsProcess(step) || (step.kind === 'service' && impact === 'reload'));
}

/** Names of the services that these steps end, so that their ports are free afterwards. */
export function releasedBy(steps: readonly PlannedStep[]): ReadonlySet<string> {
  return new Set(
    steps.flatMap(({ kind, change }) => (kind === 'service' && ['stop', 'delete'].includes(change.action) ? [change.id] : [])),
  );
}
