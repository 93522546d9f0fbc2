import type { ClientSecret } from '../fleet/client-auth.ts';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { GatewayProof } from '../fleet/gateway-proof.ts';
import type { IncludedFile } from '../fleet/resolve-includes.ts';
import type {
  ConfigResource,
  DirectoryResource,
  KeyResource,
  ProgramResource,
  SecretsResource,
  ServiceDriverKind,
  ServiceProgram,
} from './resource.ts';

/** What drivers saw of one gateway. `null`: it does not exist. */
export type ObservedGateway = {
  /** The release that is declared, when it is installed. */
  readonly program: ProgramResource | null;
  readonly directories: readonly DirectoryResource[];
  readonly keys: readonly KeyResource[];
  /** `wanted`: what the references give now. A value that does not resolve now but is stored stays as it is. */
  readonly secrets: { readonly stored: SecretsResource | null; readonly wanted: SecretsResource | null };
  readonly config: ObservedConfig | null;
  readonly service: ObservedService;
};

/**
 * `value`: with everything that it includes. `written`: the file alone, which the hash is of. `given`: secrets of clients that
 * stand in variables beside it. `lost`: names of variables that let its clients in and that a service of ours would not have.
 */
export type ObservedConfig = ConfigResource & {
  readonly given: readonly ClientSecret[];
  readonly lost: readonly string[];
  readonly value: JsonObject;
  readonly written: JsonObject;
  readonly included: readonly IncludedFile[];
};

export type ObservedService = {
  /** What its driver keeps for it, alive or not; `null`: never registered. */
  readonly registration: ServiceRegistration | null;
  /** The same service under other drivers than the declared one. A hand-over ends them. */
  readonly elsewhere: readonly { readonly driver: ServiceDriverKind; readonly registration: ServiceRegistration }[];
  /** Whether the supervisor, or the service manager, itself answers. */
  readonly supervisor: 'answers' | 'gone';
  /** The verified answer of the gateway, wherever it listens; `null`: none answers as this instance. */
  readonly live: LiveGateway | null;
};

/** What a gateway has proven about itself. A hash that it does not vouch for is none of ours. */
export type LiveGateway = Pick<GatewayProof, 'pid' | 'port' | 'startId' | 'configHash' | 'secretsHash'>;

export type ServiceRegistration = {
  /** `theirs`: its definition was not made by us, and is read only. */
  readonly origin: 'ours' | 'theirs';
  /** What it runs; `null`: that is kept in the definition. */
  readonly program: ServiceProgram | null;
  /** Text of the file that defines it; `null`: the driver has none, or it is missing. */
  readonly definition: string | null;
  /** What is wrong with how it is registered, in words. A new registration mends it; `restart` says that the process must follow. */
  readonly faults: readonly { readonly message: string; readonly impact: 'none' | 'restart' }[];
  readonly wanted: 'running' | 'stopped';
  readonly phase: 'running' | 'starting' | 'backoff' | 'stopped' | 'failed';
  readonly pid: number | null;
  /** Milliseconds since the process started; 0 when none runs. */
  readonly ageMs: number;
  /** Why it last ended, for people; empty when it has not. */
  readonly lastExit: string;
};
