/** All clients of the protocol: takes them in, keeps them alive, sends them events, and sees them off. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import { type Admitted, admit, type Refused } from './admit-client.ts';
import { answerRequest } from './answer-request.ts';
import { type ClientSocket, createClientSocket } from './client-socket.ts';
import { describeBug } from './describe-bug.ts';
import type { HelloOk } from './frames-schema.ts';
import type { GatewayContext } from './gateway-part.ts';
import type { Guard } from './guard.ts';
import { PROTOCOL, PROTOCOL_EVENTS } from './protocol-limits.ts';
import { readFrame } from './read-frame.ts';

export type Arrival = {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly address: string;
  /** Called once when the client has proven itself or is gone. */
  readonly settled: () => void;
};

export type ProtocolServer = { readonly take: (arrival: Arrival) => void; readonly close: () => Promise<void> };

/** `closeTimeout`: a peer that does not take part in the goodbye is cut off. The type does not know it. Source: ws 8.23. */
const OPTIONS: ServerOptions & { readonly closeTimeout: number } = {
  noServer: true,
  clientTracking: false,
  perMessageDeflate: false,
  maxPayload: PROTOCOL.messageBytes,
  maxFragments: PROTOCOL.fragments,
  maxBufferedChunks: PROTOCOL.bufferedChunks,
  closeTimeout: PROTOCOL.goodbyeMs,
};

/** How long clients may take to say goodbye when the gateway stops. */
const GOODBYE_MS = 500;

type Client = ClientSocket & { readonly admitted: Admitted };

export function createProtocolServer(guard: Guard, context: GatewayContext): ProtocolServer {
  const sockets = new WebSocketServer(OPTIONS);
  const strangers = new Set<WebSocket>();
  const clients = new Set<Client>();

  const broadcast = (event: string, payload: JsonObject): void => {
    for (const client of clients) client.sendEvent(event, payload);
  };

  const greet = (socket: WebSocket, arrival: Arrival): void => {
    strangers.add(socket);
    // Random bytes are drawn for many of them at once, which a flood of strangers would be felt by otherwise.
    const nonce = randomUUID().replaceAll('-', '');
    const timer = setTimeout(() => socket.close(1008, 'connect within 5 seconds'), PROTOCOL.connectWithinMs);
    let received = 0;
    const count = (chunk: Buffer): void => {
      received += chunk.length;
      if (received > PROTOCOL.strangerBytes) socket.close(1009, 'too much before connect');
    };
    arrival.socket.on('data', count);
    const settle = (): void => {
      clearTimeout(timer);
      arrival.socket.off('data', count);
      strangers.delete(socket);
      arrival.settled();
    };
    socket.once('close', settle);
    // After a violation of the protocol the socket closes itself, with the code that says which.
    socket.on('error', () => undefined);
    socket.once('message', (data, isBinary) => {
      const outcome = admit(readFrame(data, isBinary), { guard, context, address: arrival.address });
      context.metrics.count('omniclaw_connects_total', outcome.kind);
      if (outcome.kind === 'refused') return turnAway(socket, outcome);
      socket.off('close', settle);
      settle();
      welcome(socket, arrival.socket, outcome);
    });
    socket.send(JSON.stringify({ type: 'event', event: 'connect.challenge', payload: { nonce, ts: Date.now() } }));
  };

  const welcome = (socket: WebSocket, stream: Duplex, admitted: Admitted): void => {
    const client: Client = { ...createClientSocket(socket, stream), admitted };
    clients.add(client);
    const leave = context.presence.add(admitted.presence);
    const gone = new AbortController();
    socket.once('close', () => {
      clients.delete(client);
      leave();
      gone.abort();
    });
    let working = 0;
    socket.on('message', (data, isBinary) => {
      // What comes after the goodbye would be worked on for nothing: no answer would be sent.
      if (socket.readyState !== socket.OPEN) return;
      const frame = readFrame(data, isBinary);
      if (frame.kind === 'noise') return socket.close(1008, frame.problem);
      if (working >= PROTOCOL.requestsAtOnce)
        return client.refuse(frame.id, { code: 'UNAVAILABLE', message: 'too many requests at once', details: {}, retryable: true });
      working += 1;
      const call = { connectionId: admitted.connectionId, scopes: admitted.scopes, signal: gone.signal };
      answerRequest(frame, context, call).then(
        (response) => {
          working -= 1;
          const known = context.methods.find(frame.method) === undefined ? 'unknown' : frame.method;
          context.metrics.count('omniclaw_requests_total', known, response.ok ? 'ok' : 'refused');
          client.send(response);
        },
        (thrown: unknown) => {
          working -= 1;
          context.log('bug', { problem: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
          client.refuse(frame.id, { code: 'UNAVAILABLE', message: describeBug(thrown), details: {}, retryable: false });
        },
      );
    });
    client.send({ type: 'res', id: admitted.requestId, ok: true, payload: hello(admitted) });
  };

  const hello = (admitted: Admitted): HelloOk => ({
    type: 'hello-ok',
    protocol: admitted.protocol,
    server: { version: context.version, connId: admitted.connectionId, bootId: context.identity.facts().startId },
    features: { methods: context.methods.names(), events: [...PROTOCOL_EVENTS] },
    snapshot: {
      presence: context.presence.list(),
      health: { ok: true, ts: Date.now() },
      stateVersion: { presence: context.presence.version(), health: 1 },
      uptimeMs: Math.round(process.uptime() * 1_000),
      configPath: context.configPath,
      stateDir: context.stateDir,
      authMode: context.config().authMode,
    },
    policy: { maxPayload: PROTOCOL.messageBytes, maxBufferedBytes: PROTOCOL.bufferedBytes, tickIntervalMs: context.tickMs },
    auth: { method: context.config().authMode, role: 'operator', scopes: [...admitted.scopes] },
  });

  const tick = setInterval(() => {
    for (const client of clients) client.keepAlive();
    broadcast('tick', { ts: Date.now() });
  }, context.tickMs);
  tick.unref();
  context.events.listen(({ event, payload }) => broadcast(event, payload));
  context.tokenChanges.listen(() => {
    for (const client of clients) client.close(1008, 'the token has changed');
  });

  return {
    take: (arrival) => {
      arrival.socket.once('close', arrival.settled);
      // The answer and the challenge go in one write: half the work, and none of it an error when the client has left already.
      arrival.socket.cork();
      sockets.handleUpgrade(arrival.request, arrival.socket, arrival.head, (socket) => greet(socket, arrival));
      arrival.socket.uncork();
    },
    close: async () => {
      clearInterval(tick);
      broadcast('shutdown', { reason: 'the gateway stops', restartExpectedMs: 2_000 });
      for (const client of clients) client.close(1012, 'the gateway stops');
      for (const stranger of strangers) stranger.close(1012, 'the gateway stops');
      const deadline = performance.now() + GOODBYE_MS;
      while (clients.size + strangers.size > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
      for (const client of clients) client.terminate();
      for (const stranger of strangers) stranger.terminate();
    },
  };
}

function turnAway(socket: WebSocket, { requestId, error, close }: Refused): void {
  if (requestId !== null) socket.send(JSON.stringify({ type: 'res', id: requestId, ok: false, error }));
  socket.close(close, error.message.slice(0, 120));
}
