/** The gateway that a command line means, on this host: what its config says, and questions to its ports. */
import { join } from 'node:path';
import { askPort } from '../drivers/ask-port.ts';
import { probeGateway } from '../drivers/gateway-prober.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { INSTANCE_SECRET_FILE } from '../fleet/gateway-proof.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { chooseToken } from '../gateway/choose-token.ts';
import { type GatewayConfig, readGatewayConfig, toGatewayConfig } from '../gateway/read-gateway-config.ts';
import { readRunningRecord } from '../gateway/running-record.ts';
import { readFileSafely } from '../os/read-file.ts';
import type { Call } from './command.ts';
import { readHost } from './read-host.ts';
import { type Instance, readInstance } from './read-instance.ts';

export type LocalGateway = Instance & {
  readonly home: string;
  /** Where it is asked. */
  readonly base: number;
  /** Where it says that it runs; `null`: it does not say so. */
  readonly runsOn: number | null;
  readonly config: GatewayConfig;
  readonly environment: Call['environment'];
};

const ANSWER_WITHIN_MS = 2_000;

/** Throws OCE_CONFIG when neither the line nor the config says on which port the gateway is. */
export async function readLocalGateway(call: Call): Promise<LocalGateway> {
  const { environment } = call;
  const place = { ...readInstance(call), home: readHost(environment).home };
  const source = { path: place.configPath, home: place.home, variables: environment };
  const config = (await readGatewayConfig(source)) ?? toGatewayConfig({ authored: {}, declaration: {} });
  const runsOn = (await readRunningRecord(place.stateDir))?.port ?? null;
  const base = place.port ?? runsOn ?? config.port;
  if (base !== null) return { ...place, base, runsOn, config, environment };
  throw new OmniclawError('OCE_CONFIG', `"${place.configPath}" names no port for the gateway "${place.profile}"`, {
    hint: `omniclaw --profile ${place.profile} onboard`,
  });
}

/**
 * Whether this very gateway, and no other, serves one of its ports: the token goes only to a port that has proven it.
 * Throws OCE_IMPOSTOR when something else serves it.
 */
export async function isServing({ stateDir, profile }: LocalGateway, port: number): Promise<boolean> {
  const secret = (await readFileSafely(join(stateDir, INSTANCE_SECRET_FILE)))?.text.trim();
  if (secret === undefined) return false;
  const answer = await probeGateway(port, secret, { timeoutMs: ANSWER_WITHIN_MS });
  if (answer.kind === 'proven') return true;
  if (answer.kind === 'silent') return false;
  const who = answer.kind === 'stranger' ? `the gateway "${answer.claims}"` : 'something that is no gateway';
  throw new OmniclawError('OCE_IMPOSTOR', `port ${port} of the gateway "${profile}" is served by ${who}`, {
    hint: `omniclaw fleet who ${port}`,
  });
}

/** What is to be said when nothing listens where a gateway was asked. */
export function describeSilence({ base, runsOn }: LocalGateway, port: number): string {
  return `nothing listens on port ${port}${runsOn === null || runsOn === base ? '' : `, but it says that it runs on port ${runsOn}`}`;
}

/** Throws OCE_NOT_READY when the gateway does not run. */
export async function requireServing(gateway: LocalGateway, port: number): Promise<void> {
  if (await isServing(gateway, port)) return;
  throw new OmniclawError('OCE_NOT_READY', `the gateway "${gateway.profile}" does not run: ${describeSilence(gateway, port)}`, {
    hint: `omniclaw --profile ${gateway.profile} gateway start`,
  });
}

/** Sends a request to a port that has proven itself. Throws what the gateway refuses with, as the error that it names. */
export async function postToGateway(gateway: LocalGateway, port: number, path: string, body: JsonObject): Promise<JsonObject> {
  return readAnswer(await exchange(gateway, { port, path, method: 'POST', body: JSON.stringify(body) }), gateway);
}

/** Reads a document from a port that has proven itself. Throws OCE_REFUSED when the gateway gives none. */
export async function getFromGateway(gateway: LocalGateway, port: number, path: string): Promise<JsonObject> {
  const token = await chooseToken(gateway.config, gateway);
  const reply = await askPort(port, path, { timeoutMs: ANSWER_WITHIN_MS, token: token ?? '' });
  const answer: Json = reply.kind === 'text' ? JSON.parse(reply.text) : null;
  if (isJsonObject(answer) && answer['ok'] !== false) return answer;
  if (isJsonObject(answer) && isJsonObject(answer['error'])) return readAnswer(answer, gateway);
  const problem = isJsonObject(answer) ? String(answer['error']) : reply.kind === 'foreign' ? reply.problem : 'it has stopped';
  throw new OmniclawError('OCE_REFUSED', `the gateway "${gateway.profile}" refused: ${problem}`, {
    hint: `omniclaw --profile ${gateway.profile} gateway restart`,
  });
}

type Exchange = { readonly port: number; readonly path: string; readonly method: 'GET' | 'POST'; readonly body: string };

async function exchange(gateway: LocalGateway, { port, path, method, body }: Exchange): Promise<Json> {
  const token = await chooseToken(gateway.config, gateway);
  const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  const { request } = await import('node:http');
  const text = await new Promise<string>((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
      response.once('error', reject);
    });
    call.once('error', reject);
    call.end(body);
  });
  return JSON.parse(text);
}

const PASSED_ON = [
  'OCE_USAGE',
  'OCE_BROWSER',
  'OCE_BROWSER_TAKEN',
  'OCE_NO_BROWSER',
  'OCE_CONFIG',
  'OCE_UNSUPPORTED',
  'OCE_LOCK',
  'OCE_WRITE',
] as const;

function readAnswer(answer: Json, { profile }: LocalGateway): JsonObject {
  if (isJsonObject(answer) && answer['ok'] === true) return answer;
  const error = isJsonObject(answer) ? (answer['error'] ?? null) : null;
  const detail: JsonObject = isJsonObject(error)
    ? error
    : { message: typeof error === 'string' ? error : 'it answered with something else' };
  const code = PASSED_ON.find((one) => one === detail['code']);
  const message = String(detail['message']);
  const hint = typeof detail['hint'] === 'string' ? detail['hint'] : `omniclaw --profile ${profile} gateway restart`;
  throw code === undefined
    ? new OmniclawError('OCE_REFUSED', `the gateway "${profile}" refused: ${message}`, { hint })
    : new OmniclawError(code, message, { hint });
}
