import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { isActionName, unknownAction } from './action-names.ts';
import type { BrowserOrder, BrowserService } from './browser-service.ts';

/** A request to the control service, by its port or by `browser.request` of the protocol. `query`: `profile`, `targetId`. */
export type BrowserRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: { readonly [name: string]: Json | undefined };
  readonly body: Json;
  /** Limit when the body names none; null for the usual one. */
  readonly timeoutMs: number | null;
};

/** What is answered: the HTTP status and a JSON document. */
export type BrowserAnswer = { readonly status: number; readonly body: JsonObject };

/** Never throws for what a caller can mend: that is an answer as well. */
export async function answerBrowserRequest(service: BrowserService, request: BrowserRequest): Promise<BrowserAnswer> {
  try {
    const order = readRequest(request);
    if (!isActionName(order.action)) return { status: 404, body: { ok: false, error: describeError(unknownAction(order.action)) } };
    return { status: 200, body: { ok: true, ...(await service.act(order)) } };
  } catch (thrown) {
    if (!(thrown instanceof OmniclawError)) throw thrown;
    return { status: STATUS[thrown.code] ?? 500, body: { ok: false, error: describeError(thrown) } };
  }
}

function describeError({ code, message, hint }: OmniclawError): JsonObject {
  return { code, message, hint };
}

const STATUS: { readonly [code: string]: number } = { OCE_USAGE: 400, OCE_BROWSER: 422, OCE_BROWSER_TAKEN: 409, OCE_NO_BROWSER: 424 };

/** Actions that only look, and so may be asked for with GET. */
const READ_ONLY = ['status', 'profiles', 'tabs', 'snapshot', 'console', 'cookies', 'downloads'];

/** Paths of the public gateway with the same layout, so that its clients work. Source: OpenClaw 2026.9.6, `extensions/browser`. */
const OTHER_PATHS = new Map([
  ['', 'status'],
  ['tabs/open', 'open'],
  ['tabs/focus', 'focus'],
]);

function readRequest({ method, path, query, body, timeoutMs }: BrowserRequest): BrowserOrder {
  if (body !== null && !isJsonObject(body)) throw new OmniclawError('OCE_USAGE', 'the body must be a JSON object');
  const words = path.replace(/^\/+|\/+$/g, '');
  const { profile, targetId, ...rest } = query;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined)
    throw new OmniclawError('OCE_USAGE', `there is no query parameter ${JSON.stringify(unknown)}`, { hint: 'use "profile" or "targetId"' });
  const { kind, profile: bodyProfile, ...params } = body ?? {};
  const order = { profile: readName(profile ?? bodyProfile), timeoutMs };
  const given = { ...(targetId === undefined ? {} : { targetId }), ...params };
  if (words === 'act') return { ...order, action: String(kind ?? ''), params: given };
  if (method === 'DELETE' && words.startsWith('tabs/'))
    return { ...order, action: 'close', params: { ...given, targetId: words.slice(5) } };
  const action = OTHER_PATHS.get(words) ?? words;
  if (method !== 'POST' && !(method === 'GET' && READ_ONLY.includes(action)) && isActionName(action))
    throw new OmniclawError('OCE_USAGE', `"${action}" is asked for with POST, not ${method}`);
  return { ...order, action, params: kind === undefined ? given : { ...given, kind } };
}

function readName(profile: Json | undefined): string | null {
  if (profile === undefined || profile === null) return null;
  if (typeof profile === 'string') return profile;
  throw new OmniclawError('OCE_USAGE', '"profile" must be the name of a browser profile');
}
