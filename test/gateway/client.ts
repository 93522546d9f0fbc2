/** A client of the protocol for tests: one request after the other, over the `ws` library. */
import { once } from 'node:events';
import WebSocket from 'ws';

export type Answer = {
  readonly ok: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every method
  readonly payload: any;
  readonly error: { readonly code: string; readonly message: string; readonly details: { readonly [key: string]: unknown } };
};

export type Client = {
  readonly call: (method: string, params?: object) => Promise<Answer>;
  /** Resolves with the payload of the next event of that name. */
  readonly event: (name: string) => Promise<unknown>;
  /** Close code of the server, once it has closed. */
  readonly closed: Promise<number>;
  readonly socket: WebSocket;
  readonly end: () => void;
};

export const CONNECT = { minProtocol: 3, maxProtocol: 4, client: { id: 'test', version: '1.0', platform: 'node', mode: 'test' } };

/** Opens a socket and does not connect yet. */
export async function openClient(port: number, headers: { [name: string]: string } = {}): Promise<Client> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { headers, perMessageDeflate: false });
  const answers = new Map<string, (answer: Answer) => void>();
  const events: { name: string; found: (payload: unknown) => void }[] = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data));
    if (frame.type === 'res') answers.get(frame.id)?.(frame);
    for (const one of events.filter(({ name }) => name === frame.event)) {
      events.splice(events.indexOf(one), 1);
      one.found(frame.payload);
    }
  });
  socket.on('error', () => undefined);
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await Promise.race([once(socket, 'open'), closed.then((code) => Promise.reject(new Error(`closed with ${code}`)))]);
  let ids = 0;
  return {
    socket,
    closed,
    call: (method, params = {}) =>
      new Promise((resolve, reject) => {
        ids += 1;
        answers.set(String(ids), resolve);
        void closed.then((code) => reject(new Error(`closed with ${code}`)));
        socket.send(JSON.stringify({ type: 'req', id: String(ids), method, params }));
      }),
    event: (name) => new Promise((found) => events.push({ name, found })),
    end: () => socket.terminate(),
  };
}

/** A client that has connected with a token. */
export async function connectClient(port: number, token: string): Promise<Client> {
  const client = await openClient(port);
  const hello = await client.call('connect', { ...CONNECT, auth: { token } });
  if (!hello.ok) throw new Error(hello.error.message);
  return client;
}
