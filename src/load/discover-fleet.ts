import { lstatSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';

/** Where a fleet file may be. `fleet` and `OMNICLAW_FLEET` may be relative to the working directory. */
export type DiscoveryRequest = {
  /** `--fleet FILE`; `null` when it was not given. */
  readonly fleet: string | null;
  readonly environment: { readonly [name: string]: string | undefined };
  readonly workingDirectory: string;
  readonly home: string;
};

const extensions = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml'] as const;

/** Names of a fleet file, in the order they are listed to people. */
export const FLEET_FILE_NAMES: readonly string[] = extensions.map((extension) => `omniclaw.fleet.${extension}`);

/**
 * Finds the fleet file: `--fleet`, `OMNICLAW_FLEET`, the working directory, then `$XDG_CONFIG_HOME/omniclaw`. Never looks
 * in a parent folder. Reads and runs nothing: whether the file can be used is for `loadFleet` to say. Throws
 * `OCE_NO_FLEET` and `OCE_SEVERAL_FLEETS`.
 *
 * Why not cosmiconfig 10: its `cosmiconfig()` first loads `package.json` and `.config/config.js` of the working directory
 * in this process, which would run a stranger's code outside the sandbox, and it reads every candidate whole.
 */
export function discoverFleet({ fleet, environment, workingDirectory, home }: DiscoveryRequest): string {
  if (fleet === '') throw new OmniclawError('OCE_USAGE', 'the value of "--fleet" is empty', { hint: 'omniclaw lint --fleet FILE' });
  if (fleet !== null) return resolve(workingDirectory, fleet);
  if (environment.OMNICLAW_FLEET) return resolve(workingDirectory, environment.OMNICLAW_FLEET);
  const folders = [workingDirectory, configFolder(environment, home)];
  for (const folder of folders) {
    const found = FLEET_FILE_NAMES.map((name) => join(folder, name)).filter(isThere);
    if (found.length > 1) throw severalFleets(folder, found);
    if (found[0] !== undefined) return found[0];
  }
  throw new OmniclawError(
    'OCE_NO_FLEET',
    `no fleet file in ${folders.map((folder) => `"${folder}"`).join(' or ')}; its name is omniclaw.fleet with .${extensions.join(' .')}`,
    { hint: 'omniclaw init' },
  );
}

/** A relative `XDG_CONFIG_HOME` counts as unset. Source: XDG Base Directory Specification 0.8. */
function configFolder(environment: DiscoveryRequest['environment'], home: string): string {
  const base = environment.XDG_CONFIG_HOME?.startsWith('/') ? environment.XDG_CONFIG_HOME : join(home, '.config');
  return join(base, 'omniclaw');
}

/** A dangling link is there too: it is found, and then refused by name. */
function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function severalFleets(folder: string, found: readonly string[]): OmniclawError {
  const names = found.map((path) => `"${basename(path)}"`).join(', ');
  return new OmniclawError('OCE_SEVERAL_FLEETS', `"${folder}" holds several fleet files: ${names}`, {
    hint: `omniclaw lint --fleet ${basename(found[0] ?? '')}`,
  });
}
