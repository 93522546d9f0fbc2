import { existsSync } from 'node:fs';
import { clearAway } from '../../apply/clear-away.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { omniclawFolders } from '../../os/private-folder.ts';
import { removeTree } from '../../os/remove-tree.ts';
import type { DerivedGateway, GatewayPaths } from '../../plan/derived-gateway.ts';
import type { DesiredGateway } from '../../plan/desired-gateway.ts';
import { desireGateway } from '../../plan/desired-gateway.ts';
import { isInside } from '../../plan/normal-path.ts';
import { PLAIN_CHOICES } from '../../plan/plan-choices.ts';
import { renderPlan } from '../../render/render-plan.ts';
import { carryOut, exitOf } from '../carry-out.ts';
import { type CheckedFleet, checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { confirm } from '../confirm.ts';
import { findingsView } from '../findings-view.ts';
import { forgottenGateway } from '../forgotten-gateway.ts';
import { type OpenHost, withHost } from '../open-host.ts';
import { planFleet } from '../plan-fleet.ts';
import { readHost } from '../read-host.ts';
import { requireGateway } from '../read-targets.ts';
import { refuseWhileWatched } from '../watch-as-service.ts';
import { withApplyLock } from '../with-apply-lock.ts';

/** Stops and forgets gateways. State folders stay, except those named with `--purge`. Exit codes as for apply. */
export async function runFleetDestroy(call: Call): Promise<number> {
  if (!call.has('yes') && !call.terminal.canAsk) {
    throw new OmniclawError('OCE_USAGE', 'destroy asks first, and there is no terminal to ask', { hint: 'omniclaw fleet destroy --yes' });
  }
  refuseWhileWatched(call);
  return withApplyLock(call, async () => {
    const checked = await checkFleet(call, live([]));
    const code = await withHost(call, 20_000, (host) => destroy(call, checked, host));
    if (code === 0) await clearAway(omniclawFolders(call.environment, readHost(call.environment).home));
    return code;
  });
}

async function destroy(call: Call, checked: CheckedFleet, host: OpenHost): Promise<number> {
  const { fleet } = checked;
  if (fleet === null) throw new OmniclawError('OCE_REFUSED', `the fleet file "${checked.path}" has errors`, { hint: 'omniclaw lint' });
  const doomed = await chooseDoomed(call, checked, host);
  const prepared = await planFleet(
    { ...checked, findings: [], fleet: { ...fleet, gateways: doomed, lock: { ...fleet.lock, wanted: { ports: {} }, text: null } } },
    host,
    PLAIN_CHOICES,
  );
  const purged = doomed.filter(({ name }) => call.values('purge').includes(name));
  if (!(await agree(call, checked, { doomed, purged, text: renderPlan({ ...prepared.plan, orphans: [] }, findingsView(call, checked)) })))
    return 1;
  const summary = await carryOut(call, checked, { command: 'fleet destroy', prepared, host, parallel: 4 });
  if (summary.failed.length === 0 && summary.skipped.length === 0) await purge(purged, host, checked);
  return exitOf(summary);
}

/** The gateways named on the line, or all of the fleet: each with its state set to `absent`. */
async function chooseDoomed(call: Call, checked: CheckedFleet, host: OpenHost): Promise<DerivedGateway[]> {
  const gateways = checked.fleet?.gateways ?? [];
  const orphans = host.ledger.declaredBy(checked.path).filter((name) => gateways.every((one) => one.name !== name));
  const known = [...gateways.map(({ name }) => name), ...orphans];
  for (const name of [...call.positionals, ...call.values('purge')]) requireGateway(name, known);
  const named = call.positionals.length > 0 ? call.positionals : known;
  const unnamed = call.values('purge').filter((name) => !named.includes(name));
  if (unnamed.length > 0)
    throw new OmniclawError('OCE_USAGE', `"--purge ${unnamed[0]}" is not among the gateways to destroy`, {
      hint: `omniclaw fleet destroy ${unnamed[0]} --purge ${unnamed[0]}`,
    });
  const chosen = await Promise.all(
    named.map(async (name) => {
      const found = gateways.find((one) => one.name === name);
      if (found !== undefined) return [asAbsent(found)];
      const entry = host.ledger.entry(name);
      return entry === null || checked.fleet === null ? [] : forgottenGateway(name, entry, checked.fleet.host);
    }),
  );
  return chosen.flat();
}

function asAbsent(derived: DerivedGateway): DerivedGateway {
  return { ...derived, spec: { ...derived.spec, name: derived.name, state: 'absent', rescues: null } };
}

type Agreement = { readonly doomed: readonly DerivedGateway[]; readonly purged: readonly DerivedGateway[]; readonly text: string };

async function agree(call: Call, checked: CheckedFleet, { doomed, purged, text }: Agreement): Promise<boolean> {
  const guarded = doomed.filter(({ spec }) => spec.protect);
  if (guarded.length > 0) {
    throw new OmniclawError('OCE_REFUSED', `gateway "${guarded[0]?.name}" is protected`, {
      hint: 'set "protect" to false in the fleet file first',
    });
  }
  const { shorten } = findingsView(call, checked);
  if (!call.has('json')) {
    call.terminal.out(text);
    for (const { paths } of purged) {
      call.terminal.out(`purges ${shorten(paths.stateDir)} with everything in it\n`);
      for (const path of outside(paths)) call.terminal.out(`keeps ${shorten(path)}, which lies outside of it\n`);
    }
  }
  return call.has('yes') || confirm(call.terminal, `destroy ${doomed.map(({ name }) => `"${name}"`).join(', ')}?`);
}

async function purge(purged: readonly DerivedGateway[], host: OpenHost, { fleet }: CheckedFleet): Promise<void> {
  if (fleet === null) return;
  for (const derived of purged) {
    const desired: DesiredGateway = desireGateway(derived, fleet.host, host.launch);
    if (await host.machine.isInUse(desired)) {
      throw new OmniclawError('OCE_REFUSED', `a process still runs on "${derived.paths.stateDir}"`, { hint: `omniclaw fleet status` });
    }
    await removeTree(derived.paths.stateDir);
  }
}

/** What belongs to a gateway and lies elsewhere may hold other things of the user: a purge leaves it. */
function outside({ config, workspace, stateDir }: GatewayPaths): string[] {
  return [config, workspace].filter((path) => !isInside(path, stateDir) && existsSync(path));
}
