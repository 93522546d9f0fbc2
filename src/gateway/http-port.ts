/** One port of the gateway: a server with every limit set, that looks at who asks before it looks at what is asked. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { hasErrno } from '../os/errno.ts';
import { describeBug } from './describe-bug.ts';
import { bearerToken, type Guard } from './guard.ts';
import { BODY_LIMIT_BYTES, type HttpAnswer, HttpRefusal, type HttpRequest, type Route, refusalAnswer } from './http-route.ts';
import { answerQuickly } from './quick-proof.ts';

export type HttpPort = {
  readonly role: string;
  readonly port: number;
  readonly addresses: readonly string[];
  readonly server: Server;
  readonly guard: Guard;
  readonly route: (route: Route) => void;
  /** Answers challenges on "/healthz" without the way through the routes. */
  readonly onChallenge: (answer: (challenge: string) => HttpAnswer | null) => void;
  /** Takes the upgrades to WebSocket of a path, of clients whose host and origin are right. Without a taker they get 404. */
  readonly onUpgrade: (path: string, take: TakeUpgrade) => void;
  /** Ends every connection. */
  readonly close: () => Promise<void>;
};

export type TakeUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

export type HttpPortRequest = Pick<HttpPort, 'role' | 'port' | 'addresses' | 'guard'> & {
  /** Told of what a route threw that is no refusal. */
  readonly onBug: (thrown: unknown) => void;
  readonly onAnswer: (role: string, status: number) => void;
};

/** Connections of all clients, WebSockets included. */
const CONNECTIONS = 10_000;
const USUAL_HEADERS = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

export function createHttpPort({ role, port, addresses, guard, onBug, onAnswer }: HttpPortRequest): HttpPort {
  const routes: Route[] = [];
  const takers = new Map<string, TakeUpgrade>();
  let prove: (challenge: string) => HttpAnswer | null = () => null;
  const server = createServer(
    {
      headersTimeout: 5_000,
      requestTimeout: 30_000,
      keepAliveTimeout: 20_000,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * 1024,
      highWaterMark: 16 * 1024,
    },
    (request, response) => {
      serve(request, response, { routes, guard, onBug }).catch(onBug);
      onceAnswered(response, (status) => onAnswer(role, status));
    },
  );
  const quick = answerQuickly(server, {
    port,
    answer: (challenge) => {
      const answer = prove(challenge);
      return answer === null || typeof answer.body !== 'string'
        ? null
        : { headers: { ...USUAL_HEADERS, ...answer.headers }, body: answer.body };
    },
    answered: () => onAnswer(role, 200),
  });
  server.maxConnections = CONNECTIONS;
  server.maxHeadersCount = 100;
  server.maxRequestsPerSocket = 0;
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const stranger = guard.stranger(request);
    const take = takers.get(pathOf(request.url ?? ''));
    if (stranger !== null) refuseUpgrade(socket, `${stranger.status} ${stranger.reason}`);
    else if (take === undefined) refuseUpgrade(socket, '404 Not Found');
    else take(request, socket, head);
  });
  return {
    role,
    port,
    addresses,
    server,
    guard,
    route: (route) => {
      routes.push(route);
      routes.sort((a, b) => b.path.length - a.path.length);
    },
    onChallenge: (answer) => {
      prove = answer;
    },
    onUpgrade: (path, take) => void takers.set(path, take),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        quick.close();
      }),
  };
}

/** Answers an upgrade with an HTTP error and ends the connection. */
export function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy());
}

function onceAnswered(response: ServerResponse, told: (status: number) => void): void {
  response.once('finish', () => told(response.statusCode));
}

type Serving = { readonly routes: readonly Route[]; readonly guard: Guard; readonly onBug: (thrown: unknown) => void };

async function serve(incoming: IncomingMessage, response: ServerResponse, { routes, guard, onBug }: Serving): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  const answer = await decide(incoming, gone.signal, { routes, guard, onBug });
  if (!incoming.complete) response.setHeader('connection', 'close');
  const headers = { ...USUAL_HEADERS, ...answer.headers };
  if (typeof answer.body === 'string' || Buffer.isBuffer(answer.body)) {
    // Probes on a bare socket know by the length when they have all of it.
    response.writeHead(answer.status, { ...headers, 'content-length': Buffer.byteLength(answer.body) });
    response.end(answer.body);
    return;
  }
  response.writeHead(answer.status, headers);
  await pipeline(answer.body, response).catch((thrown: unknown) => {
    if (!hasErrno(thrown, 'ERR_STREAM_PREMATURE_CLOSE') && !gone.signal.aborted) onBug(thrown);
  });
}

async function decide(incoming: IncomingMessage, signal: AbortSignal, { routes, guard, onBug }: Serving): Promise<HttpAnswer> {
  try {
    const stranger = guard.stranger(incoming);
    if (stranger !== null) throw new HttpRefusal(stranger.status, stranger.reason);
    const request = readRequest(incoming, signal);
    const route = routes.find((one) => fits(one, request));
    if (route?.access !== 'anyone') requireToken(incoming, guard);
    if (route !== undefined) return await route.answer(request);
    const isThere = routes.some((one) => matches(one.path, request.path));
    throw new HttpRefusal(isThere ? 405 : 404, isThere ? `"${incoming.method}" is not served here` : 'there is nothing here');
  } catch (thrown) {
    if (thrown instanceof HttpRefusal) return refusalAnswer(thrown);
    onBug(thrown);
    return refusalAnswer({ status: 500, message: describeBug(thrown), headers: {} });
  }
}

function requireToken(incoming: IncomingMessage, guard: Guard): void {
  const worth = guard.check(bearerToken(incoming), incoming.socket.remoteAddress ?? '');
  if (worth === 'wait') throw new HttpRefusal(429, 'too many wrong tokens; wait', { 'retry-after': '10' });
  if (worth === 'wrong') throw new HttpRefusal(401, 'a token is needed', { 'www-authenticate': 'Bearer' });
}

function readRequest(incoming: IncomingMessage, signal: AbortSignal): HttpRequest {
  const { url = '', method = '', headers } = incoming;
  if (!url.startsWith('/')) throw new HttpRefusal(400, 'the request names another server');
  const path = pathOf(url);
  return { method, path, query: new URLSearchParams(url.slice(path.length + 1)), headers, signal, body: () => readBody(incoming) };
}

function pathOf(url: string): string {
  const query = url.indexOf('?');
  return query === -1 ? url : url.slice(0, query);
}

function fits(route: Route, { method, path }: HttpRequest): boolean {
  return (route.method === method || (route.method === 'GET' && method === 'HEAD')) && matches(route.path, path);
}

function matches(pattern: string, path: string): boolean {
  return pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern;
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  const tooLarge = new HttpRefusal(413, `a body has at most ${BODY_LIMIT_BYTES} bytes`);
  if (Number(incoming.headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) throw tooLarge;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
