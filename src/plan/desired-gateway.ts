import type { DesiredState, Json, RuntimeName } from '../fleet/fleet-spec.ts';
import { GATEWAY_TOKEN_FILE, INSTANCE_SECRET_FILE, SECRETS_FILE, secretKey } from '../fleet/gateway-proof.ts';
import type { Host } from '../fleet/host.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { writtenWorkspace } from './derive-paths.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { authFrom, type OwnedField, ownedFields, type Spelling, spellingOf } from './desired-config.ts';
import { desireDefinition } from './desired-definition.ts';
import { desireProgram } from './desired-program.ts';
import type { DirectoryResource, KeyResource, ProgramResource, ServiceDriverKind, ServiceProgram, ServiceResource } from './resource.ts';
import { toProviders } from './secret-providers.ts';
import { seenDriver } from './seen-driver.ts';

/** How our own program is started on this host. */
export type Launch = {
  /** Program and leading arguments, for example Node and the entry file. */
  readonly argv: readonly string[];
  /** `PATH` of the services. */
  readonly path: string;
  /** What `auto` means for a service on this host. */
  readonly manager: Exclude<ServiceDriverKind, 'external'>;
  /** `full`: the service manager can give a service name spaces of its own; `calls`: it can filter system calls only. */
  readonly sandbox: 'full' | 'calls';
  /** The Node that runs us. */
  readonly node: { readonly path: string; readonly version: string };
  /** Folder in which releases of gateway programs are installed. */
  readonly programs: string;
  /** Scripts or programs of gateways that are installed on this host, by their npm package. */
  readonly found: { readonly [packageName: string]: string };
};

/** Why a declaration cannot be carried out, and what to type. */
export type Problem = { readonly message: string; readonly hint: string };

/** What should exist for one gateway, before the machine has been looked at. */
export type DesiredGateway = {
  readonly gateway: string;
  readonly runtime: RuntimeName;
  /** Path on which it answers, when that is how it proves itself. */
  readonly health: string;
  /** Whether the fleet file says which program it is. */
  readonly pinned: 'yes' | 'no';
  /** The release to install first; `null`: the program is taken as it is. */
  readonly program: ProgramResource | null;
  readonly state: DesiredState;
  readonly protect: boolean;
  /** The one folder that must be private even when it was there before; other existing folders keep their mode. */
  readonly stateDir: string;
  readonly directories: readonly DirectoryResource[];
  readonly keys: readonly KeyResource[];
  /** Environment variables that `$env` references name; empty when there are none. */
  readonly secrets: { readonly id: string; readonly keys: readonly string[] };
  readonly config: { readonly id: string; readonly fields: readonly OwnedField[] };
  readonly service: Omit<ServiceResource, 'configHash' | 'secretsHash'>;
  /** What of the declaration cannot be carried out. */
  readonly problems: readonly Problem[];
};

export const FOLDER_MODE = 0o700;
export const FILE_MODE = 0o600;

export function desireGateway(derived: DerivedGateway, host: Host, launch: Launch): DesiredGateway {
  const { name, spec, paths } = derived;
  const runtime = runtimeOf(spec.runtime);
  const owned = ownedFields(derived, host);
  const { fields, problems } =
    runtime.config.secretRefs === 'providers' ? toProviders(owned, paths.stateDir, host) : { fields: owned, problems: [] };
  const folder = (id: string): DirectoryResource => ({ kind: 'directory', gateway: name, id, mode: FOLDER_MODE });
  const key = (file: string): KeyResource => ({ kind: 'key', gateway: name, id: `${paths.stateDir}/${file}`, mode: FILE_MODE });
  const driver = seenDriver(derived, launch);
  const wanted = desireProgram(derived, host, launch);
  const program: ServiceProgram = {
    argv: wanted.argv,
    env: serviceEnvironment(derived, host, launch),
    workingDirectory: paths.stateDir,
    logFile: `${paths.stateDir}/logs/gateway.log`,
  };
  const defined = desireDefinition({ derived, driver, program, host, launch });
  const ownToken = authFrom(spec) !== 'config' && spec.auth.mode === 'token' && spec.auth.token === null && runtime.keys.includes('token');
  return {
    gateway: name,
    runtime: spec.runtime,
    health: spec.program.health,
    pinned: spec.program.version !== null || spec.program.path !== null || runtime.program.source !== 'package' ? 'yes' : 'no',
    program: spec.state === 'running' ? wanted.install : null,
    state: spec.state,
    protect: spec.protect,
    stateDir: paths.stateDir,
    directories: foldersOf(derived).map(folder),
    keys: [...(runtime.keys.includes('instance') ? [key(INSTANCE_SECRET_FILE)] : []), ...(ownToken ? [key(GATEWAY_TOKEN_FILE)] : [])],
    secrets: {
      id: `${paths.stateDir}/${SECRETS_FILE}`,
      keys: [...new Set(owned.flatMap(({ value }) => environmentReferences(value)))].sort(),
    },
    config: { id: paths.config, fields },
    service: {
      kind: 'service',
      gateway: name,
      id: derived.service.name,
      driver,
      definition: defined.definition,
      running: spec.state === 'running',
      port: derived.ports.gateway,
      stop: { timeoutMs: runtime.service.stopTimeout * 1000, asks: runtime.service.killMode === 'mixed' ? 'main' : 'group' },
      program,
    },
    problems:
      spec.state === 'running'
        ? [
            ...wanted.problems,
            ...problems.map((message) => ({ message, hint: 'omniclaw lint' })),
            ...environmentProblems(derived),
            ...defined.problems.map((problem) => ({
              message: `${problem}, which ${driver} cannot take`,
              hint: `set service.driver of "${name}" to "supervisor"`,
            })),
          ]
        : [],
  };
}

/** How a gateway reads its config under the service that is planned. */
export function spellingIn({ runtime, service }: Pick<DesiredGateway, 'runtime' | 'service'>): Spelling {
  return spellingOf(runtime, service.program.env['HOME'] ?? '');
}

/** The folders that must be there. A gateway that is not ours makes its own workspace, unless the fleet file names one. */
function foldersOf(derived: DerivedGateway): string[] {
  const { spec, paths } = derived;
  const runtime = runtimeOf(spec.runtime);
  const own = [paths.stateDir, `${paths.stateDir}/logs`];
  if (!runtime.hasConfig) return own;
  const isNeeded = runtime.program.source === 'own' || writtenWorkspace(spec) !== null;
  return [...new Set([...own, parentFolder(paths.config), ...(isNeeded ? [paths.workspace] : [])])];
}

/** Variables, after the prefix of the runtime, that say which gateway it is: the fleet file does. */
const SELECTORS = ['PROFILE', 'HOME', 'STATE_DIR', 'CONFIG_PATH', 'GATEWAY_PORT', 'GATEWAY_TOKEN', 'GATEWAY_PASSWORD', 'GATEWAY_URL'];

/** A gateway that is not ours takes no secrets of ours from its environment. */
function environmentProblems({ name, spec }: DerivedGateway): Problem[] {
  const { program, config, envPrefix } = runtimeOf(spec.runtime);
  if (program.source === 'own') return [];
  return Object.entries(spec.service.env).flatMap(([variable, value]): Problem[] => {
    if (SELECTORS.some((selector) => variable === `${envPrefix}_${selector}`)) {
      const message = `"${variable}" in its "service.env" is decided by other keys of the gateway`;
      return [{ message, hint: `take "${variable}" out of "service.env" of "${name}"` }];
    }
    if (typeof value === 'string') return [];
    const message = `"${variable}" in its "service.env" is a secret, and no secret goes into the environment of a service`;
    const place =
      config.secretRefs === 'providers' ? `declare it in "config" or "channels" of "${name}"` : `let "${name}" read it from a file`;
    return [{ message, hint: place }];
  });
}

/** The whole environment of a service; nothing is inherited, and only `PATH` can be declared otherwise. The port is not in it: the config is its only source. */
function serviceEnvironment({ profile, paths, ports, spec }: DerivedGateway, host: Host, launch: Launch): Record<string, string> {
  const { service } = runtimeOf(spec.runtime);
  const literal = Object.entries(spec.service.env).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  return {
    PATH: launch.path,
    ...Object.fromEntries(literal),
    HOME: host.home,
    USER: host.user,
    ...service.environment({ profile, stateDir: paths.stateDir, configPath: paths.config, port: ports.gateway }),
  };
}

function environmentReferences(value: Json): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$env' && typeof inner === 'string' ? [secretKey({ $env: inner })] : environmentReferences(inner),
  );
}

function parentFolder(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf('/')));
}
