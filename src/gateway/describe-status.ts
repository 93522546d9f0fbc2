import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { GatewayContext } from './gateway-part.ts';

/** What the gateway says of itself to who has its token. */
export function describeStatus({ identity, version, ports, stateDir, configPath, config, live, presence }: GatewayContext): JsonObject {
  return {
    ...identity.facts(),
    version,
    uptimeMs: Math.round(process.uptime() * 1_000),
    ports,
    clients: presence.count(),
    restart: live.pending(),
    paths: { stateDir, config: configPath, workspace: config().workspace },
  };
}
