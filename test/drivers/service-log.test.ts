import { spawnSync } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LOG_LIMIT_BYTES, lastSentence, rotateLog } from '../../src/drivers/service-log.ts';

const logs = suite<{ folder: string; log: string }>('the log of a service');

logs.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), 'log-'));
  context.log = join(context.folder, 'gateway.log');
});
logs.after.each(async ({ folder }) => rm(folder, { recursive: true }));

logs('a process that appends goes on undisturbed, whatever is set aside', async ({ folder, log }) => {
  const descriptor = openSync(log, 'a');
  for (const round of ['1', '2', '3', '4', '5']) {
    writeSync(descriptor, round.repeat(LOG_LIMIT_BYTES));
    rotateLog(log);
    assert.is(await readFile(log, 'utf8'), '');
  }
  writeSync(descriptor, 'goes on\n');
  closeSync(descriptor);
  assert.is(await readFile(log, 'utf8'), 'goes on\n');
  assert.equal((await readdir(folder)).sort(), ['gateway.log', 'gateway.log.1', 'gateway.log.2', 'gateway.log.3']);
  assert.is((await readFile(`${log}.1`, 'utf8'))[0], '5');
  assert.is((await readFile(`${log}.3`, 'utf8'))[0], '3');
});

logs('a small one, a missing one and what is no file stay as they are', async ({ folder, log }) => {
  rotateLog(log);
  await writeFile(log, 'short');
  rotateLog(log);
  await writeFile(join(folder, 'big'), 'x'.repeat(LOG_LIMIT_BYTES));
  await symlink(join(folder, 'big'), join(folder, 'link.log'));
  rotateLog(join(folder, 'link.log'));
  assert.equal((await readdir(folder)).sort(), ['big', 'gateway.log', 'link.log']);
});

logs('the last sentence is what a program said for people, after a point in the log', async ({ log }) => {
  await writeFile(log, 'old words\n{"event":"ready"}\n');
  assert.is(lastSentence(log, 0), 'old words');
  assert.is(lastSentence(log, 'old words\n'.length), '');
  await writeFile(log, 'old\nwhy it ended\ntry: something\n{"event":"stopped"}\n\n');
  assert.is(lastSentence(log, 0), 'why it ended');
});

logs('of an exception that Node prints, its message is the sentence', async ({ folder, log }) => {
  const taken = "const at = () => require('node:net').createServer().listen(process.env.SOCKET, at); at()";
  const programs: ReadonlyArray<readonly [program: string, sentence: string | RegExp]> = [
    [taken, /^Error: listen EADDRINUSE: address already in use /],
    ["throw new Error('first\\nsecond')", 'Error: first'],
    ["throw new Error('outer', { cause: new TypeError('inner') })", 'Error: outer'],
    ["throw 'a word'", 'a word'],
    ['throw { code: 5 }', '{ code: 5 }'],
    ['let a = ;', "SyntaxError: Unexpected token ';'"],
    ["Promise.reject(new RangeError('far away'))", 'RangeError: far away'],
    ["require('nobody-has-this')", "Error: Cannot find module 'nobody-has-this'"],
    ["console.log('x'.repeat(500)); process.exitCode = 1", 'x'.repeat(300)],
    ["console.log('Node.js v24.0.0')", 'Node.js v24.0.0'],
  ];
  for (const [program, sentence] of programs) {
    const env = { PATH: process.env['PATH'], SOCKET: join(folder, 'socket') };
    await writeFile(join(folder, 'program.cjs'), program);
    const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'program.cjs')], { env, encoding: 'utf8' });
    await writeFile(log, `before\n${stdout}${stderr}`);
    const said = lastSentence(log, 0);
    if (typeof sentence === 'string') assert.is(said, sentence);
    else assert.match(said, sentence);
    await rm(join(folder, 'socket'), { force: true });
  }
});

logs.run();
