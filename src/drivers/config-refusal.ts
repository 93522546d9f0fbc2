import { statSync } from 'node:fs';
import type { Json } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { readLogEnd } from './log-file.ts';

/** What a running gateway says against its config as it is on the disk now, by its log; `null`: nothing. */
export function findConfigRefusal(logFile: string, configPath: string): string | null {
  const written = statSync(configPath, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  for (const line of readLogEnd(logFile, RECENT_LINES).lines.toReversed()) {
    const entry = line.startsWith('{') ? parseLine(line) : null;
    if (entry === null) continue;
    const { time, event, problem } = entry;
    if (typeof time !== 'string' || Date.parse(time) < Math.floor(written)) return null;
    if (event === 'config-refused' && typeof problem === 'string') return problem;
    if (event === 'config-reloaded' || event === 'ready') return null;
  }
  return null;
}

const RECENT_LINES = 50;

/** `null`: not an object of JSON. */
function parseLine(line: string) {
  try {
    const value: Json = JSON.parse(line);
    return isJsonObject(value) ? value : null;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}
