import { readLogEnd } from '../../drivers/log-file.ts';
import { printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { followLog } from '../follow-log.ts';
import { withHost } from '../open-host.ts';
import { readNumber } from '../read-number.ts';
import { findRescued } from '../rescued-gateway.ts';

/** Prints the end of the log of the gateway that this one rescues. Reads only. */
export async function runRescueLogs(call: Call): Promise<number> {
  const path = await withHost(call, 0, async (host) => (await findRescued(call, host)).desired.service.program.logFile);
  const { lines, position } = readLogEnd(path, readNumber(call, 'lines', 100));
  const print = (line: string): void => call.terminal.out(`${printable(line)}\n`);
  lines.forEach(print);
  if (lines.length === 0 && !call.has('follow')) call.terminal.err(`"${printable(path)}" is empty\n`);
  if (call.has('follow')) await followLog(path, position, print);
  return 0;
}
