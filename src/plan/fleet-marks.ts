import type { DerivedGateway } from './derived-gateway.ts';
import type { GatewayMark } from './host-state.ts';
import { isInside } from './normal-path.ts';
import type { HostRuleInput } from './rule.ts';
import { seenPathIdentity } from './seen-identity.ts';

/** Says which gateway of the fleet something on the host belongs to; `undefined`: none. */
export type FleetMarks = {
  readonly gatewayOf: (mark: GatewayMark | null) => DerivedGateway | undefined;
  /** Whose state folder, or browser folder, a path lies in. */
  readonly ownerOfPath: (path: string) => DerivedGateway | undefined;
};

/** Several rules ask for the marks of one fleet. */
const known = new WeakMap<HostRuleInput, FleetMarks>();

/** A gateway is its runtime and its state folder: two profiles on one folder are one gateway, one profile in two homes is two. */
export function readFleetMarks(input: HostRuleInput): FleetMarks {
  const marks = known.get(input) ?? makeFleetMarks(input);
  known.set(input, marks);
  return marks;
}

function makeFleetMarks({ gateways, claims, seen }: HostRuleInput): FleetMarks {
  const identify = seenPathIdentity(seen);
  const keyOf = (runtime: string, stateDir: string) => `${runtime} ${stateDir}`;
  const byMark = new Map(gateways.map((gateway) => [keyOf(gateway.spec.runtime, identify(gateway.paths.stateDir)), gateway]));
  const byName = new Map(gateways.map((gateway) => [gateway.name, gateway]));
  const folders = claims.flatMap((claim) =>
    claim.kind === 'path' && (claim.role === 'browser' || claim.role === 'stateDir')
      ? [[claim.identity, byName.get(claim.gateway)] as const]
      : [],
  );
  return {
    gatewayOf: (mark) => (mark === null ? undefined : byMark.get(keyOf(mark.runtime, mark.stateDir))),
    // A browser folder may lie in the state folder of another gateway: the longest one decides.
    ownerOfPath: (path) => folders.filter(([folder]) => isInside(path, folder)).toSorted(([a], [b]) => b.length - a.length)[0]?.[1],
  };
}
