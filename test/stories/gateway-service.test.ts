/** The commands of a single gateway's service, as the document has them, on both ways of running services. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBase, freeBases, openSandbox, type Sandbox } from './sandbox.ts';
import { until } from './until.ts';
import { startUserManager, type UserManager } from './user-manager.ts';

type Context = { box: Sandbox; manager: UserManager | null };

for (const kind of ['supervisor', 'systemd'] as const) {
  const story = suite<Context>(`the service of one gateway, ${kind}`);

  story.before.each(async (context) => {
    context.box = await openSandbox();
    context.manager = kind === 'systemd' ? await startUserManager(context.box) : null;
  });
  story.after.each(async ({ box, manager }) => {
    await manager?.close();
    await box.close();
  });

  const onlyOn = (one: typeof kind, title: string, body: (context: Context) => Promise<void>): void => {
    if (one === kind) story(title, body);
  };

  story('two profiles, installed by the commands of the document, come up isolated; again, and nothing changes', async ({ box }) => {
    const [a = 0] = await freeBases(1);
    const main = await install(box, 'main', '--port', String(a));
    const rescue = await install(box, 'rescue');
    assert.equal([main.driver, rescue.driver], [kind, kind]);
    assert.ok(Math.abs(main.port - rescue.port) > 110, `${main.port} and ${rescue.port} share ports`);
    for (const { profile, port, pid } of [main, rescue]) {
      const config = JSON.parse(await readFile(join(box.stateDir(profile), 'omniclaw.json'), 'utf8'));
      assert.is(config.gateway.port, port, 'the port is kept in the config');
      assert.is(config.gateway.auth.token.$file, join(box.stateDir(profile), 'gateway.token'), 'and the token');
      const probe = JSON.parse((await box.run('--profile', profile, 'gateway', 'probe', '--json')).out);
      assert.equal([probe.verdict, probe.pid], ['proven', pid]);
      assert.is((await box.run('--profile', profile, 'gateway', 'status')).code, 0);
    }
    const again = await install(box, 'rescue');
    assert.equal([again.changed, again.outcome, again.port], [0, 'nothing-to-do', rescue.port]);
    assert.is((await statusOf(box, 'rescue')).process?.pid, rescue.pid);
  });

  onlyOn('systemd', 'a changed port moves config, service and process together', async ({ box, manager }) => {
    const [a = 0, b = 0] = await freeBases(2);
    const before = await install(box, 'main', '--port', String(a));
    const after = await install(box, 'main', '--port', String(b));
    assert.is(after.port, b);
    assert.is.not(after.pid, before.pid);
    const { config, process: running, problems } = await statusOf(box, 'main');
    assert.equal([config.port, running?.port, problems], [b, b, []]);
    if (manager !== null) assert.match(await readFile(join(manager.units, 'omniclaw-gateway-main.service'), 'utf8'), `on port ${b}`);
    assert.is((await box.run('--profile', 'main', 'gateway', 'probe', '--port', String(a))).code, 1, 'nobody is left on the old port');
    const kept = await Promise.all(
      [1, 2].map((number) => readFile(join(box.home, `.local/state/omniclaw/generations/main/${number}.json`), 'utf8')),
    );
    const ports = kept.map((text) => JSON.parse(text).document.gateways.main.port);
    assert.equal(ports, [a, b], 'what was proven is kept');
  });

  onlyOn('systemd', 'one that a drop-in starts through a script is the same gateway, and can be moved', async ({ box, manager }) => {
    if (manager === null) return;
    const [a = 0, b = 0] = await freeBases(2);
    const unit = 'omniclaw-gateway-main.service';
    const { pid: before } = await install(box, 'main', '--port', String(a));
    const start = /^ExecStart=(.*)$/m.exec(await readFile(join(manager.units, unit), 'utf8'))?.[1];
    await mkdir(join(manager.units, `${unit}.d`));
    await writeFile(
      join(manager.units, `${unit}.d`, 'script.conf'),
      `[Service]\nExecStart=\nExecStart=/bin/sh -c '"$$@" & wait' sh ${start}\n`,
    );
    await manager.systemctl('daemon-reload');
    await manager.systemctl('restart', unit);
    const status = await statusOf(box, 'main');
    assert.equal(status.problems, []);
    assert.is.not(status.process?.pid, before);
    assert.is.not(String(status.process?.pid), await manager.show(unit, 'MainPID'));
    assert.is((await install(box, 'main', '--port', String(b))).port, b);
  });

  story('stop, start, restart, uninstall', async ({ box }) => {
    const base = await freeBase();
    const unknown = await box.run('--profile', 'main', 'gateway', 'start');
    assert.is(unknown.code, 1);
    assert.match(unknown.err, 'omniclaw --profile main gateway install');
    const { pid } = await install(box, 'main', '--port', String(base));
    const restarted = await control(box, 'restart');
    assert.is.not(restarted.pid, pid);
    await control(box, 'stop');
    const stopped = await statusOf(box, 'main');
    assert.equal([stopped.service.phase, stopped.process], ['stopped', null]);
    assert.is((await control(box, 'stop')).outcome, 'done', 'stopping twice is harmless');
    assert.is((await control(box, 'start')).outcome, 'done');
    assert.is((await box.run('--profile', 'main', 'gateway', 'status')).code, 0);
    await control(box, 'uninstall');
    assert.is((await control(box, 'uninstall')).outcome, 'nothing-to-do');
    assert.is((await statusOf(box, 'main')).service.driver, null);
    assert.ok((await readdir(box.stateDir('main'))).includes('omniclaw.json'), 'the state stays');
  });

  onlyOn('systemd', 'a single gateway and a fleet never fight', async ({ box }) => {
    const [a = 0, b = 0] = await freeBases(2);
    const { pid } = await install(box, 'main', '--port', String(a));
    await box.fleet({ main: { port: a, service: { limits: { tasks: 300 } } }, other: { port: b } });
    const applied = await box.run('apply', '--yes');
    assert.is(applied.code, 0, applied.out + applied.err);
    const pids = await pidsOf(box);
    assert.is.not(pids['main'], pid, 'the limit is new, so it was restarted once');
    const installed = await install(box, 'main');
    assert.is(installed.changed, 0, 'installing what the fleet declares changes nothing');
    assert.equal(await pidsOf(box), pids);
    const moved = await box.run('--profile', 'main', 'gateway', 'install', '--port', String(b + 3000));
    assert.is(moved.code, 1);
    assert.match(moved.err, 'is declared by the fleet file');
    await control(box, 'stop');
    const mended = await box.run('apply', '--yes');
    assert.is(mended.code, 0, mended.out + mended.err);
    assert.is((await pidsOf(box))['other'], pids['other'], 'the other one was never touched');
    assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  });

  onlyOn('supervisor', 'ports of another gateway are refused, with the reason', async ({ box }) => {
    const base = await freeBase();
    await install(box, 'main', '--port', String(base));
    const close = await box.run('--profile', 'rescue', 'gateway', 'install', '--port', String(base + 20));
    assert.is(close.code, 1);
    assert.match(close.err.replaceAll(/\s+/g, ' '), /OC10\d: .*"main"/);
    assert.not.ok((await readdir(box.home)).includes('.omniclaw-rescue'), 'nothing was written');
  });

  onlyOn('systemd', 'a stolen port: it gives up at once, says who has it, and comes up when the port is free', async ({ box, manager }) => {
    const base = await freeBase();
    await install(box, 'main', '--port', String(base));
    await control(box, 'stop');
    const thief = createServer((_request, response) => response.end('mine'));
    await new Promise<void>((resolve) => thief.listen(base + 2, '127.0.0.1', resolve));
    const refused = await box.run('--profile', 'main', 'gateway', 'start');
    assert.is(refused.code, 1, refused.out + refused.err);
    assert.match((refused.out + refused.err).replaceAll(/\s+/g, ' '), `port ${base + 2} of "main" is held by process ${process.pid}`);
    if (manager !== null) {
      await manager.systemctl('start', 'omniclaw-gateway-main.service').catch(() => undefined);
      await until(async () => (await manager.show('omniclaw-gateway-main.service', 'ActiveState')) === 'failed');
      assert.is(await manager.show('omniclaw-gateway-main.service', 'NRestarts'), '0');
      assert.match((await statusOf(box, 'main')).service.lastExit, `exit 78: port ${base + 2}`);
    }
    thief.closeAllConnections();
    await new Promise((resolve) => thief.close(resolve));
    assert.is((await control(box, 'start')).outcome, 'done');
  });

  onlyOn('supervisor', 'what is broken is told, not changed', async ({ box }) => {
    const base = await freeBase();
    await install(box, 'main', '--port', String(base));
    await control(box, 'uninstall');
    await writeFile(join(box.stateDir('main'), 'omniclaw.json'), '{ "gateway": ');
    for (const command of ['install', 'status', 'start']) {
      const told = await box.run('--profile', 'main', 'gateway', command);
      assert.ok(told.code !== 0 && /omniclaw\.json:1/.test(told.err), told.out + told.err);
    }
    assert.is(await readFile(join(box.stateDir('main'), 'omniclaw.json'), 'utf8'), '{ "gateway": ');
    assert.is((await box.run('--profile', '../x', 'gateway', 'install')).code, 64);
    assert.is((await box.run('gateway', 'install', '--driver', 'docker')).code, 64);
  });

  story.run();
}

type Installed = { profile: string; driver: string; port: number; pid: number | null; changed: number; outcome: string };

async function install(box: Sandbox, profile: string, ...options: string[]): Promise<Installed> {
  const { code, out, err } = await box.run('--profile', profile, 'gateway', 'install', '--json', ...options);
  assert.is(code, 0, out + err);
  return JSON.parse(out);
}

async function control(box: Sandbox, action: string): Promise<Installed> {
  const { code, out, err } = await box.run('--profile', 'main', 'gateway', action, '--json');
  assert.is(code, 0, out + err);
  return JSON.parse(out);
}

type Status = {
  config: { port: number | null };
  service: { driver: string | null; phase: string; lastExit: string };
  process: { pid: number; port: number } | null;
  problems: string[];
};

async function statusOf(box: Sandbox, profile: string): Promise<Status> {
  return JSON.parse((await box.run('--profile', profile, 'gateway', 'status', '--json')).out);
}

async function pidsOf(box: Sandbox): Promise<{ [name: string]: number | null }> {
  const gateways: { [name: string]: { pid: number | null } } = JSON.parse((await box.run('fleet', 'status', '--json')).out).gateways;
  return Object.fromEntries(Object.entries(gateways).map(([name, { pid }]) => [name, pid]));
}
