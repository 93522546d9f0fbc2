/** A change that does not come up is taken back; a person can go back too; and both are written down. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
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
