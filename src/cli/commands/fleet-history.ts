import { join } from 'node:path';
import { type JournalBegin, type JournalEnd, readJournal } from '../../apply/journal.ts';
import { omniclawFolders } from '../../os/private-folder.ts';
import { jsonText } from '../../render/json-text.ts';
import { renderHistory } from '../../render/render-history.ts';
import { painter } from '../../render/style.ts';
import type { Call } from '../command.ts';
import { readHost } from '../read-host.ts';
import { readNumber } from '../read-number.ts';
import { pathShortener } from '../shorten-path.ts';

/** Shows what was done to this host, the newest first. Reads only. */
export async function runFleetHistory(call: Call): Promise<number> {
  const { home } = readHost(call.environment);
  const entries = await readJournal(join(omniclawFolders(call.environment, home).state, 'journal.jsonl'));
  const ends = new Map(entries.flatMap((entry) => (entry.event === 'ended' ? [[entry.run, entry] as const] : [])));
  const begins = entries.filter((entry): entry is JournalBegin => entry.event === 'began');
  const runs = begins
    .map((began) => ({ began, ended: ends.get(began.run) ?? null }))
    .toReversed()
    .slice(0, readNumber(call, 'lines', 20));
  if (call.has('json')) {
    call.terminal.out(jsonText({ schema: 'omniclaw.history.v1', formatVersion: '1.0', runs: runs.map(document) }));
    return 0;
  }
  const view = {
    paint: painter(call.terminal.color),
    columns: Math.min(100, call.terminal.columns),
    shorten: pathShortener(home, process.cwd()),
  };
  call.terminal.out(renderHistory(runs, view));
  return 0;
}

function document({ began, ended }: { readonly began: JournalBegin; readonly ended: JournalEnd | null }) {
  const { event: _, ...run } = began;
  return {
    ...run,
    ended: ended?.at ?? null,
    outcome: ended?.outcome ?? 'cut short',
    changed: ended?.changed ?? null,
    problems: ended?.problems ?? [],
  };
}
