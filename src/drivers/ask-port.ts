import { connect, type Socket } from 'node:net';
import { hasErrno } from '../os/errno.ts';

/** What came back. `silent`: nothing listens. `foreign`: something listens and does not answer as HTTP; `problem` in words. */
export type Reply =
  | { readonly kind: 'text'; readonly text: string; readonly status: number }
  | { readonly kind: 'foreign'; readonly problem: string }
  | { readonly kind: 'silent' };

/**
 * What a gateway speaks on its port. The certificate is not checked: it is mostly one that the gateway made for itself, and
 * whose the port is has been seen at the process that listens there.
 */
export type Transport = 'plain' | 'tls';

/** `token`: only for a port that has proven whose it is. `signal`: ends the waiting. `over`: plain when left out. */
export type AskedFor = {
  readonly timeoutMs: number;
  readonly token?: string;
  readonly signal?: AbortSignal;
  readonly over?: Transport;
};

/** How a question reaches a port: from here, or through another process of this host. */
export type AskPort = (port: number, path: string, how: AskedFor) => Promise<Reply>;

const ANSWER_LIMIT_BYTES = 16 * 1024;

/**
 * The body that one GET on a loopback port gives. HTTP by hand on a bare socket: loading `node:http` costs a process as
 * much as asking fifty gateways does.
 */
export function askPort(port: number, path: string, how: AskedFor): Promise<Reply> {
  const authorization = how.token === undefined || how.token === '' ? '' : `Authorization: Bearer ${how.token}\r\n`;
  const question = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${authorization}\r\n`;
  if (how.over === 'tls') return connectByTls(port).then((socket) => converse(socket, 'secureConnect', question, how));
  return converse(connect({ host: '127.0.0.1', port, noDelay: true }), 'connect', question, how);
}

async function connectByTls(port: number): Promise<Socket> {
  const tls = await import('node:tls');
  return tls.connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
}

function converse(socket: Socket, ready: 'connect' | 'secureConnect', question: string, { timeoutMs, signal }: AskedFor): Promise<Reply> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const settle = (reply: Reply): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      // A reset leaves no connection in TIME_WAIT, so asking often does not fill the table that the next look reads. Only a
      // program that speaks HTTP gets one: others may not expect it, and must not be hurt by our asking.
      if (reply.kind === 'text' && ready === 'connect') socket.resetAndDestroy();
      else socket.destroy();
      resolve(reply);
    };
    const foreign = (problem: string): void => settle({ kind: 'foreign', problem });
    const timer = setTimeout(() => foreign(`it does not answer within ${timeoutMs} ms`), timeoutMs);
    const giveUp = (): void => foreign('nobody waits for its answer any more');
    signal?.addEventListener('abort', giveUp, { once: true });
    socket.once(ready, () => socket.write(question));
    socket.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > ANSWER_LIMIT_BYTES) return foreign('its answer is too long');
      chunks.push(chunk);
      const body = wholeBody(chunks);
      if (body !== null) settle({ kind: 'text', text: body, status: statusOf(chunks) });
    });
    socket.once('end', () => settle(atEnd(Buffer.concat(chunks).toString('utf8'))));
    socket.once('error', (cause) => {
      if (hasErrno(cause, 'ECONNREFUSED')) settle({ kind: 'silent' });
      else foreign(cause.message);
    });
  });
}

/** The body when all of it has come, as its length or its last chunk says; `null` while it has not. */
function wholeBody(chunks: readonly Buffer[]): string | null {
  const all = Buffer.concat(chunks);
  const end = all.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [head, body] = [all.toString('latin1', 0, end), all.subarray(end + 4)];
  if (/^transfer-encoding: *chunked\r?$/im.test(head)) return joinChunks(body);
  const length = /^content-length: *(\d{1,6})\r?$/im.exec(head)?.[1];
  return length !== undefined && body.length >= Number(length) ? body.toString('utf8', 0, Number(length)) : null;
}

/** Source: RFC 9112, section 4: the status stands behind the version. */
function statusOf(chunks: readonly Buffer[]): number {
  return Number(Buffer.concat(chunks).toString('latin1', 9, 12)) || 0;
}

/** Source: RFC 9112, section 7.1. `null`: the chunk of length zero has not come yet, or these are no chunks. */
function joinChunks(body: Buffer): string | null {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf('\r\n', at);
    const size = lineEnd < 0 ? undefined : /^[0-9a-f]{1,6}(?=;|$)/i.exec(body.toString('latin1', at, lineEnd))?.[0];
    if (size === undefined) return null;
    const [start, length] = [lineEnd + 2, Number.parseInt(size, 16)];
    if (length === 0) return Buffer.concat(parts).toString('utf8');
    if (body.length < start + length + 2) return null;
    parts.push(body.subarray(start, start + length));
    at = start + length + 2;
  }
}

/** An answer without a length ends with its connection. */
function atEnd(text: string): Reply {
  const head = text.indexOf('\r\n\r\n');
  if (!text.startsWith('HTTP/1.') || head < 0) return { kind: 'foreign', problem: 'it does not speak HTTP' };
  return { kind: 'text', text: text.slice(head + 4), status: Number(text.slice(9, 12)) || 0 };
}
