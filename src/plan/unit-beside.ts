import type { Host } from '../fleet/host.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { howToDismiss } from './describe-holder.ts';
import type { Sighting } from './found-gateway.ts';
import { managerOf, ownDefinition } from './import-driver.ts';
import { completed } from './merge-sightings.ts';
import { type Blocked, startsProcess } from './plan.ts';
import type { GatewayWork } from './stage-fleet.ts';
import { quoted } from './visible.ts';

/** Whether a service of ours is about to be started for a program for which others make units too. */
export function startsBeside({ derived: { spec, service }, steps }: GatewayWork): boolean {
  return steps.some(startsProcess) && service.driver !== 'external' && runtimeOf(spec.runtime).program.source === 'package';
}

/** A gateway that the unit of somebody else starts by itself gets no second one. */
export function guardBeside({ derived }: GatewayWork, units: readonly Sighting[], host: Host): Blocked | null {
  const { name, spec, paths } = derived;
  const own = [spec.name, spec.renamedFrom].flatMap((one) => (one === null ? [] : [one]));
  const beside = units.find(
    (unit) =>
      unit.runtime === spec.runtime &&
      unit.wanted === 'running' &&
      completed(unit, host).stateDir === paths.stateDir &&
      !own.some((one) => unit.where === ownDefinition(unit, { runtime: spec.runtime, name: one, host })),
  );
  if (beside === undefined) return null;
  const message = `${quoted(beside.where)} is set up to run it, and apply would make a second service beside it`;
  return {
    gateway: name,
    message,
    hint: `${howToDismiss(managerOf(beside, host), name)}; or set service.driver of "${name}" to "external"`,
  };
}
