/** The commands of the gateway document, typed in order in an empty home. Only the ports are others: many tests share this host. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBases, openSandbox, type Sandbox } from './sandbox.ts';

const story = suite<{ box: Sandbox; main: number; rescue: number; spare: number }>('the gateway document');

story.before.each(async (context) => {
  context.box = await openSandbox();
  const [main = 0, rescue = 0, spare = 0] = await freeBases(3);
  Object.assign(context, { main, rescue, spare });
});

story.after.each(async ({ box }) => {
  await box.close();
});

/** Runs a command until it has succeeded: what it waits for is another process that is starting. */
async function until(run: () => Promise<{ readonly code: number | null; readonly out: string; readonly err: string }>) {
  for (let tries = 0; tries < 100; tries += 1) {
    const ran = await run();
    if (ran.code === 0) return ran;
  }
  throw new Error('it never became so');
}

async function good(box: Sandbox, ...args: string[]) {
  const ran = await box.run(...args);
  assert.is(ran.code, 0, `${args.join(' ')}\n${ran.out}${ran.err}`);
  return ran;
}

story('profiles: set up, run, ask, each with its own everything', async ({ box, main, rescue, spare }) => {
  await good(box, '--profile', 'main', 'setup');
  await good(box, '--profile', 'rescue', 'setup', '--port', String(spare));
  const first = box.start('--profile', 'main', 'gateway', '--port', String(main));
  const second = box.start('--profile', 'rescue', 'gateway', '--port', String(rescue));
  for (const [profile, base] of [
    ['main', main],
    ['rescue', rescue],
  ] as const) {
    const { out } = await until(() => box.run('--profile', profile, 'status', '--json'));
    const { verdict, port, stateDir, gateway } = JSON.parse(out);
    assert.equal([verdict, port, stateDir], ['running', base, box.stateDir(profile)]);
    assert.equal([gateway.profile, gateway.ports['browser control'], gateway.ports['canvas host']], [profile, base + 2, base + 4]);
    assert.is(gateway.paths.workspace, join(box.stateDir(profile), `workspace-${profile}`));
    assert.match((await good(box, '--profile', profile, 'health')).out, `"${profile}": well on port ${base}`);
    assert.match((await good(box, '--profile', profile, 'status')).out, `running, proven; process`);
    assert.match((await good(box, '--profile', profile, 'logs')).out, ` ready port=${base} `);
  }
  assert.is.not(
    await readFile(join(box.stateDir('main'), 'gateway.token'), 'utf8'),
    await readFile(join(box.stateDir('rescue'), 'gateway.token'), 'utf8'),
  );
  const probe = await good(box, '--profile', 'rescue', 'gateway', 'probe');
  assert.match(probe.out, `"rescue" answers on port ${rescue} as process`);
  assert.match(probe.out, `(its config says port ${spare})`);
  const silent = await box.run('--profile', 'rescue', 'health', '--port', String(spare));
  assert.match(silent.out, `nothing listens on port ${spare}, but it says that it runs on port ${rescue}`);
  // "main" may come back on the port of its config.
  const written = (await good(box, '--profile', 'main', 'config', 'get', 'gateway.port')).out.trim();
  const third = JSON.parse((await good(box, '--profile', 'third', 'setup', '--json')).out);
  assert.is.not(String(third.ports.gateway), written);
  const byHand = await box.run('--profile', 'main', 'gateway', 'install', '--driver', 'supervisor');
  assert.is(byHand.code, 1);
  assert.match(byHand.out.replaceAll(/\s+/g, ' '), `this very gateway, started by hand try: kill ${first.pid}`);
  const wrong = await box.run('--profile', 'rescue', 'status', '--port', String(main));
  assert.is(wrong.code, 1);
  assert.match(wrong.out, `port ${main} of the gateway "rescue" is served by the gateway "main"`);
  const other = await box.run('--profile', 'rescue', 'gateway', 'probe', '--port', String(main));
  assert.match(other.out, `port ${main} is answered by a gateway that says it is profile "main"`);
  for (const one of [first, second]) one.kill('SIGTERM');
  assert.equal([(await first.ended).code, (await second.ended).code], [0, 0]);
  const { code, out } = await box.run('--profile', 'main', 'health');
  assert.is(code, 1);
  assert.match(out, 'nothing listens on port');
});

story('the rescue guide: onboard and install, without and with a profile', async ({ box, main, rescue }) => {
  await good(box, 'onboard', '--non-interactive', '--port', String(main));
  await good(box, 'gateway', 'install', '--driver', 'supervisor');
  const onboarded = await good(
    box,
    '--profile',
    'rescue',
    'onboard',
    '--non-interactive',
    '--port',
    String(rescue),
    '--install-daemon',
    '--json',
  );
  const document = JSON.parse(onboarded.out);
  assert.equal([document.schema, document.profile, document.ports.gateway], ['omniclaw.onboard.v1', 'rescue', rescue]);
  assert.match(document.paths.workspace, /workspace-rescue$/);
  assert.is(document.service.outcome, 'done');
  await good(box, '--profile', 'rescue', 'gateway', 'install', '--driver', 'supervisor');
  for (const args of [['status'], ['--profile', 'rescue', 'status'], ['health'], ['--profile', 'rescue', 'browser', 'status']])
    await good(box, ...args);
  const doctor = await box.run('doctor', '--json');
  const { gateways, findings } = JSON.parse(doctor.out);
  assert.equal(
    gateways.map(({ name }: { name: string }) => name),
    ['default', 'rescue'],
  );
  assert.equal(
    findings.filter(({ severity }: { severity: string }) => severity === 'error'),
    [],
  );
  for (const profile of [[], ['--profile', 'rescue']]) await good(box, ...profile, 'gateway', 'uninstall');
});

story('the manual environment example', async ({ box, main, rescue }) => {
  const manual = (name: string) => ({
    OMNICLAW_CONFIG_PATH: join(box.home, '.omniclaw', `${name}.json`),
    OMNICLAW_STATE_DIR: box.stateDir(name),
  });
  const started = [
    ['main', main],
    ['rescue', rescue],
  ].map(([name, port]) => {
    Object.assign(box.environment, manual(String(name)));
    return box.start('gateway', '--port', String(port));
  });
  for (const [name, port] of [
    ['main', main],
    ['rescue', rescue],
  ] as const) {
    Object.assign(box.environment, manual(name));
    const { out } = await until(() => box.run('status', '--json'));
    assert.equal([JSON.parse(out).port, JSON.parse(out).stateDir], [port, box.stateDir(name)]);
  }
  for (const one of started) one.kill('SIGTERM');
  for (const one of started) assert.is((await one.ended).code, 0);
});

story('a block that would overlap is refused, and doctor mends one that came about by hand', async ({ box, main }) => {
  await good(box, '--profile', 'main', 'setup', '--port', String(main));
  const clash = await box.run('--profile', 'rescue', 'setup', '--port', String(main + 20));
  assert.is(clash.code, 1);
  assert.match(clash.err, /OC10[23]: .*"main".*share 83 ports/s);
  assert.not((await readdir(box.home)).includes('.omniclaw-rescue'));
  await good(box, '--profile', 'rescue', 'setup');
  await good(box, '--profile', 'rescue', 'config', 'set', 'gateway.port', String(main + 20));
  const found = await box.run('doctor');
  assert.is(found.code, 1);
  assert.match(found.out, /error\[OC10[23]\]/);
  assert.match(found.out, '.omniclaw-rescue/omniclaw.json:');
  const mended = await box.run('doctor', '--fix');
  assert.match(mended.out, /mended set port of "(?:main|rescue)" to \d+/);
  assert.is(mended.code, 0, mended.out);
  assert.match((await good(box, 'doctor')).out, 'nothing is wrong');
  const stranger = createServer();
  await new Promise<void>((listening) => stranger.listen(main + 2, '127.0.0.1', listening));
  const live = await box.run('doctor', '--json');
  stranger.close();
  assert.is(live.code, 1);
  const said = JSON.parse(live.out).findings.map(({ code, message }: { code: string; message: string }) => `${code} ${message}`);
  assert.match(said.join('\n'), `OC107 the browser control port ${main + 2} of "main" is held by process ${process.pid}`);
});

story('set up twice is set up once, and everything is private', async ({ box, main }) => {
  await good(box, '--profile', 'main', 'setup', '--port', String(main));
  const config = join(box.stateDir('main'), 'omniclaw.json');
  const before = await stat(config);
  const again = await good(box, '--profile', 'main', 'setup', '--json');
  assert.equal([JSON.parse(again.out).changed, JSON.parse(again.out).ports.gateway], [false, main]);
  assert.equal([(await stat(config)).mtimeMs, (await stat(config)).ino], [before.mtimeMs, before.ino]);
  assert.is((await stat(box.stateDir('main'))).mode & 0o777, 0o700);
  for (const name of await readdir(box.stateDir('main'))) assert.is((await stat(join(box.stateDir('main'), name))).mode & 0o077, 0, name);
  const asked = await box.run('--profile', 'other', 'onboard');
  assert.is(asked.code, 64);
  assert.match(asked.err, 'omniclaw --profile other onboard --non-interactive');
});

story.run();
