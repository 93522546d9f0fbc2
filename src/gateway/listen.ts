import { createServer, type Server } from 'node:net';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from '../os/errno.ts';
import { findListener } from '../os/listeners.ts';
import type { HttpPort } from './http-port.ts';

/** Listens on every address of a port. Resolves to what stops the further addresses. Throws OCE_PORT_TAKEN naming the holder. */
export async function listen({ server, role, port, addresses }: HttpPort): Promise<() => void> {
  const [first = '127.0.0.1', ...others] = addresses;
  await open(server, { role, port, address: first });
  // A connection to another address is handed to the same server.
  const beside = others.map((address) => ({ address, listener: createServer((socket) => server.emit('connection', socket)) }));
  const stop = (): void => {
    for (const { listener } of beside) listener.close();
  };
  try {
    for (const { address, listener } of beside) await open(listener, { role, port, address });
  } catch (thrown) {
    stop();
    throw thrown;
  }
  return stop;
}

type Place = { readonly role: string; readonly port: number; readonly address: string };

function open(server: Server, place: Place): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: place.port, host: place.address, backlog: 1_024 }, () => {
      server.off('error', reject);
      resolve();
    });
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
