import type { GatewaySpec } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import type { DerivedGateway } from './derived-gateway.ts';

/** What runs a gateway, and under which name. */
export function deriveService(spec: GatewaySpec, { platform }: Host): DerivedGateway['service'] {
  const runtime = runtimeOf(spec.runtime);
  const name = platform === 'darwin' ? runtime.launchdLabel(spec.name) : runtime.systemdUnit(spec.name);
  return { driver: spec.service.driver, name };
}
