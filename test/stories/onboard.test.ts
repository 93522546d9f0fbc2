/** The questions of `onboard`, in a real terminal: good answers, answers that cannot work, and giving up at each of them. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseJson5 } from '../../src/fleet/parse-json5.ts';
import { freeBase, openSandbox, type Sandbox } from './sandbox.ts';
import { KEYS, typeInto } from './typed-terminal.ts';
import { startUserManager } from './user-manager.ts';

const onboard = suite<{ box: Sandbox; base: number }>('onboard');

onboard.before.each(async (context) => {
  context.box = await openSandbox();
  context.base = await freeBase();
});

onboard.after.each(async ({ box }) => {
  await box.close();
});

const QUESTIONS = ['base port?', 'who may reach it?', 'where do agents work?', 'run it as a service'] as const;

for (const [at, last] of QUESTIONS.entries())
  onboard(`Ctrl-C at "${last}" leaves nothing behind`, async ({ box }) => {
    const terminal = typeInto(box, ['--profile', 'rescue', 'onboard']);
    for (const question of QUESTIONS.slice(0, at)) {
      await terminal.see(question);
      terminal.type(KEYS.enter);
    }
    await terminal.see(last);
    terminal.type(KEYS.interrupt);
    const { code, shown } = await terminal.ended;
    assert.is(code, 130, shown);
    assert.match(shown, 'nothing was changed');
    assert.equal(await readdir(box.home), []);
  });

async function configOf(box: Sandbox, profile: string) {
  const parsed = parseJson5(await readFile(join(box.stateDir(profile), 'omniclaw.json'), 'utf8'));
  return 'value' in parsed ? parsed.value : null;
}

onboard('answers that cannot work are asked for again, and nothing is made before the last one', async ({ box, base }) => {
  const holder = createServer();
  await new Promise<void>((listening) => holder.listen(base + 2, '127.0.0.1', listening));
  await mkdir(join(box.home, 'shared'), { mode: 0o755 });
  const terminal = typeInto(box, ['--profile', 'rescue', 'onboard']);
  await terminal.see('base port?');
  terminal.type(`${KEYS.clear}99999${KEYS.enter}`);
  await terminal.see('a number from 1 to 65425');
  terminal.type(`${KEYS.clear}${base}${KEYS.enter}`);
  await terminal.see(`control port ${base + 2} of "rescue" is held by process ${process.pid}`);
  await terminal.see('base port?');
  await new Promise((closed) => holder.close(closed));
  terminal.type(`${KEYS.clear}${base}${KEYS.enter}`);
  await terminal.see('who may reach it?');
  terminal.type(KEYS.enter);
  await terminal.see('where do agents work?');
  terminal.type(`${KEYS.clear}/etc${KEYS.enter}`);
  await terminal.see('is "/etc", a system folder (OC306)');
  await terminal.see('where do agents work?');
  assert.not(existsSync(box.stateDir('rescue')));
  terminal.type(`${KEYS.clear}~/shared${KEYS.enter}`);
  await terminal.see('run it as a service');
  terminal.type(`n`);
  const { code, shown } = await terminal.ended;
  assert.is(code, 0, shown);
  assert.match(shown, 'next: omniclaw --profile rescue gateway runs it here');
  const workspace = join(box.home, 'shared');
  const { gateway, agents } = Object(await configOf(box, 'rescue'));
  assert.equal([gateway.port, gateway.bind, agents.defaults.workspace], [base, 'loopback', workspace]);
  // A folder that was there before keeps its mode: others may use it too.
  assert.equal([(await stat(workspace)).mode & 0o777, (await stat('/etc')).mode & 0o777], [0o755, 0o755]);
});

onboard('a gateway that is there keeps its config until the last answer, and then what it says beside', async ({ box, base }) => {
  await box.run('--profile', 'rescue', 'setup', '--port', String(base));
  await box.run('--profile', 'rescue', 'config', 'set', 'tools.mine', '1');
  const file = join(box.stateDir('rescue'), 'omniclaw.json');
  const before = await readFile(file, 'utf8');
  const terminal = typeInto(box, ['--profile', 'rescue', 'onboard']);
  await terminal.see(String(base));
  terminal.type(KEYS.enter);
  await terminal.see('who may reach it?');
  terminal.type(`${KEYS.down}${KEYS.enter}`);
  await terminal.see('where do agents work?');
  terminal.type(KEYS.enter);
  await terminal.see('run it as a service');
  assert.is(await readFile(file, 'utf8'), before);
  terminal.type('n');
  assert.is((await terminal.ended).code, 0);
  const { gateway, tools } = Object(await configOf(box, 'rescue'));
  assert.equal([gateway.port, gateway.bind, tools], [base, 'lan', { mine: 1 }]);
});

const REFUSED: readonly (readonly [args: readonly string[], code: number, says: RegExp])[] = [
  [['--workspace', '/etc'], 1, /OC306: the workspace of "rescue" is "\/etc", a system folder/],
  [['--workspace', '$HOME/work'], 64, /variables are not expanded here/],
  [['--bind', 'everywhere'], 64, /"--bind" must be "loopback", "lan" or an IP address/],
  [['--bind', 'lan', '--auth', 'none'], 1, /OC504: "rescue" listens on every address and asks nobody for a token/],
  [['--port', '65426'], 1, /OC104/],
];

onboard('choices that cannot work are refused before anything is made', async ({ box }) => {
  for (const [args, code, says] of REFUSED) {
    const ran = await box.run('--profile', 'rescue', 'onboard', '--non-interactive', ...args);
    assert.equal([ran.code, await readdir(box.home)], [code, []], ran.err);
    assert.match(ran.err, says);
  }
});

onboard('with a service: a real systemd runs it', async ({ box, base }) => {
  const manager = await startUserManager(box);
  try {
    const terminal = typeInto(box, ['--profile', 'rescue', 'onboard', '--port', String(base)]);
    for (const question of QUESTIONS.slice(1)) {
      await terminal.see(question);
      terminal.type(KEYS.enter);
    }
    const { code, shown } = await terminal.ended;
    assert.is(code, 0, shown);
    assert.match(shown, `"rescue" runs as omniclaw-gateway-rescue.service of systemd on port ${base}`);
    assert.is(await manager.show('omniclaw-gateway-rescue.service', 'ActiveState'), 'active');
  } finally {
    await manager.close();
  }
});

onboard.run();
