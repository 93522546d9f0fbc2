/** Listeners in the way of the ports of a fleet. Addresses are compared as the kernel does. */
import type { PortClaim } from './claim.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { type FleetMarks, readFleetMarks } from './fleet-marks.ts';
import type { Holder, ListenerSeen } from './host-state.ts';
import type { HostRuleInput } from './rule.ts';
import { isManaged } from './seen-driver.ts';

/** A foreign listener at a port of a gateway. `taken`: the gateway cannot have it · `beside`: only `localhost` is ambiguous. */
export type TakenPort = {
  readonly gateway: DerivedGateway;
  readonly claim: PortClaim;
  readonly listener: ListenerSeen;
  readonly effect: 'taken' | 'beside';
};

/** Two rules tell them apart. */
const known = new WeakMap<HostRuleInput, readonly TakenPort[]>();

/** In the order of the claims, then of the ports. A range counts too: each of its ports is one that a browser will want. */
export function findTakenPorts(input: HostRuleInput): readonly TakenPort[] {
  const found = known.get(input) ?? lookForTaken(input);
  known.set(input, found);
  return found;
}

function lookForTaken(input: HostRuleInput): TakenPort[] {
  const marks = readFleetMarks(input);
  const listeners = Map.groupBy(input.seen.listeners ?? [], ({ port }) => port);
  const byName = new Map(input.gateways.map((gateway) => [gateway.name, gateway]));
  return input.claims.flatMap((claim): TakenPort[] => {
    const gateway = byName.get(claim.gateway);
    if (claim.kind !== 'port' || gateway === undefined) return [];
    return portsOf(claim, listeners).flatMap((port) => meet(gateway, claim, listeners.get(port) ?? [], marks));
  });
}

function portsOf({ first, last }: PortClaim, listeners: ReadonlyMap<number, unknown>): number[] {
  if (first === last) return listeners.has(first) ? [first] : [];
  return [...listeners.keys()].filter((port) => port >= first && port <= last).sort((a, b) => a - b);
}

function meet(gateway: DerivedGateway, claim: PortClaim, there: readonly ListenerSeen[], marks: FleetMarks): TakenPort[] {
  const serves = there.filter(({ holder }) => ownerOf(holder, marks) === gateway || isUnitOf(holder, gateway));
  const wanted = addressesOf(gateway, claim);
  return there
    .filter((listener) => !serves.includes(listener) && !leaves(listener.holder, gateway, marks))
    .flatMap((listener): TakenPort[] => {
      const effect = effectOf(listener.address, wanted, serves);
      return effect === null ? [] : [{ gateway, claim, listener, effect }];
    });
}

/** The gateway of the fleet that a process is, or whose browser it is. */
function ownerOf(holder: Holder | null, { gatewayOf, ownerOfPath }: FleetMarks): DerivedGateway | undefined {
  if (holder === null) return undefined;
  return gatewayOf(holder.gateway) ?? (holder.userDataDir === null ? undefined : ownerOfPath(holder.userDataDir));
}

/** Whatever the service of a gateway starts belongs to it. */
function isUnitOf(holder: Holder | null, { service }: DerivedGateway): boolean {
  return holder?.unit?.scope === 'user' && holder.unit.name === service.name;
}

/** Another gateway that we manage either leaves the port in this plan, or declares it too, which other rules report. So does the one that was renamed. */
function leaves(holder: Holder | null, gateway: DerivedGateway, marks: FleetMarks): boolean {
  if (holder?.gateway?.profile === gateway.spec.renamedFrom) return true;
  const owner = ownerOf(holder, marks);
  return owner !== undefined && isManaged(owner);
}

/** Where a gateway listens. Source: `addressesOf` of the gateway; everything but the gateway port is loopback only. */
function addressesOf({ spec: { bind } }: DerivedGateway, { role }: PortClaim): string[] {
  if (role !== 'gateway' || bind === 'loopback') return ['127.0.0.1'];
  return bind === 'lan' ? ['0.0.0.0'] : ['127.0.0.1', bind];
}

/** `serves`: listeners of the gateway itself; while it has the port, nobody can have it from it. */
function effectOf(address: string, wanted: readonly string[], serves: readonly ListenerSeen[]): TakenPort['effect'] | null {
  const isBeside = address === '::1' || address === '::';
  if (serves.length > 0) return isBeside && !serves.some((one) => one.address === address) ? 'beside' : null;
  if (wanted.some((one) => excludes(one, address))) return 'taken';
  return isBeside ? 'beside' : null;
}

/** Whether two sockets cannot listen on one port at these addresses. `::` takes both families. Source: Linux ip(7), ipv6(7), `IPV6_V6ONLY`. */
export function excludes(one: string, two: string): boolean {
  const isV4 = (address: string) => address.includes('.');
  if (one === two || one === '::' || two === '::') return true;
  return isV4(one) === isV4(two) && (one === '0.0.0.0' || two === '0.0.0.0');
}
