import { get as getPlain } from 'node:http';
import { get as getSecure } from 'node:https';
import { parseEndpoint } from '../../fleet/endpoint.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { parseJson5 } from '../../fleet/parse-json5.ts';
import type { BrowserSeen, ListenerSeen } from '../../plan/host-state.ts';

const TIMEOUT_MS = 1_000;
const ANSWER_LIMIT_BYTES = 64 * 1024;

/** Who answers at browser endpoints. Sends no token and no cookie, and opens nothing in the browser. */
export async function observeBrowsers(urls: readonly string[], listeners: readonly ListenerSeen[]): Promise<BrowserSeen[]> {
  return Promise.all(
    [...new Set(urls)].map(async (url): Promise<BrowserSeen> => {
      const answer = await ask(url);
      const holder = answer.state === 'answers' ? findHolder(url, listeners) : null;
      return { url, ...answer, userDataDir: holder?.userDataDir ?? null, pid: holder?.pid ?? null };
    }),
  );
}

type Answer = Pick<BrowserSeen, 'state' | 'id' | 'product'>;

const SILENT: Answer = { state: 'silent', id: null, product: '' };
const UNKNOWN: Answer = { state: 'unknown', id: null, product: '' };

/** Source: Chrome DevTools Protocol, "HTTP Endpoints", `GET /json/version`. */
function ask(url: string): Promise<Answer> {
  const target = URL.parse(url.replace(/^ws/i, 'http'));
  if (target === null) return Promise.resolve(UNKNOWN);
  target.pathname = '/json/version';
  const get = target.protocol === 'https:' ? getSecure : getPlain;
  return new Promise((resolve) => {
    const request = get(target, { agent: false, headers: { connection: 'close' } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        if (text.length > ANSWER_LIMIT_BYTES) request.destroy(new Error('its answer is too long'));
      });
      response.once('end', () => resolve(readAnswer(text)));
      response.once('error', () => resolve(UNKNOWN));
    });
    const timer = setTimeout(() => request.destroy(new Error('it does not answer')), TIMEOUT_MS);
    request.once('close', () => clearTimeout(timer));
    request.once('error', (error) => resolve('code' in error && error.code === 'ECONNREFUSED' ? SILENT : UNKNOWN));
  });
}

function readAnswer(text: string): Answer {
  const value = parseOrNull(text);
  if (!isJsonObject(value)) return UNKNOWN;
  const { webSocketDebuggerUrl: socket, Browser: product } = value;
  if (typeof socket !== 'string') return UNKNOWN;
  return { state: 'answers', id: socket.split('/').at(-1) || null, product: typeof product === 'string' ? product : '' };
}

/** `null` as well for what is no JSON. */
function parseOrNull(text: string) {
  const parsed = parseJson5(text);
  return 'value' in parsed ? parsed.value : null;
}

/** The process that listens at an endpoint on this machine, when it was looked up. */
function findHolder(url: string, listeners: readonly ListenerSeen[]) {
  const endpoint = parseEndpoint(url);
  if (endpoint.kind !== 'endpoint' || !endpoint.loopback) return null;
  const here = listeners.filter(({ port }) => port === endpoint.port);
  const isNamed = ({ address }: ListenerSeen) =>
    endpoint.identities.some((identity) => identity === `${address}:${endpoint.port}` || identity === `[${address}]:${endpoint.port}`);
  return (here.find(isNamed) ?? here[0])?.holder ?? null;
}
