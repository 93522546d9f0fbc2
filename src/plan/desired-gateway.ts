import type { DesiredState, Json } from '../fleet/fleet-spec.ts';
import { GATEWAY_TOKEN_FILE, INSTANCE_SECRET_FILE, SECRETS_FILE, secretKey } from '../fleet/gateway-proof.ts';
import type { Host } from '../fleet/host.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { type OwnedField, ownedFields } from './desired-config.ts';
import { desireDefinition } from './desired-definition.ts';
import type { DirectoryResource, KeyResource, ServiceDriverKind, ServiceProgram, ServiceResource } from './resource.ts';
import { withFilesFromRoot } from './secret-reference.ts';

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
};

/** What should exist for one gateway, before the machine has been looked at. */
export type DesiredGateway = {
  readonly gateway: string;
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
  /** What of the declaration its driver cannot carry out, in words. */
  readonly problems: readonly string[];
};

export const FOLDER_MODE = 0o700;
export const FILE_MODE = 0o600;

export function desireGateway(derived: DerivedGateway, host: Host, launch: Launch): DesiredGateway {
  const { name, spec, paths } = derived;
  const fields = ownedFields(derived, host).map((field) => ({ ...field, value: withFilesFromRoot(field.value, host) }));
  const folder = (id: string): DirectoryResource => ({ kind: 'directory', gateway: name, id, mode: FOLDER_MODE });
  const key = (file: string): KeyResource => ({ kind: 'key', gateway: name, id: `${paths.stateDir}/${file}`, mode: FILE_MODE });
  const driver = derived.service.driver === 'auto' ? launch.manager : derived.service.driver;
  const program: ServiceProgram = {
    argv: [...launch.argv, '--profile', derived.profile, 'gateway', 'run'],
    env: serviceEnvironment(derived, host, launch),
    workingDirectory: paths.stateDir,
    logFile: `${paths.stateDir}/logs/gateway.log`,
  };
  const { definition, problems } = desireDefinition({ derived, driver, program, host, launch });
  return {
    gateway: name,
    state: spec.state,
    protect: spec.protect,
    stateDir: paths.stateDir,
    directories: [...new Set([paths.stateDir, `${paths.stateDir}/logs`, parentFolder(paths.config), paths.workspace])].map(folder),
    keys: [key(INSTANCE_SECRET_FILE), ...(spec.auth.mode === 'token' && spec.auth.token === null ? [key(GATEWAY_TOKEN_FILE)] : [])],
    secrets: {
      id: `${paths.stateDir}/${SECRETS_FILE}`,
      keys: [...new Set(fields.flatMap(({ value }) => environmentReferences(value)))].sort(),
    },
    config: { id: paths.config, fields },
    service: {
      kind: 'service',
      gateway: name,
      id: derived.service.name,
      driver,
      definition,
      running: spec.state === 'running',
      port: derived.ports.gateway,
      program,
    },
    problems: spec.state === 'running' ? problems : [],
  };
}

/** The whole environment of a service; nothing is inherited, and only `PATH` can be declared otherwise. The port is not in it: the config is its only source. */
function serviceEnvironment({ profile, paths, spec }: DerivedGateway, host: Host, launch: Launch): Record<string, string> {
  const literal = Object.entries(spec.service.env).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as const] : []));
  return {
    PATH: launch.path,
    ...Object.fromEntries(literal),
    HOME: host.home,
    USER: host.user,
    OMNICLAW_PROFILE: profile,
    OMNICLAW_STATE_DIR: paths.stateDir,
    OMNICLAW_CONFIG_PATH: paths.config,
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
