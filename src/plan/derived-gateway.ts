import type { PortRange } from '../fleet/fleet-schema.ts';
import type { GatewaySpec, ServiceDriverName } from '../fleet/fleet-spec.ts';

/** A gateway with everything worked out: the value that claims, rules, resources and outputs are made from. */
export type DerivedGateway = {
  readonly name: string;
  readonly profile: string;
  readonly spec: GatewaySpec;
  /** `null`: the gateway claims no such port (browser or canvas disabled). */
  readonly ports: GatewayPorts;
  /** Absolute, normalised, without trailing slash. Symbolic links are not followed here. */
  readonly paths: GatewayPaths;
  /** Service name on the host's platform, and what runs it. `auto`: the host decides, once it is looked at. */
  readonly service: { readonly driver: ServiceDriverName; readonly name: string };
};

export type GatewayPorts = {
  readonly gateway: number;
  readonly browserControl: number | null;
  readonly canvas: number | null;
  readonly cdp: PortRange | null;
  /** Where it waits for extensions of browsers; empty when it does not. */
  readonly relays: readonly number[];
};

export type GatewayPaths = { readonly stateDir: string; readonly config: string; readonly workspace: string };
