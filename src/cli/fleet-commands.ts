/** Commands that operate a fleet: look back, look in, go back, keep going. */
import type { Command, Option } from './command.ts';
import { FLEET_OPTIONS, JSON_OPTION } from './fleet-options.ts';

const LINES: { readonly [name: string]: Option } = { lines: { value: 'NUMBER', summary: 'how many of the last ones to show', short: 'n' } };

export const FLEET_COMMANDS: readonly Command[] = [
  {
    name: 'fleet rollback',
    summary: 'put one gateway back to what was applied and proven before',
    positionals: { usage: 'NAME [GENERATION]', min: 1, max: 2 },
    options: {
      ...FLEET_OPTIONS,
      list: { value: '', summary: 'show the generations that are kept, and change nothing' },
      yes: { value: '', summary: 'do not ask', short: 'y' },
      json: { value: '', summary: 'print events as JSON lines' },
      timeout: { value: 'SECONDS', summary: 'how long the gateway may take to become ready; default 20, and 120 for openclaw' },
      'lock-timeout': { value: 'SECONDS', summary: 'wait so long for another apply to end; default 0' },
    },
    examples: [
      { line: 'omniclaw fleet rollback main', does: 'the newest generation that is not what the fleet file says' },
      { line: 'omniclaw fleet rollback main --list', does: 'the last ten generations' },
      { line: 'omniclaw fleet rollback main 3', does: 'one of them' },
    ],
    notes: ['exit: as for apply; fields that the gateway or you wrote into its config stay'],
    run: async (call) => (await import('./commands/fleet-rollback.ts')).runFleetRollback(call),
  },
  {
    name: 'fleet logs',
    summary: 'show the log of a gateway',
    positionals: { usage: 'NAME', min: 1, max: 1 },
    options: {
      ...FLEET_OPTIONS,
      fleet: { value: 'FILE', summary: 'fleet file' },
      ...LINES,
      follow: { value: '', summary: 'wait for more', short: 'f' },
    },
    examples: [{ line: 'omniclaw fleet logs main -f', does: 'the last 100 lines, and then what is added' }],
    notes: [],
    run: async (call) => (await import('./commands/fleet-logs.ts')).runFleetLogs(call),
  },
  {
    name: 'fleet watch',
    summary: 'keep the host as the fleet file says, until it is ended',
    positionals: { usage: '', min: 0, max: 0 },
    options: {
      ...FLEET_OPTIONS,
      interval: { value: 'SECONDS', summary: 'look at least so often; default 60. Changes of the file and of configs are seen at once' },
      json: { value: '', summary: 'print events as JSON lines' },
      install: { value: '', summary: 'run it as a service of this user from now on' },
      uninstall: { value: '', summary: 'end that service' },
      'lock-timeout': { value: 'SECONDS', summary: 'how long these two wait for an apply to end; default 120' },
    },
    examples: [
      { line: 'omniclaw fleet watch', does: 'in the foreground' },
      { line: 'omniclaw fleet watch --install', does: 'as a service, under what runs the gateways' },
    ],
    notes: ['never removes a gateway and never takes a config over;', 'waits longer each time that something fails'],
    run: async (call) => (await import('./commands/fleet-watch.ts')).runFleetWatch(call),
  },
  {
    name: 'fleet history',
    summary: 'show what was done to this host, and how it ended',
    positionals: { usage: '', min: 0, max: 0 },
    options: { ...LINES, ...JSON_OPTION },
    examples: [{ line: 'omniclaw fleet history', does: 'the last 20 runs that changed something, the newest first' }],
    notes: [],
    run: async (call) => (await import('./commands/fleet-history.ts')).runFleetHistory(call),
  },
];
