import type { JsonObject, RuntimeName, ServiceSpec } from '../fleet/fleet-spec.ts';
import type { IncludedFile } from '../fleet/resolve-includes.ts';
import type { OwnedField } from './desired-config.ts';

/** What a fleet file may say of a service beside its environment. */
export type ServiceSettings = Pick<ServiceSpec, 'limits' | 'hardening'>;

/** Something on the host that belongs to a gateway. Paths are absolute and normalised. */
export type Sighting = {
  readonly runtime: RuntimeName;
  readonly kind: 'folder' | 'systemd' | 'launchd' | 'supervisor' | 'process';
  /** Path of the folder or file, or which process: for people. */
  readonly where: string;
  /** `null`: it does not say. */
  readonly profile: string | null;
  readonly stateDir: string | null;
  readonly configPath: string | null;
  /** Base port it is started with, beside what the config says. */
  readonly port: number | null;
  /** Folders beside its own in which files that its config includes may lie, as a list with colons. `null`: it does not say. */
  readonly includeRoots: string | null;
  /** What the user asked the service manager for; `null` when this is no service. */
  readonly wanted: 'running' | 'stopped' | null;
  /** Environment in the definition of the service, without the variables that OmniClaw sets; empty for other kinds. */
  readonly environment: { readonly [name: string]: string };
  /** Limits and sandbox in a definition that we wrote; `null`: it is none of ours, or says nothing of them. */
  readonly settings: ServiceSettings | null;
  /** Command line that starts it; empty when it is not known. */
  readonly argv: readonly string[];
};

/** What a sighting says that says nothing of its gateway. */
export const NOTHING_SAID = {
  profile: null,
  stateDir: null,
  configPath: null,
  port: null,
  includeRoots: null,
  wanted: null,
  environment: {},
  settings: null,
  argv: [],
} as const satisfies Omit<Sighting, 'runtime' | 'kind' | 'where'>;

/** All sightings of one gateway. */
export type SightedGateway = {
  readonly runtime: RuntimeName;
  readonly profile: string;
  readonly stateDir: string;
  readonly configPath: string;
  /** Most telling first; never empty. */
  readonly sightings: readonly Sighting[];
};

export type FoundGateway = SightedGateway & {
  /** With everything that it includes. `null`: there is none, or it cannot be read; `problem` says which, and is empty otherwise. */
  readonly config: JsonObject | null;
  readonly problem: string;
  /** Files that the config includes. */
  readonly parts: readonly IncludedFile[];
  /** What we wrote into the config the last time; empty when that is not known. */
  readonly remembered: readonly OwnedField[];
};
