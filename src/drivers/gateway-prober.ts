import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { type GatewayProof, proofText } from '../fleet/gateway-proof.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { parseJson } from '../fleet/parse-json.ts';
import { type AskedFor, type AskPort, askPort } from './ask-port.ts';

/** What answered on a port of this host. A token is never sent: only the answer's signature counts. */
export type ProbeAnswer =
  | { readonly kind: 'proven'; readonly proof: GatewayProof }
  /** Answers like a gateway, but not signed with the secret of the one we asked for. `claims`: the profile it says it is. */
  | { readonly kind: 'stranger'; readonly claims: string }
  /** Listens, but does not answer as a gateway; `problem` in words. */
  | { readonly kind: 'foreign'; readonly problem: string }
  /** Nothing listens. */
  | { readonly kind: 'silent' };

/** Loads what a probe computes with, which takes 5 ms: they can pass while something else is waited for. */
export function prepareProbes(): void {
  randomBytes(1);
}

/**
 * Asks the gateway on a loopback port for proof, signed with the instance secret (64 hex digits). `ask`: carries the question, and
 * need not be trusted: it knows no secret.
 */
export async function probeGateway(port: number, instanceSecret: string, how: AskedFor, ask: AskPort = askPort): Promise<ProbeAnswer> {
  const challenge = randomBytes(24).toString('base64url');
  const reply = await ask(port, `/healthz?challenge=${challenge}`, how);
  if (reply.kind !== 'text') return reply;
  const proof = readProof(reply.text);
  if (proof === null) return { kind: 'foreign', problem: 'its answer is not that of a gateway' };
  const expected = createHmac('sha256', Buffer.from(instanceSecret, 'hex')).update(proofText(proof)).digest();
  const given = Buffer.from(proof.mac, 'hex');
  const genuine =
    given.length === expected.length && timingSafeEqual(given, expected) && proof.challenge === challenge && proof.port === port;
  return genuine ? { kind: 'proven', proof } : { kind: 'stranger', claims: proof.profile };
}

function readProof(text: string): GatewayProof | null {
  const value = parseJson(text);
  if (!isJsonObject(value)) return null;
  const field = (name: string): unknown => (Object.hasOwn(value, name) ? value[name] : undefined);
  const words = ['profile', 'startId', 'configHash', 'secretsHash', 'challenge', 'mac'].map(field);
  const [profile, startId, configHash, secretsHash, challenge, mac] = words.map((word) => (typeof word === 'string' ? word : null));
  const [pid, port] = [field('pid'), field('port')];
  if (profile == null || startId == null || configHash == null || secretsHash == null || challenge == null || mac == null) return null;
  if (typeof pid !== 'number' || typeof port !== 'number') return null;
  return { ok: true, status: 'live', profile, startId, pid, configHash, secretsHash, port, challenge, mac };
}
