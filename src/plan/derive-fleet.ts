import type { PortRange } from '../fleet/fleet-schema.ts';
import type { FleetSpec } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { derivePaths } from './derive-paths.ts';
import { derivePorts } from './derive-ports.ts';
import { deriveService } from './derive-service.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { assignAutoPorts, NO_BASE_LEFT, type PortLock } from './port-lock.ts';

/** A fleet with everything worked out, and the automatic ports to write down. */
export type DerivedFleet = { readonly gateways: readonly DerivedGateway[]; readonly lock: PortLock };

/** `taken`: ports that new automatic ports must avoid beside those of the fleet. */
export function deriveFleet({ gateways }: FleetSpec, host: Host, lock: PortLock, taken: readonly PortRange[]): DerivedFleet {
  const assigned = assignAutoPorts(gateways, lock, taken);
  return {
    gateways: gateways.map((spec) => ({
      name: spec.name,
      profile: spec.name,
      spec,
      ports: derivePorts(spec, assigned.bases.get(spec.name) ?? NO_BASE_LEFT),
      paths: derivePaths(spec, host),
      service: deriveService(spec, host),
    })),
    lock: assigned.lock,
  };
}
