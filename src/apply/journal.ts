/** What was done to this host, for people: one line when an apply begins to change something, one when it ends. */

import { constants } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { readFileSafely } from '../os/read-file.ts';
import type { ApplySummary } from '../plan/apply-event.ts';

export type JournalEntry = JournalBegin | JournalEnd;

export type JournalBegin = {
  readonly event: 'began';
  /** Random; the same in both lines of a run. */
  readonly run: string;
  readonly at: string;
  readonly command: string;
  readonly fleet: string;
  readonly program: string;
  readonly changes: readonly { readonly gateway: string; readonly action: string; readonly kind: string; readonly id: string }[];
};

export type JournalEnd = {
  readonly event: 'ended';
  readonly run: string;
  readonly at: string;
  readonly outcome: ApplySummary['outcome'];
  readonly changed: number;
  /** Gateways that did not end well, and why. */
  readonly problems: readonly { readonly gateway: string; readonly outcome: string; readonly message: string }[];
};

const LIMIT_BYTES = 1024 * 1024;

/** Adds a line with one write, so that lines of several writers do not mix. A journal that grew too long is set aside, once. */
export async function writeJournal(path: string, entry: JournalEntry): Promise<void> {
  try {
    const handle = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW, 0o600);
    try {
      await handle.chmod(0o600);
      await handle.write(`${JSON.stringify(entry)}\n`);
      if ((await handle.stat()).size > LIMIT_BYTES) await rename(path, `${path}.1`);
    } finally {
      await handle.close();
    }
  } catch (cause) {
    throw new OmniclawError('OCE_WRITE', `the journal "${path}" cannot be written`, { cause, hint: `ls -l ${JSON.stringify(path)}` });
  }
}

/** Every whole entry, the oldest first. A line that a kill cut short is left out. */
export async function readJournal(path: string): Promise<JournalEntry[]> {
  const files = await Promise.all([readFileSafely(`${path}.1`), readFileSafely(path)]);
  return files.flatMap((file) => (file?.text ?? '').split('\n').flatMap(readLine));
}

function readLine(line: string): JournalEntry[] {
  const value = parseJson(line);
  return value !== null && typeof value === 'object' && 'event' in value && 'run' in value && 'at' in value ? [JSON.parse(line)] : [];
}
