import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../../fleet/fleet-spec.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { parseJson } from '../../fleet/parse-json.ts';
import { fieldAt } from '../../plan/desired-config.ts';
import type { Transport } from '../ask-port.ts';
import type { Credentials } from './gateway-credentials.ts';

/** A login at a gateway. `request`: the payload of the answer; `null`: it refuses, or has no such method. */
export type Session = {
  readonly hello: JsonObject;
  readonly request: (method: string) => Promise<JsonObject | null>;
  readonly close: () => void;
};

export type Login =
  | { readonly kind: 'welcome'; readonly session: Session }
  /** It is there and does not take logins yet. */
  | { readonly kind: 'starting'; readonly problem: string }
  | { readonly kind: 'refused'; readonly problem: string };

/** Protocol versions that we speak: 3 came with 2026.1, 4 with 2026.9. Source: openclaw 2026.9.6, `docs/gateway/protocol.md`. */
const PROTOCOLS = { minProtocol: 3, maxProtocol: 4 } as const;

/** On loopback, a client of this kind needs no device of its own beside the shared secret. */
const CLIENT = { id: 'gateway-client', version: '1', platform: process.platform, mode: 'backend' } as const;

/** A port of this host whose process is known, and what it speaks. */
export type Door = { readonly port: number; readonly over: Transport };

/** Logs in at the gateway on a loopback port. Never rejects for what the gateway does. */
export async function logIn({ port, over }: Door, credentials: Credentials, timeoutMs: number): Promise<Login> {
  const { WebSocket } = await import('ws');
  const socket = new WebSocket(`${over === 'tls' ? 'wss' : 'ws'}://127.0.0.1:${port}`, {
    rejectUnauthorized: false,
    handshakeTimeout: timeoutMs,
    maxPayload: LIMIT_BYTES,
    perMessageDeflate: false,
  });
  const waiting = new Map<string, (answer: Json) => void>();
  const { promise, resolve } = Promise.withResolvers<Login>();
  const end = (login: Login): void => {
    clearTimeout(timer);
    resolve(login);
    for (const settle of waiting.values()) settle(null);
    waiting.clear();
  };
  const timer = setTimeout(() => {
    end({ kind: 'starting', problem: `it does not answer a login within ${timeoutMs} ms` });
    socket.terminate();
  }, timeoutMs);
  const ask = (method: string, params: JsonObject): Promise<Json> => {
    const id = randomUUID();
    socket.send(JSON.stringify({ type: 'req', id, method, params }));
    return new Promise((settle) => waiting.set(id, settle));
  };
  socket.on('message', (data) => {
    const frame = parseJson(String(data)) ?? null;
    if (!isJsonObject(frame)) return;
    if (frame['event'] === 'connect.challenge') {
      const auth = credentials === null ? {} : { auth: credentials };
      const params = { ...PROTOCOLS, client: CLIENT, role: 'operator', scopes: ['operator.admin'], ...auth };
      void ask('connect', params).then((answer) => end(welcome(answer)));
    }
    const settle = typeof frame['id'] === 'string' ? waiting.get(frame['id']) : undefined;
    waiting.delete(String(frame['id']));
    settle?.(frame);
  });
  socket.on('close', (_code, reason) => end({ kind: 'starting', problem: String(reason) || 'it closed the connection' }));
  socket.on('error', (cause) => end({ kind: 'starting', problem: cause.message }));
  return promise;

  function welcome(answer: Json): Login {
    const hello = fieldAt(answer, ['payload']);
    if (fieldAt(answer, ['ok']) === true && isJsonObject(hello)) {
      const request = async (method: string): Promise<JsonObject | null> => {
        const payload = fieldAt(await withTimer(ask(method, {}), timeoutMs), ['payload']);
        return isJsonObject(payload) ? payload : null;
      };
      return { kind: 'welcome', session: { hello, request, close: () => socket.terminate() } };
    }
    socket.terminate();
    const said = fieldAt(answer, ['error', 'message']);
    const problem = typeof said === 'string' ? said.slice(0, 200) : 'it refused the login';
    return fieldAt(answer, ['error', 'retryable']) === true ? { kind: 'starting', problem } : { kind: 'refused', problem };
  }
}

const LIMIT_BYTES = 8 * 1024 * 1024;

function withTimer(answer: Promise<Json>, timeoutMs: number): Promise<Json> {
  const { promise, resolve } = Promise.withResolvers<Json>();
  const timer = setTimeout(() => resolve(null), timeoutMs);
  void answer.then(resolve).finally(() => clearTimeout(timer));
  return promise;
}
