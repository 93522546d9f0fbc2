import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { rememberedFields } from '../apply/ledger.ts';
import { INSTANCE_SECRET_FILE } from '../fleet/gateway-proof.ts';
import type { Host } from '../fleet/host.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { deriveFleet } from '../plan/derive-fleet.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import type { OwnedField } from '../plan/desired-config.ts';
import { type DesiredGateway, desireGateway } from '../plan/desired-gateway.ts';
import type { MoveStep, Step } from '../plan/diff-gateway.ts';
import { diffGateway } from '../plan/diff-gateway.ts';
import type { ObservedGateway } from '../plan/observed-gateway.ts';
import { afterMoves, beforeMoves } from '../plan/relocate.ts';
import { forgottenGateway } from './forgotten-gateway.ts';
import type { PlanTools } from './plan-fleet.ts';

/** What a gateway that was renamed brings along. `steps` come before its other steps. */
export type Renaming = {
  readonly observed: ObservedGateway;
  readonly steps: readonly Step[];
  /** Its config fields as they were under the old name. */
  readonly remembered: readonly OwnedField[];
};

/** `null`: it was not renamed, or everything has moved already. Throws OCE_REFUSED when both states are there. */
export async function observeRenamed(
  derived: DerivedGateway,
  desired: DesiredGateway,
  tools: PlanTools & { readonly host: Host },
): Promise<Renaming | null> {
  const { renamedFrom } = derived.spec;
  if (renamedFrom === null) return null;
  const former = await formerGateway(renamedFrom, derived, tools);
  const moves = movesOf(former, derived, renamedFrom);
  const goes = { ...desireGateway(former, tools.host, tools.launch), gateway: derived.name };
  const last = diffGateway(goes, await tools.machine.observe(goes), { remembered: [] });
  if (moves.length === 0 && last.length === 0) return null;
  // A state folder that moves takes the workspace in it along, under its old name; so that one is looked for first.
  const seen = await tools.machine.observe(beforeMoves(desired, looksOf(moves)));
  // What was only filled in names paths of the old state folder, so it goes as well.
  const entry = tools.ledger.entry(renamedFrom);
  const fields = entry === null ? goes.config.fields : rememberedFields(entry);
  const remembered = fields.map((field) => ({ ...field, set: 'always' as const }));
  return {
    remembered,
    observed: afterMoves(seen, looksOf(moves)),
    steps: [...last.map((step) => asRenaming(step, renamedFrom)), ...moves],
  };
}

async function formerGateway(
  name: string,
  { spec }: DerivedGateway,
  { ledger, host }: PlanTools & { readonly host: Host },
): Promise<DerivedGateway> {
  const entry = ledger.entry(name);
  const [known] = entry === null ? [] : await forgottenGateway(name, entry, host);
  if (known !== undefined) return known;
  const { gateways } = deriveFleet(
    { gateways: [{ ...spec, name, stateDir: null, configPath: null, workspace: null, state: 'absent' }], defaults: {} },
    host,
    { ports: {} },
    [],
  );
  const [derived] = gateways;
  if (derived === undefined) throw new TypeError(`gateway "${name}" was not derived`);
  return derived;
}

/** First the state folder, then the workspace in it, whose name says the profile. Each only when it is still to be done. */
function movesOf(former: DerivedGateway, derived: DerivedGateway, renamedFrom: string): MoveStep[] {
  const [from, to] = [former.paths.stateDir, derived.paths.stateDir];
  const isMoving = from !== to && existsSync(from);
  const { configFile } = runtimeOf(derived.spec.runtime);
  if (isMoving && [INSTANCE_SECRET_FILE, configFile].some((name) => existsSync(join(to, name)))) {
    throw new OmniclawError('OCE_REFUSED', `"${from}" and "${to}" both hold a gateway, so neither can become the other`, {
      hint: `take "renamedFrom" away, or move one of them by hand`,
    });
  }
  const isInside = former.paths.workspace.startsWith(`${from}/`);
  const workspace = isInside ? join(to, former.paths.workspace.slice(from.length)) : former.paths.workspace;
  const isThere = existsSync(isMoving ? former.paths.workspace : workspace) && !existsSync(derived.paths.workspace);
  const reason = `renamed from "${renamedFrom}"`;
  return [
    ...(isMoving ? [moveStep(derived.name, { from, to, reason })] : []),
    ...(isThere && workspace !== derived.paths.workspace
      ? [moveStep(derived.name, { from: workspace, to: derived.paths.workspace, reason })]
      : []),
  ];
}

type Move = { readonly from: string; readonly to: string; readonly reason: string };

function moveStep(gateway: string, { from, to, reason }: Move): MoveStep {
  const change = {
    action: 'update',
    gateway,
    kind: 'directory',
    id: to,
    before: { path: from },
    after: { path: to },
    reasons: [reason, `moves from ${from}`],
    impact: 'data',
  } as const;
  return { kind: 'move', from, to, change };
}

/** Where the final paths are to be looked for now. */
function looksOf(moves: readonly MoveStep[]): Pick<MoveStep, 'from' | 'to'>[] {
  const [state] = moves;
  return moves.map(({ from, to }) => ({
    to,
    from: state !== undefined && from.startsWith(`${state.to}/`) ? state.from + from.slice(state.to.length) : from,
  }));
}

function asRenaming(step: Step, renamedFrom: string): Step {
  return { ...step, change: { ...step.change, reasons: [`"${renamedFrom}" was renamed`] } };
}
