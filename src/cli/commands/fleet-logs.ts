import { readLogEnd } from '../../drivers/log-file.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { desireGateway } from '../../plan/desired-gateway.ts';
import { printable } from '../../render/style.ts';
import { checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { followLog } from '../follow-log.ts';
import { withHost } from '../open-host.ts';
import { readNumber } from '../read-number.ts';
import { requireGateway } from '../read-targets.ts';

/** Prints the end of a gateway's log, and with `--follow` what is added to it, until it is interrupted. Reads only. */
export async function runFleetLogs(call: Call): Promise<number> {
  const [name = ''] = call.positionals;
  const path = await logOf(call, name);
  const { lines, position } = readLogEnd(path, readNumber(call, 'lines', 100));
  const print = (line: string): void => call.terminal.out(`${printable(line)}\n`);
  lines.forEach(print);
  if (lines.length === 0 && !call.has('follow')) call.terminal.err(`"${printable(path)}" is empty\n`);
  if (call.has('follow')) await followLog(path, position, print);
  return 0;
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
