/** Who changed what since the last apply; and a watcher that puts it right. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBases, openSandbox, type Sandbox } from './sandbox.ts';
import { until } from './until.ts';

const story = suite<{ box: Sandbox }>('drift');

story.before.each(async (context) => {
  context.box = await openSandbox();
});

story.after.each(async ({ box }) => {
  await box.close();
});

story('declared, installed and running stand side by side, with who changed it', async ({ box }) => {
  const [a = 0, b = 0, c = 0] = await freeBases(3);
  await box.fleet({ main: { port: a } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  assert.match((await box.run('plan', '--drift')).out, 'declared, installed and running are the same');
  const config = join(box.stateDir('main'), 'omniclaw.json');
  await writeFile(config, (await readFile(config, 'utf8')).replace(`"port": ${a}`, `"port": ${b}`));
  const byHand = JSON.parse((await box.run('plan', '--drift', '--json')).out).drift;
  assert.equal(byHand, [
    { gateway: 'main', field: 'gateway.port', declared: a, installed: b, running: a, changedBy: 'somebody on this host' },
  ]);
  await writeFile(config, (await readFile(config, 'utf8')).replace(`"port": ${b}`, `"port": ${a}`));
  await box.fleet({ main: { port: c } });
  const byFile = JSON.parse((await box.run('plan', '--drift', '--json')).out).drift;
  assert.equal(byFile, [{ gateway: 'main', field: 'gateway.port', declared: c, installed: a, running: a, changedBy: 'the fleet file' }]);
  assert.match((await box.run('fleet', 'status')).out, /gateway\.port +\d+ +\d+ +\d+ +the fleet file/);
  const markdown = await box.run('plan', '--format', 'markdown');
  assert.match(markdown.out, '## OmniClaw plan: 1 to update, 1 to restart');
  assert.match(markdown.out, `gateway.port: ${a} → ${c}`);
});

story('a watcher brings a hand edit and a change of the file in line, and ends at a signal', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a } });
  const watcher = box.start('fleet', 'watch', '--interval', '5');
  const config = join(box.stateDir('main'), 'omniclaw.json');
  await until(() => answers(a));
  await writeFile(config, (await readFile(config, 'utf8')).replace('"enabled": true', '"enabled": false'));
  await until(async () => !(await readFile(config, 'utf8')).includes('"enabled": false'));
  await box.fleet({ main: { port: b } });
  await until(() => answers(b));
  await box.fleet({});
  await until(async () => !(await box.run('plan')).out.includes('main  '));
  assert.ok(await answers(b), 'it never prunes');
  watcher.kill('SIGTERM');
  const { code, out } = await watcher.ended;
  assert.is(code, 0, out);
});

story('a watcher that waits long, because everything failed, still hears the user', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a } });
  const watcher = box.start('fleet', 'watch', '--interval', '600');
  await until(() => answers(a));
  await box.fleet({ main: { port: a }, other: { port: a } });
  const config = join(box.stateDir('main'), 'omniclaw.json');
  const text = await readFile(config, 'utf8');
  for (let round = 0; round < 7; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await writeFile(config, text);
  }
  await box.fleet({ main: { port: a }, other: { port: b } });
  await until(() => answers(b));
  watcher.kill('SIGTERM');
  const { code, out } = await watcher.ended;
  assert.is(code, 0, out);
  assert.ok(out.split('the fleet file has 2 errors').length > 4, out);
});

story('a watcher runs under our own supervisor too', async ({ box }) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a } });
  const installed = await box.run('fleet', 'watch', '--install');
  assert.is(installed.code, 0, installed.err);
  await until(() => answers(a));
  // The watcher may still be proving what it started, and holds the lock meanwhile.
  const uninstalled = await box.run('fleet', 'watch', '--uninstall');
  assert.is(uninstalled.code, 0, uninstalled.err);
  const destroyed = await box.run('fleet', 'destroy', '--yes');
  assert.is(destroyed.code, 0, destroyed.err);
});

function answers(port: number): Promise<unknown> {
  return fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

story.run();
