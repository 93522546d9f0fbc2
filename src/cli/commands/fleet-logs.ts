import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { desireGateway } from '../../plan/desired-gateway.ts';
import { checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { withHost } from '../open-host.ts';
import { requireGateway } from '../read-targets.ts';
import { showLog } from '../show-log.ts';

/** Prints the end of a gateway's log, and with `--follow` what is added to it, until it is interrupted. Reads only. */
export async function runFleetLogs(call: Call): Promise<number> {
  const [name = ''] = call.positionals;
  return showLog(call, await logOf(call, name));
}

async function logOf(call: Call, name: string): Promise<string> {
  const { fleet, path } = await checkFleet(call, live([]));
  if (fleet === null) throw new OmniclawError('OCE_REFUSED', `the fleet file "${path}" has errors`, { hint: 'omniclaw lint' });
  requireGateway(
    name,
    fleet.gateways.map((one) => one.name),
  );
  const derived = fleet.gateways.find((one) => one.name === name);
  if (derived === undefined) throw new TypeError(`gateway "${name}" is known and not there`);
  return withHost(call, 0, async ({ launch }) => desireGateway(derived, fleet.host, launch).service.program.logFile);
}
