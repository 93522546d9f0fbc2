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

export function parseEndpoint(text: string): Endpoint {
  const refuse = (problem: string): Endpoint => ({ kind: 'problem', problem });
  if (/[\s\\]/.test(text)) return refuse('contains white space or a backslash');
  if (!/^(?:https?|wss?):\/\//i.test(text)) return refuse('does not begin with http://, https://, ws:// or wss://');
  const url = URL.parse(text);
  if (url === null) return refuse('is not a URL');
  if (url.username !== '' || url.password !== '' || /^[a-z]+:\/\/[^/?#]*@/i.test(text)) return refuse('contains user information');
  if (url.search !== '' || url.hash !== '' || text.includes('?') || text.includes('#')) return refuse('contains a query or a fragment');
  const host = canonicalHost(url.hostname);
  if (host === '0.0.0.0' || host === '[::]') return refuse('names every address of a host, not one');
  if (url.port === '0') return refuse('names port 0');
  const port = url.port === '' ? (DEFAULT_PORTS[url.protocol] ?? 0) : Number(url.port);
  const localhost = host === 'localhost' || host.endsWith('.localhost');
  const hosts = localhost ? ['127.0.0.1', '[::1]'] : [host];
  return {
    kind: 'endpoint',
    port,
    namesPort: /^[a-z]+:\/\/(?:\[[^\]]*\]|[^/:]*):\d+/i.test(text),
    secure: url.protocol === 'https:' || url.protocol === 'wss:',
    loopback: localhost || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host),
    identities: hosts.map((name) => `${name}:${port}`),
  };
}

/** Lower case, no trailing dot, IPv4-mapped IPv6 as IPv4. The URL parser has already read `127.1` and `0x7f000001`. */
function canonicalHost(hostname: string): string {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  const mapped = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(host);
  if (mapped === null) return host;
  const [high, low] = [Number.parseInt(mapped[1] ?? '0', 16), Number.parseInt(mapped[2] ?? '0', 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
