/** The gateway as a real process on real ports. */
import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { describeBug } from '../../src/gateway/describe-bug.ts';
import { PROGRAM } from '../gate/built-program.ts';
import { freeBases, openSandbox, ROOT, type Sandbox } from '../stories/sandbox.ts';

const gateway = suite<{ box: Sandbox; base: number }>('the gateway');

gateway.before.each(async (context) => {
  context.box = await openSandbox();
  const [base = 0] = await freeBases(1);
  context.base = base;
});

gateway.after.each(async ({ box }) => {
  await box.close();
});

/** Starts a gateway and waits until it says that it is ready. */
async function startGateway(box: Sandbox, ...args: string[]) {
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    cwd: box.folder,
    env: { ...process.env, ...box.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => (text.includes('"ready"') ? resolve() : undefined));
    void ended.then((code) => reject(new Error(`exit ${code}`)));
  });
  return { child, ended };
}

function ask(port: number, path: string, headers: { [name: string]: string } = {}): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    call.once('error', reject).end();
  });
}

gateway('serves three ports, each closed without the token but for /healthz', async ({ box, base }) => {
  const { child, ended } = await startGateway(box, '--profile', 'main', 'gateway', '--port', String(base));
  const token = (await readFile(join(box.stateDir('main'), 'gateway.token'), 'utf8')).trim();
  for (const port of [base, base + 2, base + 4]) {
    assert.is((await ask(port, '/healthz')).status, 200);
    for (const path of ['/', '/status', '/x', '/healthz/x', '//healthz', '/%68ealthz'])
      assert.is((await ask(port, path)).status, 401, `${port} ${path}`);
    assert.is((await ask(port, '/', { authorization: 'Bearer wrong' })).status, 401);
    assert.is((await ask(port, '/x', { authorization: `Bearer ${token}` })).status, 404);
    assert.is((await ask(port, '/healthz', { host: 'evil.example' })).status, 421);
    assert.is((await ask(port, '/healthz', { origin: 'http://evil.example' })).status, 403);
    assert.is((await ask(port, '/healthz?challenge=short')).status, 400);
  }
  assert.is(JSON.parse((await ask(base, '/status', { authorization: `Bearer ${token}` })).body).profile, 'main');
  child.kill('SIGTERM');
  assert.is(await ended, 0);
});

gateway('a bug gives nothing away; code that an update has taken away is told as such', async () => {
  const missing: unknown = await import(join(ROOT, 'no-such-file.ts')).catch((thrown: unknown) => thrown);
  assert.match(describeBug(missing), 'its program was replaced while it ran');
  assert.is(describeBug(new Error('/home/ann/secret')), 'internal error');
});

gateway('has numbers for monitoring, in the format of Prometheus', async ({ box, base }) => {
  const { child, ended } = await startGateway(box, '--profile', 'main', 'gateway', '--port', String(base));
  const token = (await readFile(join(box.stateDir('main'), 'gateway.token'), 'utf8')).trim();
  await ask(base, '/x', { authorization: `Bearer ${token}` });
  const { body } = await ask(base, '/metrics', { authorization: `Bearer ${token}` });
  assert.match(body, '\nomniclaw_http_requests_total{port="gateway",status="404"} 1\n');
  assert.match(body, '\nomniclaw_clients 0\n');
  const lines = body.trimEnd().split('\n');
  const form = /^(?:# (?:HELP [a-z_]+ .+|TYPE [a-z_]+ (?:counter|gauge))|[a-z_]+(?:\{[a-z]+="[^"]*"(?:,[a-z]+="[^"]*")*\})? [\d.e+-]+)$/;
  assert.equal(
    lines.filter((line) => !form.test(line)),
    [],
  );
  child.kill('SIGTERM');
  assert.is(await ended, 0);
});

gateway('exits 78 with one sentence when port, state folder or config is wrong', async ({ box, base }) => {
  const first = await startGateway(box, '--profile', 'main', 'gateway', '--port', String(base));
  const cases: readonly (readonly [string[], RegExp])[] = [
    [['--profile', 'main', 'gateway', '--port', String(base + 120)], /another gateway runs on the state folder/],
    [
      ['--profile', 'other', 'gateway', '--port', String(base)],
      new RegExp(`port ${base} of the gateway is held by process ${first.child.pid}`),
    ],
    [['--profile', 'third', 'gateway'], /there is no config .* and no port was given/],
    [['--profile', 'third', 'gateway', '--port', '65426'], /port 65426 is too high/],
  ];
  for (const [args, says] of cases) {
    const { code, err } = await box.run(...args);
    assert.is(code, 78, err);
    assert.match(err, says);
    assert.not.match(err, /\n\s+at /);
  }
  first.child.kill('SIGTERM');
  await first.ended;
});

const wrongConfigs: readonly (readonly [string, RegExp])[] = [
  ['{ gateway: { port: "1" } }', /omniclaw.json:1:14" "gateway.port" must be an integer from 1 to 65535, got "1"/],
  ['{ gateway: { port: 20000, auth: { mode: "none" }, bind: "lan" } }', /refused with "gateway.bind" "lan"/],
  ['{ gateway: { port: 20000, } , , }', /omniclaw.json:1:\d+" is not valid JSON5/],
  ['{ gateway: { port: 20000, auth: { token: { $env: "NOT_SET_ANYWHERE" } } } }', /"NOT_SET_ANYWHERE" is neither stored nor set/],
  ['{ gateway: 1, browser: [] }', /"gateway" must be an object, got 1; .*"browser" must be an object, got \[\]/],
];
for (const [text, says] of wrongConfigs) {
  gateway(`refuses the config ${text}`, async ({ box }) => {
    await mkdir(box.stateDir('main'));
    await writeFile(join(box.stateDir('main'), 'omniclaw.json'), text);
    const { code, err } = await box.run('--profile', 'main', 'gateway');
    assert.is(code, 78, err);
    assert.match(err, says);
  });
}

gateway.run();
