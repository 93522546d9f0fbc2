import { createPathIdentity } from '../../drivers/path-identity.ts';
import type { Host } from '../../fleet/host.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { gatewayMain } from '../../gateway/gateway-main.ts';
import { readSystemPlaces, whatIsWrong } from '../../plan/system-places.ts';
import type { Call } from '../command.ts';
import { GATEWAY_PARTS } from '../gateway-parts.ts';
import { readHost } from '../read-host.ts';
import { type Instance, readInstance } from '../read-instance.ts';
import { VERSION } from '../version.ts';

/** Runs one gateway in the foreground. Flag, then environment, then config, then default. */
export async function runGatewayCommand(call: Call): Promise<number> {
  const { environment, terminal, started } = call;
  const { out, err } = terminal;
  const instance = readInstance(call);
  const host = readHost(environment);
  requireOwnPlace(instance, host);
  return gatewayMain({ ...instance, home: host.home, environment, version: VERSION }, GATEWAY_PARTS, { out, err, started });
}

/** A gateway makes its state folder private, and so would shut everybody out of a folder that others use as well. */
function requireOwnPlace({ stateDir: path }: Instance, host: Omit<Host, 'fleetDir'>): void {
  const places = readSystemPlaces({ ...host, fleetDir: host.home });
  const wrong = whatIsWrong({ path, identity: createPathIdentity()(path) }, places);
  if (wrong === null) return;
  throw new OmniclawError('OCE_CONFIG', `the state folder of a gateway cannot be "${path}", ${wrong}`, { hint: 'omniclaw explain OC306' });
}
