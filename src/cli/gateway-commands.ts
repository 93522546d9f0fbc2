/** The commands of one gateway's service, as data. */
import type { Command, Option } from './command.ts';
import { JSON_OPTION } from './fleet-options.ts';

const none = { usage: '', min: 0, max: 0 } as const;

const LOCK: { readonly [name: string]: Option } = {
  'lock-timeout': { value: 'SECONDS', summary: 'wait so long for another omniclaw to end; default 0' },
};
const TIMEOUT: { readonly [name: string]: Option } = {
  timeout: { value: 'SECONDS', summary: 'how long it may take to become ready; default 20' },
};

const ACTIONS = {
  start: 'and wait until it is proven',
  stop: 'it stays down until it is started again, also after a login',
  restart: 'and wait until the new process is proven',
} as const;

export const GATEWAY_COMMANDS: readonly Command[] = [
  {
    name: 'gateway install',
    summary: 'let this gateway run as a service, from now on and after each login',
    positionals: none,
    options: {
      port: { value: 'PORT', summary: 'base port; kept in its config. Default: the config, else a free block' },
      driver: {
        value: 'DRIVER',
        summary: 'auto (default), systemd, launchd or supervisor',
        choices: ['auto', 'systemd', 'launchd', 'supervisor'],
      },
      force: { value: '', summary: 'install it although it shares ports or paths with another gateway' },
      ...TIMEOUT,
      ...LOCK,
      ...JSON_OPTION,
    },
    examples: [
      { line: 'omniclaw gateway install', does: 'the gateway without a profile, on port 18789' },
      { line: 'omniclaw --profile rescue gateway install', does: 'a second one, on a block of ports of its own' },
      { line: 'omniclaw --profile rescue gateway install --port 19789', does: 'move it to another port: config and service follow' },
    ],
    notes: ['exit: 0 it runs and is proven, 1 failed with nothing changed, 3 partial,', '      5 locked', 'doing it again changes nothing'],
    run: async (call) => (await import('./commands/gateway-install.ts')).runGatewayInstall(call),
  },
  {
    name: 'gateway uninstall',
    summary: 'end the service of this gateway and forget it; its state folder stays',
    positionals: none,
    options: { ...LOCK, ...JSON_OPTION },
    examples: [{ line: 'omniclaw --profile rescue gateway uninstall', does: 'the data stays in ~/.omniclaw-rescue' }],
    notes: ['exit: 0 gone, or never there'],
    run: async (call) => (await import('./commands/gateway-control.ts')).runGatewayControl(call, 'delete'),
  },
  ...(['start', 'stop', 'restart'] as const).map(
    (action): Command => ({
      name: `gateway ${action}`,
      summary: `${action} the service of this gateway`,
      positionals: none,
      options: { ...(action === 'stop' ? {} : TIMEOUT), ...LOCK, ...JSON_OPTION },
      examples: [{ line: `omniclaw --profile main gateway ${action}`, does: ACTIONS[action] }],
      notes: [action === 'stop' ? 'exit: 0 it is down' : 'exit: 0 it runs and is proven'],
      run: async (call) => (await import('./commands/gateway-control.ts')).runGatewayControl(call, action),
    }),
  ),
  {
    name: 'gateway status',
    summary: 'show the config, the service and the process of this gateway, and where they disagree',
    positionals: none,
    options: { deep: { value: '', summary: 'look for everything else on this host that runs the same gateway' }, ...JSON_OPTION },
    examples: [
      { line: 'omniclaw --profile rescue gateway status', does: 'config, service and process' },
      { line: 'omniclaw gateway status --deep --json', does: 'for a program, with all there is' },
    ],
    notes: ['exit: 0 it runs, is proven, and all agree; 1 not'],
    run: async (call) => (await import('./commands/gateway-status.ts')).runGatewayStatus(call),
  },
  {
    name: 'gateway probe',
    summary: 'ask this gateway for a signed proof that it is the one, and with which config it runs',
    positionals: none,
    options: { port: { value: 'PORT', summary: 'ask there; default: where it runs, else the port in its config' }, ...JSON_OPTION },
    examples: [{ line: 'omniclaw --profile rescue gateway probe', does: 'who answers on its port' }],
    notes: ['exit: 0 proven; 1 nobody, somebody else, or another config than on the disk'],
    run: async (call) => (await import('./commands/gateway-probe.ts')).runGatewayProbe(call),
  },
];
