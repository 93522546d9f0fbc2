import type { Host } from '../../fleet/host.ts';
import { runtimeOf } from '../../fleet/runtime.ts';
import type { DerivedGateway } from '../../plan/derived-gateway.ts';
import type { VariableSeen } from '../../plan/host-state.ts';
import { absolutePath } from '../../plan/normal-path.ts';

type Environment = { readonly [name: string]: string | undefined };

const DECIDES = { GATEWAY_PORT: 'port', STATE_DIR: 'stateDir', CONFIG_PATH: 'configPath' } as const;

/**
 * Variables of this shell that would win over what gateways declare. Those of another profile are not among them: a
 * gateway that is called by its profile leaves them aside. Values are compared here and go no further.
 */
export function observeVariables(gateways: readonly DerivedGateway[], host: Host, environment: Environment): VariableSeen[] {
  const found = new Map<string, VariableSeen>();
  for (const gateway of gateways.filter(({ spec }) => spec.state !== 'absent')) {
    const prefix = runtimeOf(gateway.spec.runtime).envPrefix;
    const inherited = environment[`${prefix}_PROFILE`]?.trim() || gateway.profile;
    if (inherited !== gateway.profile) continue;
    for (const [suffix, decides] of Object.entries(DECIDES)) {
      const name = `${prefix}_${suffix}`;
      const value = environment[name]?.trim() ?? '';
      if (value === '' || saysTheSame(value, decides, gateway, host)) continue;
      const gatewaysSoFar = found.get(name)?.gateways ?? [];
      found.set(name, { name, decides, gateways: [...gatewaysSoFar, gateway.name] });
    }
  }
  return [...found.values()];
}

function saysTheSame(value: string, decides: VariableSeen['decides'], { ports, paths }: DerivedGateway, host: Host): boolean {
  if (decides === 'port') return Number(value) === ports.gateway;
  return absolutePath(value, { ...host, fleetDir: process.cwd() }) === (decides === 'stateDir' ? paths.stateDir : paths.config);
}
