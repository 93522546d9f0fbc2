/** The lock that OpenClaw and we make beside its config: whole or absent, whatever happens to who makes it. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { OmniclawError } from '../../src/fleet/omniclaw-error.ts';
import { waitForSidecarLock } from '../../src/os/sidecar-lock.ts';

const sidecar = suite<{ folder: string; path: string }>('the lock beside a config');

sidecar.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), 'sidecar-'));
  context.path = join(context.folder, 'openclaw.json.lock');
});
sidecar.after.each(async ({ folder }) => rm(folder, { recursive: true }));

sidecar('names its process, keeps others out, and is gone when it is let go', async ({ folder, path }) => {
  const held = await waitForSidecarLock(path, 0);
  assert.is(JSON.parse(await readFile(path, 'utf8')).pid, process.pid);
  assert.is(await waitForSidecarLock(path, 50), null);
  assert.equal(await readdir(folder), ['openclaw.json.lock']);
  held?.release();
  assert.equal(await readdir(folder), []);
});

sidecar('one whose process has ended is taken over at once, and so is one whose number another process has now', async ({ path }) => {
  const { pid } = spawnSync('true');
  for (const owner of [{ pid }, { pid: process.pid, starttime: 1 }]) {
    await writeFile(path, JSON.stringify(owner));
    const held = await waitForSidecarLock(path, 0);
    assert.ok(held, JSON.stringify(owner));
    held?.release();
  }
});

for (const text of ['', '{"pid":', '[]', '{"pid":"7"}'])
  sidecar(
    `one that holds ${JSON.stringify(text)} belongs to somebody who is about to write, and to nobody after a while`,
    async ({ path }) => {
      await writeFile(path, text);
      assert.is(await waitForSidecarLock(path, 50), null);
      const before = new Date(Date.now() - 60_000);
      await utimes(path, before, before);
      const held = await waitForSidecarLock(path, 0);
      assert.ok(held);
      held?.release();
    },
  );

sidecar('where it cannot be made, that is told, and nothing is left', async ({ folder }) => {
  const thrown = await waitForSidecarLock(join(folder, 'no', 'openclaw.json.lock'), 0).then(
    () => null,
    (cause: unknown) => cause,
  );
  assert.instance(thrown, OmniclawError);
  assert.match(String(thrown), 'openclaw.json.lock" cannot be changed: ENOENT');
  assert.equal(await readdir(folder), []);
});

sidecar.run();
