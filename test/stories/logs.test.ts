/** `omniclaw logs`, of a gateway that runs, of one that is down, and of one that has never been. */
import { appendFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openSandbox, type Sandbox } from './sandbox.ts';
import { KEYS, typeInto } from './typed-terminal.ts';

const logs = suite<{ box: Sandbox; path: string }>('logs');

logs.before.each(async (context) => {
  context.box = await openSandbox();
  context.path = join(context.box.stateDir('main'), 'logs', 'gateway.log');
});

logs.after.each(async ({ box }) => {
  await box.close();
});

logs('follow a gateway from before its first line over a rotation, until Ctrl-C', async ({ box, path }) => {
  const terminal = typeInto(box, ['--profile', 'main', 'logs', '-f']);
  await terminal.see('note: the gateway "main" does not run');
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, '{"time":"T1","event":"ready","profile":"main","port":1}\n');
  await terminal.see('T1 ready port=1');
  await appendFile(path, 'TypeError: \u001b[31mred\n    at x\n');
  await terminal.see('TypeError: \\u{1b}[31mred');
  await appendFile(path, '{"time":"T2","event":"draining"}\n');
  await rename(path, `${path}.1`);
  await writeFile(path, '{"time":"T3","event":"ready","port":2}\n');
  await terminal.see('T2 draining');
  await terminal.see('T3 ready port=2');
  terminal.type(KEYS.interrupt);
  assert.is((await terminal.ended).code, 0);
});

logs('of a gateway that is down are shown, and it is said that it is; without any it is refused', async ({ box, path }) => {
  const none = await box.run('--profile', 'main', 'logs');
  assert.is(none.code, 1);
  assert.match(none.err, 'has written no log yet');
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, '{"time":"T1","event":"ready"}\nnot JSON\n{"time":"T2","event":"stopped"}\n');
  const shown = await box.run('--profile', 'main', 'logs', '-n', '2', '--json');
  assert.equal(
    [shown.code, shown.out, shown.err.includes('does not run')],
    [0, '{"text":"not JSON"}\n{"time":"T2","event":"stopped"}\n', true],
  );
});

logs.run();
