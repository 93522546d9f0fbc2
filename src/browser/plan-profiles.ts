import { isAbsolute, join, resolve } from 'node:path';
import type { PortRange } from '../fleet/fleet-schema.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { MAX_PORT, PORT_BLOCK } from '../fleet/port-block.ts';
import type { BrowserProfileSettings, BrowserSettings } from './browser-settings.ts';

/** A browser of a gateway: started here on a port and a folder, or running elsewhere. */
export type BrowserProfile =
  | { readonly kind: 'local'; readonly name: string; readonly cdpPort: number; readonly userDataDir: string; readonly folder: string }
  | { readonly kind: 'remote'; readonly name: string; readonly cdpUrl: string };

export type ProfilePlace = {
  /** Port of the browser control service: the range of the browsers follows from it. */
  readonly controlPort: number;
  readonly stateDir: string;
  readonly home: string;
};

/** The only browser of a gateway whose config names none, and the one that commands mean when they name none. */
export const DEFAULT_BROWSER = 'default';

const NAME_FORM = /^[a-z0-9][a-z0-9-]{0,63}$/;

/**
 * The browsers of a gateway, in the order of its config. Those without a port take the lowest free one of the range, so
 * that the first takes the first; ports that another profile names are not free. The same config gives the same ports.
 * Throws OCE_CONFIG.
 */
export function planProfiles(settings: BrowserSettings, place: ProfilePlace): BrowserProfile[] {
  const declared =
    settings.profiles.length > 0 ? settings.profiles : [{ name: DEFAULT_BROWSER, cdpPort: null, cdpUrl: null, userDataDir: null }];
  const range = settings.cdpPortRange ?? cdpRangeOf(place.controlPort);
  const taken = new Set(declared.flatMap(({ cdpPort }) => cdpPort ?? []));
  return declared.map((profile): BrowserProfile => {
    requireName(profile);
    const cdpUrl = profile.cdpUrl ?? (profile.cdpPort === null ? settings.cdpUrl : null);
    if (cdpUrl !== null) return { kind: 'remote', name: profile.name, cdpUrl };
    const cdpPort = profile.cdpPort ?? lowestFree(range, taken, profile.name);
    taken.add(cdpPort);
    const folder = join(place.stateDir, 'browser', profile.name);
    return { kind: 'local', name: profile.name, cdpPort, folder, userDataDir: userDataDirOf(profile, folder, place) };
  });
}

/** The profile that is meant when none is named. */
export function mainProfile(profiles: readonly BrowserProfile[]): BrowserProfile | undefined {
  return profiles.find(({ name }) => name === DEFAULT_BROWSER) ?? profiles[0];
}

/** Ports of the browsers. Source: gateway document, `browser.controlPort + 9 .. + 108`. */
function cdpRangeOf(controlPort: number): PortRange {
  const base = controlPort - PORT_BLOCK.browserControl;
  return { first: base + PORT_BLOCK.cdpFirst, last: Math.min(base + PORT_BLOCK.cdpLast, MAX_PORT) };
}

function lowestFree({ first, last }: PortRange, taken: ReadonlySet<number>, name: string): number {
  for (let port = first; port <= last; port += 1) if (!taken.has(port)) return port;
  throw new OmniclawError('OCE_CONFIG', `every port from ${first} to ${last} is used: there is none for the browser profile "${name}"`, {
    hint: `omniclaw config set browser.profiles.${name}.cdpPort PORT`,
  });
}

function requireName({ name, cdpPort, cdpUrl }: BrowserProfileSettings): void {
  if (!NAME_FORM.test(name))
    throw new OmniclawError(
      'OCE_CONFIG',
      `"browser.profiles" holds ${JSON.stringify(name)}: a name has 1 to 64 lower-case letters, digits and hyphens`,
    );
  if (cdpPort !== null && cdpUrl !== null)
    throw new OmniclawError('OCE_CONFIG', `the browser profile "${name}" has both "cdpPort" and "cdpUrl"`, {
      hint: 'omniclaw explain OC203',
    });
}

function userDataDirOf({ userDataDir }: BrowserProfileSettings, folder: string, { home, stateDir }: ProfilePlace): string {
  if (userDataDir === null) return join(folder, 'user-data');
  if (userDataDir.startsWith('~/')) return join(home, userDataDir.slice(2));
  return isAbsolute(userDataDir) ? userDataDir : resolve(stateDir, userDataDir);
}
