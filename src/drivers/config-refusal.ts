import { statSync } from 'node:fs';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { readLogEnd } from './log-file.ts';

/** What a running gateway says against its config as it is on the disk now, by its log; `null`: nothing. */
export function findConfigRefusal(logFile: string, configPath: string): string | null {
  const written = statSync(configPath, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const line of readLogEnd(logFile, RECENT_LINES).lines.toReversed()) {
    const entry = line.startsWith('{') ? parseJson(line) : undefined;
    if (!isJsonObject(entry)) continue;
    const { time, event, problem } = entry;
    if (typeof time !== 'string' || Date.parse(time) < Math.floor(written)) return null;
    if (event === 'config-refused' && typeof problem === 'string') return problem;
    if (event === 'config-reloaded' || event === 'ready') return null;
  }
  return null;
}

const RECENT_LINES = 50;
