import { get } from 'node:http';
import { get as getSecurely } from 'node:https';
import { OmniclawError } from '../fleet/omniclaw-error.ts';

const ANSWER_WITHIN_MS = 5_000;
const ANSWER_LIMIT_BYTES = 64 * 1024;

/** WebSocket address of the browser behind a CDP endpoint (`http://HOST:PORT`). Throws OCE_BROWSER when no browser answers there. */
export async function readBrowserAddress(endpoint: string): Promise<string> {
  const url = new URL('/json/version', endpoint);
  const refuse = (problem: string): OmniclawError =>
    new OmniclawError('OCE_BROWSER', `no browser answers at ${url.origin}: ${problem}`, { hint: `curl ${url.href}` });
  const text = await fetchText(url).catch((cause: unknown) => {
    throw refuse(cause instanceof Error ? cause.message : String(cause));
  });
  const [, address] = /"webSocketDebuggerUrl":\s*"(wss?:\/\/[^"\s]+)"/.exec(text) ?? [];
  if (address === undefined) throw refuse('its answer is not that of a browser');
  return address;
}

/** Identity of the browser behind a CDP endpoint, `/devtools/browser/ID`: random per process, so never that of another. */
export async function readBrowserId(endpoint: string): Promise<string> {
  return new URL(await readBrowserAddress(endpoint)).pathname;
}

function fetchText(url: URL): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? getSecurely : get)(url, { agent: false, timeout: ANSWER_WITHIN_MS }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
        if (text.length > ANSWER_LIMIT_BYTES) request.destroy(new Error('its answer is too long'));
      });
      response.once('end', () => resolve(text));
      response.once('error', reject);
    });
    request.once('timeout', () => request.destroy(new Error(`it does not answer within ${ANSWER_WITHIN_MS / 1000} s`)));
    request.once('error', reject);
  });
}
