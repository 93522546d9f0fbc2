/** What is kept of each gateway, in a real folder. */
import { mkdtemp, readdir, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openGenerations } from '../../src/apply/generations.ts';

const kept = suite<{ folder: string }>('generations');

kept.before.each(async (context) => {
  context.folder = await realpath(await mkdtemp(join(tmpdir(), 'oc-')));
});
kept.after.each(({ folder }) => rm(folder, { recursive: true, force: true }));

/** A process number above all that Linux gives: nobody has it. */
const DEAD = 4_194_305;

kept('what a run that was killed has begun to write is cleared away by the next write, of either kind', async ({ folder }) => {
  const generations = openGenerations(folder, () => '2026-11-26T00:00:00Z');
  const content = { fleet: '/f', document: { gateways: { main: { port: 18_789 } } } };
  const begin = (): Promise<void> => writeFile(join(folder, 'main', `.omniclaw-${DEAD}-0123456789abcdef.tmp`), 'half');
  await generations.record('main', content);
  await begin();
  await generations.keepConfig('main', '{}');
  assert.equal((await readdir(join(folder, 'main'))).sort(), ['1.json', 'config']);
  await begin();
  await generations.record('main', { ...content, fleet: '/g' });
  assert.equal((await readdir(join(folder, 'main'))).sort(), ['1.json', '2.json', 'config']);
  assert.is(await generations.config('main'), '{}');
});

kept.run();
