/** What goes wrong when a part of a fleet is changed and the rest is left as it is. */
import type { Blocked } from './plan.ts';
import { fixedPorts, type GatewayWork, heldPorts, serviceStep } from './stage-fleet.ts';

/**
 * Gateways that could not start, because one that `--target` leaves out runs on a port of theirs. In a change of the whole fleet
 * that one would let go of it first.
 */
export function blockedByLeftOut(work: readonly GatewayWork[], leftOut: readonly Omit<GatewayWork, 'steps'>[]): Blocked[] {
  const holders = leftOut.filter(({ observed }) => observed.service.live !== null);
  return work
    .filter((one) => ['start', 'restart'].includes(serviceStep(one)?.change.action ?? ''))
    .flatMap(({ derived }) =>
      holders.flatMap((holder) => {
        const held = heldPorts(holder);
        const port = fixedPorts(derived).find((one) => held.includes(one));
        if (port === undefined) return [];
        const message = `port ${port} of "${derived.name}" is held by "${holder.derived.name}", which "--target" leaves out`;
        return [{ gateway: derived.name, message, hint: `omniclaw apply --target ${derived.name} --target ${holder.derived.name}` }];
      }),
    );
}
