/** Challenges are answered before HTTP begins, and nothing else is: seen from a socket of a real gateway. */
import { connect } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBases, openSandbox, type Sandbox } from '../stories/sandbox.ts';
import { type RunningGateway, startGateway } from './running-gateway.ts';

const quick = suite<{ box: Sandbox; gateway: RunningGateway; base: number }>('a challenge');

quick.before(async (context) => {
  context.box = await openSandbox();
  const [base = 0] = await freeBases(1);
  context.base = base;
  context.gateway = await startGateway(context.box, 'main', base);
});

quick.after(async ({ box, gateway }) => {
  await gateway.stop();
  await box.close();
});

const CHALLENGE = 'c'.repeat(24);
const probe = (port: number, challenge = CHALLENGE, more = '') =>
  `GET /healthz?challenge=${challenge} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${more}\r\n`;

/** Writes the parts one after the other, each when the one before has arrived, and gives what comes until `enough`. */
async function exchange(port: number, parts: readonly string[], enough: (text: string) => boolean): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  let text = '';
  const done = new Promise<void>((resolve, reject) => {
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (enough(text)) resolve();
    });
    socket.once('end', resolve).once('error', reject);
  });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  for (const part of parts) {
    await new Promise<void>((resolve) => socket.write(part, () => resolve()));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await done;
  socket.destroy();
  return text;
}

const answers = (count: number) => (text: string) => text.split('"mac"').length > count && text.endsWith('}');

function headersOf(text: string): string[] {
  const [head = ''] = text.split('\r\n\r\n');
  return head
    .toLowerCase()
    .split('\r\n')
    .filter((line) => !/^(?:date|connection|keep-alive):/.test(line))
    .sort();
}

quick('is answered the same on the quick way and on the usual one', async ({ base }) => {
  const direct = await exchange(base, [probe(base)], answers(1));
  const usual = await exchange(base, [probe(base, CHALLENGE, 'Accept: */*\r\n')], answers(1));
  assert.match(direct, '\r\nconnection: close\r\n');
  assert.match(usual.toLowerCase(), '\r\nconnection: keep-alive\r\n');
  assert.equal(headersOf(direct), headersOf(usual));
  assert.is(direct.split('\r\n\r\n')[1], usual.split('\r\n\r\n')[1]);
});

quick('in pieces, twice in one piece, and after another request on the same connection', async ({ base }) => {
  const text = probe(base);
  const first = JSON.stringify(JSON.parse((await exchange(base, [text], answers(1))).split('\r\n\r\n')[1] ?? ''));
  for (const parts of [[text.slice(0, 10), text.slice(10)], [text + text], [probe(base, CHALLENGE, 'A: b\r\n'), text]]) {
    const wanted = parts.join('').split('GET ').length - 1;
    const seen = await exchange(base, parts, answers(wanted));
    assert.is(seen.split(first).length - 1, wanted, JSON.stringify(parts));
  }
});

quick('of another form, for another host or another page goes the usual way', async ({ base }) => {
  const status = async (text: string) => (await exchange(base, [text], (seen) => seen.includes('\r\n\r\n'))).split(' ')[1];
  assert.is(await status(probe(base, 'short')), '400');
  assert.is(await status(probe(base, 'x'.repeat(129))), '400');
  assert.is(await status(probe(base + 1)), '421');
  assert.is(await status(probe(base).replace('127.0.0.1', 'evil.example')), '421');
  assert.is(await status(probe(base).replace('/healthz', '/status')), '401');
  assert.is(await status(probe(base, CHALLENGE, 'Origin: http://evil.example\r\n')), '403');
  assert.is(await status('nonsense\r\n\r\n'), '400');
});

quick('is counted with the other answers', async ({ base, gateway }) => {
  const count = async () => {
    const more = `Authorization: Bearer ${gateway.token}\r\nConnection: close\r\n`;
    const text = await exchange(base, [`GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:${base}\r\n${more}\r\n`], () => false);
    return Number(/omniclaw_http_requests_total\{port="gateway",status="200"\} (\d+)/.exec(text)?.[1] ?? 0);
  };
  const before = await count();
  await exchange(base, [probe(base)], answers(1));
  assert.is((await count()) - before, 2);
});

quick('does not keep a gateway from ending while a connection is open that has said nothing', async ({ box }) => {
  const [base = 0] = await freeBases(1);
  const gateway = await startGateway(box, 'silent', base);
  const silent = connect({ host: '127.0.0.1', port: base });
  await new Promise<void>((resolve) => silent.once('connect', resolve));
  const closed = new Promise<void>((resolve) => silent.once('close', () => resolve()));
  assert.is(await gateway.stop(), 0);
  await closed;
});

quick.run();
