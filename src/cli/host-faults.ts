import { findManager } from '../drivers/host-drivers.ts';
import { createPathIdentity } from '../drivers/path-identity.ts';
import type { FleetSpec } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { collectClaims } from '../plan/collect-claims.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import type { Fault } from '../plan/finding.ts';
import type { HostState } from '../plan/host-state.ts';
import { runRules } from '../plan/run-rules.ts';
import { seenCredentialIdentity, seenPathIdentity } from '../plan/seen-identity.ts';
import type { Call } from './command.ts';
import { lookAtHost } from './look-at-host.ts';

/** Gateways as their own configs describe them, in the form of a fleet. */
export type SelfDeclared = { readonly spec: FleetSpec; readonly host: Host; readonly gateways: readonly DerivedGateway[] };

/** What the rules find. `seen`: the host, for those rules that need it; `null`: they are left out. */
export function findHostFaults({ spec, host, gateways }: SelfDeclared, seen: HostState | null): Fault[] {
  const claims =
    seen === null
      ? collectClaims(gateways, host, createPathIdentity())
      : collectClaims(gateways, host, seenPathIdentity(seen), seenCredentialIdentity(seen));
  const listening = new Set(seen?.listeners?.map(({ port }) => port));
  const running = new Set(gateways.flatMap(({ name, ports }) => (listening.has(ports.gateway) ? [name] : [])));
  return runRules({ spec, host, gateways, claims, lock: null, running, seen });
}

/** The host, as far as it matters to these gateways. */
export async function seeHost(call: Call, { host, gateways }: SelfDeclared): Promise<HostState | null> {
  const { manager } = await findManager({ ...host, environment: call.environment });
  const { look } = await lookAtHost(call, manager);
  return look === null ? null : look(gateways, host);
}
