import type { Call } from '../command.ts';
import { withHost } from '../open-host.ts';
import { findRescued } from '../rescued-gateway.ts';
import { showLog } from '../show-log.ts';

/** Prints the end of the log of the gateway that this one rescues. Reads only. */
export async function runRescueLogs(call: Call): Promise<number> {
  const path = await withHost(call, 0, async (host) => (await findRescued(call, host)).desired.service.program.logFile);
  return showLog(call, path);
}
