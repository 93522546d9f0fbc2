/** The browser control port of a gateway, and the method `browser.request` of its protocol. Both ask the same service. */
import type { Json } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { PORT_BLOCK } from '../fleet/port-block.ts';
import type { GatewayContext, GatewayPart } from '../gateway/gateway-part.ts';
import { type HttpAnswer, HttpRefusal, type HttpRequest, jsonAnswer, jsonBody } from '../gateway/http-route.ts';
import { type Method, MethodRefusal, type RefusalCode } from '../gateway/method-table.ts';
import { LONGEST_TIMEOUT_MS } from './action-limits.ts';
import { answerBrowserRequest } from './browser-request.ts';
import { type BrowserService, createBrowserService } from './browser-service.ts';

export const browserControlPart: GatewayPart = {
  role: 'browser control',
  place: ({ browser }, base) =>
    browser.enabled ? { port: browser.controlPort ?? base + PORT_BLOCK.browserControl, addresses: ['127.0.0.1'] } : null,
  mount: (port, context) => {
    const service = openBrowsers(port.port, context);
    for (const method of ['GET', 'POST', 'DELETE'] as const)
      port.route({ method, path: '/*', access: 'token', answer: (request) => answerHttp(service, request) });
    context.methods.add(browserMethod(service));
    return { close: service.close };
  },
};

/** The service with the settings of the moment. */
function openBrowsers(controlPort: number, { stateDir, home, config, configChanges, log }: GatewayContext): BrowserService {
  const service = createBrowserService({ config: config().browser, controlPort, stateDir, home, log });
  configChanges.listen(({ browser }) => {
    try {
      service.useConfig(browser);
    } catch (thrown) {
      if (!(thrown instanceof OmniclawError)) throw thrown;
      log('browser-config-refused', { problem: thrown.message });
    }
  });
  return service;
}

async function answerHttp(service: BrowserService, request: HttpRequest): Promise<HttpAnswer> {
  const { method, path, query } = request;
  const body = method === 'GET' || isEmpty(request) ? null : await readJson(request);
  const answer = await answerBrowserRequest(service, { method, path, query: Object.fromEntries(query), body, timeoutMs: null });
  return jsonAnswer(answer.status, answer.body);
}

function isEmpty({ headers }: HttpRequest): boolean {
  return headers['content-length'] === undefined ? headers['transfer-encoding'] === undefined : headers['content-length'] === '0';
}

async function readJson(request: HttpRequest): Promise<Json> {
  if (!/^application\/json(?:;|$)/i.test(request.headers['content-type'] ?? ''))
    throw new HttpRefusal(415, 'the body must be application/json');
  return jsonBody(request);
}

const REFUSALS: { readonly [status: number]: RefusalCode } = { 400: 'INVALID_REQUEST', 409: 'CONFLICT' };

function browserMethod(service: BrowserService): Method {
  return {
    name: 'browser.request',
    // Whoever drives a browser can read every login in it.
    scope: 'operator.admin',
    findFaults: ({ method, path, query, body }) => [
      ...(typeof method === 'string' && ['GET', 'POST', 'DELETE'].includes(method) ? [] : ['"method" must be "GET", "POST" or "DELETE"']),
      ...(typeof path === 'string' ? [] : ['"path" must be a text']),
      ...(query === undefined || isJsonObject(query) ? [] : ['"query" must be an object']),
      ...(body === undefined || body === null || isJsonObject(body) ? [] : ['"body" must be an object']),
    ],
    run: async ({ method, path, query, body, timeoutMs }) => {
      const request = {
        method: String(method),
        path: String(path),
        query: isJsonObject(query) ? query : {},
        body: body ?? null,
        timeoutMs: asLimit(timeoutMs),
      };
      const answer = await answerBrowserRequest(service, request);
      if (answer.status === 200) return answer.body;
      const error = isJsonObject(answer.body['error']) ? answer.body['error'] : {};
      throw new MethodRefusal(REFUSALS[answer.status] ?? 'UNAVAILABLE', String(error['message']), error);
    },
  };
}

/** Clients of the family send a time limit with every request. */
function asLimit(timeoutMs: Json | undefined): number | null {
  return typeof timeoutMs === 'number' && timeoutMs >= 1 ? Math.min(timeoutMs, LONGEST_TIMEOUT_MS) : null;
}
