/** Browser endpoints, compared as the network sees them and not as they are spelled. */
export type Endpoint =
  | {
      readonly kind: 'endpoint';
      readonly port: number;
      /** False when the port is only the default of the scheme. */
      readonly namesPort: boolean;
      readonly secure: boolean;
      readonly loopback: boolean;
      /** Two URLs mean the same endpoint when they share one of these. `localhost` has two: both loopback families. */
      readonly identities: readonly string[];
    }
  | { readonly kind: 'problem'; readonly problem: string };

const DEFAULT_PORTS: { readonly [scheme: string]: number } = { 'http:': 80, 'ws:': 80, 'https:': 443, 'wss:': 443 };

/** Reads an endpoint. A path such as `/devtools/browser/ID` is part of it and does not make it another one. */
export function parseEndpoint(text: string): Endpoint {
  const problem = findProblem(text);
  if (problem !== null) return { kind: 'problem', problem };
  const url = URL.parse(text);
  if (url === null) return { kind: 'problem', problem: 'is not a URL' };
  const host = canonicalHost(url.hostname);
  if (host === '') return { kind: 'problem', problem: 'names no host' };
  if (host === '0.0.0.0' || host === '[::]') return { kind: 'problem', problem: 'names every address of a host, not one' };
  if (url.port === '0') return { kind: 'problem', problem: 'names port 0' };
  const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port);
  const localhost = host === 'localhost' || host.endsWith('.localhost');
  return {
    kind: 'endpoint',
    port,
    namesPort: /^[a-z]+:\/\/(?:\[[^\]]*\]|[^/:]*):\d/i.test(text),
    secure: url.protocol === 'https:' || url.protocol === 'wss:',
    loopback: localhost || host === '[::1]' || (host.startsWith('127.') && /\.\d+$/.test(host)),
    identities: (localhost ? ['127.0.0.1', '[::1]'] : [host]).map((name) => `${name}:${port}`),
  };
}

/**
 * An endpoint with its port written out: its own, else `other`, else that of its scheme. `null`: it is no plain address, or
 * has a user, a query or a fragment.
 */
export function withPort(text: string, other: number | null): string | null {
  if (!PLAIN_ADDRESS.test(text)) return null;
  return text.replace(WITHOUT_PORT, (start, scheme: string) => `${start}:${other ?? DEFAULT_PORTS[`${scheme.toLowerCase()}:`]}`);
}

const PLAIN_ADDRESS = /^(?:https?|wss?):\/\/(?:\[[^\]]*\]|[^/:?#@]+)(?::\d+)?(?:\/[^?#@]*)?$/i;
const WITHOUT_PORT = /^([a-z]+):\/\/(?:\[[^\]]*\]|[^/:]+)(?=\/|$)/i;

/** Whether two addresses differ in nothing but their spelling: case, the port of the scheme, a slash at the end. */
export function isSameAddress(one: string, other: string): boolean {
  const [a, b] = [one, other].map((text) => URL.parse(text)?.href.replace(/\/$/, ''));
  return a !== undefined && a === b;
}

/** What the URL parser would silently drop or repair. */
function findProblem(text: string): string | null {
  if (/[\s\\\p{Cc}\p{Cf}]/u.test(text)) return 'contains white space, a backslash or a character that cannot be seen';
  if (!/^(?:https?|wss?):\/\//i.test(text)) return 'does not begin with http://, https://, ws:// or wss://';
  if (/^[a-z]+:\/\/\//i.test(text)) return 'names no host';
  if (/^[a-z]+:\/\/[^/?#]*@/i.test(text)) return 'contains user information';
  if (text.includes('?') || text.includes('#')) return 'contains a query or a fragment';
  return null;
}

/**
 * Lower case, no trailing dot, IPv4-mapped IPv6 as IPv4. The URL parser has already read `127.1` and `0x7f000001`, so a
 * name that ends in a number is an IPv4 address; and brackets stand around an IPv6 address only.
 */
function canonicalHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/\[::ffff:([0-9a-f]+):([0-9a-f]+)\]/, (_, high: string, low: string) => [...bytesOf(high), ...bytesOf(low)].join('.'));
}

function bytesOf(digits: string): number[] {
  const pair = Number.parseInt(digits, 16);
  return [pair >> 8, pair & 255];
}
