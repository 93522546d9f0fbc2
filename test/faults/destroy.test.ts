/** After `fleet destroy` nothing of ours is left, and nothing of anybody else was touched. */
import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBases, isFree, processesInside } from '../stories/sandbox.ts';
import { until } from '../stories/until.ts';
import { DRIVERS, type FaultBox, openBox } from './fault-box.ts';

for (const driver of DRIVERS) {
  const destroy = suite<{ box: FaultBox }>(`destroy, ${driver}`);

  destroy.before.each(async (context) => {
    context.box = await openBox(driver);
  });
  destroy.after.each(async ({ box }) => {
    await box.close();
  });

  destroy('no process, port, lock, unit or file of ours is left, and all else is as it was', async ({ box }) => {
    const [a = 0, b = 0] = await freeBases(2);
    await writeLookAlikes(box);
    const before = await tree(box);
    const processes = await processesInside(box.home);
    await box.fleet({ main: { port: a }, rescue: { port: b, rescues: 'main' } });
    const applied = await box.run('apply', '--yes');
    assert.is(applied.code, 0, applied.out + applied.err);
    const destroyed = await box.run('fleet', 'destroy', '--yes', '--purge', 'main', '--purge', 'rescue');
    assert.is(destroyed.code, 0, destroyed.out + destroyed.err);
    const journal = '.local/state/omniclaw/journal.jsonl';
    assert.equal(
      (await tree(box)).filter((line) => !line.startsWith(journal)),
      before,
    );
    assert.match(await readFile(join(box.home, journal), 'utf8'), '"event":"ended"', 'what happened here stays');
    // The user manager has helpers that come and go.
    await until(async () => (await processesInside(box.home)).every((pid) => processes.includes(pid)));
    for (const port of [a, a + 2, a + 4, b, b + 2, b + 4]) assert.ok(await isFree(port), `port ${port}`);
    if (box.manager !== null) {
      assert.not.match(await box.manager.systemctl('list-units', '--all', '--plain', 'omniclaw*'), 'omniclaw-gateway');
      assert.is(await box.manager.show('omniclaw-gateway-theirs.service', 'LoadState'), 'loaded');
    }
    const again = await box.run('apply', '--yes');
    assert.is(again.code, 0, again.out + again.err);
  });

  destroy('one of two goes alone, and a ledger that cannot be read takes nothing along', async ({ box }) => {
    const [a = 0, b = 0] = await freeBases(2);
    await box.fleet({ main: { port: a, state: 'stopped' }, other: { port: b, state: 'stopped' } });
    assert.is((await box.run('apply', '--yes')).code, 0);
    assert.is((await box.run('fleet', 'destroy', 'main', '--yes', '--purge', 'main')).code, 0);
    const ledger = join(box.home, '.local/state/omniclaw/ledger.json');
    assert.match(await readFile(ledger, 'utf8'), '"other"');
    assert.match(await readFile(join(box.stateDir('other'), 'omniclaw.json'), 'utf8'), `${b}`);
    await writeFile(ledger, '{"formatVersion":1,"gate');
    assert.is((await box.run('fleet', 'destroy', 'main', '--yes')).code, 0);
    assert.match(await readFile(join(box.stateDir('other'), 'omniclaw.json'), 'utf8'), `${b}`, 'it stays');
  });

  destroy.run();
}

/** Things that are called like ours and are not: a unit, a state folder, a link into another folder, a half-written file. */
async function writeLookAlikes({ home, manager }: FaultBox): Promise<void> {
  const theirs = join(home, '.omniclaw-theirs');
  await mkdir(theirs, { mode: 0o700 });
  await writeFile(join(theirs, 'omniclaw.json'), '{}\n');
  await writeFile(join(theirs, '.omniclaw-1-0123456789abcdef.tmp'), 'half');
  await writeFile(join(home, 'notes.txt'), 'mine');
  await symlink(theirs, join(home, '.omniclaw-link'));
  if (manager === null) return;
  await writeFile(join(manager.units, 'omniclaw-gateway-theirs.service'), '[Service]\nExecStart=/bin/true\n');
  await manager.systemctl('daemon-reload');
}

/** Every file and link with its mode and a hash of its content; folders count as far as something is in them. */
async function tree({ home }: FaultBox): Promise<string[]> {
  const names = (await readdir(home, { recursive: true })).filter((name) => !name.startsWith('.cache')).sort();
  const lines = await Promise.all(
    names.map(async (name) => {
      const path = join(home, name);
      const found = await lstat(path);
      if (found.isDirectory()) return [];
      const content = found.isSymbolicLink() ? await readlink(path) : await readFile(path);
      return [`${name} ${(found.mode & 0o777).toString(8)} ${found.mtimeMs} ${createHash('sha256').update(content).digest('hex')}`];
    }),
  );
  return lines.flat();
}
