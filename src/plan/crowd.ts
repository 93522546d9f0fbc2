/** Findings about two gateways each, where very many of a fleet clash with one another. */
import type { Fix } from './finding.ts';
import type { RuleFault } from './rule.ts';
import { series } from './series.ts';
import { quoted } from './visible.ts';

/** A gateway that clashes with more than this many of those before it gets one finding that names them all. */
export const CROWD = 8;

/** How two gateways clash, told from what a rule knows of them. */
export type Clash<P> = {
  /** The one that comes later in the fleet file, and the other. */
  readonly later: (pair: P) => string;
  readonly earlier: (pair: P) => string;
  readonly message: (pair: P) => string;
  /** The place of the later gateway, and that of the earlier one. */
  readonly places: (pair: P) => readonly [string, string];
  /** What ends all of these clashes of one later gateway. */
  readonly fix: (pairs: readonly P[]) => Fix;
};

/** One fault for each pair, or one for each gateway that has a crowd of them: 500 gateways on one port are 499 problems, not 124,750. */
export function clashFaults<P>(pairs: readonly P[], clash: Clash<P>): RuleFault[] {
  const faults: RuleFault[] = [];
  for (const group of Map.groupBy(pairs, clash.later).values()) {
    const [first, ...others] = group;
    if (first !== undefined && group.length > CROWD) faults.push(crowdFault(first, others, clash));
    else for (const pair of group) faults.push(crowdFault(pair, [], clash));
  }
  return faults;
}

/** Whether a finding is about one gateway and a crowd of others. */
export function isCrowd({ gateways }: { readonly gateways: readonly string[] }): boolean {
  return gateways.length > CROWD + 1;
}

function crowdFault<P>(first: P, others: readonly P[], { later, earlier, message, places, fix }: Clash<P>): RuleFault {
  const pairs = [first, ...others];
  const names = pairs.map(earlier);
  const more = others.length === 0 ? '' : `; likewise with ${series(names.slice(1).map(quoted))}`;
  return {
    gateways: [later(first), ...names],
    message: `${message(first)}${more}`,
    pointers: [places(first)[0], ...pairs.map((pair) => places(pair)[1])],
    fix: fix(pairs),
  };
}
