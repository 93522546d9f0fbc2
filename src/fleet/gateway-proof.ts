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
  /** HMAC-SHA256 of the bytes of `SECRETS_FILE`, keyed with the instance secret, 64 hex digits; empty when there is no such file. */
  readonly secretsHash: string;
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
  const { challenge, profile, startId, pid, configHash, secretsHash, port } = proof;
  return ['omniclaw-proof-v1', challenge, profile, startId, pid, configHash, secretsHash, port].join('\n');
}

/** JSON with sorted keys and no white space: the same bytes for the same value. */
export function canonicalJson(value: JsonObject[string]): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join(',')}}`;
}

/** Whether two values have the same canonical JSON. */
export function isSameJson(one: JsonObject[string], two: JsonObject[string]): boolean {
  if (one === null || two === null || typeof one !== 'object' || typeof two !== 'object') return one === two;
  // Most are the same in the same order, which the engine sees at once.
  return JSON.stringify(one) === JSON.stringify(two) || canonicalJson(one) === canonicalJson(two);
}

/** Key of an `$env` reference in `SECRETS_FILE`. `$file` and `$command` references are resolved by the gateway itself when it starts. */
export function secretKey(reference: { readonly $env: string }): string {
  return `env:${reference.$env}`;
}
