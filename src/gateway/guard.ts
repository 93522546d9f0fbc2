import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';
import { createFailureLimiter } from './failure-limiter.ts';

/** Who may ask: the same for every port of the gateway. */
export type Guard = {
  /** Why a request is refused whatever token it brings; `null`: it is not. */
  readonly stranger: (request: IncomingMessage) => Stranger | null;
  /** What a token is worth. Takes the same time for every wrong one. `address`: who brings it. */
  readonly check: (token: string, address: string) => 'right' | 'wrong' | 'wait';
};

export type Stranger = { readonly status: 403 | 421; readonly reason: string };

/** One port of the gateway. */
export type GuardedPort = { readonly port: number; readonly addresses: readonly string[] };

/** The token that counts now; `null`: none is asked for, which `runGateway` allows on loopback only. */
export type TokenSource = () => string | null;

/** Guards for the ports of one gateway; wrong tokens on one count on all. */
export function createGuards(token: TokenSource): (place: GuardedPort) => Guard {
  const limiter = createFailureLimiter(() => performance.now());
  const check: Guard['check'] = (given, address) => {
    const wanted = token();
    if (wanted === null) return 'right';
    if (limiter.isWaiting(address)) return 'wait';
    if (timingSafeEqual(digest(given), digest(wanted))) return 'right';
    if (given !== '') limiter.note(address, given);
    return 'wrong';
  };
  return (place) => ({ check, stranger: findStrangers(place) });
}

/**
 * Requests must name this host and port exactly, because answers to other names would let web pages in (DNS rebinding),
 * and pages of other origins are refused, among them those of another port of this host. Programs send no origin.
 */
function findStrangers({ port, addresses }: GuardedPort): Guard['stranger'] {
  const served = addresses.includes('0.0.0.0') ? ownNames() : addresses;
  const names = ['localhost', ...served.map((address) => (address.includes(':') ? `[${address}]` : address))];
  const hosts = new Set(names.map((name) => `${name}:${port}`));
  return (request) => {
    if (!hosts.has((request.headers.host ?? '').toLowerCase()) || countHosts(request) !== 1)
      return { status: 421, reason: 'this address is not served here' };
    const { origin, 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
    const fromElsewhere = (site === 'cross-site' || site === 'same-site') && mode !== 'navigate';
    const isOurs = origin === undefined || hosts.has(origin.toLowerCase().replace(/^http:\/\//, ''));
    return isOurs && !fromElsewhere ? null : { status: 403, reason: 'requests of other origins are refused' };
  };
}

/** Node keeps the first of several; a proxy in between may have looked at another. */
function countHosts({ rawHeaders }: IncomingMessage): number {
  return rawHeaders.filter((word, at) => at % 2 === 0 && word.toLowerCase() === 'host').length;
}

/** Every name and address of this machine, for a gateway that serves all of them. */
function ownNames(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list?.map(({ address }) => address) ?? []);
  return ['127.0.0.1', ...addresses, hostname().toLowerCase()];
}

/** The token of an `Authorization: Bearer` header; empty when there is none. */
export function bearerToken({ headers }: Pick<IncomingMessage, 'headers'>): string {
  return /^Bearer ([\x21-\x7e]{1,4096})$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
