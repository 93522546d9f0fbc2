import type { GatewaySpec, Json } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { factOf } from '../fleet/releases.ts';
import { DEFAULT_PROFILE, runtimeOf } from '../fleet/runtime.ts';
import type { GatewayPaths } from './derived-gateway.ts';
import { absolutePath } from './normal-path.ts';

/** The folders and the config file of a gateway: absolute and normalised, links not followed. */
export function derivePaths(spec: GatewaySpec, host: Host): GatewayPaths {
  const runtime = runtimeOf(spec.runtime);
  const stateDir = absolutePath(spec.stateDir ?? usualStateDir(spec, host), host);
  const written = writtenWorkspace(spec);
  const writtenPath = written === null ? null : absolutePath(written.path, host);
  const inside = (name: string) => absolutePath(`${stateDir}/${name}`, host);
  return {
    stateDir,
    config: spec.configPath === null ? inside(runtime.configFile) : absolutePath(spec.configPath, host),
    workspace: writtenPath ?? usualWorkspace({ runtime: spec.runtime, name: spec.name, release: spec.program.version }, stateDir, host),
  };
}

type Placed = Pick<GatewaySpec, 'runtime' | 'name'> & { readonly release: string | null };

/** The workspace that follows from the name and the state folder. */
export function usualWorkspace({ runtime, name, release }: Placed, stateDir: string, host: Host): string {
  const folder = factOf(runtimeOf(runtime).workspaces, release)(namePart(name));
  return absolutePath(folder.startsWith('~/') ? folder : `${stateDir}/${folder}`, host);
}

/** The state folder that follows from the name. */
export function usualStateDir({ runtime, name }: GatewaySpec, { home }: Host): string {
  return `${home}/${runtimeOf(runtime).stateDirName}${name === DEFAULT_PROFILE ? '' : `-${namePart(name)}`}`;
}

/** A name is a finding long before it is too long for a file, but until then paths are made of it. */
function namePart(name: string): string {
  return name.slice(0, LONGEST_NAME);
}

/** Source: Linux limits.h, NAME_MAX. */
const LONGEST_NAME = 255;

/** A path and the keys of the gateway that name it. */
export type WrittenPath = { readonly path: string; readonly keys: readonly string[] };

/** Where a fleet file names the workspace: its own key wins over agent settings, those over `config`. `null`: nowhere. */
export function writtenWorkspace({ workspace, agents, config }: GatewaySpec): WrittenPath | null {
  if (workspace !== null) return { path: workspace, keys: ['workspace'] };
  return workspaceIn(agents, ['agents']) ?? workspaceIn(field(config, 'agents'), ['config', 'agents']);
}

function workspaceIn(settings: Json, keys: readonly string[]): WrittenPath | null {
  const path = field(field(settings, 'defaults'), 'workspace');
  return typeof path === 'string' && path !== '' ? { path, keys: [...keys, 'defaults', 'workspace'] } : null;
}

/** Where the pass-through config names a log file. Source: OpenClaw 2026.9.6, `logging.file`. `null`: nowhere. */
export function writtenLogFile({ config }: GatewaySpec): WrittenPath | null {
  const path = field(field(config, 'logging'), 'file');
  return typeof path === 'string' && path !== '' ? { path, keys: ['config', 'logging', 'file'] } : null;
}

function field(value: Json, key: string): Json {
  return isJsonObject(value) && Object.hasOwn(value, key) ? (value[key] ?? null) : null;
}
