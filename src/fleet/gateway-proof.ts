import type { JsonObject } from './fleet-spec.ts';

/**
 * How a gateway proves which instance it is: `GET /healthz?challenge=N` answers with a `GatewayProof` whose `mac` is
 * HMAC-SHA256, keyed with the instance secret, over `proofText`. The port is part of the text, so an answer that was
 * relayed from another port does not verify.
 */
export type GatewayProof = {
  readonly ok: true;
  readonly status: 'live';
  readonly profile: string;
  /** Random per process start, 32 hex digits. */
  readonly startId: string;
  readonly pid: number;
  /** SHA-256 of the canonical JSON of the config that the process runs with, 64 hex digits. */
  readonly configHash: string;
  readonly port: number;
  readonly challenge: string;
  /** 64 hex digits. */
  readonly mac: string;
};

/** A challenge is 16 to 128 characters of this form. */
export const CHALLENGE_FORM = /^[A-Za-z0-9_-]{16,128}$/;

/** File in the state folder that holds the instance secret: 64 hex digits and a newline, mode 0600. */
export const INSTANCE_SECRET_FILE = 'instance.key';

/** File in the state folder that holds the gateway token when the fleet file names none: 64 hex digits and a newline, mode 0600. */
export const GATEWAY_TOKEN_FILE = 'gateway.token';

/** File in the state folder that holds the values of secret references: a JSON object from `secretKey` to value, mode 0600. */
export const SECRETS_FILE = 'secrets.json';

/** Lock file in the state folder, held by the running gateway. */
export const STATE_LOCK_FILE = 'gateway.lock';

export function proofText(proof: Omit<GatewayProof, 'ok' | 'status' | 'mac'>): string {
  return ['omniclaw-proof-v1', proof.challenge, proof.profile, proof.startId, proof.pid, proof.configHash, proof.port].join('\n');
}

/** JSON with sorted keys and no white space: the same bytes for the same value. */
export function canonicalJson(value: JsonObject[string]): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

/** Key of a secret reference in `SECRETS_FILE`. `$file` references are read where they point and have none. */
export function secretKey(reference: { readonly $env: string } | { readonly $command: readonly string[] }): string {
  return '$env' in reference ? `env:${reference.$env}` : `command:${JSON.stringify(reference.$command)}`;
}
