/** A log that another process writes, set aside and cuts: every line is read once, whole, and in order. */
import { appendFile, copyFile, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readLogEnd, readLogOn } from '../../src/drivers/log-file.ts';

const log = suite<{ folder: string; path: string; more: () => readonly string[] }>('a log file');

log.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), 'oc-'));
  context.path = join(context.folder, 'gateway.log');
  let position = readLogEnd(context.path, 10).position;
  context.more = () => {
    const part = readLogOn(context.path, position);
    position = part.position;
    return part.lines;
  };
});

log.after.each(async ({ folder }) => {
  await rm(folder, { recursive: true, force: true });
});

log('comes about, grows, and has lines that are written in parts', async ({ path, more }) => {
  assert.equal(more(), []);
  await writeFile(path, 'one\ntw');
  assert.equal(more(), ['one']);
  assert.equal(more(), []);
  const rest = Buffer.from('oü\nthree\n');
  await appendFile(path, rest.subarray(0, 2));
  assert.equal(more(), []);
  await appendFile(path, rest.subarray(2));
  assert.equal(more(), ['twoü', 'three']);
});

log('set aside by a new name: what was not read yet comes before the new one', async ({ path, more }) => {
  await writeFile(path, 'one\n');
  assert.equal(more(), ['one']);
  await appendFile(path, 'two\nlast words');
  await rename(path, `${path}.1`);
  await writeFile(path, 'three, which makes it longer than it was before\n');
  assert.equal(more(), ['two', 'last words', 'three, which makes it longer than it was before']);
  await appendFile(path, 'four\n');
  assert.equal(more(), ['four']);
});

log('set aside by a copy and a cut', async ({ path, more }) => {
  await writeFile(path, 'one\n');
  assert.equal(more(), ['one']);
  await appendFile(path, 'two\n');
  await copyFile(path, `${path}.1`);
  await truncate(path);
  await appendFile(path, '3\n');
  assert.equal(more(), ['two', '3']);
});

log('cut, removed and made anew without a copy', async ({ path, more }) => {
  await writeFile(path, 'one\ntwo\n');
  await writeFile(`${path}.1`, 'of long ago, and longer than all that is here\n');
  assert.equal(more(), ['one', 'two']);
  await writeFile(path, '3\n');
  assert.equal(more(), ['3']);
  await rm(path);
  assert.equal(more(), []);
  await writeFile(path, '4\n');
  assert.equal(more(), ['4']);
});

log('the end has whole lines only, also of a log that is larger than what is read', async ({ path }) => {
  await writeFile(path, `${'x'.repeat(5 * 1024 * 1024)}\nlast\nunfinished`);
  assert.equal(readLogEnd(path, 10).lines, ['last']);
  await writeFile(path, 'a\nb\nc\n');
  assert.equal(readLogEnd(path, 2).lines, ['b', 'c']);
});

log.run();
