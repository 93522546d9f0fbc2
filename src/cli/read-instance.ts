import { join } from 'node:path';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { DEFAULT_PROFILE, runtimeOf } from '../fleet/runtime.ts';
import type { Call } from './command.ts';
import { readFolder } from './read-folder.ts';
import { readHost } from './read-host.ts';

/** The gateway that a command line means. */
export type Instance = {
  readonly profile: string;
  readonly stateDir: string;
  readonly configPath: string;
  /** What the line or the environment says, which wins over the config; `null`: neither does. */
  readonly port: number | null;
};

/** Port of `--dev`. Source: gateway document. */
export const DEV_PORT = 19001;

/** Flag, then environment, then default. Throws OCE_USAGE for what is no profile name or no port. */
export function readInstance(call: Call): Instance {
  const { home } = readHost(call.environment);
  const profile = readProfile(call);
  const runtime = runtimeOf('omniclaw');
  const inherited = inheritedPaths(call, profile, home);
  const stateDir = inherited.stateDir ?? join(home, `${runtime.stateDirName}${profile === DEFAULT_PROFILE ? '' : `-${profile}`}`);
  return { profile, stateDir, configPath: inherited.configPath ?? join(stateDir, runtime.configFile), port: readPort(call) };
}

function readProfile({ profile, environment }: Call): string {
  const name = profile ?? (environment['OMNICLAW_PROFILE'] || DEFAULT_PROFILE);
  const { pattern, form } = runtimeOf('omniclaw').profileName;
  if (!pattern.test(name)) throw new OmniclawError('OCE_USAGE', `"${name}" is not a profile name`, { hint: `use ${form}` });
  return name;
}

/** Paths from the environment, unless they belong to another profile than the one named on the line. */
function inheritedPaths({ profile, environment, terminal }: Call, chosen: string, home: string) {
  const [stateDir, configPath] = ['OMNICLAW_STATE_DIR', 'OMNICLAW_CONFIG_PATH'].map((name) => {
    const text = environment[name] || undefined;
    return text === undefined ? undefined : readFolder(text, home);
  });
  const owner = environment['OMNICLAW_PROFILE'] || DEFAULT_PROFILE;
  if (profile === undefined || owner === chosen || (stateDir === undefined && configPath === undefined)) return { stateDir, configPath };
  terminal.err(
    `note: "--profile ${chosen}" wins over OMNICLAW_STATE_DIR and OMNICLAW_CONFIG_PATH of profile "${owner}" in the environment\n`,
  );
  return { stateDir: undefined, configPath: undefined };
}

function readPort(call: Call): number | null {
  const flag = call.value('port');
  const text = flag ?? (call.environment['OMNICLAW_GATEWAY_PORT'] || (call.has('dev') ? String(DEV_PORT) : undefined));
  if (text === undefined) return null;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65535) return port;
  throw new OmniclawError(
    'OCE_USAGE',
    `${flag === undefined ? 'OMNICLAW_GATEWAY_PORT' : '"--port"'} must be a port from 1 to 65535, got "${text}"`,
    { hint: '--port 18789' },
  );
}
