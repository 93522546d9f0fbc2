/**
 * The main job with the real OpenClaw, beside a gateway of ours: one over a real `systemd --user`, one over the supervisor.
 * A start of it computes for 10 s and more; see run-openclaw.ts.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { needTool } from '../gate/need-tool.ts';
import { pidsOf } from '../stories/claw.ts';
import { freeBases, openSandbox, processesInside, type Sandbox } from '../stories/sandbox.ts';
import { startUserManager, type UserManager } from '../stories/user-manager.ts';
import { renameBoth, writeMeanwhile } from './real-changes.ts';

const MAIN = 'openclaw-gateway-main.service';

/**
 * `whole`: also moves one to another port, breaks the config of one for its rescue to mend, has one write into its config while
 * applies run, and gives two of them other names.
 */
export async function runRealOpenClaw(extent: 'lean' | 'whole'): Promise<void> {
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

    const part = await includeGateway(box);
    await box.fleet({ main: { ...claw, port: a }, lab, rescue });
    const planned = await box.run('plan', '--adopt');
    assert.is(planned.code, 0, planned.out + planned.err);
    assert.match(planned.out.replaceAll(/\s+/g, ' '), 'part.json5" says otherwise, and stays as it is');
    assert.match(planned.out, `> main start service ${MAIN}`);
    const applied = await box.run('apply', '--yes', '--adopt', '--timeout', '200', '--parallel', '1');
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
    assert.is(await readFile(part.path, 'utf8'), part.text);
    assert.equal(JSON.parse(await readFile(join(box.home, '.openclaw-lab', 'openclaw.json'), 'utf8')).gateway, {
      $include: './part.json5',
      port: b,
      bind: 'loopback',
    });

    if (extent === 'whole') {
      await moveMain(box, manager, { before, from: a, to: d, fleet: { main: { ...claw, port: d }, lab, rescue } });
      await writeMeanwhile(box, { main: { ...claw, port: d }, lab, rescue });
      await renameBoth(box, manager, { main: { ...claw, port: d }, lab, rescue });
    }
    const pids = await pidsOf(box);
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
}

/** Most of the config of `lab` stands in another file, which says another port than the fleet file. */
async function includeGateway({ home }: Sandbox): Promise<{ readonly path: string; readonly text: string }> {
  const folder = join(home, '.openclaw-lab');
  const [path, text] = [join(folder, 'part.json5'), `{ mode: 'local', port: 1, auth: { token: '${'t'.repeat(32)}' } }`];
  await mkdir(folder, { mode: 0o700 });
  await writeFile(path, text, { mode: 0o600 });
  await writeFile(join(folder, 'openclaw.json'), '{ "gateway": { "$include": "./part.json5" } }', { mode: 0o600 });
  return { path, text };
}

type Pids = { readonly [gateway: string]: number };
type Move = { readonly before: Pids; readonly from: number; readonly to: number; readonly fleet: object };

/** Another port moves config, unit and process of one gateway together, and touches no other. */
async function moveMain(box: Sandbox, manager: UserManager, { before, from, to, fleet }: Move): Promise<void> {
  await box.fleet(fleet);
  const moved = await box.run('apply', '--yes', '--timeout', '200');
  assert.is(moved.code, 0, moved.out + moved.err);
  const pids = await pidsOf(box);
  assert.equal({ ...pids, main: 0 }, { ...before, main: 0 }, 'the others were left alone');
  assert.match(await manager.show(MAIN, 'Description'), `on port ${to}`);
  assert.is(JSON.parse(await readFile(join(box.home, '.openclaw-main', 'openclaw.json'), 'utf8')).gateway.port, to);
  assert.equal(await healthOf(to), { ok: true, status: 'live' });
  await assertDead(from);
  await breakAndRescue(box, to);
}

/** Somebody breaks its config, so that it does not start any more; its rescue puts the known good one back. */
async function breakAndRescue(box: Sandbox, port: number): Promise<void> {
  const config = join(box.home, '.openclaw-main', 'openclaw.json');
  const good = await readFile(config, 'utf8');
  await writeFile(config, good.replace('{', '{ "nobodyKnowsThisKey": true,'));
  const restarted = await box.run('--profile', 'rescue', 'rescue', 'restart', '--yes', '--timeout', '200');
  assert.is.not(restarted.code, 0, restarted.out);
  const status = JSON.parse((await box.run('--profile', 'rescue', 'rescue', 'status', '--json')).out);
  assert.equal([status.gateway, status.runtime, status.proven, status.config], ['main', 'openclaw', false, 'changed']);
  assert.match((await box.run('--profile', 'rescue', 'rescue', 'logs')).out, 'nobodyKnowsThisKey');
  const restored = await box.run('--profile', 'rescue', 'rescue', 'restore', '--yes', '--timeout', '200');
  assert.is(restored.code, 0, restored.out + restored.err);
  assert.match(restored.out, `proven "main" answers on port ${port}`);
  assert.is(await readFile(config, 'utf8'), good);
}

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
