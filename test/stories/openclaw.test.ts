/** The main job with the real OpenClaw, beside a gateway of ours: one over a real `systemd --user`, one over the supervisor. */
import { existsSync } from 'node:fs';
import { readdir, readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { needTool } from '../gate/need-tool.ts';
import { pidsOf } from './claw.ts';
import { freeBases, openSandbox, processesInside, type Sandbox } from './sandbox.ts';
import { startUserManager, type UserManager } from './user-manager.ts';

const story = suite('OpenClaw');
const MAIN = 'openclaw-gateway-main.service';

story('planned, applied, proven, moved, imported and taken away, beside a rescue of ours', async () => {
  const path = await realpath(needTool('openclaw'));
  const box = await openSandbox();
  const manager = await startUserManager(box);
  try {
    const [a = 0, b = 0, c = 0, d = 0] = await freeBases(4);
    const claw = { runtime: 'openclaw', program: { path } };
    const lab = { ...claw, port: b, service: { driver: 'supervisor' } };
    const rescue = { port: c, rescues: 'main' };
    // What a shell inside another gateway has, and what such a shell may have told the user manager.
    const canaries = {
      OPENCLAW_GATEWAY_PORT: '1',
      OPENCLAW_STATE_DIR: '/canary',
      OPENCLAW_GATEWAY_TOKEN: 'canary',
      OPENCLAW_HOME: '/canary',
    };
    Object.assign(box.environment, canaries);
    await manager.systemctl('set-environment', ...Object.entries(canaries).map(([name, value]) => `${name}=${value}`));

    await box.fleet({ main: { ...claw, port: a }, lab, rescue });
    const planned = await box.run('plan');
    assert.is(planned.code, 0, planned.out + planned.err);
    assert.match(planned.out, `> main start service ${MAIN}`);
    const applied = await box.run('apply', '--yes', '--timeout', '200');
    assert.is(applied.code, 0, applied.out + applied.err);
    for (const [name, port] of Object.entries({ main: a, lab: b, rescue: c }))
      assert.match(applied.out, `proven "${name}" answers on port ${port}`);
    const before = await pidsOf(box);
    for (const pid of [before['main'], before['lab']]) {
      const environ = await readFile(`/proc/${pid}/environ`, 'utf8');
      assert.not.match(environ, 'canary');
      assert.not.match(environ, 'OPENCLAW_GATEWAY_PORT=1\0');
    }
    assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
    assert.equal(await pidsOf(box), before);

    await box.fleet({ main: { ...claw, port: d }, lab, rescue });
    const moved = await box.run('apply', '--yes', '--timeout', '200');
    assert.is(moved.code, 0, moved.out + moved.err);
    const pids = await pidsOf(box);
    assert.equal({ ...pids, main: 0 }, { ...before, main: 0 }, 'the others were left alone');
    assert.match(await manager.show(MAIN, 'Description'), `on port ${d}`);
    assert.is(JSON.parse(await readFile(join(box.home, '.openclaw-main', 'openclaw.json'), 'utf8')).gateway.port, d);
    assert.equal(await healthOf(d), { ok: true, status: 'live' });
    await assertDead(a);

    assert.is((await box.run('init', '--import', '--force', '--format', 'json')).code, 0);
    const imported = JSON.parse(await readFile(join(box.folder, 'omniclaw.fleet.json'), 'utf8')).gateways;
    assert.equal([imported.main.runtime, imported.lab.runtime, imported.rescue.rescues], ['openclaw', 'openclaw', 'main']);
    const same = await box.run('plan', '--detailed-exitcode');
    assert.is(same.code, 0, same.out + same.err);
    assert.match((await box.run('fleet', 'ports')).out, 'no port has two users');

    const gone = await box.run('fleet', 'destroy', '--yes');
    assert.is(gone.code, 0, gone.out + gone.err);
    await assertCleared(box, manager, Object.values(pids));
  } finally {
    await manager.close();
    await box.close();
  }
});

async function healthOf(port: number): Promise<unknown> {
  return (await fetch(`http://127.0.0.1:${port}/healthz`)).json();
}

async function assertDead(port: number): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/healthz`).then(
    () => assert.unreachable(`something still answers on port ${port}`),
    () => undefined,
  );
}

/** No process and no unit; the data of every gateway is where it was. */
async function assertCleared(box: Sandbox, manager: UserManager, pids: readonly number[]): Promise<void> {
  assert.is(pids.length, 3);
  const left = await processesInside(box.home);
  assert.not.ok(left.some((pid) => pids.includes(pid)));
  assert.not.match((await readdir(manager.units, { recursive: true })).join('\n'), /claw-gateway/);
  for (const folder of ['.openclaw-main/openclaw.json', '.openclaw-lab/openclaw.json', '.omniclaw-rescue/omniclaw.json'])
    assert.ok(existsSync(join(box.home, folder)), folder);
}

story.run();
