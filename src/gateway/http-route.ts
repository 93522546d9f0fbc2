/** What a port of the gateway serves: plain values, so that a route needs no server to be understood. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Readable } from 'node:stream';
import type { Json } from '../fleet/fleet-spec.ts';
import { parseJson } from '../fleet/parse-json.ts';

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** An exact path; one that ends in `/*` stands for everything below it, and the longest such path wins. */
  readonly path: string;
  /** `token`: only with the token of the gateway. `anyone`: the route checks for itself, or gives nothing away. */
  readonly access: 'token' | 'anyone';
  /** May throw `HttpRefusal`. Anything else that is thrown is a bug: logged, and answered with 500. */
  readonly answer: (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;
};

export type HttpRequest = {
  readonly method: string;
  /** As it was sent, not decoded, without the query. Starts with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** Reads the body, at most `BODY_LIMIT_BYTES`; refused with 413 beyond. */
  readonly body: () => Promise<Buffer>;
  /** Aborted when the client has gone away. */
  readonly signal: AbortSignal;
};

/** Headers win over the usual ones: `nosniff`, `no-store`, and a policy that lets a page load nothing. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | Buffer | Readable;
};

export const BODY_LIMIT_BYTES = 1024 * 1024;

/** A request that is answered with an error, in words for the client. */
export class HttpRefusal extends Error {
  readonly status: number;
  readonly headers: { readonly [name: string]: string };

  constructor(status: number, message: string, headers: { readonly [name: string]: string } = {}) {
    super(message);
    this.name = 'HttpRefusal';
    this.status = status;
    this.headers = headers;
  }
}

export function jsonAnswer(status: number, value: Json): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

export function refusalAnswer({ status, message, headers }: Pick<HttpRefusal, 'status' | 'message' | 'headers'>): HttpAnswer {
  const answer = jsonAnswer(status, { ok: false, error: message });
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** The body as JSON. Refused with 400 when it is not JSON. */
export async function jsonBody(request: HttpRequest): Promise<Json> {
  const value = parseJson((await request.body()).toString('utf8'));
  if (value === undefined) throw new HttpRefusal(400, 'the body is not JSON');
  return value;
}
