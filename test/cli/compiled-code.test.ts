/** The built program and the compiled code that it keeps: it may be missing, damaged or somebody else's, and nothing may come of it. */
import { chmod, chown, mkdir, readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBase, openSandbox, type Sandbox } from '../stories/sandbox.ts';
import { until } from '../stories/until.ts';

type Context = { box: Sandbox; store: string };
const compiled = suite<Context>('compiled code');

const OF_THIS_NODE = `${process.version}-${process.arch}`;

compiled.before.each(async (context) => {
  context.box = await openSandbox();
  delete context.box.environment['NODE_COMPILE_CACHE'];
  context.store = join(context.box.home, '.cache', 'omniclaw', 'compiled', OF_THIS_NODE, 'others');
});

compiled.after.each(({ box }) => box.close());

/** Runs it once more and looks at what is kept. */
async function runs({ box, store }: Context): Promise<{ [file: string]: Buffer }> {
  assert.equal(await box.run('--version'), { code: 0, signal: null, out: '0.1.0\n', err: '' });
  const names = await readdir(store).catch((): string[] => []);
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(store, name))] as const)));
}

/** How many runs have added to each file: its last byte. */
function counts(kept: { [file: string]: Buffer }): number[] {
  return Object.values(kept).map((held) => held.at(-1) ?? 0);
}

/** As if all of it had been written so long ago. */
async function age({ store }: Pick<Context, 'store'>, minutes: number): Promise<void> {
  const then = new Date(Date.now() - minutes * 60_000);
  for (const name of await readdir(store)) await utimes(join(store, name), then, then);
}

compiled('is kept for the user alone, and three runs add to it, an hour apart', async (context) => {
  const first = await runs(context);
  assert.ok(counts(first).every((count) => count === 1));
  assert.is((await stat(context.store)).mode & 0o777, 0o700);
  for (const name of await readdir(context.store)) assert.is((await stat(join(context.store, name))).mode & 0o777, 0o600, name);
  await age(context, 59);
  assert.equal(await runs(context), first);
  await age(context, 61);
  assert.ok(counts(await runs(context)).every((count) => count === 2));
  await age(context, 61);
  const third = await runs(context);
  assert.ok(counts(third).length > 1 && counts(third).every((count) => count === 3));
  await age(context, 61);
  assert.equal(await runs(context), third);
});

compiled('a command that is given again writes nothing', async (context) => {
  await runs(context);
  const times = async (): Promise<number[]> =>
    Promise.all((await readdir(context.store)).map(async (name) => (await stat(join(context.store, name))).mtimeMs));
  const before = [...(await times()), (await stat(context.store)).mtimeMs];
  await runs(context);
  assert.equal([...(await times()), (await stat(context.store)).mtimeMs], before);
});

const DAMAGES: { readonly [what: string]: (held: Buffer) => Buffer } = {
  'an empty file': () => Buffer.alloc(0),
  'one byte': () => Buffer.of(3),
  'half of it': (held) => held.subarray(0, held.length >> 1),
  'all but the last byte': (held) => held.subarray(0, -1),
  zeros: (held) => Buffer.alloc(held.length),
  'another byte in the middle of the first half': (held) => changed(held, held.length >> 2),
  'another byte in the middle of the second half': (held) => changed(held, 3 * (held.length >> 2)),
  text: () => Buffer.from('this is no code at all, and an odd number of bytes\n'),
};

function changed(held: Buffer, at: number): Buffer {
  const copy = Buffer.from(held);
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
}

for (const [what, damage] of Object.entries(DAMAGES)) {
  compiled(`${what} in its place is not run but replaced`, async (context) => {
    const kept = await runs(context);
    for (const [name, held] of Object.entries(kept)) await writeFile(join(context.store, name), damage(held));
    const again = await runs(context);
    assert.equal(
      counts(again),
      Object.values(kept).map(() => 1),
    );
    for (const [name, held] of Object.entries(again)) assert.is(held.length % 2, 1, name);
    await age(context, 61);
    assert.ok(counts(await runs(context)).every((count) => count === 2));
  });
}

compiled('a folder that others may write in is left alone', async (context) => {
  await mkdir(context.store, { recursive: true });
  for (const mode of [0o777, 0o770, 0o722]) {
    await chmod(context.store, mode);
    assert.equal(await runs(context), {});
  }
  await chmod(context.store, 0o755);
  assert.ok(counts(await runs(context)).length > 1);
});

compiled('so is one of somebody else, which only root can be shown', async (context) => {
  await mkdir(context.store, { recursive: true });
  if (process.getuid?.() !== 0) return;
  await chown(context.store, 65_534, 65_534);
  assert.equal(await runs(context), {});
});

compiled('where nothing can be kept, nothing is, and nobody hears of it', async (context) => {
  const { box } = context;
  for (const environment of [
    { HOME: '' },
    { HOME: 'not/absolute' },
    { HOME: '/proc/1/no' },
    { HOME: '/dev/null' },
    { XDG_CACHE_HOME: '/dev/null/x' },
    { NODE_DISABLE_COMPILE_CACHE: '1' },
    { NODE_V8_COVERAGE: join(box.folder, 'coverage') },
  ]) {
    const before = { ...box.environment };
    Object.assign(box.environment, environment);
    assert.equal(await runs(context), {}, JSON.stringify(environment));
    for (const name of Object.keys(environment)) delete box.environment[name];
    Object.assign(box.environment, before);
  }
});

compiled('XDG_CACHE_HOME says where, and NODE_COMPILE_CACHE before it', async (context) => {
  const { box } = context;
  for (const name of ['XDG_CACHE_HOME', 'NODE_COMPILE_CACHE']) {
    const folder = join(box.folder, name);
    box.environment[name] = folder;
    assert.equal(await runs(context), {});
    assert.ok((await readdir(join(folder, 'omniclaw', 'compiled', OF_THIS_NODE, 'others'))).length > 1);
  }
});

compiled('code of programs that are gone is removed after a month', async (context) => {
  await mkdir(context.store, { recursive: true });
  const [old, young] = [join(context.store, 'program-old.cjs'), join(context.store, 'program-young.cjs')];
  for (const path of [old, young]) await writeFile(path, 'x');
  const days = (count: number) => new Date(Date.now() - count * 24 * 3_600_000);
  await utimes(old, days(31), days(31));
  await utimes(young, days(29), days(29));
  const names = Object.keys(await runs(context));
  assert.not.ok(names.includes('program-old.cjs'));
  assert.ok(names.includes('program-young.cjs'));
});

compiled('runs at the same time do not meet, and leave no drafts', async (context) => {
  const ran = await Promise.all(Array.from({ length: 8 }, () => context.box.run('--version')));
  for (const one of ran) assert.equal(one, { code: 0, signal: null, out: '0.1.0\n', err: '' });
  const kept = await runs(context);
  assert.ok(Object.keys(kept).every((name) => name.endsWith('.cjs')));
  assert.ok(counts(kept).every((count) => count > 0));
});

compiled('a gateway keeps it once it serves, and its next start takes it', async ({ box }) => {
  const store = join(box.home, '.cache', 'omniclaw', 'compiled', OF_THIS_NODE, 'gateway');
  for (const count of [1, 2]) {
    const { kill, ended } = box.start('--profile', 'kept', 'gateway', '--port', String(await freeBase()));
    const held = async (): Promise<Buffer[]> => {
      const names = await readdir(store).catch((): string[] => []);
      return Promise.all(names.filter((name) => name.startsWith('gateway-run')).map((name) => readFile(join(store, name))));
    };
    await until(async () => (await held()).some((one) => one.at(-1) === count));
    kill('SIGTERM');
    assert.is((await ended).code, 0);
    await age({ store }, 61);
  }
});

compiled.run();
