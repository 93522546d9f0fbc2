/** One supervised service, told something else at the very moment at which it is started again. */
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ServiceEntry } from '../../src/drivers/supervisor/service-entry.ts';
import { createSupervisedProcess, type SupervisedProcess } from '../../src/drivers/supervisor/supervised-process.ts';
import { createTurns, type Turns } from '../../src/drivers/supervisor/turns.ts';
import { openSandbox, processesInside, type Sandbox } from '../stories/sandbox.ts';
import { until } from '../stories/until.ts';

type Context = { box: Sandbox; service: SupervisedProcess; inTurn: Turns };
const supervised = suite<Context>('a supervised process');

/** A slow disk: so long each thing takes before it is written down. */
const SAVE_MS = 150;
const save = () => setTimeout(SAVE_MS);

// Fails the first time and stays the second. The pause of 200 ms before that ends while the next thing asked for is written down.
supervised.before.each(async (context) => {
  context.box = await openSandbox();
  context.inTurn = createTurns();
  const first = entry(context.box, 'sh', '-c', 'test -e seen && exec sleep 300; touch seen; exit 1');
  const record = { entry: first, wanted: 'running', launchId: '', identity: null } as const;
  context.service = createSupervisedProcess(record, { save, inTurn: context.inTurn });
  await context.service.put(first);
  while (context.service.status().phase !== 'backoff') await setTimeout(5);
});
supervised.after.each(async ({ box, service, inTurn }) => {
  await inTurn(() => service.stop());
  await box.close();
});

supervised('another program takes its place, and runs once', async ({ box, service, inTurn }) => {
  await inTurn(() => service.put(entry(box, 'sleep', '301')));
  await setTimeout(SAVE_MS * 3);
  const { phase, pid, restarts } = service.status();
  assert.equal([phase, restarts], ['running', 0]);
  assert.equal(await processesInside(box.home), [pid]);
});

supervised('it is stopped, and stays so', async ({ box, service, inTurn }) => {
  await inTurn(() => service.stop());
  await setTimeout(SAVE_MS * 3);
  assert.is(service.status().phase, 'stopped');
  assert.equal(await processesInside(box.home), []);
});

supervised('it is started anew three times at once, and runs once', async ({ box, service, inTurn }) => {
  const last = entry(box, 'sleep', '301');
  await Promise.all([inTurn(() => service.put(last)), inTurn(() => service.restart()), inTurn(() => service.put(last))]);
  await setTimeout(SAVE_MS * 3);
  assert.equal(await processesInside(box.home), [service.status().pid]);
});

/** Ends, and leaves something behind that does not listen to SIGTERM and has the lock for as long as it is there. */
const LEAVES = ['sh', '-c', 'trap "" TERM; exec 9> left; flock -n 9 || exit 3; sleep 301 & exit 4'];

for (const asks of ['main', 'group'] as const) {
  const leaving = (box: Sandbox): ServiceEntry => ({ ...entry(box, ...LEAVES), stop: { timeoutMs: 300, asks } });

  supervised(`what a program has started and left behind is ended before the next start, asking the ${asks}`, async (context) => {
    const { box, service, inTurn } = context;
    await inTurn(() => service.put(leaving(box)));
    await until(async () => service.status().restarts === 2);
    assert.is(service.status().lastExit, 'exit 4');
    await inTurn(() => service.stop());
    assert.equal(await processesInside(box.home), []);
  });

  supervised(`nothing is left of one that is stopped when it has just ended, asking the ${asks}`, async ({ box, service, inTurn }) => {
    await Promise.all([inTurn(() => service.put(leaving(box))), inTurn(() => service.stop())]);
    assert.equal(await processesInside(box.home), []);
  });
}

supervised('left alone it is started again after its pause', async ({ box, service }) => {
  await until(async () => service.status().phase === 'running');
  const { pid, restarts, lastExit } = service.status();
  assert.equal([restarts, lastExit], [1, 'exit 1']);
  assert.equal(await processesInside(box.home), [pid]);
});

function entry({ home }: Sandbox, ...argv: string[]): ServiceEntry {
  return {
    name: 'a',
    lockFile: '',
    stop: { timeoutMs: 10_000, asks: 'group' },
    program: { argv, env: { PATH: '/usr/bin:/bin' }, workingDirectory: home, logFile: join(home, 'a.log') },
  };
}

supervised.run();
