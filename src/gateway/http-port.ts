import fastify, { type FastifyInstance } from 'fastify';
import { CHALLENGE_FORM } from '../fleet/gateway-proof.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from '../os/errno.ts';
import { findListener } from '../os/listeners.ts';
import { bearerToken, type Guard } from './guard.ts';
import type { Identity } from './identity.ts';

/** One of the ports of a gateway. */
export type HttpPort = {
  readonly app: FastifyInstance;
  readonly role: string;
  readonly port: number;
  readonly addresses: readonly string[];
};

export type HttpPortRequest = {
  readonly role: string;
  readonly port: number;
  readonly guard: Guard;
  readonly identity: Identity;
  readonly addresses: readonly string[];
};

/** A server with every limit set: only `/healthz` answers without a token. */
export function createHttpPort({ role, port, guard, identity, addresses }: HttpPortRequest): HttpPort {
  const app = fastify({
    bodyLimit: 1024 * 1024,
    connectionTimeout: 60_000,
    keepAliveTimeout: 20_000,
    requestTimeout: 30_000,
    forceCloseConnections: true,
    http: { headersTimeout: 10_000, maxHeaderSize: 16 * 1024 },
  });
  app.server.maxConnections = 2_000;
  app.addHook('onRequest', async (request, reply) => {
    if (!guard.knowsHost(request.raw)) return reply.code(421).send({ ok: false, error: 'this address is not served here' });
    if (!guard.knowsOrigin(request.raw)) return reply.code(403).send({ ok: false, error: 'requests of other origins are refused' });
    if (request.url === '/healthz' || request.url.startsWith('/healthz?')) return undefined;
    if (!guard.accepts(bearerToken(request.raw))) {
      return reply.code(401).header('www-authenticate', 'Bearer').send({ ok: false, error: 'a token is needed' });
    }
    return undefined;
  });
  app.addHook('onSend', async (_request, reply) => {
    reply
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', 'no-store')
      .header('content-security-policy', "default-src 'none'");
  });
  app.get('/healthz', async (request, reply) => {
    const { searchParams } = new URL(request.url, 'http://gateway');
    const challenge = searchParams.get('challenge');
    if (challenge === null) return { ok: true, status: 'live' };
    if (!CHALLENGE_FORM.test(challenge))
      return reply.code(400).send({ ok: false, error: 'a challenge has 16 to 128 letters, digits, "_" or "-"' });
    return identity.prove(challenge);
  });
  app.setNotFoundHandler(async (_request, reply) => reply.code(404).send({ ok: false, error: 'there is nothing here' }));
  app.setErrorHandler(async (error: { readonly statusCode?: number }, _request, reply) => {
    reply.code(error.statusCode ?? 500).send({ ok: false, error: error.statusCode === undefined ? 'internal error' : 'bad request' });
  });
  return { app, role, port, addresses };
}

/** Listens on every address of a port. Throws OCE_PORT_TAKEN naming the holder. */
export async function listen({ app, role, port, addresses }: HttpPort): Promise<void> {
  const [first = '127.0.0.1', ...others] = addresses;
  await listenOn(app, { role, port, address: first });
  for (const address of others) await listenBeside(app, { role, port, address });
}

type Place = { readonly role: string; readonly port: number; readonly address: string };

async function listenOn(app: FastifyInstance, place: Place): Promise<void> {
  await app.listen({ host: place.address, port: place.port, listenTextResolver: () => '' }).catch((cause: unknown) => refuse(cause, place));
}

/** A second address of the same server: the connections are handed to the first. */
async function listenBeside(app: FastifyInstance, place: Place): Promise<void> {
  const { createServer } = await import('node:net');
  const beside = createServer((socket) => app.server.emit('connection', socket));
  app.addHook('onClose', () => new Promise<void>((resolve) => beside.close(() => resolve())));
  await new Promise<void>((resolve, reject) => {
    beside.once('error', reject);
    beside.listen(place.port, place.address, resolve);
  }).catch((cause: unknown) => refuse(cause, place));
}

async function refuse(cause: unknown, { role, port, address }: Place): Promise<never> {
  if (!hasErrno(cause, 'EADDRINUSE')) {
    throw new OmniclawError('OCE_CONFIG', `the ${role} cannot listen on ${address} port ${port}: ${String(cause)}`, { cause });
  }
  const holder = await findListener(port);
  const who = holder?.pid == null ? 'another process' : `process ${holder.pid} (${holder.command})`;
  throw new OmniclawError('OCE_PORT_TAKEN', `port ${port} of the ${role} is held by ${who}`, {
    cause,
    hint: holder?.pid == null ? 'omniclaw fleet status' : `ps -fp ${holder.pid}`,
  });
}
