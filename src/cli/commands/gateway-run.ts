import { gatewayMain } from '../../gateway/gateway-main.ts';
import type { Call } from '../command.ts';
import { GATEWAY_PARTS } from '../gateway-parts.ts';
import { readGatewayPlace } from '../gateway-place.ts';
import { VERSION } from '../version.ts';

/** Runs one gateway in the foreground. Flag, then environment, then config, then default. */
export async function runGatewayCommand(call: Call): Promise<number> {
  const { environment, terminal } = call;
  return gatewayMain({ ...readGatewayPlace(call), environment, version: VERSION }, GATEWAY_PARTS, terminal);
}
