import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { ErrorShape, ResponseFrame } from './frames-schema.ts';
import { PROTOCOL } from './protocol-limits.ts';

/** The sending side of one client. */
export type ClientSocket = {
  readonly send: (frame: ResponseFrame) => void;
  readonly sendEvent: (event: string, payload: JsonObject) => void;
  readonly refuse: (id: string, error: ErrorShape) => void;
  /** To be called at every tick: ends a client that has not answered the ping of the tick before. */
  readonly keepAlive: () => void;
  readonly close: (code: number, reason: string) => void;
  readonly terminate: () => void;
};

/** `stream`: what carries it. Many answers may be on their way when it breaks, before the WebSocket hears of that. */
export function createClientSocket(socket: WebSocket, stream: Duplex): ClientSocket {
  let events = 0;
  let unanswered = 0;
  socket.on('pong', () => {
    unanswered = 0;
  });
  const write = (text: string): void => {
    if (socket.readyState !== socket.OPEN || !stream.writable) return;
    if (socket.bufferedAmount > PROTOCOL.bufferedBytes) socket.close(1013, 'the client does not read');
    else socket.send(text);
  };
  return {
    close: (code, reason) => socket.close(code, reason),
    terminate: () => socket.terminate(),
    send: (frame) => write(JSON.stringify(frame)),
    sendEvent: (event, payload) => {
      events += 1;
      write(JSON.stringify({ type: 'event', event, payload, seq: events }));
    },
    refuse: (id, error) => write(JSON.stringify({ type: 'res', id, ok: false, error })),
    keepAlive: () => {
      if (unanswered > 1) return socket.terminate();
      unanswered += 1;
      socket.ping();
    },
  };
}
