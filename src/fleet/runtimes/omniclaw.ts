import { CONFIG_RELOADS } from '../config-reloads.ts';
import { GATEWAY_TOKEN_FILE, STATE_LOCK_FILE } from '../gateway-proof.ts';
import type { ConfigFacts, ConfigFields, Runtime } from '../runtime.ts';
import { filled, present } from './config-fields.ts';
import { profileSuffix } from './profile-suffix.ts';

const windowsDevices = ['con', 'prn', 'aux', 'nul', ...[1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) => [`com${n}`, `lpt${n}`])];

/** Our own gateway. */
export const omniclaw: Runtime = {
  name: 'omniclaw',
  title: 'OmniClaw gateway',
  envPrefix: 'OMNICLAW',
  stateDirName: '.omniclaw',
  configFile: 'omniclaw.json',
  workspaces: [{ since: '0', is: (profile) => `workspace${profileSuffix(profile, '-')}` }],
  systemdUnit: (profile) => `omniclaw-gateway${profileSuffix(profile, '-')}.service`,
  launchdLabel: (profile) => `ai.omniclaw.gateway${profileSuffix(profile, '.')}`,
  profileName: {
    pattern: /^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/,
    form: '1 to 32 lower-case letters, digits and inner hyphens',
  },
  profileVariable: 'selects',
  reservedNames: windowsDevices.map((name) => ({ name, platform: 'any', reason: 'a device name on Windows' })),
  portsFromNames: [{ since: '0', is: () => null }],
  layouts: [{ since: '0', is: { browserControl: 'listens', canvas: 'listens', browsers: 'block', relays: null } }],
  retiredKeys: [],
  program: {
    source: 'own',
    packageName: '',
    entry: '',
    size: 0,
    node: [],
    arguments: ['gateway', 'run'],
    asks: { version: ['--version'], schema: ['config', 'schema'] },
  },
  service: {
    type: 'notify',
    restart: 'on-failure',
    restartPause: 1,
    stopTimeout: 20,
    goodExits: [],
    killMode: 'control-group',
    sandbox: 'ours',
    environment: ({ profile, stateDir, configPath }) => ({
      OMNICLAW_PROFILE: profile,
      OMNICLAW_STATE_DIR: stateDir,
      OMNICLAW_CONFIG_PATH: configPath,
    }),
    forbidden: ['OMNICLAW_HOME', 'OMNICLAW_GATEWAY_PORT'],
  },
  variables: { files: () => [], blocks: [], port: '', secrets: { token: '', password: '' } },
  readiness: { timeout: 20_000, grace: 15_000, stable: 400, interval: 40, probe: 1_500 },
  proof: 'signed',
  lockFile: STATE_LOCK_FILE,
  keys: ['instance', 'token'],
  configLock: 'kernel',
  hasConfig: true,
  config: {
    fields: configFields,
    secretRefs: 'ours',
    secretRefsSince: '0',
    includes: {
      lists: 'replaced',
      content: 'object',
      depth: 8,
      files: 64,
      bytes: 8 * 1024 * 1024,
      within: 'anywhere',
      links: 'refused',
      home: 'expanded',
    },
    client: null,
    decided: ['gateway.port', 'gateway.bind', 'gateway.auth', 'agents.defaults.workspace', 'browser', 'canvasHost', 'rescue'],
    homePaths: [],
  },
  reloads: CONFIG_RELOADS,
};

function configFields({ port, bind, auth, stateDir, workspace, browser, canvasHost, channels, env, rescues }: ConfigFacts): ConfigFields {
  return {
    always: {
      gateway: { port, bind, auth: { mode: auth.mode, ...present('token', auth.token) } },
      agents: { defaults: { workspace } },
      browser: {
        enabled: browser.enabled,
        ...present('controlPort', browser.controlPort),
        ...present('cdpPortRange', browser.cdpPortRange),
        ...present('cdpUrl', browser.cdpUrl),
        ...filled('profiles', browser.profiles),
      },
      canvasHost,
      ...filled('channels', channels),
      ...filled('env', env),
      ...(rescues === null ? {} : { rescue: { of: rescues } }),
    },
    unlessDefault: {},
    ifAbsent:
      auth.mode === 'token' && auth.token === null ? { gateway: { auth: { token: { $file: `${stateDir}/${GATEWAY_TOKEN_FILE}` } } } } : {},
    besideToken: {},
  };
}
