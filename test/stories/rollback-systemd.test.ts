/** Going back, and getting another name, over a real user manager: the same promises as over our own supervisor. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertConverges } from '../faults/world.ts';
import { onceSecret } from './once-secret.ts';
import { freeBases, openSandbox, type Sandbox } from './sandbox.ts';
import { until } from './until.ts';
import { startUserManager, type UserManager } from './user-manager.ts';

const story = suite<{ box: Sandbox; manager: UserManager }>('rolling back over systemd');

story.before.each(async (context) => {
  context.box = await openSandbox();
  context.manager = await startUserManager(context.box);
});

story.after.each(async ({ box, manager }) => {
  await manager.close();
  await box.close();
});

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

story('a unit whose gateway does not come up goes back; a renamed one takes its state along', async ({ box, manager }) => {
  const [port = 0] = await freeBases(1);
  await box.fleet({ work: { port } });
  const first = await box.run('apply', '--yes');
  assert.is(first.code, 0, first.out + first.err);
  await box.fleet({ work: { port, service: { env: { API_KEY: await onceSecret(box) } } } });
  const failed = await box.run('apply', '--yes');
  assert.is(failed.code, 1, failed.out + failed.err);
  assert.match(flat(failed.out), /rolled-back "work": .*once-secret.* rolled back to generation 1, which runs and is proven/);
  assert.is(await manager.show('omniclaw-gateway-work.service', 'ActiveState'), 'active');
  await box.fleet({ office: { port, renamedFrom: 'work' } });
  const renamed = await box.run('apply', '--yes');
  assert.is(renamed.code, 0, renamed.out + renamed.err);
  assert.is(await manager.show('omniclaw-gateway-office.service', 'ActiveState'), 'active');
  assert.not.ok(existsSync(join(manager.units, 'omniclaw-gateway-work.service')));
  assert.not.ok(existsSync(box.stateDir('work')));
  await assertConverges(box, 'renamed over systemd');
});

story('a watcher as a unit keeps the host in line; as long as it is there nothing is destroyed', async ({ box, manager }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a } });
  const installed = await box.run('fleet', 'watch', '--install');
  assert.is(installed.code, 0, installed.out + installed.err);
  await until(() => answers(a));
  await box.fleet({ main: { port: b } });
  await until(() => answers(b));
  assert.match((await box.run('fleet', 'destroy', '--yes')).err, 'a watcher is installed');
  assert.is((await box.run('fleet', 'watch', '--uninstall')).code, 0);
  assert.not.ok(existsSync(join(manager.units, 'omniclaw-fleet-watch.service')));
  assert.ok(await answers(b), 'the gateways stay');
  assert.is((await box.run('fleet', 'destroy', '--yes')).code, 0);
});

function answers(port: number): Promise<unknown> {
  return fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

story.run();
