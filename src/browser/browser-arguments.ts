import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { OWNER_ARGUMENT } from './browser-processes.ts';

export type LaunchPlan = {
  readonly executable: string;
  readonly userDataDir: string;
  readonly cdpPort: number;
  /** State folder of the gateway, for people and programs that look at the process list. */
  readonly owner: string;
  readonly headless: boolean;
  /** `off`: Chromium refuses to run with its sandbox as root. */
  readonly sandbox: 'on' | 'off';
  /** `small`: the memory that programs share is too small for a browser, as in most containers; files are used instead. */
  readonly sharedMemory: 'usual' | 'small';
  /** Arguments of the config. */
  readonly more: readonly string[];
};

/** Arguments that decide whose browser it is: the config may not change them. */
const OWN_ARGUMENTS = [
  'user-data-dir',
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
];

/** Throws OCE_CONFIG when the config names an argument that is ours to set. */
export function browserArguments({ userDataDir, cdpPort, owner, headless, sandbox, sharedMemory, more }: LaunchPlan): string[] {
  for (const argument of more) {
    const name = argument.replace(/^-+/, '').split('=')[0]?.toLowerCase() ?? '';
    if (!argument.startsWith('--') || OWN_ARGUMENTS.includes(name)) {
      throw new OmniclawError('OCE_CONFIG', `"browser.args" may not hold ${JSON.stringify(argument)}`, {
        hint: argument.startsWith('--') ? 'use "browser.profiles.NAME.cdpPort" and "userDataDir"' : 'write it as --NAME or --NAME=VALUE',
      });
    }
  }
  return [
    `--user-data-dir=${userDataDir}`,
    `--remote-debugging-port=${cdpPort}`,
    '--remote-debugging-pipe',
    `${OWNER_ARGUMENT}${owner}`,
    ...(headless ? ['--headless=new', '--disable-gpu', '--hide-scrollbars', '--mute-audio'] : []),
    ...(sandbox === 'off' ? ['--no-sandbox'] : []),
    ...(sharedMemory === 'small' ? ['--disable-dev-shm-usage'] : []),
    ...QUIET,
    ...more,
    'about:blank',
  ];
}

/** No first-run pages, no traffic of its own, no question to a keychain, no throttling of tabs that nobody looks at. */
const QUIET = [
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-sync',
  '--disable-quic',
  '--disable-backgrounding-occluded-windows',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--disable-hang-monitor',
  '--disable-session-crashed-bubble',
  '--hide-crash-restore-bubble',
  '--disable-breakpad',
  '--password-store=basic',
  '--use-mock-keychain',
  '--disable-features=Translate,OptimizationHints,MediaRouter',
];

/** Variables that a browser needs. All others, secrets of the gateway among them, stay here. */
const PASSED =
  /^(?:HOME|USER|LOGNAME|PATH|LANG|LANGUAGE|LC_.*|TZ|TMPDIR|TEMP|TMP|DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|XDG_.*|DBUS_SESSION_BUS_ADDRESS|FONTCONFIG_.*|(?:HTTP|HTTPS|ALL|NO)_PROXY|SYSTEMROOT|SYSTEMDRIVE|WINDIR|LOCALAPPDATA|APPDATA|USERPROFILE|PROGRAM.*|COMSPEC)$/i;

export function browserEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => PASSED.test(name)));
}
