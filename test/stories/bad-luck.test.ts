/** Hosts and habits that nobody plans for. */
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBases, openSandbox, type Sandbox } from './sandbox.ts';

const story = suite<{ box: Sandbox }>('bad luck');

story.before.each(async (context) => {
  context.box = await openSandbox();
  context.box.environment['XDG_RUNTIME_DIR'] = `${context.box.home}/nowhere`;
});
story.after.each(async ({ box }) => {
  await box.close();
});

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

story('a home folder with every character that a shell, a unit or a list of paths gives a meaning', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  const home = join(box.home, `hö me:$x %h 'q' "d" \\b;*`);
  await mkdir(home);
  box.environment['HOME'] = home;
  await box.fleet({ main: { port } });
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  assert.is((await box.run('--profile', 'main', 'health')).code, 0);
  const destroyed = await box.run('fleet', 'destroy', '--yes');
  assert.is(destroyed.code, 0, destroyed.out + destroyed.err);
});

story('the state folder of a gateway of another fleet file, or of one that left this file, is not taken', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ first: { port: a, state: 'stopped' } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  const config = join(box.stateDir('first'), 'omniclaw.json');
  const before = await readFile(config, 'utf8');
  const other = join(box.folder, 'other.fleet.json');
  await writeFile(other, JSON.stringify({ gateways: { second: { port: b, stateDir: box.stateDir('first'), state: 'stopped' } } }));
  const refused = await box.run('apply', '--yes', '--fleet', other);
  assert.is(refused.code, 1, refused.out);
  assert.match(flat(refused.out), 'is that of "first", which was applied from');
  assert.match(flat(refused.out), /omniclaw fleet destroy first --fleet "[^"]*omniclaw\.fleet\.json"/);
  await box.fleet({ second: { port: b, stateDir: box.stateDir('first'), state: 'stopped' } });
  const left = await box.run('apply', '--yes');
  assert.is(left.code, 1, left.out);
  assert.match(left.out, /try: omniclaw fleet destroy first$/m);
  assert.is(await readFile(config, 'utf8'), before);
  const forgotten = await box.run('fleet', 'destroy', 'first', '--yes');
  assert.is(forgotten.code, 0, forgotten.out + forgotten.err);
  assert.is((await box.run('apply', '--yes')).code, 0);
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
});

story('a config that is a link is not written through, and the error says how to name the file that it leads to', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  await box.fleet({ main: { port, state: 'stopped' } });
  const real = join(box.folder, 'dotfiles.json');
  await writeFile(real, '{}');
  await mkdir(box.stateDir('main'), { mode: 0o700 });
  await symlink(real, join(box.stateDir('main'), 'omniclaw.json'));
  const refused = await box.run('apply', '--yes');
  assert.is(refused.code, 1, refused.out);
  assert.match(flat(refused.out + refused.err), 'is a symbolic link, and a link is not written through');
  assert.match(flat(refused.out + refused.err), 'try: set configPath of "main" to "dotfiles.json"');
  assert.is(await readFile(real, 'utf8'), '{}');
  await box.fleet({ main: { port, state: 'stopped', configPath: real } });
  const applied = await box.run('apply', '--yes', '--adopt');
  assert.is(applied.code, 0, applied.out + applied.err);
  assert.match(await readFile(real, 'utf8'), String(port));
});

story('a gateway of two fleet files is told of before one takes it from the other, and a file that has moved is not', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a, state: 'stopped' } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  const other = join(box.folder, 'other.fleet.json');
  await writeFile(other, JSON.stringify({ gateways: { main: { port: a, state: 'stopped' } } }));
  assert.match((await box.run('plan', '--fleet', other)).out, 'nothing to do', 'both say the same');
  await writeFile(other, JSON.stringify({ gateways: { main: { port: b, state: 'stopped' } } }));
  const told = flat((await box.run('plan', '--fleet', other)).out);
  assert.match(told, 'was applied from "omniclaw.fleet.json", which is still there: the file that is applied last decides');
  await rm(join(box.folder, 'omniclaw.fleet.json'));
  const moved = await box.run('plan', '--fleet', other);
  assert.not.match(moved.out, 'is still there');
  assert.match(moved.out, `${a} -> ${b}`);
});

story.run();
