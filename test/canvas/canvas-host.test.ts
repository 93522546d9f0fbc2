/** The canvas port of a real gateway, asked over raw sockets. */
import { execFileSync } from 'node:child_process';
import { link, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { get, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { until } from '../browser/browser-box.ts';
import { needTool } from '../gate/need-tool.ts';
import { type RunningGateway, startGateway } from '../gateway/running-gateway.ts';
import { freeBase, openSandbox, type Sandbox } from '../stories/sandbox.ts';

const canvas = suite('the canvas host');
let box: Sandbox;
let port = 0;
let page = '';
let gateway: RunningGateway;

canvas.before(async () => {
  box = await openSandbox();
  const base = await freeBase();
  port = base + 4;
  await mkdir(box.stateDir('main'), { mode: 0o700 });
  const config = { gateway: { port: base }, browser: { executablePath: needTool('chromium'), headless: true } };
  await writeFile(join(box.stateDir('main'), 'omniclaw.json'), JSON.stringify(config));
  const site = join(box.folder, 'site');
  await mkdir(join(site, 'sub', 'deep'), { recursive: true });
  await writeFile(join(site, 'index.html'), '<body style="background:rgb(0,128,0)"><h1>One</h1></BODY>after');
  await writeFile(join(site, 'sub', 'index.html'), 'below');
  await writeFile(join(site, 'sub', 'deep', 'data.json'), '{"a":1}');
  await writeFile(join(site, 'empty.txt'), '');
  await writeFile(join(site, 'big.bin'), Buffer.alloc(3_000_000, 7));
  await writeFile(join(site, '.hidden'), 'secret');
  await symlink('/etc/passwd', join(site, 'passwd'));
  gateway = await startGateway(box, 'main', base);
  page = (await box.run('--profile', 'main', 'canvas', 'open', '--print')).out.trim();
});
canvas.after(async () => {
  await gateway.stop();
  await box.close();
});

const path = (): string => new URL(page).pathname;

/** What a request that no client library would send is answered with. */
function raw(target: string, ...headers: string[]): Promise<{ status: number; head: string; body: string }> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n${headers.map((header) => `${header}\r\n`).join('')}\r\n`,
      ),
    );
    socket.setEncoding('latin1').on('data', (part) => {
      text += part;
    });
    socket.once('error', reject);
    socket.once('end', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n');
      resolve({ status: Number(head.slice(9, 12)), head: head.toLowerCase(), body });
    });
  });
}

canvas('is empty before anything is pushed; push says what it leaves out', async () => {
  assert.is((await raw(path())).status, 404);
  const { code, out } = await box.run('--profile', 'main', 'canvas', 'push', 'site', '--json');
  assert.is(code, 0);
  const { pushed, left, schema } = JSON.parse(out);
  assert.is(schema, 'omniclaw.canvas.v1');
  assert.equal(pushed.sort(), ['big.bin', 'empty.txt', 'index.html', 'sub/deep/data.json', 'sub/index.html']);
  assert.equal(left.sort(), ['.hidden', 'passwd']);
});

canvas('serves files with their type, and pages that may do nothing outside of it', async () => {
  const { status, head, body } = await raw(path());
  assert.is(status, 200);
  assert.match(head, 'content-type: text/html; charset=utf-8');
  for (const header of [
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    'referrer-policy: no-referrer',
    "content-security-policy: default-src 'self' 'unsafe-inline' data: blob:; base-uri 'none'; form-action 'none'",
  ])
    assert.ok(head.includes(header), header);
  assert.match(body, /<h1>One<\/h1><script src="[^"]+\/__omniclaw\/live\.js"><\/script><\/BODY>after$/);
  assert.match((await raw(`${path()}sub`)).head, 'location: sub/');
  assert.match((await raw(path().slice(0, -1))).head, /location: [a-z0-9]+\.[a-z0-9_-]{43}\//);
  assert.match((await raw(`${path()}sub/`)).body, /^below<script/);
  assert.is((await raw(`${path()}sub/deep/data.json?x=1`)).body, '{"a":1}');
  assert.is((await raw(`${path()}empty.txt`)).body, '');
  const big = await raw(`${path()}big.bin`);
  assert.equal([big.body.length, big.head.includes('application/octet-stream')], [3_000_000, true]);
});

canvas('gives nothing without a capability, and a capability gives nothing else', async () => {
  const token = (await readFile(join(box.stateDir('main'), 'gateway.token'), 'utf8')).trim();
  for (const target of [
    '/c/',
    '/c/x/',
    '/c/x.y/index.html',
    `/c/${'a'.repeat(52)}/`,
    path().replace(/.\/$/, '!/'),
    `/${path()}`.replace('//c', '/./c'),
  ])
    assert.ok([401, 403].includes((await raw(target)).status), target);
  assert.is((await raw('/', `Authorization: Bearer ${token}`)).status, 404);
  assert.is((await raw(path(), 'Origin: http://evil.example')).status, 403);
  assert.is((await raw(path(), `Origin: http://127.0.0.1:${port - 2}`)).status, 403);
  const other = path().split('/')[2] ?? '';
  for (const at of [port - 4, port - 2]) {
    const status = await new Promise((resolve) =>
      get({ host: '127.0.0.1', port: at, path: '/status', headers: { authorization: `Bearer ${other}` }, agent: false }, (answer) =>
        resolve(answer.resume().statusCode),
      ),
    );
    assert.is(status, 401);
  }
});

canvas('serves nothing from outside of its root, however it is asked for', async () => {
  const root = join(box.stateDir('main'), 'canvas');
  await symlink('/etc/passwd', join(root, 'passwd'));
  await symlink('/etc', join(root, 'etc'));
  await symlink(join(root, 'index.html'), join(root, 'inside.html'));
  await symlink('loop', join(root, 'loop'));
  await link(join(box.stateDir('main'), 'instance.key'), join(root, 'hard.txt'));
  execFileSync('mkfifo', [join(root, 'fifo.txt')]);
  const targets = [
    'passwd',
    'etc/passwd',
    'etc/',
    'loop',
    'hard.txt',
    'fifo.txt',
    '..',
    '../omniclaw.json',
    '..%2fomniclaw.json',
    '%2e%2e/omniclaw.json',
    '%2e%2e%2fomniclaw.json',
  ];
  const more = [
    'sub/../../omniclaw.json',
    '..\\omniclaw.json',
    '..%5comniclaw.json',
    '%252e%252e/omniclaw.json',
    'index.html%00.txt',
    '/etc/passwd',
    '.hidden',
    'sub/deep/',
    'sub/deep/data.json/',
    'index.html/',
  ];
  for (const target of [...targets, ...more]) {
    const { status, body } = await raw(`${path()}${target}`);
    assert.ok([400, 404].includes(status), `${target}: ${status}`);
    assert.not.match(body, /root:|"port"/, target);
  }
  assert.is((await raw(`${path()}inside.html`)).status, 200);
});

canvas('open pages follow every change, however deep, and a new page is seen at once', async () => {
  const events: string[] = [];
  const stream = request({ host: '127.0.0.1', port, path: `${path()}__omniclaw/events`, agent: false }, (answer) => {
    answer.setEncoding('utf8').on('data', (text: string) => events.push(text));
  });
  stream.once('error', () => undefined);
  stream.end();
  await until('it listens', async () => events.length > 0);
  const root = join(box.stateDir('main'), 'canvas');
  for (const change of [
    () => writeFile(join(root, 'sub', 'deep', 'data.json'), '{}'),
    () => mkdir(join(root, 'new', 'folder'), { recursive: true }),
    () => writeFile(join(root, 'new', 'folder', 'a.txt'), 'x'),
  ]) {
    const before = events.filter((text) => text.includes('data:')).length;
    await change();
    await until('the change is told', async () => events.filter((text) => text.includes('data:')).length > before);
  }
  stream.destroy();
  assert.match((await raw(`${path()}__omniclaw/live.js`)).body, /EventSource/);
  assert.is((await raw(`${path()}__omniclaw/other`)).status, 404);
});

canvas('is shown in the browser of the gateway, which reloads what changes', async () => {
  const opened = await box.run('--profile', 'main', 'canvas', 'open', '--json');
  assert.is(opened.code, 0, opened.err);
  await writeFile(join(box.folder, 'two.html'), '<body style="background:rgb(0,0,128)"><h1>Two</h1>');
  assert.is((await box.run('--profile', 'main', 'canvas', 'push', 'two.html', '--as', 'index.html')).code, 0);
  const waited = await box.run('--profile', 'main', 'browser', 'wait', '--text', 'Two');
  assert.is(waited.code, 0, waited.err);
  assert.is((await box.run('--profile', 'main', 'canvas', 'snapshot', '--out', 'canvas.png')).code, 0);
  assert.equal(
    [...(await readFile(join(box.folder, 'canvas.png'))).subarray(1, 4)].map((code) => String.fromCharCode(code)).join(''),
    'PNG',
  );
  const missing = await box.run('--profile', 'main', 'canvas', 'snapshot', 'no.html');
  assert.equal([missing.code, /the canvas answered with status 404/.test(missing.err)], [1, true]);
});

canvas.run();
