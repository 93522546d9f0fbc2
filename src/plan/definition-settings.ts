import { DEFINITION_VARIABLE } from './render-unit.ts';

/** Names for people of the settings in which two definitions differ: units by their keys, property lists as a whole. */
export function differingSettings(wanted: string, installed: string): string[] {
  const [next, now] = [settingsOf(wanted), settingsOf(installed)];
  const keys = [...new Set([...next.keys(), ...now.keys()])].filter((key) => next.get(key) !== now.get(key));
  const names = [...new Set(keys.map((key) => `its ${NAMES[key] ?? key}`))];
  return names.length > 0 ? names : ['the form of its definition'];
}

const NAMES: { readonly [key: string]: string } = {
  ExecStart: 'command line',
  Environment: 'environment',
  WorkingDirectory: 'working directory',
  StandardOutput: 'log file',
  StandardError: 'log file',
  Description: 'description',
  MemoryMax: 'memory limit',
  CPUQuota: 'CPU limit',
  TasksMax: 'limit on tasks',
};

/** Values by key, in order; a property list has the one key "definition". */
function settingsOf(text: string): ReadonlyMap<string, string> {
  if (text.startsWith('<?xml')) return new Map([['definition', text]]);
  const settings = new Map<string, string>();
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    if (at < 1 || line.startsWith('#') || line.startsWith(';') || line.includes(DEFINITION_VARIABLE)) continue;
    const key = line.slice(0, at).trim();
    settings.set(key, `${settings.get(key) ?? ''}${line.slice(at + 1)}\n`);
  }
  return settings;
}
