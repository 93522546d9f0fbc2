/** Plan on a real host: what is in the way is named, and nothing is touched. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { needTool } from '../gate/need-tool.ts';
import { freeBases, openSandbox, type Ran, type Sandbox } from './sandbox.ts';

const live = suite('live rules');

function story(name: string, tell: (box: Sandbox) => Promise<void>): void {
  live(name, async () => {
    const box = await openSandbox();
    try {
      await tell(box);
    } finally {
      await box.close();
    }
  });
}

type Found = { code: string; severity: string; gateways: string[]; message: string; fix: { description: string } | null };

async function plan(box: Sandbox, ...options: string[]): Promise<Ran & { findings: Found[]; notes: string[]; changes: object[] }> {
  const ran = await box.run('plan', '--json', ...options);
  assert.is(ran.err, '');
  return { ...ran, ...JSON.parse(ran.out) };
}

const codes = (findings: readonly Found[]) => findings.map(({ code, gateways }) => [code, ...gateways].join(' ')).sort();

async function listenAt(port: number, address: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy()).listen(port, address);
  await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
  return server;
}
const closeServer = (server: Server) => new Promise((resolve) => server.close(resolve));

story('OC107: a stranger on a wanted port stops the plan, with his number and what to type; the other loopback only warns', async (box) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a, browser: { enabled: false } }, lab: { port: b, browser: { enabled: false } } });
  const beside = await listenAt(b, '::1');
  const warned = await plan(box);
  assert.is(warned.code, 0, warned.out);
  assert.equal(codes(warned.findings), ['OC108 lab']);
  assert.ok(warned.changes.length > 0, 'a warning does not stop the plan');
  const stranger = await listenAt(a + 4, '0.0.0.0');
  const refused = await plan(box);
  await Promise.all([closeServer(stranger), closeServer(beside)]);
  assert.is(refused.code, 1);
  assert.equal(codes(refused.findings), ['OC107 main', 'OC108 lab']);
  const taken = refused.findings.find(({ code }) => code === 'OC107');
  assert.match(taken?.message ?? '', `the canvas port ${a + 4} of "main" is held by process ${process.pid} (`);
  assert.match(taken?.message ?? '', process.execPath);
  assert.match(taken?.fix?.description ?? '', `kill ${process.pid}`);
  assert.equal(refused.changes, []);
  assert.equal(await readdir(box.home), [], 'nothing was written');
});

story('running gateways are not in their own way, nor when they swap ports; a config changed by hand is', async (box) => {
  const [a = 0, b = 0] = await freeBases(2);
  const fleet = (main: number, lab: number) =>
    box.fleet({ main: { port: main, browser: { enabled: false } }, lab: { port: lab, browser: { enabled: false } } });
  await fleet(a, b);
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  const idle = await plan(box);
  assert.equal([idle.findings, idle.changes, idle.code], [[], [], 0]);
  await fleet(b, a);
  const swapped = await plan(box);
  assert.equal([swapped.findings, swapped.code], [[], 0]);
  assert.ok(swapped.changes.length > 0);
  await fleet(a, b);
  const config = join(box.stateDir('main'), 'omniclaw.json');
  await writeFile(config, (await readFile(config, 'utf8')).replace(`"port": ${a}`, `"port": ${a + 1}`));
  const divided = await plan(box);
  assert.equal(codes(divided.findings), ['OC405 main']);
  assert.match(divided.findings[0]?.message ?? '', new RegExp(`its config says ${a + 1}, process \\d+ says ${a}`));
  await box.fleet({ lab: { port: a, browser: { enabled: false } } });
  const orphan = await plan(box);
  assert.equal(codes(orphan.findings), ['OC107 lab']);
  assert.match(orphan.findings[0]?.message ?? '', 'the omniclaw gateway "main" of');
  await fleet(a, b);
  assert.is((await box.run('fleet', 'destroy', '--yes')).code, 0);
});

story('OC307, OC308: every path that cannot be used is named at once', async (box) => {
  const at = (name: string) => join(box.home, name);
  spawnSync('mkfifo', [at('.omniclaw-pipe')]);
  await symlink(at('nowhere'), at('.omniclaw-link'));
  await mkdir(at('.omniclaw-config'), { mode: 0o755 });
  await mkdir(at('.omniclaw-config/omniclaw.json'));
  await mkdir(at('shared/state'), { recursive: true });
  await chmod(at('shared'), 0o777);
  await mkdir(at('foreign'));
  const isRoot = process.getuid?.() === 0;
  if (isRoot) await chown(at('foreign'), 65534, 65534);
  const quiet = { browser: { enabled: false } };
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = await freeBases(6);
  await box.fleet({
    pipe: { port: a, ...quiet },
    link: { port: b, ...quiet },
    config: { port: c, ...quiet },
    open: { port: d, ...quiet, stateDir: '~/shared/state' },
    foreign: { port: e, ...quiet, workspace: isRoot ? '~/foreign' : '/usr/local/share' },
    synced: { port: f, ...quiet, workspace: '~/Dropbox/work' },
  });
  const { findings, code } = await plan(box);
  assert.is(code, 1);
  assert.equal(codes(findings), [
    'OC307 config',
    'OC307 foreign',
    'OC307 link',
    'OC307 open',
    'OC307 pipe',
    'OC308 config',
    'OC308 open',
    'OC308 synced',
  ]);
  const told = await box.run('plan');
  for (const words of ['is a pipe', 'is a link that leads nowhere', 'belongs to another user', 'chmod go-w', 'mode 0755'])
    assert.match(told.out.replaceAll(/\s+/g, ' '), words);
});

story('OC406, OC506, OC501: variables of the shell and secrets of this host; no value is shown or kept', async (box) => {
  const [a = 0, b = 0] = await freeBases(2);
  const bot = (name: string) => ({ browser: { enabled: false }, channels: { telegram: { botToken: { $env: name } } } });
  await box.fleet({ main: { port: a, ...bot('ONE') }, lab: { port: b, ...bot('OTHER') } });
  box.environment['ONE'] = 'canary-canary-canary';
  box.environment['OMNICLAW_GATEWAY_PORT'] = String(a);
  const unset = await plan(box);
  assert.equal(codes(unset.findings), ['OC406 lab', 'OC506 lab']);
  assert.match(
    unset.findings.find(({ code }) => code === 'OC506')?.message ?? '',
    '"OTHER" is not set, and "lab" needs it for "channels.telegram.botToken"',
  );
  box.environment['OTHER'] = 'canary-canary-canary';
  const record = join(box.folder, 'host.json');
  const same = await plan(box, '--save-host-state', record);
  assert.equal(codes(same.findings), ['OC406 lab', 'OC501 lab main']);
  assert.not.match(same.out + (await readFile(record, 'utf8')), 'canary');
  delete box.environment['OTHER'];
  delete box.environment['OMNICLAW_GATEWAY_PORT'];
  const replayed = await plan(box, '--host-state', record);
  assert.equal(codes(replayed.findings), ['OC406 lab', 'OC501 lab main'], 'the record says what was, not what is');
  assert.match(replayed.notes.join(), 'changes were not worked out');
});

story('a record that is none is refused, and options that contradict each other are', async (box) => {
  await box.fleet({ main: { port: 18789 } });
  const record = join(box.folder, 'host.json');
  for (const [text, problem] of [
    ['', 'it is no JSON'],
    ['[]', 'must be object'],
    ['{"schema":"omniclaw.host-state.v1"}', 'must have required property'],
  ] as const) {
    await writeFile(record, text);
    const { code, err, out } = await box.run('plan', '--host-state', record);
    assert.is(code, 1);
    assert.match(err.replaceAll(/\s+/g, ' '), problem);
    assert.is(out, '');
  }
  assert.is((await box.run('plan', '--host-state', '/none')).code, 1);
  assert.is((await box.run('plan', '--host-state', record, '--out', 'x')).code, 64);
});

story('a host rule is silenced like any other, and lint does not call that unused', async (box) => {
  const [a = 0] = await freeBases(1);
  const beside = await listenAt(a, '::1');
  const ignore = [{ rule: 'OC108', reason: 'known' }];
  await box.fleet({ main: { port: a, browser: { enabled: false }, ignore } });
  assert.equal((await plan(box)).findings, []);
  await closeServer(beside);
  assert.equal(codes((await plan(box)).findings), ['OC703 main'], 'plan has looked, so here it is unused');
  assert.equal(JSON.parse((await box.run('lint', '--format', 'json')).out).findings, []);
});

story('what cannot be read is a note: the plan is made', async (box) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a, browser: { enabled: false } } });
  const run = join(box.home, '.local/state/omniclaw/run');
  await mkdir(run, { recursive: true, mode: 0o700 });
  await writeFile(join(run, 'supervisor.json'), '{"formatVersion":1,', { mode: 0o600 });
  const { code, notes, findings, changes, out } = await plan(box);
  assert.is(code, 0, out);
  assert.equal(findings, []);
  assert.ok(changes.length > 0);
  assert.match(notes.join(), 'is damaged');
  assert.match((await box.run('plan')).out, /^note: /m);
});

story('OC205: a real browser with the logins of another gateway, at the endpoint that is declared', async (box) => {
  const [a = 0, b = 0] = await freeBases(2);
  const folder = join(box.stateDir('main'), 'browser', 'work', 'user-data');
  const browser = await startChromium(box, folder);
  try {
    const endpoint = (port: number) => ({ lab: { port: b, browser: { profiles: { x: { cdpUrl: `http://127.0.0.1:${port}` } } } } });
    await box.fleet({ main: { port: a, browser: { enabled: false } }, ...endpoint(browser.port) });
    const { findings, code } = await plan(box);
    assert.is(code, 1);
    assert.equal(codes(findings), ['OC205 lab main']);
    const [found] = findings;
    assert.match(found?.message ?? '', `the browser at "http://127.0.0.1:${browser.port}" of "lab" belongs to "main"`);
    assert.match(found?.message ?? '', folder);
    await box.fleet({ lab: { ...endpoint(browser.port).lab, stateDir: box.stateDir('main') } });
    assert.equal((await plan(box)).findings, [], 'its own browser is fine');
  } finally {
    await browser.close();
  }
});

/** A headless Chromium on a port of its own choice. */
async function startChromium(box: Sandbox, folder: string): Promise<{ port: number; close: () => Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const flags = [
    '--headless=new',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  // Chromium refuses to run as root with its sandbox.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const gate = Object.fromEntries(Object.entries(process.env).filter(([name]) => /GATE/.test(name)));
  const child: ChildProcess = spawn(
    needTool('chromium'),
    [...flags, ...asRoot, '--remote-debugging-port=0', `--user-data-dir=${folder}`, 'about:blank'],
    { env: { ...gate, ...box.environment }, stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const port = await new Promise<number>((resolve, reject) => {
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      const found = /DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.once('exit', () => reject(new Error(`chromium ended: ${text}`)));
  });
  const close = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(-(child.pid ?? 0), 'SIGKILL');
    await ended;
  };
  return { port, close };
}

story('a name that no file can have is a finding, and no path that is looked at', async (box) => {
  const [a = 0, b = 0] = await freeBases(2);
  for (const name of ['\u0000lab', `x${'/a'.repeat(100_000)}`]) {
    await box.fleet({ main: { port: a }, [name]: { port: b } });
    const { code, findings } = await plan(box);
    assert.is(code, 1);
    assert.ok(codes(findings).includes(`OC401 ${name}`));
    const applied = await box.run('apply', '--yes');
    assert.is(applied.code, 1, applied.err);
    assert.match(applied.err, 'nothing was changed');
  }
});

live.run();
