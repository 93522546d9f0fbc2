/** The WebSocket side of the base port: challenge, connect, then requests. The rest of the protocol builds on this. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Json } from '../fleet/fleet-spec.ts';
import type { Guard } from './guard.ts';

/** What a request method answers; null for an unknown method. */
export type AnswerRequest = (method: string) => Json;

export type WebSockets = { readonly close: () => void };

const CONNECT_WITHIN_MS = 5_000;
const PENDING_LIMIT = 64;
const PING_MS = 30_000;
const UNKNOWN_CLIENT_BYTES = 64 * 1024;
const KNOWN_CLIENT_BYTES = 1024 * 1024;

export function openWebSockets(server: Server, guard: Guard, answer: AnswerRequest): WebSockets {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: KNOWN_CLIENT_BYTES });
  let pending = 0;
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (!guard.knowsHost(request) || !guard.knowsOrigin(request)) return refuse(socket, '403 Forbidden');
    if (pending >= PENDING_LIMIT) return refuse(socket, '503 Service Unavailable');
    pending += 1;
    sockets.handleUpgrade(request, socket, head, (client) =>
      greet(client, guard, answer, () => {
        pending -= 1;
      }),
    );
  });
  const pings = setInterval(() => {
    for (const client of sockets.clients) client.ping();
  }, PING_MS);
  pings.unref();
  return {
    close: () => {
      clearInterval(pings);
      for (const client of sockets.clients) client.close(1012, 'the gateway restarts');
      sockets.close();
    },
  };
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

function greet(client: WebSocket, guard: Guard, answer: AnswerRequest, settled: () => void): void {
  let known = 'no';
  const settle = (): void => {
    if (known === 'settled' || known === 'yes') return;
    known = 'settled';
    settled();
  };
  const timer = setTimeout(() => client.close(1008, 'connect first'), CONNECT_WITHIN_MS);
  client.on('error', () => client.terminate());
  client.on('close', () => {
    clearTimeout(timer);
    settle();
  });
  client.send(
    JSON.stringify({ type: 'event', event: 'connect.challenge', payload: { nonce: randomBytes(16).toString('hex'), ts: Date.now() } }),
  );
  client.on('message', (data, isBinary) => {
    const text = isBinary ? '' : data.toString();
    const frame = known === 'yes' || text.length <= UNKNOWN_CLIENT_BYTES ? readFrame(text) : null;
    if (frame === null) return client.close(1008, 'not a request');
    if (known === 'yes') return reply(client, frame.id, answer(frame.method), frame.method);
    clearTimeout(timer);
    if (frame.method !== 'connect' || !guard.accepts(frame.token)) {
      client.send(
        JSON.stringify({
          type: 'res',
          id: frame.id,
          ok: false,
          error: { code: 'AUTH_TOKEN_MISMATCH', message: 'connect with the right token first' },
        }),
      );
      return client.close(1008, 'not authenticated');
    }
    settle();
    known = 'yes';
    return reply(client, frame.id, { ...{ type: 'hello-ok' }, features: { methods: ['health', 'status'] } }, 'connect');
  });
}

function reply(client: WebSocket, id: string, payload: Json, method: string): void {
  const body =
    payload === null ? { ok: false, error: { code: 'UNKNOWN_METHOD', message: `there is no method "${method}"` } } : { ok: true, payload };
  client.send(JSON.stringify({ type: 'res', id, ...body }));
}

type Frame = { readonly id: string; readonly method: string; readonly token: string };

function readFrame(text: string): Frame | null {
  const value = parseJson(text);
  if (!isRecord(value) || value['type'] !== 'req' || typeof value['id'] !== 'string' || typeof value['method'] !== 'string') return null;
  const params = isRecord(value['params']) ? value['params'] : {};
  const token = isRecord(params['auth']) ? params['auth']['token'] : '';
  return { id: value['id'], method: value['method'], token: typeof token === 'string' ? token : '' };
}

/** `undefined`: not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
