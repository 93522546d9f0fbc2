import type { Ledger } from '../apply/ledger.ts';
import type { Machine } from '../drivers/machine.ts';
import { printPortLock } from '../drivers/port-lock-file.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import { type DesiredGateway, desireGateway, type Launch } from '../plan/desired-gateway.ts';
import { diffGateway } from '../plan/diff-gateway.ts';
import type { Blocked, Plan, PortLockStep, Stage } from '../plan/plan.ts';
import { type GatewayWork, stageFleet } from '../plan/stage-fleet.ts';
import type { CheckedFleet } from './check-fleet.ts';

/** A plan with what it takes to carry it out. */
export type PreparedPlan = { readonly plan: Plan; readonly desired: ReadonlyMap<string, DesiredGateway> };

export type PlanTools = { readonly machine: Machine; readonly ledger: Ledger; readonly launch: Launch };

/** Observes the host and works out the plan. `targets`: names to look at; empty for all. Changes nothing. */
export async function planFleet(checked: CheckedFleet, tools: PlanTools, targets: readonly string[]): Promise<PreparedPlan> {
  const { fleet, findings, path } = checked;
  if (fleet === null || findings.some(({ severity }) => severity === 'error')) {
    return { plan: { fleet: path, findings, gateways: fleet?.gateways ?? [], stages: [], blocked: [], orphans: [] }, desired: new Map() };
  }
  const chosen = fleet.gateways.filter(({ name }) => targets.length === 0 || targets.includes(name));
  const desired = new Map(chosen.map((derived) => [derived.name, desireGateway(derived, fleet.host, tools.launch)]));
  const observed = await Promise.all(chosen.map((derived) => workOn(derived, desired.get(derived.name), tools)));
  const work = observed.flatMap((one) => ('steps' in one ? [one] : []));
  const stages = [...lockStage(fleet.lock), ...stageFleet(work)];
  const declared = new Set(fleet.gateways.map(({ name }) => name));
  return {
    desired,
    plan: {
      fleet: path,
      findings,
      gateways: fleet.gateways,
      stages,
      blocked: observed.flatMap((one) => ('message' in one ? [one] : [])),
      orphans: tools.ledger.declaredBy(path).filter((name) => !declared.has(name)),
    },
  };
}

async function workOn(derived: DerivedGateway, desired: DesiredGateway | undefined, tools: PlanTools): Promise<GatewayWork | Blocked> {
  const { name, spec } = derived;
  const refuse = (message: string, hint: string): Blocked => ({ gateway: name, message, hint });
  if (desired === undefined) return refuse('it was not derived', '');
  if (!runtimeOf(spec.runtime).managed)
    return refuse(`runtime "${spec.runtime}" is checked for conflicts, but this version cannot apply it`, `omniclaw lint`);
  try {
    const observed = await tools.machine.observe(desired);
    const remembered = tools.ledger.entry(name)?.fields ?? [];
    return { derived, observed, steps: diffGateway(desired, observed, { remembered }) };
  } catch (thrown) {
    if (thrown instanceof OmniclawError) return refuse(thrown.message, thrown.hint);
    throw thrown;
  }
}

function lockStage({ path, text, wanted }: NonNullable<CheckedFleet['fleet']>['lock']): Stage[] {
  const next = printPortLock(wanted);
  const unused = text === null && Object.keys(wanted.ports).length === 0;
  if (unused || text === next) return [];
  const step: PortLockStep = {
    kind: 'port-lock',
    path,
    text: next,
    change: {
      action: text === null ? 'create' : 'update',
      gateway: '',
      kind: 'port-lock',
      id: path,
      before: null,
      after: { ...wanted.ports },
      reasons: ['keeps automatic ports where they are'],
      impact: 'none',
    },
  };
  return [{ name: 'prepare', tracks: [{ gateway: '', steps: [step], after: [] }] }];
}
