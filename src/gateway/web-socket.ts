/** The WebSocket side of the base port: challenge, connect, then requests. The rest of the protocol builds on this. */
import { randomBytes } from 'node:crypto';
import { type WebSocket, WebSocketServer } from 'ws';
import type { GatewayContext, Mounted } from './gateway-part.ts';
import type { Guard } from './guard.ts';
import { type HttpPort, refuseUpgrade } from './http-port.ts';
import type { MethodTable } from './method-table.ts';

const CONNECT_WITHIN_MS = 5_000;
const PENDING_LIMIT = 64;
const PING_MS = 30_000;
const UNKNOWN_CLIENT_BYTES = 64 * 1024;
const KNOWN_CLIENT_BYTES = 1024 * 1024;

export function openWebSockets(port: HttpPort, context: GatewayContext): Mounted {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: KNOWN_CLIENT_BYTES });
  let pending = 0;
  port.onUpgrade('/', (request, socket, head) => {
    if (pending >= PENDING_LIMIT) return refuseUpgrade(socket, '503 Service Unavailable');
    pending += 1;
    sockets.handleUpgrade(request, socket, head, (client) =>
      greet(client, port.guard, context, () => {
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

function greet(client: WebSocket, guard: Guard, { methods }: GatewayContext, settled: () => void): void {
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
    if (known === 'yes') return void call(client, frame, methods);
    clearTimeout(timer);
    if (frame.method !== 'connect' || guard.check(frame.token, '') !== 'right') {
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
    client.send(
      JSON.stringify({ type: 'res', id: frame.id, ok: true, payload: { type: 'hello-ok', features: { methods: methods.names() } } }),
    );
  });
}

async function call(client: WebSocket, { id, method }: Frame, methods: MethodTable): Promise<void> {
  const payload = await methods.find(method)?.run({}, { connectionId: '', scopes: [], signal: new AbortController().signal });
  const body =
    payload === undefined
      ? { ok: false, error: { code: 'INVALID_REQUEST', message: `there is no method "${method}"` } }
      : { ok: true, payload };
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
