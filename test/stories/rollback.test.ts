/** A change that does not come up is taken back; a person can go back too; and both are written down. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lockPathOf } from '../../src/os/edit-file.ts';
import { waitForEditLock } from '../../src/os/edit-lock.ts';
import { onceSecret } from './once-secret.ts';
import { freeBases, openSandbox, type Sandbox } from './sandbox.ts';

const story = suite<{ box: Sandbox }>('rolling back');

story.before.each(async (context) => {
  context.box = await openSandbox();
});

story.after.each(async ({ box }) => {
  await box.close();
});

async function status(box: Sandbox): Promise<{ [name: string]: { pid: number | null; ready: boolean; configHash: { process: string } } }> {
  return JSON.parse((await box.run('fleet', 'status', '--json')).out).gateways;
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

story('a gateway that does not come up with a change goes back to what was proven, and the others go on', async ({ box }) => {
  const [a = 0, b = 0, c = 0] = await freeBases(3);
  await box.fleet({ main: { port: a }, other: { port: b } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  const config = join(box.stateDir('main'), 'omniclaw.json');
  await writeFile(config, (await readFile(config, 'utf8')).replace('{', '{\n  "written": "by the gateway",'));
  assert.is((await box.run('apply', '--yes')).code, 0);
  const before = await status(box);
  await box.fleet({ main: { port: a, auth: { token: await onceSecret(box) } }, other: { port: c } });
  const failed = await box.run('apply', '--yes');
  assert.is(failed.code, 3, failed.out + failed.err);
  assert.match(flat(failed.out), /rolled-back "main": .*once-secret.* rolled back to generation 1, which runs and is proven/);
  const after = await status(box);
  assert.ok(after['main']?.ready && after['other']?.ready);
  assert.is(after['main']?.configHash.process, before['main']?.configHash.process);
  assert.match(await readFile(config, 'utf8'), 'by the gateway');
  const history = await box.run('fleet', 'history');
  assert.match(flat(history.out), /partial apply, fleet .*main: update config, reload service.*rolled-back "main"/);
  assert.match((await box.run('fleet', 'logs', 'main')).out, '"event":"ready"');
});

story('what was never proven is not rolled back, and says so', async ({ box }) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a, auth: { token: await onceSecret(box) } } });
  const failed = await box.run('apply', '--yes');
  assert.is(failed.code, 3, failed.out);
  assert.match(flat(failed.out), 'not rolled back: it was never proven before');
});

story('a mistake in a config that a failed apply has written is taken out again with the fleet file', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const config = join(box.stateDir('main'), 'omniclaw.json');
  await box.fleet({ main: { port: a, config: { chanels: { telegram: {} } } } });
  assert.match(flat((await box.run('apply', '--yes')).out), /failed "main": .*chanels.* not rolled back: it was never proven before/);
  await box.fleet({ main: { port: a } });
  const mended = await box.run('apply', '--yes');
  assert.is(mended.code, 0, mended.out + mended.err);
  assert.not.match(await readFile(config, 'utf8'), 'chanels');

  // Nor does one that was interrupted, or killed, after it has written.
  await box.fleet({ main: { port: a, config: { gateway: { reload: 'bogus' } } }, other: { port: b } });
  await box.run('apply', '--yes');
  const ledger = join(box.home, '.local/state/omniclaw/ledger.json');
  assert.equal(JSON.parse(await readFile(ledger, 'utf8')).gateways.main.tried.length, 1);
  await box.fleet({ main: { port: a }, other: { port: b } });
  const again = await box.run('apply', '--yes');
  assert.is(again.code, 0, again.out + again.err);
  assert.not.match(await readFile(config, 'utf8'), 'bogus');
  assert.equal(JSON.parse(await readFile(ledger, 'utf8')).gateways.main.tried, []);
});

story('one that was stopped to free its port and cannot go on says why it is not put back', async ({ box }) => {
  const [a = 0, b = 0, c = 0] = await freeBases(3);
  await box.fleet({ main: { port: a }, dev: { port: b } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  await box.fleet({ main: { port: c }, dev: { port: a } });
  const lock = await waitForEditLock(lockPathOf(join(box.stateDir('main'), 'omniclaw.json')), 1_000);
  try {
    const failed = await box.run('apply', '--yes');
    assert.is(failed.code, 3, failed.out + failed.err);
    assert.match(flat(failed.out), /failed "main": another program .*; not rolled back: ports .* of "main" are held by/);
  } finally {
    lock?.release();
  }
  const next = await box.run('apply', '--yes');
  assert.is(next.code, 0, next.out + next.err);
});

story('a gateway whose rescue cannot be worked on is left as it is', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const rescue = { port: b, rescues: 'main' };
  await box.fleet({ main: { port: a }, rescue });
  assert.is((await box.run('apply', '--yes')).code, 0);
  const before = await status(box);
  await writeFile(join(box.stateDir('rescue'), 'omniclaw.json'), '{ broken');
  await box.fleet({ main: { port: a, service: { env: { LEVEL: '1' } } }, rescue });
  const left = await box.run('apply', '--yes');
  assert.is(left.code, 1, left.out + left.err);
  assert.match(flat(left.out), 'left as it is, because its rescue "rescue" is not healthy');
  assert.is((await status(box))['main']?.pid, before['main']?.pid);
});

story('a person goes back, and the next apply goes forward again', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a } });
  await box.run('apply', '--yes');
  await box.fleet({ main: { port: b } });
  await box.run('apply', '--yes');
  const listed = JSON.parse((await box.run('fleet', 'rollback', 'main', '--list', '--json')).out);
  assert.equal(
    listed.generations.map(({ number }: { number: number }) => number),
    [2, 1],
  );
  const back = await box.run('fleet', 'rollback', 'main', '--yes');
  assert.is(back.code, 0, back.out + back.err);
  assert.is((await fetch(`http://127.0.0.1:${a}/healthz`)).status, 200);
  assert.match((await box.run('plan')).out, `gateway.port: ${a} -> ${b}`);
  assert.is((await box.run('fleet', 'rollback', 'main', '9', '--yes')).code, 64);
  assert.is((await box.run('apply', '--yes')).code, 0);
  assert.is((await fetch(`http://127.0.0.1:${b}/healthz`)).status, 200);
});

story.run();
