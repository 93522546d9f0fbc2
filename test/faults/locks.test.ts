/** Several applies at once, and holders of the lock that sleep or die: one works at a time, and the oracle holds. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { processesInside } from '../stories/sandbox.ts';
import { catchApply, declareAnew } from './catch-apply.ts';
import { type FaultBox, openBox } from './fault-box.ts';
import { assertConverges } from './world.ts';

const locks = suite<{ box: FaultBox }>('the lock of apply');

locks.before.each(async (context) => {
  context.box = await openBox('supervisor');
});
locks.after.each(async ({ box }) => {
  await box.close();
});

locks('a holder of the lock that sleeps is waited for; the others go on when it wakes up, and when it is killed', async ({ box }) => {
  for (const end of ['SIGCONT', 'SIGKILL'] as const) {
    const holder = await catchApply(box, '"type":"step"', 'SIGSTOP');
    const refused = await box.run('apply', '--yes');
    assert.is(refused.code, 5, refused.out + refused.err);
    assert.match(refused.err, 'another omniclaw is changing this host');
    const waiting = box.start('apply', '--yes', '--lock-timeout', '120');
    assert.is((await box.run('apply', '--yes', '--lock-timeout', '1')).code, 5, 'the lock cannot be stolen');
    holder.kill(end);
    const waited = await waiting.ended;
    assert.is(waited.code, 0, waited.out + waited.err);
    const { code, signal } = await holder.ended;
    assert.equal([code, signal], end === 'SIGCONT' ? [0, null] : [null, 'SIGKILL']);
    await assertConverges(box, `the holder got ${end}`);
  }
});

locks('twenty applies at once: one works at a time, and each ends well or says that it is locked', async ({ box }) => {
  await declareAnew(box);
  const patient = (at: number): string[] => (at % 4 === 0 ? ['--lock-timeout', '120'] : []);
  const runs = await Promise.all(Array.from({ length: 20 }, (_, at) => box.run('apply', '--yes', ...patient(at))));
  assert.equal(
    runs.flatMap(({ code, out, err }) => (code === 0 || code === 5 ? [] : [`exit ${code}: ${out}${err}`])),
    [],
  );
  assert.ok(runs.filter(({ code }, at) => code === 0 && at % 4 === 0).length === 5, 'those that wait are served');
  assert.is(runs.filter(({ out }) => out.includes('done main start service')).length, 1, 'one of them started it');
  assert.is((await processesInside(box.home)).length, 2, 'one supervisor and one gateway');
  await assertConverges(box, 'twenty at once');
});

locks.run();
