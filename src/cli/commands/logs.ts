import { watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { LOG_FILE } from '../../gateway/log-file.ts';
import { tailLog } from '../../gateway/tail-log.ts';
import { hasErrno } from '../../os/errno.ts';
import { printable } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { readInstance } from '../read-instance.ts';
import { readNumber } from '../read-number.ts';

const MOST_BYTES = 4 * 1024 * 1024;

/** 0 shown; with `--follow` it ends by a signal. */
export async function runLogs(call: Call): Promise<number> {
  const { stateDir, profile } = readInstance(call);
  const path = join(stateDir, LOG_FILE);
  const limit = readNumber(call, 'lines', 100);
  const first = await tailLog(path, { cursor: null, limit, maxBytes: MOST_BYTES });
  if (first.size === 0 && !call.has('follow')) {
    throw new OmniclawError('OCE_OBSERVE', `the gateway "${profile}" has written no log yet: "${path}"`, {
      hint: `omniclaw --profile ${profile} status`,
    });
  }
  print(call, first.lines);
  return call.has('follow') ? follow(call, path, first.cursor) : 0;
}

function print(call: Call, lines: readonly string[]): void {
  for (const line of lines) call.terminal.out(`${call.has('json') ? line : readable(line)}\n`);
}

/** Prints what is added, also after the file was replaced by a new one. Ends by SIGINT or SIGTERM. */
function follow(call: Call, path: string, start: number): Promise<number> {
  let cursor = start;
  let turn = Promise.resolve();
  const look = async (): Promise<void> => {
    const more = await tailLog(path, { cursor, limit: Number.MAX_SAFE_INTEGER, maxBytes: MOST_BYTES });
    cursor = more.cursor;
    print(call, more.lines);
  };
  return new Promise((resolve, reject) => {
    const soon = (): void => {
      turn = turn.then(look).catch(reject);
    };
    const open = (): void => {
      const watcher = watch(dirname(path), soon);
      watcher.once('error', reject);
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.once(signal, () => {
          watcher.close();
          resolve(0);
        });
    };
    try {
      open();
      soon();
    } catch (cause) {
      const missing = hasErrno(cause, 'ENOENT');
      reject(missing ? new OmniclawError('OCE_OBSERVE', `there is no folder "${dirname(path)}" yet`, { hint: 'omniclaw setup' }) : cause);
    }
  });
}

/** A line of JSON for people: time, event, and the rest as words. Other lines, such as a stack trace, stay as they are. */
function readable(line: string): string {
  if (!line.startsWith('{')) return printable(line);
  try {
    const { time, event, profile: _profile, ...facts } = JSON.parse(line);
    const words = Object.entries(facts).map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
    return printable([time, event, ...words].join(' '));
  } catch (cause) {
    if (cause instanceof SyntaxError) return printable(line);
    throw cause;
  }
}
