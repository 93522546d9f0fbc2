import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { GatewayProof } from '../fleet/gateway-proof.ts';
import type { ConfigResource, DirectoryResource, KeyResource, SecretsResource, ServiceProgram } from './resource.ts';

/** What drivers saw of one gateway. `null`: it does not exist. */
export type ObservedGateway = {
  readonly directories: readonly DirectoryResource[];
  readonly keys: readonly KeyResource[];
  /** `wanted`: what the references give now. A value that does not resolve now but is stored stays as it is. */
  readonly secrets: { readonly stored: SecretsResource | null; readonly wanted: SecretsResource | null };
  readonly config: ObservedConfig | null;
  readonly service: ObservedService;
};

export type ObservedConfig = ConfigResource & { readonly value: JsonObject };

export type ObservedService = {
  /** What the supervisor keeps for it, alive or not; `null`: never registered. */
  readonly registration: ServiceRegistration | null;
  /** Whether the supervisor itself answers. */
  readonly supervisor: 'answers' | 'gone';
  /** The verified answer of the gateway, wherever it listens; `null`: none answers as this instance. */
  readonly live: GatewayProof | null;
};

export type ServiceRegistration = {
  readonly program: ServiceProgram;
  readonly wanted: 'running' | 'stopped';
  readonly phase: 'running' | 'starting' | 'backoff' | 'stopped' | 'failed';
  readonly pid: number | null;
  /** Milliseconds since the process started; 0 when none runs. */
  readonly ageMs: number;
  /** Why it last ended, for people; empty when it has not. */
  readonly lastExit: string;
};
