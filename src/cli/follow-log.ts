import { dirname } from 'node:path';
import { type LogPosition, readLogOn } from '../drivers/log-file.ts';
import { untilSignal } from './until-signal.ts';

/** Waits for events of the folder, and looks now and then all the same: some file systems tell nothing. Ends by a signal. */
export async function followLog(path: string, first: LogPosition, print: (line: string) => void): Promise<void> {
  let position = first;
  await untilSignal(dirname(path), POLL_MS, () => {
    const next = readLogOn(path, position);
    position = next.position;
    for (const line of next.lines) print(line);
  });
}

const POLL_MS = 500;
