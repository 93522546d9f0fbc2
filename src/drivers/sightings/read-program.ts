import type { RuntimeName } from '../../fleet/fleet-spec.ts';
import type { Host } from '../../fleet/host.ts';
import { DEFAULT_PROFILE, runtimeOf } from '../../fleet/runtime.ts';
import type { Sighting } from '../../plan/found-gateway.ts';
import { homeFolder } from '../../plan/merge-sightings.ts';
import { absolutePath, normalPath } from '../../plan/normal-path.ts';
import { DEFINITION_VARIABLE } from '../../plan/render-unit.ts';

/** How a program is started. */
export type Started = { readonly argv: readonly string[]; readonly env: { readonly [name: string]: string } };

export const RUNTIME_NAMES = ['omniclaw', 'openclaw'] as const satisfies readonly RuntimeName[];

/**
 * What a command line and an environment say of a gateway. A flag wins over the environment, and over its paths when they are of
 * another profile. A state folder that is not the one of the profile in the home of `host` is always said.
 */
export function readProgram(
  runtime: RuntimeName,
  { argv, env }: Started,
  host: Host,
): Pick<Sighting, 'profile' | 'stateDir' | 'configPath' | 'port' | 'includeRoots'> {
  const { envPrefix, profileVariable } = runtimeOf(runtime);
  const here = { ...host, home: homeOfProgram(runtime, env, host.home) };
  const variable = (name: string): string | null => env[`${envPrefix}_${name}`]?.trim() || null;
  const flag = argv.includes('--dev') ? 'dev' : optionOf(argv, '--profile');
  const [inherited, named] = [profileName(variable('PROFILE')), profileName(flag)];
  const stale = named !== null && inherited !== null && named !== inherited;
  const path = (name: string): string | null => {
    const value = stale ? null : variable(name);
    return value === null ? null : absolutePath(value, { ...here, fleetDir: here.home });
  };
  const selected = named ?? (profileVariable === 'selects' ? inherited : null);
  const isElsewhere = here.home !== host.home || selected !== (named ?? inherited);
  return {
    profile: named ?? inherited,
    stateDir: path('STATE_DIR') ?? (isElsewhere ? homeFolder(runtime, selected ?? DEFAULT_PROFILE, here) : null),
    configPath: path('CONFIG_PATH'),
    includeRoots: variable('INCLUDE_ROOTS'),
    port: readPort(optionOf(argv, '--port') ?? (stale ? null : variable('GATEWAY_PORT'))),
  };
}

/** The folder that the paths of a program begin from. `home`: that of its account. Source: openclaw 2026.9.6, `resolveEffectiveHomeDir`. */
export function homeOfProgram(runtime: RuntimeName, env: Started['env'], home: string): string {
  const [own, account] = [env[`${runtimeOf(runtime).envPrefix}_HOME`], env['HOME']].map((text) => text?.trim() ?? '');
  const known = account?.startsWith('/') === true ? normalPath(account) : home;
  if (own === undefined || !/^[/~]/.test(own)) return known;
  return normalPath(own.replace(/^~(?=\/|$)/, known));
}

/** What a definition is called after, and whether it holds all variables of its program. */
export type Called = { readonly profile: string | null; readonly variables: 'all' | 'some' };

/**
 * How a definition starts its gateway. What it is called after is its profile where it does not show what it starts, because that is
 * a script, has variables in a file or is masked; and where it has a state folder that no profile is called after. The gateway itself
 * does not know what its definition is called.
 */
export function knownStart(runtime: RuntimeName, started: Started, { profile, variables }: Called): Started {
  const { argv, env } = started;
  const { envPrefix, stateDirName } = runtimeOf(runtime);
  const folder = env[`${envPrefix}_STATE_DIR`]?.trim() ?? '';
  const named = profileName(env[`${envPrefix}_PROFILE`]?.trim() || profile);
  const isSaid = argv.includes('--dev') || optionOf(argv, '--profile') !== null;
  const isWhole = variables === 'all' && runsGateway(argv) && runtimeOfProgram({ argv, env: {} }) === runtime;
  const isShown = folder === '' ? isWhole : folder.slice(folder.lastIndexOf('/') + 1).startsWith(stateDirName);
  return named === null || isSaid || isShown ? started : { argv: [...argv, '--profile', named], env };
}

/** Whether a command line runs a gateway, rather than asking or steering one. */
export function runsGateway(argv: readonly string[]): boolean {
  if (/^(?:omniclaw|openclaw)-gateway$/.test(argv[0] ?? '')) return true;
  const at = argv.indexOf('gateway');
  const next = argv[at + 1];
  return at > 0 && (next === undefined || next === '' || next === 'run' || next.startsWith('-'));
}

/** The runtime that a program belongs to, by its variables, else by the name of its program; `null`: none. */
export function runtimeOfProgram({ argv, env }: Started): RuntimeName | null {
  const named = RUNTIME_NAMES.find((name) =>
    argv.slice(0, 3).some((word) => word.split(/[/\\]/).some((part) => part.replace(/(?:-gateway|\.m?js)$/, '') === name)),
  );
  const marked = RUNTIME_NAMES.filter((name) =>
    ['PROFILE', 'STATE_DIR', 'CONFIG_PATH', 'SERVICE_KIND'].some((key) => env[`${runtimeOf(name).envPrefix}_${key}`]),
  );
  // A folder on the way to the program may have the name of another one.
  return (marked.length === 1 ? marked[0] : undefined) ?? named ?? marked[0] ?? null;
}

/** In any case, `default` is no profile. Source: openclaw 2026.9.6, `src/cli/profile-utils.ts`. */
function profileName(text: string | null): string | null {
  return text?.toLowerCase() === DEFAULT_PROFILE ? DEFAULT_PROFILE : text;
}

function optionOf(argv: readonly string[], name: string): string | null {
  const inline = argv.find((word) => word.startsWith(`${name}=`));
  const at = argv.indexOf(name);
  return (inline?.slice(name.length + 1) ?? (at < 0 ? null : argv[at + 1])) || null;
}

function readPort(text: string | null): number | null {
  const port = text !== null && /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? port : null;
}

/** Variables that OmniClaw sets itself in the services of a runtime. */
function ownVariables(runtime: RuntimeName): string[] {
  const place = { profile: 'any', stateDir: '', configPath: '', port: 0 };
  return ['HOME', 'PATH', 'USER', DEFINITION_VARIABLE, ...Object.keys(runtimeOf(runtime).service.environment(place))];
}

/** What of the environment of a service of ours was declared. */
export function declaredVariables(runtime: RuntimeName, env: Started['env']): Started['env'] {
  const own = ownVariables(runtime);
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own.includes(name)));
}
