import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { askPort, type Reply, type Transport } from '../../src/drivers/ask-port.ts';
import { needTool } from '../gate/need-tool.ts';

const asking = suite('asking a port');

/** What a server on a free port is heard to say. */
async function hear(server: Server, timeoutMs = 2_000, over: Transport = 'plain'): Promise<Reply> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    return await askPort(address !== null && typeof address === 'object' ? address.port : 0, '/healthz', { timeoutMs, over });
  } finally {
    server.close();
  }
}

const hello = (_request: IncomingMessage, response: ServerResponse) => void response.end('hello');

const saying = (...parts: readonly string[]) =>
  createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', async () => {
      for (const part of parts) {
        socket.write(part);
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
  });

asking('an answer with a length, in one part or many', async () => {
  assert.equal(await hear(saying('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', 'hel', 'lo')), {
    kind: 'text',
    text: 'hello',
    status: 200,
  });
});

asking('an answer in chunks, cut anywhere', async () => {
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
  const body = '5\r\nhello\r\n6;name=value\r\n, you!\r\n0\r\n\r\n';
  for (let cut = 1; cut < body.length; cut += 5)
    assert.equal(await hear(saying(head, body.slice(0, cut), body.slice(cut))), { kind: 'text', text: 'hello, you!', status: 200 });
});

asking('what a plain Node server says, with and without a length', async () => {
  const text = JSON.stringify({ ok: true, text: 'ü'.repeat(500) });
  assert.equal(await hear(createHttpServer((_request, response) => response.end(text))), { kind: 'text', text, status: 200 });
  assert.equal(
    await hear(
      createHttpServer((_request, response) => {
        response.write(text.slice(0, 9));
        response.end(text.slice(9));
      }),
    ),
    { kind: 'text', text, status: 200 },
  );
});

asking('over TLS, whoever made the certificate; a server that speaks it is asked in vain without, and the other way round', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'asking-'));
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const words = ['req', '-x509', '-newkey', 'rsa:2048', '-days', '1', '-nodes', '-subj', '/CN=x', '-keyout', key, '-out', cert];
  execFileSync(needTool('openssl'), words, { stdio: 'ignore' });
  const keys = { cert: await readFile(cert), key: await readFile(key) };
  await rm(folder, { recursive: true });
  const [secure, plain] = [() => createSecureServer(keys, hello), () => createHttpServer(hello)];
  assert.equal(await hear(secure(), 2_000, 'tls'), { kind: 'text', text: 'hello', status: 200 });
  assert.is((await hear(secure())).kind, 'foreign');
  assert.is((await hear(plain(), 2_000, 'tls')).kind, 'foreign');
  assert.equal(await hear(createServer(), 100, 'tls'), { kind: 'foreign', problem: 'it does not answer within 100 ms' });
});

asking('the status of an answer', async () => {
  const reply = await hear(createHttpServer((_request, response) => response.writeHead(503).end('no')));
  assert.equal(reply, { kind: 'text', text: 'no', status: 503 });
});

asking('what is no HTTP, and what never ends', async () => {
  assert.equal(await hear(createServer((socket) => socket.end('220 mail ready\r\n').on('error', () => undefined))), {
    kind: 'foreign',
    problem: 'it does not speak HTTP',
  });
  assert.equal(await hear(saying('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'), 100), {
    kind: 'foreign',
    problem: 'it does not answer within 100 ms',
  });
  assert.equal(await hear(saying(`HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\n${'x'.repeat(20_000)}`)), {
    kind: 'foreign',
    problem: 'its answer is too long',
  });
});

asking('a port that nobody has', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  assert.equal(await askPort(address !== null && typeof address === 'object' ? address.port : 0, '/', { timeoutMs: 500 }), {
    kind: 'silent',
  });
});

asking.run();
