/** A gateway that gets another name keeps everything it has. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { assertConverges } from '../faults/world.ts';
import { freeBases, openSandbox, processesInside, type Sandbox } from './sandbox.ts';

const story = suite<{ box: Sandbox }>('renaming');

story.before.each(async (context) => {
  context.box = await openSandbox();
});

story.after.each(async ({ box }) => {
  await box.close();
});

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

story('state, keys, workspace and config move; the old service goes; nothing is left of the old name', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  await box.fleet({ work: { port } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  const key = await readFile(join(box.stateDir('work'), 'instance.key'), 'utf8');
  await writeFile(join(box.stateDir('work'), 'workspace-work', 'notes.md'), 'mine');
  await box.fleet({ office: { port, renamedFrom: 'work' } });
  const planned = await box.run('plan');
  assert.match(flat(planned.out), 'renamed from "work"', planned.out + planned.err);
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  assert.is(await readFile(join(box.stateDir('office'), 'instance.key'), 'utf8'), key);
  assert.is(await readFile(join(box.stateDir('office'), 'workspace-office', 'notes.md'), 'utf8'), 'mine');
  assert.not.ok((await readdir(box.home)).includes('.omniclaw-work'));
  assert.is((await processesInside(box.home)).length, 2, 'one supervisor and one gateway');
  await assertConverges(box, 'renamed');
  await box.fleet({ office: { port } });
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
});

story('two names for two gateways that are both there are refused, and so is a name that is still declared', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ one: { port: a, state: 'stopped' }, two: { port: b, state: 'stopped' } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  await box.fleet({ two: { port: b, state: 'stopped', renamedFrom: 'one' } });
  assert.match(flat((await box.run('apply', '--yes')).out), 'both hold a gateway');
  await box.fleet({ one: { port: a, state: 'stopped' }, three: { port: b, state: 'stopped', renamedFrom: 'one' } });
  assert.match(flat((await box.run('apply', '--yes')).out), 'which is declared too');
});

story.run();
