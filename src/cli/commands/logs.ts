import { join } from 'node:path';
import { readLogEnd } from '../../drivers/log-file.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { parseJson } from '../../fleet/parse-json.ts';
import { LOG_FILE } from '../../gateway/log-file.ts';
import { readRunningRecord } from '../../gateway/running-record.ts';
import { printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { followLog } from '../follow-log.ts';
import { readInstance } from '../read-instance.ts';
import { readNumber } from '../read-number.ts';

/** 0 shown; with `--follow` it ends by a signal. */
export async function runLogs(call: Call): Promise<number> {
  const { stateDir, profile } = readInstance(call);
  const path = join(stateDir, LOG_FILE);
  const { lines, position } = readLogEnd(path, readNumber(call, 'lines', 100));
  if (position.ino === 0 && !call.has('follow')) {
    throw new OmniclawError('OCE_OBSERVE', `the gateway "${profile}" has written no log yet: "${path}"`, { hint: 'omniclaw status' });
  }
  const show = call.has('json') ? asDocument : readable;
  const print = (line: string): void => call.terminal.out(`${show(line)}\n`);
  lines.forEach(print);
  if ((await readRunningRecord(stateDir)) === null) call.terminal.err(`note: the gateway "${profile}" does not run\n`);
  if (call.has('follow')) await followLog(path, position, print);
  return 0;
}

/** Lines that are no JSON, such as a stack trace, become the text of a document. */
function asDocument(line: string): string {
  return isJsonObject(parseJson(line)) ? line : JSON.stringify({ text: line });
}

/** A line of JSON for people: time, event, and the rest as words. Other lines, such as a stack trace, stay as they are. */
function readable(line: string): string {
  const entry = line.startsWith('{') ? parseJson(line) : undefined;
  if (!isJsonObject(entry)) return printable(line);
  const { time, event, profile: _profile, ...facts } = entry;
  const words = Object.entries(facts).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return printable([time, event, ...words].join(' '));
}
