/** Commands that somebody gives from inside a gateway, as its agent could: real processes that the gateway started. */
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PROGRAM } from '../gate/built-program.ts';
import { freeBases } from '../stories/sandbox.ts';
import { PATIENCE_MS } from '../stories/until.ts';
import { DRIVERS, type FaultBox, openBox } from './fault-box.ts';
import { assertConverges } from './world.ts';

const LINES = ['apply --yes', '--profile main gateway restart', '--profile main gateway stop', 'fleet destroy main --yes'];

for (const driver of DRIVERS) {
  const inside = suite<{ box: FaultBox }>(`from inside a gateway, ${driver}`);

  inside.before.each(async (context) => {
    context.box = await openBox(driver);
  });
  inside.after.each(async ({ box }) => {
    await box.close();
  });

  inside('what would end that gateway is refused, and everything else is done', async ({ box }) => {
    const [a = 0, b = 0] = await freeBases(2);
    const browser = join(box.home, 'browser');
    const declare = (note: string) =>
      box.fleet({
        main: { port: a, config: { browser: { executablePath: browser } }, service: { env: { NOTE: note } } },
        other: { port: b, service: { env: { NOTE: note } } },
      });
    await declare('one');
    const first = await box.run('apply', '--yes');
    assert.is(first.code, 0, first.out + first.err);
    const before = await pidsOf(box);
    await declare('two');
    await writeProgram(box, browser);
    // The gateway starts its browser, which is a program of ours that never becomes one.
    const opening = box.start('--profile', 'main', 'browser', 'start');
    const [apply, ...others] = await results(box);
    await opening.ended;
    assert.is(apply?.code, 3, apply?.said);
    assert.match(apply?.said ?? '', 'this command runs inside "main", which it would restart');
    for (const [at, { code, said }] of others.entries()) {
      assert.is(code, 1, `${LINES[at + 1]}: ${said}`);
      assert.match(said, 'this command runs inside "main", which it would', LINES[at + 1]);
    }
    const after = await pidsOf(box);
    assert.is(after.main, before.main, 'it was left alone');
    assert.is.not(after.other, before.other, 'the other one was changed');
    await assertConverges(box, 'from outside');
    assert.is.not((await pidsOf(box)).main, before.main);
  });

  inside.run();
}

async function pidsOf(box: FaultBox): Promise<{ readonly main: number; readonly other: number }> {
  const { gateways } = JSON.parse((await box.run('fleet', 'status', '--json')).out);
  return { main: gateways.main.pid, other: gateways.other.pid };
}

/** A shell script that gives each command in the folder of the fleet, as this sandbox does. */
async function writeProgram(box: FaultBox, path: string): Promise<void> {
  const variables = Object.entries(box.environment).map(([name, value]) => `${name}='${value}'`);
  const runs = LINES.flatMap((line, at) => [
    `env ${variables.join(' ')} '${process.execPath}' '${PROGRAM}' ${line} >'${join(box.home, `said-${at}`)}' 2>&1 </dev/null`,
    `echo $? >'${join(box.home, `code-${at}`)}'`,
  ]);
  await writeFile(path, `#!/bin/sh\ncd '${box.folder}'\n${runs.join('\n')}\n`);
  await chmod(path, 0o700);
}

async function results(box: FaultBox): Promise<{ readonly code: number; readonly said: string }[]> {
  const read = (name: string) => readFile(join(box.home, name), 'utf8').catch(() => '');
  const deadline = performance.now() + PATIENCE_MS;
  while ((await read(`code-${LINES.length - 1}`)) === '' && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return Promise.all(
    LINES.map(async (_, at) => ({ code: Number((await read(`code-${at}`)) || -1), said: flat(await read(`said-${at}`)) })),
  );
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
