import type { PortRange } from '../fleet/fleet-schema.ts';
import type { FleetSpec, GatewaySpec } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { DEFAULT_PROFILE, runtimeOf } from '../fleet/runtime.ts';
import { derivePorts } from './derive-ports.ts';
import type { DerivedGateway, GatewayPaths } from './derived-gateway.ts';
import { absolutePath } from './normal-path.ts';
import { assignBasePorts, type PortLock } from './port-lock.ts';

/** A fleet with everything worked out, and the automatic ports to write down. */
export type DerivedFleet = { readonly gateways: readonly DerivedGateway[]; readonly lock: PortLock };

/** `taken`: ports that new automatic ports must avoid beside those of the fleet. */
export function deriveFleet({ gateways }: FleetSpec, host: Host, lock: PortLock, taken: readonly PortRange[]): DerivedFleet {
  const bases = assignBasePorts(gateways, lock, taken);
  const automatic = gateways.flatMap(({ name, port }) => (port === 'auto' ? [[name, bases.get(name) ?? 0] as const] : []));
  return {
    gateways: gateways.map((spec) => deriveGateway(spec, host, bases.get(spec.name) ?? 0)),
    lock: { ports: Object.fromEntries(automatic) },
  };
}

function deriveGateway(spec: GatewaySpec, host: Host, base: number): DerivedGateway {
  const runtime = runtimeOf(spec.runtime);
  const driver = spec.service.driver === 'auto' ? 'supervisor' : spec.service.driver;
  const service = host.platform === 'darwin' ? runtime.launchdLabel(spec.name) : runtime.systemdUnit(spec.name);
  return {
    name: spec.name,
    profile: spec.name,
    spec,
    ports: derivePorts(spec, base),
    paths: derivePaths(spec, host),
    service: { driver, name: service },
  };
}

/** Where a gateway keeps its things when the fleet file does not say. */
export function defaultPaths({ runtime: runtimeName, name }: GatewaySpec, host: Host, stateDir: string | null): GatewayPaths {
  const runtime = runtimeOf(runtimeName);
  const state = stateDir ?? `${host.home === '/' ? '' : host.home}/${runtime.stateDirName}${name === DEFAULT_PROFILE ? '' : `-${name}`}`;
  return { stateDir: state, config: `${state}/${runtime.configFile}`, workspace: `${state}/${runtime.workspaceName(name)}` };
}

function derivePaths(spec: GatewaySpec, host: Host): GatewayPaths {
  const stateDir = spec.stateDir === null ? null : absolutePath(spec.stateDir, host);
  const usual = defaultPaths(spec, host, stateDir);
  return {
    stateDir: usual.stateDir,
    config: spec.configPath === null ? usual.config : absolutePath(spec.configPath, host),
    workspace: spec.workspace === null ? usual.workspace : absolutePath(spec.workspace, host),
  };
}
