import { GATEWAY_TOKEN_FILE } from '../gateway-proof.ts';
import type { ConfigFacts, ConfigFields, Runtime } from '../runtime.ts';
import { filled, present } from './config-fields.ts';
import { omniclaw } from './omniclaw.ts';
import { profileSuffix } from './profile-suffix.ts';

/** FNV-1a of the UTF-8 bytes, 32 bits. Source: openclaw 2026.9.6, `resolveGatewayPort` in `src/config/paths.ts`. */
function fnv1a32(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

function portFromHash(profile: string): number {
  if (profile === 'default') return 18789;
  return profile === 'dev' ? 19001 : 20_000 + (fnv1a32(profile) % 40_000);
}

/** Its control port opens on request. */
const LAYOUT = { browserControl: 'reserved', canvas: 'none', browsers: 'block' } as const;

/** The public gateway of the same layout. Source: npm package openclaw 2026.9.6, `src/cli/profile-utils.ts`, `src/daemon/constants.ts`. */
export const openclaw: Runtime = {
  name: 'openclaw',
  title: 'OpenClaw gateway',
  envPrefix: 'OPENCLAW',
  stateDirName: '.openclaw',
  configFile: 'openclaw.json',
  workspaces: [
    { since: '0', is: (profile) => `~/.openclaw/workspace${profileSuffix(profile, '-')}` },
    { since: '2026.8.1', is: () => 'workspace' },
  ],
  systemdUnit: (profile) => `openclaw-gateway${profileSuffix(profile, '-')}.service`,
  launchdLabel: (profile) => (profile === 'default' ? 'ai.openclaw.gateway' : `ai.openclaw.${profile}`),
  profileName: {
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}$/,
    form: '1 to 64 letters, digits, underscores and hyphens, starting with a letter or digit',
  },
  // Source: openclaw 2026.9.6, `resolveStateDir`; only the flag `--profile` sets the paths of a profile, in `applyCliProfileEnv`.
  profileVariable: 'names',
  reservedNames: [
    ...omniclaw.reservedNames,
    { name: 'gateway', platform: 'darwin', reason: 'its launchd label is that of the default gateway' },
    { name: 'node', platform: 'darwin', reason: 'its launchd label is that of the node host' },
  ],
  portsFromNames: [
    { since: '0', is: (profile) => (profile === 'dev' ? 19001 : 18789) },
    { since: '2026.8.1', is: portFromHash },
  ],
  // Source: openclaw 2026.2.1, `src/browser/config.ts`; change log of 2026.3.22; 2026.9.6, `extensions/browser/src/config/port-defaults.ts`.
  layouts: [
    { since: '0', is: { ...LAYOUT, relays: { profile: 'chrome', first: 3, last: 3 } } },
    { since: '2026.3.22', is: { ...LAYOUT, relays: null } },
    { since: '2026.7.1', is: { ...LAYOUT, relays: { profile: 'chrome', first: 10, last: 3 } } },
  ],
  // Source: openclaw 2026.9.6, list of legacy config paths; change log of 2026.1.27, 2026.3.22 and 2026.5.12.
  retiredKeys: [
    { path: ['browser', 'controlUrl'], since: '2026.1.27', instead: 'the gateway reaches its browser control itself' },
    { path: ['browser', 'controlToken'], since: '2026.1.27', instead: 'the gateway token is used' },
    { path: ['browser', 'cdpPortRangeStart'], since: '2026.9', instead: 'declare browser.profiles with cdpPort' },
    { path: ['browser', 'relayBindHost'], since: '2026.3.22', instead: '' },
    { path: ['browser', 'profiles', '*', 'color'], since: '2026.9', instead: '' },
    { path: ['canvasHost'], since: '2026.5.12', instead: 'see plugins.entries.canvas.config.host' },
  ],
  program: {
    source: 'package',
    packageName: 'openclaw',
    entry: 'openclaw.mjs',
    size: 900 * 1024 * 1024,
    // Source: openclaw 2026.9.6, `engines.node`.
    node: [
      ['24.16', '25'],
      ['26.1', '27'],
    ],
    arguments: ['gateway'],
    asks: { version: ['--version'], schema: ['config', 'schema'] },
  },
  service: {
    type: 'exec',
    // It ends with 0 when it wants to be started again. Source: openclaw 2026.9.6, `src/daemon/systemd-unit.ts`.
    restart: 'always',
    restartPause: 5,
    stopTimeout: 330,
    goodExits: [143],
    killMode: 'mixed',
    sandbox: 'none',
    environment: ({ profile, stateDir, configPath }) => ({
      ...(profile === 'default' ? {} : { OPENCLAW_PROFILE: profile }),
      OPENCLAW_STATE_DIR: stateDir,
      OPENCLAW_CONFIG_PATH: configPath,
      // It then leaves its unit and its own version alone. Source: openclaw 2026.9.6, `src/infra/gateway-supervision.ts`.
      OPENCLAW_SUPERVISOR_MODE: 'external',
    }),
    forbidden: [
      'ALLOW_MULTI_GATEWAY',
      'AGENT_DIR',
      'BUNDLED_PLUGINS_DIR',
      'BUNDLED_SKILLS_DIR',
      'CONFIG_READONLY',
      'CONTAINER',
      'DISABLE_BUNDLED_PLUGINS',
      'EAGER_BROWSER_CONTROL_SERVER',
      'GATEWAY_PASSWORD',
      'GATEWAY_PORT',
      'GATEWAY_TOKEN',
      'GATEWAY_URL',
      'HOME',
      'INCLUDE_ROOTS',
      'LAUNCHD_LABEL',
      'LOAD_SHELL_ENV',
      'NIX_MODE',
      'NO_RESPAWN',
      'OAUTH_DIR',
      'PROFILE',
      'PROXY_URL',
      'SERVICE_KIND',
      'SERVICE_MARKER',
      'SERVICE_VERSION',
      'SKIP_CANVAS_HOST',
      'SKIP_CHANNELS',
      'SKIP_CRON',
      'SKIP_PROVIDERS',
      'SYSTEMD_UNIT',
      'WINDOWS_TASK_NAME',
      'WORKSPACE_DIR',
      'WRAPPER',
    ]
      .map((name) => `OPENCLAW_${name}`)
      // With another cache than its own it starts itself anew, as a child of the process that the service knows.
      .concat('NODE_COMPILE_CACHE'),
  },
  // Source: openclaw 2026.9.6, `docs/help/environment.md`, `resolveGlobalDotEnvPaths`, `applyConfigEnvVars`. A real one was seen to
  // take either file before its config.
  variables: {
    files: ({ stateDir, home }) => [
      `${stateDir}/.env`,
      ...(stateDir === `${home}/.openclaw` ? [`${home}/.config/openclaw/gateway.env`] : []),
    ],
    blocks: [['env'], ['env', 'vars']],
    port: 'OPENCLAW_GATEWAY_PORT',
    secrets: { token: 'OPENCLAW_GATEWAY_TOKEN', password: 'OPENCLAW_GATEWAY_PASSWORD' },
  },
  // It takes 6 to 17 s on a machine that does nothing else, all of it computing.
  readiness: { timeout: 120_000, grace: 120_000, stable: 1_000, interval: 250, probe: 5_000 },
  proof: 'handshake',
  lockFile: '',
  keys: ['token'],
  configLock: 'sidecar',
  hasConfig: true,
  config: {
    fields: configFields,
    secretRefs: 'providers',
    // From this one on a token that is replaced counts at once. Source: GHSA-xmxx-7p24-h892. 2026.2.1 refuses a config with a reference.
    secretRefsSince: '2026.4.15',
    // Source: openclaw 2026.9.6, `src/config/includes.ts`. It knows no highest number of files; that one is ours.
    includes: {
      lists: 'joined',
      content: 'any',
      depth: 10,
      files: 1000,
      bytes: 2 * 1024 * 1024,
      within: 'folder',
      links: 'followed',
      home: 'plain',
    },
    // It does not start with it. Source: openclaw 2026.9.6, `docs/gateway/config-gateway.md`, `getGatewayStartGuardErrors`.
    client: { path: ['gateway', 'mode'], value: 'remote', instead: 'local' },
    decided: [
      'gateway.mode',
      'gateway.port',
      'gateway.bind',
      'gateway.customBindHost',
      'gateway.auth',
      'agents.defaults.workspace',
      'browser',
      'secrets.providers',
    ],
    // Source: openclaw 2026.9.6, `resolveAgentWorkspaceDir`.
    homePaths: ['agents.defaults.workspace'],
  },
  // Source: openclaw 2026.9.6, `docs/gateway/configuration/hot-reload.md`; what it does not list takes a restart.
  reloads: [
    { path: '', takes: 'restart' },
    ...['agents', 'models', 'broadcast', 'hooks', 'cron', 'session', 'messages', 'tools', 'skills', 'audio', 'talk', 'tts'].map(hot),
    ...['ui', 'logging', 'identity', 'bindings', 'surfaces', 'acp', 'plugins.entries', 'plugins.allow', 'plugins.deny'].map(hot),
    ...['gateway.auth.token', 'gateway.auth.password', 'gateway.reload', 'gateway.tools', 'gateway.http.endpoints'].map(hot),
    ...['browser.enabled', 'browser.profiles', 'browser.defaultProfile', 'browser.headless', 'browser.cdpUrl', 'browser.noSandbox'].map(
      hot,
    ),
  ],
};

function hot(path: string): { readonly path: string; readonly takes: 'hot' } {
  return { path, takes: 'hot' };
}

/** Name of the provider of the gateway token, among its secret providers. */
export const TOKEN_PROVIDER = 'omniclaw-token';

function configFields({ port, bind, auth, authFrom, stateDir, workspace, workspaceIs, browser, channels }: ConfigFacts): ConfigFields {
  const ownToken = authFrom !== 'config' && auth.mode === 'token' && auth.token === null;
  const isAddress = bind !== 'loopback' && bind !== 'lan';
  const enabled = { browser: { enabled: browser.enabled } };
  return {
    always: {
      gateway: {
        mode: 'local',
        port,
        // Left to itself it takes every address when it runs in a container. Source: openclaw 2026.9.6, `resolveGatewayBindHost`, `auto`.
        bind: isAddress ? 'custom' : bind,
        ...(isAddress ? { customBindHost: bind } : {}),
        ...(authFrom === 'file' ? { auth: { mode: auth.mode, ...present('token', auth.token) } } : {}),
      },
      ...(workspaceIs === 'declared' ? { agents: { defaults: { workspace } } } : {}),
      ...filled('browser', {
        ...(browser.enabled ? {} : { enabled: false }),
        ...present('cdpUrl', browser.cdpUrl),
        ...filled('profiles', browser.profiles),
      }),
      ...filled('channels', channels),
    },
    unlessDefault: {
      ...(authFrom === 'usual' ? { gateway: { auth: { mode: auth.mode } } } : {}),
      ...(browser.enabled ? enabled : {}),
    },
    ifAbsent: ownToken ? { gateway: { auth: { token: { source: 'file', provider: TOKEN_PROVIDER, id: 'value' } } } } : {},
    besideToken: ownToken
      ? { secrets: { providers: { [TOKEN_PROVIDER]: { source: 'file', path: `${stateDir}/${GATEWAY_TOKEN_FILE}`, mode: 'singleValue' } } } }
      : {},
  };
}
