/** Which browser to start: a Chromium of any brand that is installed on this machine, or the one that the config names. */
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { posix, win32 } from 'node:path';
import type { Platform } from '../fleet/host.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';

export type FoundBrowser = { readonly kind: 'chrome' | 'chromium' | 'brave' | 'edge' | 'configured'; readonly path: string };

export type BrowserSearch = {
  /** Path of the config, which wins; null when it names none. */
  readonly executable: string | null;
  readonly platform: Platform;
  readonly environment: { readonly [name: string]: string | undefined };
};

/** The first browser that can be run. Throws OCE_NO_BROWSER when there is none, or when the configured one cannot be run. */
export async function findBrowser(search: BrowserSearch): Promise<FoundBrowser> {
  if (search.executable !== null) {
    if (await canRun(search.executable)) return { kind: 'configured', path: search.executable };
    throw new OmniclawError(
      'OCE_NO_BROWSER',
      `"browser.executablePath" is "${search.executable}", which is not a program that can be run`,
      {
        hint: `ls -l ${JSON.stringify(search.executable)}`,
      },
    );
  }
  for (const candidate of browserCandidates(search)) if (await canRun(candidate.path)) return candidate;
  throw new OmniclawError('OCE_NO_BROWSER', 'neither Chrome, Chromium, Brave nor Edge is installed where it usually is', {
    hint: INSTALL_HINT[search.platform],
  });
}

const INSTALL_HINT = {
  linux: 'apt-get install chromium',
  darwin: 'brew install --cask chromium',
  win32: 'winget install Google.Chrome',
} as const satisfies Record<Platform, string>;

/** Where browsers usually are, the most wanted first. A snap comes last: it cannot write into hidden folders. */
export function browserCandidates({ platform, environment }: Omit<BrowserSearch, 'executable'>): FoundBrowser[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', posix.join(environment['HOME'] ?? '', 'Applications')];
    return MAC_APPS.flatMap(([kind, app]) => folders.map((folder) => ({ kind, path: `${folder}/${app}.app/Contents/MacOS/${app}` })));
  }
  if (platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? []);
    return WINDOWS_PROGRAMS.flatMap(([kind, path]) => folders.map((folder) => ({ kind, path: win32.join(folder, path) })));
  }
  const folders = (environment['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/') && folder !== '/snap/bin');
  const onPath = LINUX_NAMES.flatMap(([kind, name]) => folders.map((folder) => ({ kind, path: posix.join(folder, name) })));
  return [...onPath, ...LINUX_PLACES.map(([kind, path]) => ({ kind, path }))];
}

const LINUX_NAMES = [
  ['chrome', 'google-chrome-stable'],
  ['chrome', 'google-chrome'],
  ['chromium', 'chromium'],
  ['chromium', 'chromium-browser'],
  ['brave', 'brave-browser'],
  ['edge', 'microsoft-edge-stable'],
  ['edge', 'microsoft-edge'],
] as const;

const LINUX_PLACES = [
  ['chrome', '/opt/google/chrome/chrome'],
  ['chromium', '/usr/lib/chromium/chromium'],
  ['brave', '/opt/brave.com/brave/brave'],
  ['edge', '/opt/microsoft/msedge/msedge'],
  ['chromium', '/snap/bin/chromium'],
] as const;

const MAC_APPS = [
  ['chrome', 'Google Chrome'],
  ['chromium', 'Chromium'],
  ['brave', 'Brave Browser'],
  ['edge', 'Microsoft Edge'],
] as const;

const WINDOWS_PROGRAMS = [
  ['chrome', 'Google\\Chrome\\Application\\chrome.exe'],
  ['chromium', 'Chromium\\Application\\chrome.exe'],
  ['brave', 'BraveSoftware\\Brave-Browser\\Application\\brave.exe'],
  ['edge', 'Microsoft\\Edge\\Application\\msedge.exe'],
] as const;

async function canRun(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) return false;
    throw cause;
  }
}
