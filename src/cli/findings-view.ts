import type { FindingsView } from '../render/render-findings.ts';
import { painter } from '../render/style.ts';
import type { CheckedFleet } from './check-fleet.ts';
import type { Call } from './command.ts';
import { readHost } from './read-host.ts';
import { pathShortener } from './shorten-path.ts';

/** How findings of a fleet file are shown in this terminal. */
export function findingsView({ terminal, environment }: Call, { path, sourceText }: CheckedFleet): FindingsView {
  return {
    paint: painter(terminal.color),
    columns: Math.min(80, terminal.columns),
    sources: new Map([[path, sourceText]]),
    shorten: pathShortener(readHost(environment).home, process.cwd()),
  };
}
