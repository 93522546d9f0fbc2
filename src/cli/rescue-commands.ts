/** Commands by which a rescue helps the gateway that it rescues, whatever runtime that has. They need no fleet file. */
import type { Command, Option } from './command.ts';
import { JSON_OPTION } from './fleet-options.ts';

const none = { usage: '', min: 0, max: 0 } as const;

const ACT: { readonly [name: string]: Option } = {
  yes: { value: '', summary: 'do not ask', short: 'y' },
  json: { value: '', summary: 'print events as JSON lines' },
  timeout: { value: 'SECONDS', summary: 'how long it may take to become ready; default 20, and 120 for openclaw' },
  'lock-timeout': { value: 'SECONDS', summary: 'wait so long for another omniclaw to end; default 0' },
};

export const RESCUE_COMMANDS: readonly Command[] = [
  {
    name: 'rescue status',
    summary: 'show how the gateway does that this one rescues',
    positionals: none,
    options: { ...JSON_OPTION },
    examples: [{ line: 'omniclaw --profile rescue rescue status', does: 'its service, its process, its config' }],
    notes: ['exit: 0 it runs and is proven, 1 not'],
    run: async (call) => (await import('./commands/rescue-status.ts')).runRescueStatus(call),
  },
  {
    name: 'rescue logs',
    summary: 'show the log of the gateway that this one rescues',
    positionals: none,
    options: {
      lines: { value: 'NUMBER', summary: 'how many of the last ones to show; default 100', short: 'n' },
      follow: { value: '', summary: 'wait for more', short: 'f' },
    },
    examples: [{ line: 'omniclaw --profile rescue rescue logs -n 20', does: 'what it said last' }],
    notes: [],
    run: async (call) => (await import('./commands/rescue-logs.ts')).runRescueLogs(call),
  },
  {
    name: 'rescue restore',
    summary: 'put the last config back with which the rescued gateway was proven, and start it anew',
    positionals: none,
    options: ACT,
    examples: [{ line: 'omniclaw --profile rescue rescue restore', does: 'what it has now is kept beside it' }],
    notes: ['exit: 0 it runs and is proven, 1 failed, 3 partial, 5 locked'],
    run: async (call) => (await import('./commands/rescue-act.ts')).runRescueAct(call, 'restore'),
  },
  {
    name: 'rescue restart',
    summary: 'start the rescued gateway anew, with the config that it has',
    positionals: none,
    options: ACT,
    examples: [{ line: 'omniclaw --profile rescue rescue restart', does: 'and wait until it is proven' }],
    notes: ['exit: 0 it runs and is proven, 1 failed, 5 locked'],
    run: async (call) => (await import('./commands/rescue-act.ts')).runRescueAct(call, 'restart'),
  },
];
