import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';

/** Who may ask: the same for every port of the gateway. */
export type Guard = {
  /** Whether the request names this host and port, exactly. Answers to other names would let web pages in (DNS rebinding). */
  readonly knowsHost: (request: IncomingMessage) => unknown;
  /** Whether a browser page of another origin sent it; programs send no origin. */
  readonly knowsOrigin: (request: IncomingMessage) => unknown;
  /** Whether a token is the right one. Takes the same time for every wrong one. */
  readonly accepts: (token: string) => unknown;
};

export type GuardRequest = { readonly token: string | null; readonly port: number; readonly addresses: readonly string[] };

/** Every name and address of this machine, for a gateway that serves all of them. */
function ownNames(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? []);
  return ['127.0.0.1', ...addresses, hostname().toLowerCase()];
}

/** `token` null: no authentication, which `runGateway` allows on loopback only. */
export function createGuard({ token, port, addresses }: GuardRequest): Guard {
  const served = addresses.includes('0.0.0.0') ? ownNames() : addresses;
  const names = ['localhost', ...served.map((address) => (address.includes(':') ? `[${address}]` : address))];
  const hosts = new Set(names.map((name) => `${name}:${port}`));
  const wanted = digest(token ?? '');
  return {
    knowsHost: ({ headers }) => hosts.has((headers.host ?? '').toLowerCase()),
    knowsOrigin: ({ headers }) => headers.origin === undefined || hosts.has(headers.origin.toLowerCase().replace(/^http:\/\//, '')),
    accepts: (given) => token === null || timingSafeEqual(digest(given), wanted),
  };
}

/** The token of an `Authorization: Bearer` header; empty when there is none. */
export function bearerToken({ headers }: IncomingMessage): string {
  return /^Bearer ([\x21-\x7e]{1,4096})$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
