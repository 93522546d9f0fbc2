/** The security rules of the gateway, on every port. `docs/security.md` names these tests. */
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBase, openSandbox } from '../stories/sandbox.ts';
import { CONNECT, connectClient, openClient } from './client.ts';
import { frame, openRawSocket } from './raw-socket.ts';
import { ask, bearer, openGateway, type RunningGateway, startGateway } from './running-gateway.ts';

const security = suite<{ gateway: RunningGateway }>('security');

security.before(async (context) => {
  context.gateway = await openGateway({ CANARY: 'canary-value-of-the-environment' });
});

security.after(async ({ gateway }) => {
  await gateway.stop();
  await gateway.box.close();
});

const portsOf = ({ base }: RunningGateway): number[] => [base, base + 2, base + 4];

security('listens on literal loopback only', async ({ gateway }) => {
  const others = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal);
  for (const port of portsOf(gateway)) {
    assert.is((await ask(port, '/healthz')).status, 200);
    for (const host of ['::1', ...others.map(({ address }) => address)]) assert.is(await reaches(host, port), 'refused', `${host} ${port}`);
  }
});

function reaches(host: string, port: number): Promise<'open' | 'refused'> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    socket.once('connect', () => {
      socket.destroy();
      resolve('open');
    });
    socket.once('error', () => resolve('refused'));
  });
}

security('asks for the token on every route of every port but /healthz', async ({ gateway }) => {
  const paths = [
    '/',
    '/readyz',
    '/status',
    '/metrics',
    '/x',
    '/healthz/',
    '/healthz/x',
    '//healthz',
    '/%68ealthz',
    '/HEALTHZ',
    '/./healthz',
    '/x/../healthz',
  ];
  for (const port of portsOf(gateway)) {
    assert.is((await ask(port, '/healthz?x=1')).status, 200);
    for (const path of paths)
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS'])
        assert.is((await ask(port, path, { method })).status, 401, `${method} ${port}${path}`);
    assert.is((await ask(port, '/healthz', { method: 'POST' })).status, 401);
  }
});

const notTokens = (token: string): readonly (readonly [string, { [name: string]: string }])[] => [
  ['none', {}],
  ['a wrong one', bearer('wrong')],
  ['a part of it', bearer(token.slice(0, -1))],
  ['more than it', bearer(`${token}0`)],
  ['another case', bearer(token.toUpperCase())],
  ['another scheme', { authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}` }],
  ['no scheme', { authorization: token }],
  ['another header', { 'x-api-key': token }],
  ['a cookie', { cookie: `token=${token}` }],
];

security('takes the token from one header, and never from a URL', async ({ gateway }) => {
  for (const [is, headers] of notTokens(gateway.token)) assert.is((await ask(gateway.base, '/status', { headers })).status, 401, is);
  assert.is((await ask(gateway.base, `/status?token=${gateway.token}`)).status, 401);
  assert.is((await ask(gateway.base, `/?gatewayUrl=ws://evil.example&token=${gateway.token}`)).status, 401);
  assert.is((await ask(gateway.base, '/status', { headers: bearer(gateway.token) })).status, 200);
});

const hosts = (port: number): readonly string[] => [
  'evil.example',
  `evil.example:${port}`,
  `127.0.0.1.evil.example:${port}`,
  '127.0.0.1',
  'localhost',
  `127.0.0.1:${port + 1}`,
  `127.1:${port}`,
  `0.0.0.0:${port}`,
  `[::]:${port}`,
  `[::1]:${port}`,
  `localhost.:${port}`,
  `127.0.0.1:${port}@evil.example`,
];

security('serves one exact host, whatever token comes with another', async ({ gateway }) => {
  for (const port of portsOf(gateway)) {
    for (const host of hosts(port)) {
      const { status } = await ask(port, '/status', { headers: { host, ...bearer(gateway.token) } });
      assert.ok(status === 421 || status === 400, `${host}: ${status}`);
    }
    assert.is((await ask(port, '/healthz', { headers: { host: `LOCALHOST:${port}` } })).status, 200);
  }
  assert.match(await speak(gateway.base, 'GET /healthz HTTP/1.1\r\n\r\n'), /^HTTP\/1.1 400/);
  const twice = await speak(gateway.base, `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${gateway.base}\r\nHost: evil.example\r\n\r\n`);
  assert.match(twice, /^HTTP\/1.1 4\d\d/);
  const elsewhere = await speak(gateway.base, `GET http://evil.example/healthz HTTP/1.1\r\nHost: 127.0.0.1:${gateway.base}\r\n\r\n`);
  assert.match(elsewhere, /^HTTP\/1.1 400/);
});

/** Sends bytes and returns what comes until the end, or until there is a whole answer. */
function speak(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8').on('data', (part: string) => {
      answer += part;
      if (answer.includes('\r\n\r\n')) socket.destroy();
    });
    socket.once('error', () => undefined);
    socket.once('close', () => resolve(answer));
  });
}

security('refuses pages of other origins, those of a sibling port as well', async ({ gateway }) => {
  for (const port of portsOf(gateway)) {
    const foreign: readonly { [name: string]: string }[] = [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: `https://127.0.0.1:${port}` },
      { origin: `http://127.0.0.1:${port + 2}` },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
    ];
    for (const headers of foreign) assert.is((await ask(port, '/', { headers: { ...headers, ...bearer(gateway.token) } })).status, 403);
    assert.is((await ask(port, '/healthz', { headers: { origin: `http://127.0.0.1:${port}` } })).status, 200);
  }
  const said = await openClient(gateway.base, { origin: `http://localhost:${gateway.base + 2}` }).catch((thrown: Error) => thrown.message);
  assert.match(String(said), /403/);
  (await openClient(gateway.base, { origin: `http://localhost:${gateway.base}` })).end();
});

security('answers carry what keeps browsers from misreading them, and nothing allows other origins', async ({ gateway }) => {
  for (const port of portsOf(gateway)) {
    for (const path of ['/healthz', '/x']) {
      const { headers } = await ask(port, path, { headers: bearer(gateway.token) });
      assert.is(headers['x-content-type-options'], 'nosniff');
      assert.is(headers['cache-control'], 'no-store');
      assert.match(String(headers['content-security-policy']), "default-src 'none'");
      assert.is(headers['access-control-allow-origin'], undefined);
      assert.is(headers['server'] ?? headers['x-powered-by'], undefined);
    }
  }
});

security('an answer names no path, no version and no secret before the token', async ({ gateway }) => {
  const said = await Promise.all(
    portsOf(gateway).flatMap((port) => ['/healthz', '/status', '/metrics', '/x'].map(async (path) => (await ask(port, path)).body)),
  );
  for (const body of said) assert.not.match(body, /omniclaw-main|0\.1\.0|canary|[0-9a-f]{64}/);
});

security('ten different wrong tokens make an address wait, the same one again does not', async () => {
  const own = await openGateway();
  for (let tries = 0; tries < 30; tries += 1) assert.is((await ask(own.base, '/status', { headers: bearer('old-token') })).status, 401);
  const client = await connectClient(own.base, own.token);
  const seen: number[] = [];
  for (let tries = 0; tries < 12; tries += 1) seen.push((await ask(own.base + 2, '/', { headers: bearer(`guess-${tries}`) })).status);
  assert.equal(seen, [401, 401, 401, 401, 401, 401, 401, 401, 401, 429, 429, 429]);
  const waits = await ask(own.base, '/status', { headers: bearer(own.token) });
  assert.equal([waits.status, waits.headers['retry-after']], [429, '10']);
  const late = await openClient(own.base);
  assert.is((await late.call('connect', { ...CONNECT, auth: { token: own.token } })).error.details['code'], 'AUTH_RATE_LIMITED');
  assert.ok((await client.call('health')).ok, 'who is in stays in');
  assert.is((await ask(own.base, '/healthz')).status, 200);
  client.end();
  await own.stop();
  await own.box.close();
});

security('before connect: 8 sockets of an address, 64 KiB, 5 seconds', async ({ gateway }) => {
  const waiting = await Promise.all(Array.from({ length: 8 }, () => openRawSocket(gateway.base)));
  const ninth = await openRawSocket(gateway.base).catch((thrown: Error) => thrown.message);
  assert.match(String(ninth), /503/);
  const [greedy, ...rest] = waiting;
  greedy?.write(frame({ opcode: 1, payload: Buffer.alloc(70_000, 32), fin: 0 }));
  assert.is(await greedy?.closed(), 1009);
  greedy?.end();
  const since = performance.now();
  assert.equal([...new Set(await Promise.all(rest.map((one) => one.closed())))], [1008]);
  assert.ok(performance.now() - since < 20_000);
  for (const one of rest) one.end();
});

security('limits of requests: headers, URL, body, pipelined garbage', async ({ gateway }) => {
  const { base, token } = gateway;
  const headers = bearer(token);
  const many = `GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:${base}\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`;
  assert.match(await speak(base, many), /^HTTP\/1.1 431/);
  assert.match(await speak(base, `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: 127.0.0.1:${base}\r\n\r\n`), /^HTTP\/1.1 431/);
  assert.is(
    (await ask(base, '/x', { headers: { ...headers, 'content-length': 2_000_000 }, method: 'POST' }).catch(() => ({ status: 404 }))).status,
    404,
  );
  const smuggled = `POST /x HTTP/1.1\r\nHost: 127.0.0.1:${base}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`;
  assert.match(await speak(base, smuggled), /^HTTP\/1.1 400/);
  assert.match(await speak(base, 'nonsense\r\n\r\n'), /^HTTP\/1.1 400/);
  const bare = await speak(base, `GET /healthz HTTP/1.1\nHost: 127.0.0.1:${base}\n\n`);
  assert.match(bare, /^HTTP\/1.1 400|^$/);
});

security('everything in the state folder is for the owner alone, and no token is in a log or argument', async ({ gateway }) => {
  assert.is((await stat(gateway.stateDir)).mode & 0o777, 0o700);
  const files = (await readdir(gateway.stateDir, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  assert.ok(files.length >= 3);
  for (const file of files) {
    const path = join(file.parentPath, file.name);
    assert.is((await stat(path)).mode & 0o077, 0, path);
    if (!/token|key/.test(file.name)) assert.not.match(await readFile(path, 'utf8'), gateway.token);
  }
  assert.not.match(await readFile(`/proc/${gateway.pid}/cmdline`, 'utf8'), gateway.token);
});

security('a client cannot make the gateway start programs, open files or stop asking for the token', async () => {
  const box = await openSandbox();
  await mkdir(box.stateDir('main'));
  await writeFile(join(box.stateDir('main'), 'omniclaw.json'), '{ channels: { chat: { token: "a-literal-token-of-a-channel" } } }\n', {
    mode: 0o600,
  });
  const own = await startGateway(box, 'main', await freeBase());
  const client = await connectClient(own.base, own.token);
  const read = async () => (await client.call('config.get')).payload;
  const attempts = [
    '{ browser: { executablePath: "/bin/sh" } }',
    '{ browser: { args: ["--utility-cmd-prefix=sh"] } }',
    '{ browser: { profiles: { x: { userDataDir: "/etc" } } } }',
    '{ canvasHost: { root: "/" } }',
    '{ env: { PATH: "/tmp" } }',
    '{ channels: { chat: { token: { $command: ["id"] } } } }',
    '{ channels: { chat: { token: { $file: "/etc/passwd" } } } }',
    '{ agents: { $include: "/etc/passwd" } }',
    '{ $include: "other.json" }',
    '{ gateway: { auth: { mode: "none" } } }',
    '{ x: [{ y: { $command: ["id"] } }] }',
  ];
  const before = await readFile(own.configPath, 'utf8');
  for (const raw of attempts) {
    const { error } = await client.call('config.patch', { raw, baseHash: (await read()).hash });
    assert.is(error?.code, 'FORBIDDEN', raw);
    const all = await client.call('config.set', { raw: `{ ...${raw} }`, baseHash: (await read()).hash });
    assert.not(all.ok);
  }
  assert.match((await client.call('config.patch', { raw: '{ x: 1 }' })).error.message, 'base hash');
  assert.is((await client.call('config.patch', { raw: '{ x: 1 }', baseHash: '0'.repeat(64) })).error.code, 'CONFLICT');
  assert.is(await readFile(own.configPath, 'utf8'), before);
  assert.not.match(JSON.stringify(await read()), 'a-literal-token');
  client.end();
  await own.stop();
  await box.close();
});

security('a changed token counts at once, and who came with the old one has to go', async () => {
  const own = await openGateway();
  const client = await connectClient(own.base, own.token);
  await writeFile(join(own.stateDir, 'gateway.token'), `${'ab'.repeat(32)}\n`, { mode: 0o600 });
  assert.is(await client.closed, 1008);
  assert.is((await ask(own.base, '/status', { headers: bearer(own.token) })).status, 401);
  assert.is((await ask(own.base, '/status', { headers: bearer('ab'.repeat(32)) })).status, 200);
  await own.stop();
  await own.box.close();
});

security.run();
