import type { ServiceDriverName } from '../fleet/fleet-spec.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import type { HostState, Manager } from './host-state.ts';

/** What runs the service of a gateway on this host. */
export function seenDriver({ service }: DerivedGateway, { manager }: Pick<HostState, 'manager'>): Exclude<ServiceDriverName, 'auto'> {
  return service.driver === 'auto' ? manager : service.driver;
}

/** Whether apply starts, stops and installs a gateway. */
export function isManaged({ service }: DerivedGateway): boolean {
  return service.driver !== 'external';
}

/** Which of our drivers has made a service of a gateway that we manage; `null`: none, somebody else did. */
export function ownDriverOf({ kind, name }: Manager, gateway: DerivedGateway): 'supervisor' | 'systemd' | 'launchd' | null {
  if (!isManaged(gateway) || name !== gateway.service.name) return null;
  if (kind === 'supervisor' || kind === 'launchd') return kind;
  return kind === 'systemd-user' ? 'systemd' : null;
}
