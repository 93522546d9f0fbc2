import { readLogEnd } from '../drivers/log-file.ts';
import { printable } from '../render/style.ts';
import type { Call } from './command.ts';
import { followLog } from './follow-log.ts';
import { readNumber } from './read-number.ts';

/** Prints the end of the log of a service, and with `--follow` what is added to it, until a signal ends it. */
export async function showLog(call: Call, path: string): Promise<number> {
  const { lines, position } = readLogEnd(path, readNumber(call, 'lines', 100));
  const print = (line: string): void => call.terminal.out(`${printable(line)}\n`);
  lines.forEach(print);
  if (lines.length === 0 && !call.has('follow')) call.terminal.err(`"${printable(path)}" is empty\n`);
  if (call.has('follow')) await followLog(path, position, print);
  return 0;
}
