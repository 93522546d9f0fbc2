import { existsSync } from 'node:fs';
import { type Ledger, rememberedFields } from '../apply/ledger.ts';
import { unitFoldersOf } from '../drivers/host-state/observe-installed.ts';
import type { Machine } from '../drivers/machine.ts';
import { printPortLock } from '../drivers/port-lock-file.ts';
import { readPortOfStart } from '../drivers/port-variable.ts';
import { sightSystemdUnits } from '../drivers/sightings/systemd-units.ts';
import type { Host } from '../fleet/host.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { once } from '../fleet/once.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { findAuthFault } from '../plan/auth-faults.ts';
import { guardClient } from '../plan/client-config.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import { type DesiredGateway, desireGateway, type Launch } from '../plan/desired-gateway.ts';
import { diffGateway, type Step } from '../plan/diff-gateway.ts';
import { findIncludeFault } from '../plan/effective-config.ts';
import type { Sighting } from '../plan/found-gateway.ts';
import { blockedByLeftOut } from '../plan/left-out.ts';
import type { ObservedGateway } from '../plan/observed-gateway.ts';
import type { Blocked, Plan, PortLockStep, Stage } from '../plan/plan.ts';
import type { PlanChoices } from '../plan/plan-choices.ts';
import { guardPort } from '../plan/port-variable.ts';
import { type GatewayWork, stageFleet } from '../plan/stage-fleet.ts';
import { guardBeside, startsBeside } from '../plan/unit-beside.ts';
import type { CheckedFleet } from './check-fleet.ts';
import { forgottenGateway } from './forgotten-gateway.ts';
import { guardLink } from './linked-config.ts';
import { lookAtLeftOut } from './look-at-left-out.ts';
import { observeRenamed } from './renamed-gateway.ts';
import { FROM_OUTSIDE, standsInside } from './runs-inside.ts';

/** A plan with what it takes to carry it out. */
export type PreparedPlan = {
  readonly plan: Plan;
  readonly desired: ReadonlyMap<string, DesiredGateway>;
  /** Gateways that could be looked at. */
  readonly observed: ReadonlyMap<string, ObservedGateway>;
};

/** The part of a checked fleet that a plan is made from. */
export type PlannableFleet = Pick<CheckedFleet, 'path' | 'findings' | 'fleet'>;

export type PlanTools = { readonly machine: Machine; readonly ledger: Ledger; readonly launch: Launch };

/** Observes the host and works out the plan. Changes nothing. Throws OCE_REFUSED when pruning would remove everything. */
export async function planFleet(checked: PlannableFleet, tools: PlanTools, choices: PlanChoices): Promise<PreparedPlan> {
  const { fleet, findings, path } = checked;
  if (fleet === null || findings.some(({ severity }) => severity === 'error')) {
    const plan = { fleet: path, findings, gateways: fleet?.gateways ?? [], stages: [], blocked: [], orphans: [] };
    return { plan, desired: new Map(), observed: new Map() };
  }
  const declared = new Set(fleet.gateways.map(({ name }) => name));
  const renamed = new Set(fleet.gateways.map(({ spec }) => spec.renamedFrom));
  const orphans = tools.ledger.declaredBy(path).filter((name) => !declared.has(name) && !renamed.has(name));
  const pruned = choices.prune === 'yes' ? await prune(checked, orphans, tools) : [];
  const wanted = fleet.gateways.filter(({ name }) => choices.targets.length === 0 || choices.targets.includes(name));
  const chosen = [...wanted, ...pruned];
  const desired = new Map(chosen.map((derived) => [derived.name, desireGateway(derived, fleet.host, tools.launch)]));
  const units = once(async () => (await sightSystemdUnits(fleet.host, unitFoldersOf(fleet.host.home, undefined))).sightings);
  const looked = await Promise.all(
    chosen.map((derived) => workOn(derived, desired.get(derived.name), { ...tools, path, host: fleet.host, declared, units }, choices)),
  );
  const able = looked.flatMap((one) => ('steps' in one ? [one] : []));
  const left = blockedByLeftOut(able, await lookAtLeftOut(fleet, wanted, tools));
  const work = able.filter(({ derived }) => left.every(({ gateway }) => gateway !== derived.name));
  return {
    desired,
    observed: new Map(work.map((one) => [one.derived.name, one.observed])),
    plan: {
      fleet: path,
      findings,
      gateways: [...fleet.gateways, ...pruned],
      stages: [...lockStage(fleet.lock), ...stageFleet(work, fleet.gateways)],
      blocked: [...looked.flatMap((one) => ('message' in one ? [one] : [])), ...left],
      orphans: choices.prune === 'yes' ? [] : orphans,
    },
  };
}

async function prune({ fleet }: PlannableFleet, orphans: readonly string[], { ledger }: PlanTools): Promise<DerivedGateway[]> {
  if (fleet === null || orphans.length === 0) return [];
  if (fleet.gateways.length === 0) {
    throw new OmniclawError('OCE_REFUSED', `the fleet file declares no gateway, so "--prune" would remove all ${orphans.length}`, {
      hint: 'omniclaw fleet destroy',
    });
  }
  const gateways = await Promise.all(
    orphans.map((name) => {
      const entry = ledger.entry(name);
      return entry === null ? [] : forgottenGateway(name, entry, fleet.host);
    }),
  );
  return gateways.flat();
}

/** `path`: of the fleet file. */
type Declared = { readonly path: string; readonly declared: ReadonlySet<string> };

async function workOn(
  derived: DerivedGateway,
  desired: DesiredGateway | undefined,
  tools: PlanTools & Declared & { readonly host: Host; readonly units: () => Promise<readonly Sighting[]> },
  choices: PlanChoices,
): Promise<GatewayWork | Blocked> {
  const { name, spec } = derived;
  if (desired === undefined) return { gateway: name, message: 'it was not derived', hint: '' };
  if (spec.renamedFrom !== null && tools.declared.has(spec.renamedFrom)) {
    const message = `it is renamed from "${spec.renamedFrom}", which is declared too`;
    return { gateway: name, message, hint: `take one of them out of the fleet file` };
  }
  const [problem] = desired.problems;
  if (problem !== undefined) return { gateway: name, ...problem };
  try {
    const renaming = await observeRenamed(derived, desired, tools);
    const observed = renaming?.observed ?? (await tools.machine.observe(desired));
    const remembered = renaming?.remembered ?? rememberedFields(tools.ledger.entry(name));
    const steps = [...(renaming?.steps ?? []), ...diffGateway(desired, observed, { remembered })];
    const told = withOtherFleet(steps, name, tools);
    const work = { derived, observed, steps: isForeign({ derived, observed }, tools) ? told.map(takeOver) : told };
    const guards = [
      guardClient(desired, observed.config),
      findIncludeFault(desired, observed.config, steps),
      findAuthFault(desired, observed.config, steps),
      guardOther(work, tools, choices),
      guardLink({ ...work, steps }),
      guardForeign(work, tools, choices),
      guardPort(desired, await readPortOfStart(desired, observed.config, steps)),
      guardUnit(work, choices),
      startsBeside(work) ? guardBeside(work, await tools.units(), tools.host) : null,
      guardProtected(work, tools),
      guardOurselves(work),
    ];
    return guards.find((guard) => guard !== null) ?? work;
  } catch (thrown) {
    if (thrown instanceof OmniclawError) return { gateway: name, message: thrown.message, hint: thrown.hint };
    throw thrown;
  }
}

/** A config without our mark beside it and without a service of ours, which no apply of ours is known to have made, under this name or the one before. */
function isForeign({ derived: { name, spec }, observed }: Pick<GatewayWork, 'derived' | 'observed'>, { ledger }: PlanTools): boolean {
  const { config, keys, service } = observed;
  const hasService = service.registration?.origin === 'ours' || service.elsewhere.length > 0;
  const isRecorded = [name, spec.renamedFrom].some((one) => one !== null && ledger.entry(one) !== null);
  return config !== null && keys.length === 0 && !hasService && !isRecorded;
}

function takeOver(step: Step): Step {
  if (step.kind !== 'config') return step;
  return { ...step, change: { ...step.change, reasons: ['takes over the config that is there', ...step.change.reasons] } };
}

/** Two fleet files with one gateway are no mistake when the file has moved; while both are there, the first step says so. */
function withOtherFleet(steps: readonly Step[], name: string, { ledger, path }: PlanTools & Declared): readonly Step[] {
  const fleet = ledger.entry(name)?.fleet ?? path;
  const [first, ...others] = steps;
  if (first === undefined || fleet === path || !existsSync(fleet)) return steps;
  const reason = `was applied from "${fleet}", which is still there: the file that is applied last decides`;
  return [withReason(first, reason), ...others];
}

function withReason(step: Step, reason: string): Step {
  const reasons = [reason, ...step.change.reasons];
  return Object.assign({}, step, { change: { ...step.change, reasons } });
}

/** A state folder with which another gateway was applied, of this fleet file or of another, and which that one has not left. */
function guardOther({ derived: { name, paths, spec } }: GatewayWork, tools: PlanTools & Declared, { adopt }: PlanChoices): Blocked | null {
  if (adopt === 'allowed' || spec.state === 'absent') return null;
  const other = tools.ledger.names().find((one) => one !== name && tools.ledger.entry(one)?.stateDir === paths.stateDir);
  if (other === undefined || tools.declared.has(other) || spec.renamedFrom === other) return null;
  const fleet = tools.ledger.entry(other)?.fleet ?? '';
  const message = `its state folder "${paths.stateDir}" is that of "${other}", which was applied from "${fleet}"`;
  const destroy = `omniclaw fleet destroy ${other}${fleet === tools.path ? '' : ` --fleet ${JSON.stringify(fleet)}`}`;
  return { gateway: name, message, hint: existsSync(fleet) ? destroy : 'omniclaw apply --adopt' };
}

/** What is as declared is taken as it is; what would have to change is asked for first. */
function guardForeign(work: GatewayWork, tools: PlanTools, { adopt }: PlanChoices): Blocked | null {
  const { derived, steps } = work;
  const { name, paths, spec } = derived;
  const isChanged = steps.length > 0 || runtimeOf(spec.runtime).keys.includes('instance');
  if (adopt === 'allowed' || spec.state === 'absent' || !isChanged || !isForeign(work, tools)) return null;
  return { gateway: name, message: `"${paths.config}" is there already, and omniclaw did not make it`, hint: 'omniclaw apply --adopt' };
}

/** A unit that the gateway has installed for itself is replaced only by somebody who says so. */
function guardUnit({ derived: { name, service }, observed, steps }: GatewayWork, { adopt }: PlanChoices): Blocked | null {
  const writes = steps.some(({ kind, change }) => kind === 'service' && ['start', 'restart', 'update', 'adopt'].includes(change.action));
  const { registration } = observed.service;
  if (!writes || registration?.origin !== 'theirs') return null;
  const file = /^EnvironmentFile\s*=\s*-?(.+)$/m.exec(registration.definition ?? '')?.[1];
  if (file !== undefined) {
    const message = `its unit "${service.name}" reads variables from "${file}", which a unit of ours does not`;
    return { gateway: name, message, hint: `move them into ".env" in its state folder, and take the line out of the unit` };
  }
  if (adopt === 'allowed') return null;
  const message = `the unit "${service.name}" was not made by omniclaw, and would have to be replaced`;
  return { gateway: name, message, hint: 'omniclaw apply --adopt' };
}

function guardProtected({ derived: { name, spec, paths } }: GatewayWork, { ledger }: PlanTools): Blocked | null {
  const entry = ledger.entry(name);
  if (entry === null || !(spec.protect || entry.protect)) return null;
  if (spec.state === 'absent') {
    return { gateway: name, message: 'it is protected', hint: 'set "protect" to false in the fleet file and apply that first' };
  }
  if (entry.stateDir === paths.stateDir) return null;
  const message = `it is protected, and would be replaced: its state folder was "${entry.stateDir}" and is declared as "${paths.stateDir}"`;
  return { gateway: name, message, hint: 'set "protect" to false in the fleet file and apply that first' };
}

function guardOurselves({ derived, observed: { service }, steps }: GatewayWork): Blocked | null {
  const problems = steps.map(({ kind, change }) => (kind === 'service' ? standsInside(derived, service, change.action) : null));
  const message = problems.find((problem) => problem !== null);
  return message === undefined || message === null ? null : { gateway: derived.name, message, hint: FROM_OUTSIDE };
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
