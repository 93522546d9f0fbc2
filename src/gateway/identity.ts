import { createHash, createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import { canonicalJson, type GatewayProof, INSTANCE_SECRET_FILE, proofText, SECRETS_FILE } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { readFileSafely } from '../os/read-file.ts';
import { writeFileSafely } from '../os/write-file.ts';

/** What the gateway proves itself with. */
export type Identity = {
  readonly facts: () => IdentityFacts;
  /** `port`: the one that was asked, so that an answer which another port relays is worth nothing. */
  readonly prove: (challenge: string, port: number) => GatewayProof;
  /** A key of 32 bytes for one purpose, the same after a restart. */
  readonly deriveKey: (purpose: string) => Buffer;
  /** Called when the gateway works with another config: from then on its proofs name that one. */
  readonly useConfig: (document: JsonObject) => void;
};

export type IdentityFacts = Pick<GatewayProof, 'profile' | 'startId' | 'pid' | 'configHash' | 'secretsHash' | 'port'>;

export type IdentityRequest = { readonly profile: string; readonly stateDir: string; readonly document: JsonObject; readonly port: number };

export async function openIdentity({ profile, stateDir, document, port }: IdentityRequest): Promise<Identity> {
  const secret = Buffer.from(await readOrMakeKey(join(stateDir, INSTANCE_SECRET_FILE)), 'hex');
  let facts: IdentityFacts = {
    profile,
    startId: randomBytes(16).toString('hex'),
    pid: process.pid,
    configHash: hashConfig(document),
    secretsHash: await hashSecrets(join(stateDir, SECRETS_FILE), secret.toString('hex')),
    port,
  };
  return {
    facts: () => facts,
    prove: (challenge, asked) => {
      const proven = { ...facts, port: asked, challenge };
      const mac = createHmac('sha256', secret).update(proofText(proven)).digest('hex');
      return { ok: true, status: 'live', ...proven, mac };
    },
    deriveKey: (purpose) => createHmac('sha256', secret).update(`omniclaw-key-v1\n${purpose}`).digest(),
    useConfig: (next) => {
      facts = { ...facts, configHash: hashConfig(next) };
    },
  };
}

function hashConfig(document: JsonObject): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}

/** 64 hex digits from a file of the state folder, made when it is missing. Throws OCE_CONFIG when the file is damaged. */
export async function readOrMakeKey(path: string): Promise<string> {
  const file = await readFileSafely(path);
  if (file === null) {
    await writeFileSafely(path, `${randomBytes(32).toString('hex')}\n`, 0o600, { previous: null });
    return readOrMakeKey(path);
  }
  const key = file.text.trim();
  if (!/^[0-9a-f]{64}$/.test(key))
    throw new OmniclawError('OCE_CONFIG', `"${path}" is damaged: it does not hold 64 hex digits`, { hint: `rm ${JSON.stringify(path)}` });
  return key;
}

async function hashSecrets(path: string, instance: string): Promise<string> {
  const file = await readFileSafely(path);
  return file === null ? '' : createHmac('sha256', instance).update(file.text).digest('hex');
}
