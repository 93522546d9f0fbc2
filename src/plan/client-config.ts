import type { JsonObject, RuntimeName } from '../fleet/fleet-spec.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { fieldAt } from './desired-config.ts';
import type { DesiredGateway } from './desired-gateway.ts';
import { includedFrom } from './effective-config.ts';
import type { ObservedConfig } from './observed-gateway.ts';
import type { Blocked } from './plan.ts';
import { quoted } from './visible.ts';

/** Why a config is no gateway's: whose commands have it talk to a gateway elsewhere, and run none. `null`: it is one. */
export function clientReason(runtime: RuntimeName, config: JsonObject): string | null {
  const { client } = runtimeOf(runtime).config;
  if (client === null || fieldAt(config, client.path) !== client.value) return null;
  return `${quoted(client.path.join('.'))} in its config is ${quoted(client.value)}, which makes it a client of a gateway elsewhere`;
}

/**
 * A client is not made a gateway, whoever is to be adopted: its commands would lose the gateway that they talk to, and a
 * second one may start with the channels of that one.
 */
export function guardClient(desired: DesiredGateway, config: ObservedConfig | null): Blocked | null {
  const { client } = runtimeOf(desired.runtime).config;
  const message = config === null || desired.state === 'absent' ? null : clientReason(desired.runtime, config.value);
  if (config === null || client === null || message === null) return null;
  const file = includedFrom(desired, config, client.path) ?? desired.config.id;
  const hint = `set ${client.path.join('.')} to ${quoted(client.instead)} in ${quoted(file)}, if this host shall run it`;
  return { gateway: desired.gateway, message, hint };
}
