/** A saved plan is carried out exactly as it was shown, or not at all; and what apply refuses to take over or remove. */
import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { layOut, releaseFolder } from './claw.ts';
import { freeBases, openSandbox, type Sandbox } from './sandbox.ts';

const story = suite<{ box: Sandbox }>('saved plans, and guards');

story.before.each(async (context) => {
  context.box = await openSandbox();
});

story.after.each(async ({ box }) => {
  await box.close();
});

/** One gateway that is never started, so that a story about plans needs no process. */
async function stopped(box: Sandbox): Promise<number> {
  const [port = 0] = await freeBases(1);
  await box.fleet({ main: { port, state: 'stopped' } });
  return port;
}

story('a saved plan is applied exactly, once, and holds no secret', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  const canary = `canary-${'y'.repeat(30)}`;
  box.environment['MAIN_TOKEN'] = canary;
  await box.fleet({ main: { port, auth: { token: { $env: 'MAIN_TOKEN' } } } });
  const planned = await box.run('plan', '--out', 'main.plan');
  assert.is(planned.code, 0, planned.err);
  const path = join(box.folder, 'main.plan');
  assert.is((await stat(path)).mode & 0o777, 0o600);
  assert.not.match(await readFile(path, 'utf8'), canary);
  const applied = await box.run('apply', 'main.plan');
  assert.is(applied.code, 0, applied.err + applied.out);
  const again = await box.run('apply', 'main.plan');
  assert.is(again.code, 4, again.out);
  assert.match(again.err, 'the config of "main"');
  assert.is((await box.run('plan', '--out', 'main.plan')).code, 0, 'a saved plan may be replaced');
});

story('each input that changes makes a saved plan stale, and is named', async ({ box }) => {
  const port = await stopped(box);
  assert.is((await box.run('apply', '--yes')).code, 0);
  await box.fleet({ main: { port: port + 1, state: 'stopped' } });
  const config = join(box.stateDir('main'), 'omniclaw.json');
  const fleet = join(box.folder, 'omniclaw.fleet.json');
  const changes: readonly (readonly [string, string, () => Promise<void>])[] = [
    ['config', 'the config of "main"', async () => writeFile(config, (await readFile(config, 'utf8')).replace('{', '{\n  "mine": 1,'))],
    ['fleet', 'the fleet file', async () => writeFile(fleet, `${await readFile(fleet, 'utf8')}\n`)],
    ['folder', 'the folders of "main"', () => chmod(box.stateDir('main'), 0o755)],
    ['key', 'the keys of "main"', () => rm(join(box.stateDir('main'), 'gateway.token'))],
    ['ledger', 'what was applied before to "main"', () => rm(join(box.home, '.local/state/omniclaw/ledger.json'))],
  ];
  for (const [name, expected, change] of changes) {
    assert.is((await box.run('plan', '--out', `${name}.plan`)).code, 0);
    await change();
    const before = await readFile(config, 'utf8');
    const { code, err } = await box.run('apply', `${name}.plan`);
    assert.is(code, 4, `${name}: ${err}`);
    assert.match(err, expected);
    assert.is(await readFile(config, 'utf8'), before, `${name}: nothing was changed`);
  }
});

story('a release that was installed when a plan was saved, and is not any more, makes it stale', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  const release = releaseFolder(box, '2026.9.1');
  await layOut(release, '2026.9.1');
  await box.fleet({ main: { runtime: 'openclaw', port, program: { version: '2026.9.1' } } });
  const planned = await box.run('plan', '--out', 'main.plan');
  assert.is(planned.code, 0, planned.err);
  assert.not.match(planned.out, 'create program');
  await rm(release, { recursive: true });
  const { code, err } = await box.run('apply', 'main.plan');
  assert.is(code, 4, err);
  assert.match(err, 'the release of "main"');
});

story('an edited, foreign, newer or other file is refused as what it is', async ({ box }) => {
  await stopped(box);
  assert.is((await box.run('plan', '--out', 'main.plan')).code, 0);
  const text = await readFile(join(box.folder, 'main.plan'), 'utf8');
  const cases = [
    [text.replace('"create"', '"delete"'), 1, 'its signature does not fit'],
    [text.replace(/"hostname": "[^"]*"/, '"hostname": "elsewhere"'), 1, 'was made for hostname "elsewhere"'],
    [text.replace(/"user": "[^"]*"/, '"user": "mallory"'), 1, 'was made for user "mallory"'],
    [text.replace('"formatVersion": "1.0"', '"formatVersion": "9.0"'), 1, 'has the format "9.0"'],
    [text.slice(0, 200), 1, 'is not a saved plan'],
    ['{}', 1, 'is not a saved plan'],
  ] as const;
  for (const [content, expected, words] of cases) {
    assert.is.not(content, text);
    await writeFile(join(box.folder, 'other.plan'), content);
    const { code, err } = await box.run('apply', 'other.plan');
    assert.is(code, expected, err);
    assert.match(err.replaceAll(/\s+/g, ' '), words);
  }
  assert.is((await box.run('apply', 'missing.plan')).code, 1);
  await writeFile(join(box.folder, 'notes.txt'), 'mine');
  assert.match((await box.run('plan', '--out', 'notes.txt')).err, 'is no saved plan');
  assert.is((await box.run('apply', 'main.plan', '--prune')).code, 64);
  const twin = await openSandbox();
  try {
    twin.environment['HOME'] = box.home;
    twin.environment['OMNICLAW_HOME'] = twin.home;
    await writeFile(join(twin.folder, 'main.plan'), text);
    assert.match((await twin.run('apply', 'main.plan')).err, 'was made for home');
  } finally {
    await twin.close();
  }
});

story('a config that omniclaw did not make is taken over only when that is asked for', async ({ box }) => {
  await stopped(box);
  await mkdir(box.stateDir('main'), { mode: 0o700 });
  const config = join(box.stateDir('main'), 'omniclaw.json');
  await writeFile(config, '{\n  // mine\n  "custom": 1\n}\n');
  const refused = await box.run('apply', '--yes');
  assert.is(refused.code, 1, refused.out);
  assert.match(refused.out.replaceAll(/\s+/g, ' '), 'is there already, and omniclaw did not make it');
  assert.is(await readFile(config, 'utf8'), '{\n  // mine\n  "custom": 1\n}\n');
  const adopted = await box.run('apply', '--yes', '--adopt');
  assert.is(adopted.code, 0, adopted.out + adopted.err);
  assert.match(await readFile(config, 'utf8'), /\/\/ mine\n {2}"custom": 1/);
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
});

story('pruning removes what left the file, and never everything or what was protected', async ({ box }) => {
  const [a = 0, b = 0, c = 0] = await freeBases(3);
  const [keep, old, safe] = [
    { port: a, state: 'stopped' },
    { port: b, state: 'stopped' },
    { port: c, state: 'stopped', protect: true },
  ];
  await box.fleet({ keep, old, safe });
  assert.is((await box.run('apply', '--yes')).code, 0);
  await box.fleet({});
  const everything = await box.run('apply', '--yes', '--prune');
  assert.is(everything.code, 1, everything.out);
  assert.match(everything.err.replaceAll(/\s+/g, ' '), 'would remove all 3');
  await box.fleet({ keep });
  const pruned = await box.run('apply', '--yes', '--prune');
  assert.match(pruned.out.replaceAll(/\s+/g, ' '), 'cannot change "safe": it is protected');
  const after = await box.run('plan');
  assert.not.match(after.out, '"old"');
  assert.match(after.out, '"safe" is no longer in the fleet file');
  assert.ok((await stat(join(box.stateDir('old'), 'omniclaw.json'))).isFile(), 'its state stays');
});

story.run();
