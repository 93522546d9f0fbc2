/** Which package a program lies in. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findPackageOf } from '../../src/drivers/find-package.ts';

const packages = suite<{ folder: string; inner: string; program: string }>('the package of a program');

packages.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), 'oc-package-'));
  context.inner = join(context.folder, 'claw', 'dist');
  context.program = join(context.inner, 'run.mjs');
  await mkdir(context.inner, { recursive: true });
  await writeFile(context.program, '');
  await writeFile(join(context.folder, 'claw', 'package.json'), '{ "name": "claw", "version": "1.2.3" }');
});

packages.after.each(async ({ folder }) => {
  await rm(folder, { recursive: true });
});

const CLAW = { name: 'claw', version: '1.2.3' };

packages('is the nearest one, also for a link to the program', async ({ folder, program }) => {
  await symlink(program, join(folder, 'claw-link'));
  assert.equal(await findPackageOf(program), CLAW);
  assert.equal(await findPackageOf(join(folder, 'claw-link')), CLAW);
});

packages('is not a folder that only says how its modules are read, nor one that says nonsense', async ({ inner, program }) => {
  for (const text of ['{ "type": "module" }', '{', '[]', '{ "name": 1, "version": "1" }']) {
    await writeFile(join(inner, 'package.json'), text);
    assert.equal(await findPackageOf(program), CLAW);
  }
});

packages('is looked for without waiting at a pipe', async ({ inner, program }) => {
  execFileSync('mkfifo', [join(inner, 'package.json')]);
  assert.equal(await findPackageOf(program), CLAW);
});

packages('is none for a name that is looked up by whoever starts it', async () => {
  assert.is(await findPackageOf('claw'), null);
  assert.is(await findPackageOf(''), null);
});

packages.run();
