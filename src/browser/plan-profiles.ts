import { isAbsolute, join, resolve } from 'node:path';
import type { PortRange } from '../fleet/fleet-schema.ts';
import { nearestName } from '../fleet/nearest-name.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { MAX_PORT, PORT_BLOCK } from '../fleet/port-block.ts';
import type { BrowserConfig, BrowserProfileConfig } from '../gateway/read-gateway-config.ts';

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
export function planProfiles(config: BrowserConfig, place: ProfilePlace): BrowserProfile[] {
  const named = Object.entries(config.profiles);
  const declared: typeof named = named.length > 0 ? named : [[DEFAULT_BROWSER, { cdpPort: null, cdpUrl: null, userDataDir: null }]];
  const range = config.cdpPortRange ?? cdpRangeOf(place.controlPort);
  const taken = new Set(declared.flatMap(([, { cdpPort }]) => cdpPort ?? []));
  return declared.map(([name, profile]): BrowserProfile => {
    requireName(name, profile);
    const cdpUrl = profile.cdpUrl ?? (profile.cdpPort === null ? config.cdpUrl : null);
    if (cdpUrl !== null) return { kind: 'remote', name, cdpUrl };
    const cdpPort = profile.cdpPort ?? lowestFree(range, taken, name);
    taken.add(cdpPort);
    const folder = join(place.stateDir, 'browser', name);
    return { kind: 'local', name, cdpPort, folder, userDataDir: userDataDirOf(profile, folder, place) };
  });
}

/** The profile of that name; null for the one that is meant when none is named. Throws OCE_USAGE. */
export function chooseProfile(profiles: readonly BrowserProfile[], name: string | null): BrowserProfile {
  const profile = profiles.find((one) => one.name === (name ?? DEFAULT_BROWSER)) ?? (name === null ? profiles[0] : undefined);
  if (profile !== undefined) return profile;
  const names = profiles.map((one) => one.name);
  const near = nearestName(name ?? '', names);
  throw new OmniclawError(
    'OCE_USAGE',
    `there is no browser profile ${JSON.stringify(name)}; there is ${names.map((one) => `"${one}"`).join(', ')}`,
    {
      hint: near === undefined ? 'omniclaw browser profiles' : `--browser-profile ${near}`,
    },
  );
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

function requireName(name: string, { cdpPort, cdpUrl }: BrowserProfileConfig): void {
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

function userDataDirOf({ userDataDir }: BrowserProfileConfig, folder: string, { home, stateDir }: ProfilePlace): string {
  if (userDataDir === null) return join(folder, 'user-data');
  if (userDataDir.startsWith('~/')) return join(home, userDataDir.slice(2));
  return isAbsolute(userDataDir) ? userDataDir : resolve(stateDir, userDataDir);
}
