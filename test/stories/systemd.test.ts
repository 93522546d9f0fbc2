/** The main job over systemd: apply, apply again, change, hand over, break, destroy. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBases, isFree, openSandbox, processesInside, type Sandbox } from './sandbox.ts';
import { until } from './until.ts';
import { startUserManager, type UserManager } from './user-manager.ts';

type Context = { box: Sandbox; manager: UserManager };
const story = suite<Context>('apply over systemd');
const MAIN = 'omniclaw-gateway-main.service';
const OTHER = 'omniclaw-gateway-other.service';

story.before.each(async (context) => {
  context.box = await openSandbox();
  context.manager = await startUserManager(context.box);
});
story.after.each(async ({ box, manager }) => {
  await manager.close();
  await box.close();
});

story('apply, apply again, change one, destroy: only what has to changes, and nothing of ours is left', async ({ box, manager }) => {
  const [a = 0, b = 0, c = 0] = await freeBases(3);
  const canary = `canary-${'y'.repeat(30)}`;
  box.environment['MAIN_SECRET'] = canary;
  await box.fleet({
    main: { port: a, service: { env: { GREETING: 'hi "there" 100% $HOME', API_KEY: { $env: 'MAIN_SECRET' } } } },
    other: { port: b },
  });
  const theirs = join(manager.units, 'theirs.service');
  await writeFile(theirs, '[Service]\nExecStart=/bin/sleep 600\n');
  const planned = await box.run('plan', '--json');
  assert.not.ok(existsSync(join(manager.units, MAIN)), 'plan writes nothing');
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  const pids = await pidsOf(manager);
  const unit = await readFile(join(manager.units, MAIN), 'utf8');
  for (const text of [planned.out, applied.out, unit, await manager.systemctl('show', MAIN)]) assert.not.match(text, canary);
  assert.not.match(await readFile(`/proc/${pids[0]}/environ`, 'utf8'), canary);
  assert.match(await readFile(`/proc/${pids[0]}/environ`, 'utf8'), 'GREETING=hi "there" 100% $HOME');

  const before = await snapshot(box);
  delete box.environment['MAIN_SECRET'];
  box.environment['PATH'] = `/nowhere:${box.environment['PATH']}`;
  const again = await box.run('apply', '--yes');
  assert.match(again.out, 'nothing to do', again.out + again.err);
  assert.equal(await snapshot(box), before, 'no file was touched');
  assert.equal(await pidsOf(manager), pids);

  await box.fleet({
    main: { port: c, service: { env: { GREETING: 'hi "there" 100% $HOME', API_KEY: { $env: 'MAIN_SECRET' } } } },
    other: { port: b },
  });
  const moved = await box.run('apply', '--yes');
  assert.is(moved.code, 0, moved.out + moved.err);
  const after = await pidsOf(manager);
  assert.is.not(after[0], pids[0]);
  assert.is(after[1], pids[1], 'the other one was left alone');
  assert.match(await readFile(join(manager.units, MAIN), 'utf8'), `on port ${c}`);
  assert.is(JSON.parse(await readFile(join(box.stateDir('main'), 'omniclaw.json'), 'utf8')).gateway.port, c);
  assert.is((await fetch(`http://127.0.0.1:${c}/healthz`)).status, 200);

  const destroyed = await box.run('fleet', 'destroy', '--yes', '--purge', 'other');
  assert.is(destroyed.code, 0, destroyed.out + destroyed.err);
  assert.equal(
    (await readdir(manager.units)).filter((name) => name.startsWith('omniclaw')),
    [],
  );
  assert.not.match((await readdir(manager.units, { recursive: true })).join('\n'), 'omniclaw', 'no link either');
  assert.not.match(await manager.systemctl('list-units', '--all', '--plain', 'omniclaw*'), 'omniclaw-gateway');
  assert.ok(existsSync(theirs), 'what is not ours is left alone');
  assert.not.ok((await processesInside(box.home)).some((pid) => after.includes(String(pid))));
});

story('a fleet that was imported from its units has an empty plan', async ({ box }) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({
    main: { port: a, service: { env: { GREETING: 'hi "there" 100% $HOME' }, limits: { tasks: 300 }, hardening: 'none' } },
  });
  assert.is((await box.run('apply', '--yes')).code, 0);
  const imported = await box.run('init', '--import', '--force', '--format', 'json');
  assert.is(imported.code, 0, imported.err);
  const planned = await box.run('plan', '--detailed-exitcode');
  assert.is(planned.code, 0, planned.out);
});

story('hand-over: from the supervisor to a systemd that appears later, and back; never two at once', async ({ box, manager }) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a } });
  box.environment['XDG_RUNTIME_DIR'] = join(box.home, 'nowhere');
  assert.is((await box.run('apply', '--yes')).code, 0);
  assert.not.ok(existsSync(join(manager.units, MAIN)), 'the supervisor runs it');
  box.environment['XDG_RUNTIME_DIR'] = manager.runtime;
  assert.match((await box.run('plan')).out, 'moves from the supervisor to systemd');
  const moved = await box.run('apply', '--yes');
  assert.is(moved.code, 0, moved.out + moved.err);
  assert.match(await manager.show(MAIN, 'StatusText'), `serves port ${a}`);
  assert.not.ok(existsSync(join(box.home, '.local/state/omniclaw/run/supervisor.json')), 'the supervisor forgot it and ended');
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  await box.fleet({ main: { port: a, service: { driver: 'supervisor' } } });
  assert.match((await box.run('plan')).out, 'moves from systemd to the supervisor');
  const back = await box.run('apply', '--yes');
  assert.is(back.code, 0, back.out + back.err);
  assert.not.ok(existsSync(join(manager.units, MAIN)));
  assert.is(await manager.show(MAIN, 'ActiveState'), 'inactive');
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
});

for (const [is, service] of [
  ['that appears', {}],
  ['that is declared', { driver: 'systemd' }],
] as const)
  story(
    `stopped with the change from the supervisor to a systemd ${is}: it is ended, and that is all there is to do`,
    async ({ box, manager }) => {
      const [a = 0] = await freeBases(1);
      await box.fleet({ main: { port: a } });
      box.environment['XDG_RUNTIME_DIR'] = join(box.home, 'nowhere');
      assert.is((await box.run('apply', '--yes')).code, 0);
      box.environment['XDG_RUNTIME_DIR'] = manager.runtime;
      await box.fleet({ main: { port: a, state: 'stopped', service } });
      const stopped = await box.run('apply', '--yes');
      assert.is(stopped.code, 0, stopped.out + stopped.err);
      assert.ok(await isFree(a), 'it has ended');
      assert.not.ok(existsSync(join(box.home, '.local/state/omniclaw/run/supervisor.json')), 'the supervisor forgot it and ended');
      assert.equal(await readdir(manager.units), [], 'no unit was made for it');
      assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
      await box.fleet({ main: { port: a, service } });
      const started = await box.run('apply', '--yes');
      assert.is(started.code, 0, started.out + started.err);
      assert.match(await manager.show(MAIN, 'StatusText'), `serves port ${a}`);
    },
  );

story(
  'kill -9 of apply while it works on the service: the next one ends where it would have, a third changes nothing',
  async ({ box, manager }) => {
    const [a = 0, b = 0] = await freeBases(2);
    await box.fleet({ main: { port: a } });
    assert.is((await box.run('apply', '--yes')).code, 0);
    for (const [round, delay] of [0, 20, 60, 120, 250].entries()) {
      const port = round % 2 === 0 ? b : a;
      await box.fleet({ main: { port, service: { limits: { tasks: 300 + round } } } });
      const killed = box.start('apply', '--yes', '--json');
      await until(
        async () =>
          (await manager.show(MAIN, 'MainPID')) === '0' || (await readFile(join(manager.units, MAIN), 'utf8')).includes(`port ${port}`),
      );
      await new Promise((resolve) => setTimeout(resolve, delay));
      killed.kill('SIGKILL');
      await killed.ended;
      const mended = await box.run('apply', '--yes');
      assert.is(mended.code, 0, `${delay} ms: ${mended.out}${mended.err}`);
      assert.is(await manager.show(MAIN, 'TasksMax'), String(300 + round));
      assert.match(await manager.show(MAIN, 'StatusText'), `serves port ${port}`);
      assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
    }
  },
);

story('a port that is stolen while it runs: restarts are bounded, and the next apply mends it', async ({ box, manager }) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  await manager.systemctl('stop', MAIN);
  const thief = await listen(a + 4);
  await manager.systemctl('start', MAIN).catch(() => undefined);
  await until(async () => (await manager.show(MAIN, 'ActiveState')) === 'failed');
  assert.ok(Number(await manager.show(MAIN, 'NRestarts')) <= 5);
  const refused = await box.run('apply', '--yes');
  assert.is(refused.code, 1, refused.out);
  assert.match((refused.out + refused.err).replaceAll(/\s+/g, ' '), `port ${a + 4} of "main" is held by process ${process.pid}`);
  thief.closeAllConnections();
  await new Promise((resolve) => thief.close(resolve));
  const mended = await box.run('apply', '--yes');
  assert.is(mended.code, 0, mended.out + mended.err);
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
});

story('what others did to a unit is shown and mended; what is not ours is refused; other gateways go on', async ({ box, manager }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a }, other: { port: b } });
  await mkdir(manager.units, { recursive: true });
  await writeFile(join(manager.units, OTHER), '[Service]\nExecStart=/bin/sleep 600\n');
  const partly = await box.run('apply', '--yes');
  assert.is(partly.code, 3, partly.out + partly.err);
  assert.match(partly.out.replaceAll(/\s+/g, ' '), 'was not written by omniclaw');
  const unit = await readFile(join(manager.units, MAIN), 'utf8');
  const canary = `canary-${'x'.repeat(30)}`;
  await writeFile(join(manager.units, MAIN), unit.replace('UMask=0077', `UMask=0022\nEnvironment="API_KEY=${canary}"`));
  await manager.systemctl('disable', MAIN);
  await manager.systemctl('daemon-reload');
  const planned = await box.run('plan', '--target', 'main');
  for (const line of ['- UMask=0022', '- Environment=*** (API_KEY)', '+ UMask=0077']) assert.match(planned.out, line);
  const markdown = await box.run('plan', '--target', 'main', '--format', 'markdown');
  assert.match(markdown.out, '```diff\n- UMask=0022\n- Environment=*** (API_KEY)\n+ UMask=0077\n```');
  const json = await box.run('plan', '--target', 'main', '--json');
  const change = JSON.parse(json.out).changes.find(({ kind }: { readonly kind: string }) => kind === 'service');
  assert.equal([change.before.definition, change.after.definition], [['UMask=0022', 'Environment=*** (API_KEY)'], ['UMask=0077']]);
  for (const { out, err } of [planned, markdown, json]) assert.not.match(out + err, canary);
  assert.ok(/its UMask changed.*not enabled/.test(planned.out.replaceAll(/\s+/g, ' ')), planned.out + planned.err);
  assert.is((await box.run('apply', '--yes', '--target', 'main')).code, 0);
  assert.is(await readFile(join(manager.units, MAIN), 'utf8'), unit);
  assert.is(await manager.show(MAIN, 'UnitFileState'), 'enabled');
  assert.match((await box.run('apply', '--yes', '--target', 'main')).out, 'nothing to do');
});

story('a gateway that something else runs is watched, never started or stopped', async ({ box }) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a, service: { driver: 'external' } } });
  const first = await box.run('apply', '--yes');
  assert.is(first.code, 3, first.out + first.err);
  assert.match(first.out.replaceAll(/\s+/g, ' '), 'omniclaw does not start it');
  const running = box.start('--profile', 'main', 'gateway', 'run');
  await until(async () => (await box.run('--profile', 'main', 'gateway', 'probe')).code === 0);
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  await box.fleet({ main: { port: a, state: 'stopped', service: { driver: 'external' } } });
  const stopped = await box.run('apply', '--yes');
  assert.is(stopped.code, 1, stopped.out);
  assert.match(stopped.out.replaceAll(/\s+/g, ' '), 'omniclaw does not stop it');
  running.kill('SIGTERM');
  assert.is((await running.ended).code, 0);
});

story('a definition that systemd cannot take is refused by name, before anything is written', async ({ box, manager }) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a, service: { env: { BELL: 'a\u0007b' } } } });
  const refused = await box.run('apply', '--yes');
  assert.is(refused.code, 1, refused.out);
  assert.match(refused.out.replaceAll(/\s+/g, ' '), 'the environment variable "BELL" holds a control character');
  assert.equal(await readdir(manager.units), []);
});

story.run();

async function pidsOf(manager: UserManager): Promise<string[]> {
  return Promise.all([manager.show(MAIN, 'MainPID'), manager.show(OTHER, 'MainPID')]);
}

/** Every file below the home with what a touch would change. */
async function snapshot(box: Sandbox): Promise<string[]> {
  const names = (await readdir(box.home, { recursive: true })).filter((name) => !name.endsWith('.log'));
  const facts = await Promise.all(
    names.map(async (name) => {
      const { ino, mtimeMs, mode, size } = await stat(join(box.home, name)).catch(() => ({ ino: 0, mtimeMs: 0, mode: 0, size: 0 }));
      return `${name} ${ino} ${mtimeMs} ${mode} ${size}`;
    }),
  );
  return facts.sort();
}

function listen(port: number): Promise<Server> {
  const server = createServer((_request, response) => response.end('mine'));
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server)));
}
