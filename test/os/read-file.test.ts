/** Files are read whole, whatever their size. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readFileSafely } from '../../src/os/read-file.ts';

const reading = suite<{ folder: string }>('reading a file of ours');

reading.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), 'oc-read-'));
});

reading.after.each(async ({ folder }) => {
  await rm(folder, { recursive: true });
});

const ROOM = 16 * 1024;

for (const size of [0, 1, ROOM - 1, ROOM, ROOM + 1, 3 * ROOM])
  reading(`of ${size} bytes, and a short one after it`, async ({ folder }) => {
    // A letter of two bytes lies across every border but that of an even offset, so one of one byte goes before them.
    const text = size === 0 ? '' : `x${'é'.repeat(Math.floor((size - 1) / 2))}${size % 2 === 0 ? 'y' : ''}`;
    const [long, short] = [join(folder, 'long'), join(folder, 'short')];
    await writeFile(long, text);
    await writeFile(short, 'short');
    assert.is(Buffer.byteLength(text), size);
    assert.is((await readFileSafely(long))?.text, text);
    assert.is((await readFileSafely(short))?.text, 'short');
  });

reading.run();
