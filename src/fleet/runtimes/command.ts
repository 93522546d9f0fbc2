import type { Runtime } from '../runtime.ts';
import { omniclaw } from './omniclaw.ts';

/** Any gateway that a command line starts and that answers over HTTP. It keeps its own config, and we keep out of it. */
export const command: Runtime = {
  ...omniclaw,
  name: 'command',
  title: 'Gateway',
  stateDirName: '.local/share/omniclaw-command',
  systemdUnit: (profile) => `omniclaw-command-${profile}.service`,
  launchdLabel: (profile) => `ai.omniclaw.command.${profile}`,
  layouts: [{ since: '0', is: { browserControl: 'none', canvas: 'none', browsers: 'none', relays: null } }],
  program: { source: 'command', packageName: '', entry: '', size: 0, node: [], arguments: [], asks: { version: [], schema: [] } },
  service: {
    type: 'exec',
    restart: 'always',
    restartPause: 1,
    stopTimeout: 20,
    goodExits: [143],
    killMode: 'mixed',
    sandbox: 'none',
    environment: () => ({}),
    forbidden: [],
  },
  readiness: { timeout: 60_000, grace: 60_000, stable: 500, interval: 100, probe: 2_000 },
  proof: 'answer',
  lockFile: '',
  keys: [],
  hasConfig: false,
  config: { ...omniclaw.config, fields: () => ({ always: {}, unlessDefault: {}, ifAbsent: {}, besideToken: {} }), decided: [] },
  reloads: [],
};
