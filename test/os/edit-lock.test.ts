/** The lock for the moments of one change: held by one, freed by any death, kept by one that sleeps, and never in the way afterwards. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { editFile } from '../../src/os/edit-file.ts';
import { waitForEditLock } from '../../src/os/edit-lock.ts';
import { needTool } from '../gate/need-tool.ts';

const PROGRAMS = join(import.meta.dirname, '../../fixtures/programs');
const locks = suite<{ folder: string; path: string }>('the lock of an edit');

locks.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), 'edit-lock-'));
  context.path = join(context.folder, '.config.lock');
});
locks.after.each(async ({ folder }) => {
  await rm(folder, { recursive: true });
});

type Holder = { readonly child: ChildProcess; readonly heir: number };

async function startHolder(path: string): Promise<Holder> {
  const child = spawn(process.execPath, [join(PROGRAMS, 'hold-edit-lock.ts'), path], { stdio: ['pipe', 'pipe', 'inherit'] });
  const heir = await new Promise<number>((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
  return { child, heir };
}

async function kill({ child }: Holder): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGKILL');
  await ended;
}

locks('is held by one, also within a process, and leaves an empty private file', async ({ folder, path }) => {
  const first = await waitForEditLock(path, 0);
  assert.is(await waitForEditLock(path, 30), null);
  first?.release();
  const second = await waitForEditLock(path, 0);
  assert.is.not(second, null);
  second?.release();
  assert.equal(await readdir(folder), ['.config.lock']);
  const { mode, size } = await stat(path);
  assert.equal([mode & 0o777, size], [0o600, 0]);
});

locks('stays with a holder that sleeps, and is freed by its death, though a program that it started lives on', async ({ folder, path }) => {
  const holder = await startHolder(path);
  try {
    assert.is(await waitForEditLock(path, 0), null);
    holder.child.kill('SIGSTOP');
    assert.is(await waitForEditLock(path, 50), null, 'stopped');
    await kill(holder);
    process.kill(holder.heir, 0);
    const lock = await waitForEditLock(path, 0);
    assert.is.not(lock, null, 'dead');
    lock?.release();
    assert.equal(await readdir(folder), ['.config.lock']);
  } finally {
    process.kill(holder.heir, 'SIGKILL');
  }
});

locks('a lock file that others made, or that is something else, is told', async ({ folder, path }) => {
  await writeFile(path, '', { mode: 0o644 });
  (await waitForEditLock(path, 0))?.release();
  const odd = {
    folder: (at: string) => mkdir(at),
    link: (at: string) => symlink(path, at),
    text: (at: string) => writeFile(at, 'words of somebody else'.repeat(100)),
  };
  for (const [name, make] of Object.entries(odd)) {
    const at = join(folder, name);
    await make(at);
    const refusal = await waitForEditLock(at, 0).catch((thrown: unknown) => thrown);
    assert.is(Reflect.get(Object(refusal), 'code'), 'OCE_LOCK', name);
  }
});

locks('a program of somebody else takes part as the docs say', async ({ folder }) => {
  const path = join(folder, '.omniclaw.json.lock');
  const page = await readFile(join(import.meta.dirname, '../../docs/config.md'), 'utf8');
  const [, code = ''] = /```python\n([^`]*)```/.exec(page) ?? [];
  const script = ['import sqlite3', code, 'print("held", flush=True)', 'input()', 'lock.close()'].join('\n');
  const child = spawn(needTool('python3'), ['-c', script], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  assert.is(await waitForEditLock(path, 0), null);
  child.stdin.end('\n');
  assert.is(await ended, 0);
  const lock = await waitForEditLock(path, 0);
  assert.is.not(lock, null);
  lock?.release();
});

locks('an edit starts no program, and keeps what was there in five copies', async ({ folder }) => {
  const [config, trace] = [join(folder, 'omniclaw.json'), join(folder, 'trace')];
  await writeFile(config, '{}\n', { mode: 0o600 });
  const writer = spawn(
    needTool('strace'),
    ['-f', '-qq', '-e', 'trace=execve', '-o', trace, process.execPath, join(PROGRAMS, 'write-config.ts'), config, '1'],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise((resolve) => writer.once('close', resolve));
  while (!(await readFile(config, 'utf8')).includes('key8"')) await new Promise((resolve) => setTimeout(resolve, 5));
  writer.stdin.end();
  await ended;
  const programs = (await readFile(trace, 'utf8')).split('\n').filter((line) => line.includes('execve('));
  assert.is(programs.length, 1, programs.join('\n'));
  const backups = ['.bak', '.bak.1', '.bak.2', '.bak.3', '.bak.4'].map((end) => `omniclaw.json${end}`);
  assert.equal((await readdir(folder)).sort(), ['.omniclaw.json.lock', 'omniclaw.json', ...backups, 'trace']);
  const texts = await Promise.all(['omniclaw.json', ...backups].map((name) => readFile(join(folder, name), 'utf8')));
  assert.equal(
    texts.map((text) => [...text.matchAll(/key/g)].length),
    [0, 1, 2, 3, 4, 5].map((age) => [...(texts[0] ?? '').matchAll(/key/g)].length - age),
  );
});

locks(
  'a file that others may read is kept in a private copy, and an edit in place afterwards does not change the copy',
  async ({ folder }) => {
    const path = join(folder, 'open.json');
    await writeFile(path, 'one', { mode: 0o644 });
    await editFile(path, async () => 'two');
    assert.is((await stat(`${path}.bak`)).mode & 0o777, 0o600);
    await editFile(path, async () => 'three');
    await writeFile(path, 'by hand');
    assert.equal([await readFile(`${path}.bak`, 'utf8'), await readFile(`${path}.bak.1`, 'utf8')], ['two', 'one']);
    assert.is((await stat(path)).mode & 0o777, 0o600);
  },
);

locks.run();
