import { definitionOfAgent } from '../../plan/render-property-list.ts';
import { DEFINITION_VARIABLE } from '../../plan/render-unit.ts';

/** What `launchctl print DOMAIN/LABEL` says of an agent. Its form is for people and not promised; macOS 11 to 15 print it alike. */
export type AgentState = {
  /** `running`, `waiting`, `spawn scheduled`, `not running`, ... */
  readonly state: string;
  readonly pid: number | null;
  /** `null`: it never ended. */
  readonly lastExit: number | null;
  /** Signal that ended it, in words; empty when none did. */
  readonly lastSignal: string;
  readonly runs: number;
  /** Path of the property list it was loaded from. */
  readonly path: string;
  /** The environment it was loaded with. */
  readonly environment: { readonly [name: string]: string };
};

/** Reads the first level of the answer, and its environment. */
export function parseAgentState(text: string): AgentState {
  const fields = new Map<string, string>();
  const environment: [string, string][] = [];
  let section = '';
  let depth = 0;
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '}') {
      depth -= 1;
      if (depth === 1) section = '';
      continue;
    }
    const opening = /^(.*?)\s*=\s*\{$/.exec(trimmed);
    if (opening !== null) {
      depth += 1;
      if (depth === 2) section = opening[1] ?? '';
      continue;
    }
    if (depth === 1) {
      const [, key = '', value = ''] = /^([^=]+?)\s*=\s*(.*)$/.exec(trimmed) ?? [];
      if (key !== '' && !fields.has(key)) fields.set(key, value);
    }
    if (depth === 2 && section === 'environment') {
      const [, key = '', value = ''] = /^(\S+)\s*=>\s?(.*)$/.exec(trimmed) ?? [];
      if (key !== '') environment.push([key, value]);
    }
  }
  const exit = /^(-?\d+)/.exec(fields.get('last exit code') ?? '')?.[1];
  const signal = /^(.*?)(?::\s*\d+)?$/.exec(fields.get('last terminating signal') ?? '')?.[1] ?? '';
  const pid = Number(fields.get('pid') ?? 0);
  return {
    state: fields.get('state') ?? '',
    pid: pid > 0 ? pid : null,
    lastExit: exit === undefined ? null : Number(exit),
    lastSignal: signal,
    runs: Number(fields.get('runs') ?? 0) || 0,
    path: fields.get('path') ?? '',
    environment: Object.fromEntries(environment),
  };
}

/** How an agent ended, in words; empty when it runs, never ran, or ended well. */
export function describeAgentEnd({ pid, lastExit, lastSignal }: AgentState): string {
  if (pid !== null) return '';
  if (lastSignal !== '') return `ended by ${lastSignal}`;
  return lastExit === null || lastExit === 0 ? '' : `exit ${lastExit}`;
}

/** Which property list launchd goes by for an agent, whether or not it runs: none, the one that is wanted, or another. */
export type Loaded = 'none' | 'wanted' | 'other';

/** `wanted`: the text of the property list. */
export function loadedOf(state: AgentState | null, wanted: string): Loaded {
  if (state === null) return 'none';
  return (state.environment[DEFINITION_VARIABLE] ?? '') === definitionOfAgent(wanted) ? 'wanted' : 'other';
}
