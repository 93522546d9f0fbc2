import { gatewayMain } from '../../gateway/gateway-main.ts';
import type { Call } from '../command.ts';
import { GATEWAY_PARTS } from '../gateway-parts.ts';
import { readHost } from '../read-host.ts';
import { readInstance } from '../read-instance.ts';
import { VERSION } from '../version.ts';

/** Runs one gateway in the foreground. Flag, then environment, then config, then default. */
export async function runGatewayCommand(call: Call): Promise<number> {
  const { environment, terminal } = call;
  return gatewayMain({ ...readInstance(call), home: readHost(environment).home, environment, version: VERSION }, GATEWAY_PARTS, terminal);
}
