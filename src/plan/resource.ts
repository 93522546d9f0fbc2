import type { JsonObject } from '../fleet/fleet-spec.ts';

/**
 * The things on the host that a fleet is made of. Desired and observed state share these types.
 * `id` is unique within a kind: a path for files, the service name for services.
 */
export type Resource = ProgramResource | DirectoryResource | KeyResource | SecretsResource | ConfigResource | ServiceResource;
export type ResourceKind = Resource['kind'];

type Owned = { readonly gateway: string; readonly id: string };

/** A release of a gateway program, in a folder of its own below ours. `size`: what it takes on the disk, in bytes. */
export type ProgramResource = Owned & {
  readonly kind: 'program';
  readonly packageName: string;
  readonly version: string;
  readonly size: number;
};

/** A folder of ours, mode 0700. */
export type DirectoryResource = Owned & { readonly kind: 'directory'; readonly mode: number };

/** A file with random bytes, made once and never changed: the instance secret and the gateway token. Its content is in no plan. */
export type KeyResource = Owned & { readonly kind: 'key'; readonly mode: number };

/** A gateway config: the whole text, of which we own some fields. */
export type ConfigResource = Owned & {
  readonly kind: 'config';
  readonly text: string;
  readonly mode: number;
  /** SHA-256 of the canonical JSON of the parsed text; what the running process reports too. */
  readonly hash: string;
};

/** Values of the `$env` secret references of a gateway, in a 0600 file. The hash is keyed with the instance secret; empty when there are no values. */
export type SecretsResource = Owned & {
  readonly kind: 'secrets';
  readonly mode: number;
  readonly keys: readonly string[];
  readonly hash: string;
};

/** What runs a service: our own supervisor, the service manager of the host, or something that we only watch. */
export type ServiceDriverKind = 'supervisor' | 'systemd' | 'launchd' | 'external';

/** The gateway as a supervised process. */
export type ServiceResource = Owned & {
  readonly kind: 'service';
  readonly driver: ServiceDriverKind;
  readonly program: ServiceProgram;
  /** The file that defines it to its service manager; `null` for drivers without one. */
  readonly definition: ServiceDefinition | null;
  readonly running: boolean;
  /** Base port it serves. */
  readonly port: number;
  readonly stop: StopPolicy;
  /** Hash of the config it serves with, as in `ConfigResource`. */
  readonly configHash: string;
  /** Hash of the secrets it serves with, as in `SecretsResource`. */
  readonly secretsHash: string;
};

/**
 * How a service is ended: how long it may take, in milliseconds, and who is asked. `main`: only the process that was
 * started, since it still needs its helpers while it finishes what it is at.
 */
export type StopPolicy = { readonly timeoutMs: number; readonly asks: 'group' | 'main' };

/** A unit or a property list: the whole text, free of secrets. */
export type ServiceDefinition = { readonly path: string; readonly text: string };

export type ServiceProgram = {
  readonly argv: readonly string[];
  readonly env: { readonly [name: string]: string };
  readonly workingDirectory: string;
  readonly logFile: string;
};

export type Action = 'create' | 'update' | 'restart' | 'reload' | 'start' | 'stop' | 'delete' | 'adopt' | 'keep';
export type Impact = 'none' | 'reload' | 'restart' | 'data';

/**
 * One step of a plan. `before` and `after` are summaries for people and programs, free of secrets:
 * create: before null · update, restart, reload, start, stop, adopt: both · delete: after null · keep: equal.
 */
export type Change = {
  readonly action: Action;
  readonly gateway: string;
  readonly kind: ResourceKind | 'port-lock';
  readonly id: string;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  /** For people; nothing is decided from them. */
  readonly reasons: readonly string[];
  readonly impact: Impact;
};
