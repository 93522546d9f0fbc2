/** Faults of the host, and the oracle: whatever happens, the next apply ends where one without fault would. */
import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PROGRAM } from '../gate/built-program.ts';
import { needTool } from '../gate/need-tool.ts';
import { freeBases, openSandbox, processesInside, type Ran, type Sandbox } from '../stories/sandbox.ts';
import { KINDS } from './at-each-call.ts';
import { DRIVERS, openBox } from './fault-box.ts';
import { scenariosOf, tryFault } from './scenarios.ts';
import { contend } from './two-writers.ts';
import { assertConverges } from './world.ts';

const faults = suite<{ box: Sandbox }>('faults');

faults.before.each(async (context) => {
  context.box = await openSandbox();
});

faults.after.each(async ({ box }) => {
  await box.close();
});

/** Where in the run the fault of each piece of work strikes. */
const SHARES = [0.95, 0.4, 0.5, 0.3, 0.6, 0.8];

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

for (const [index, scenario] of DRIVERS.flatMap(scenariosOf).entries()) {
  faults(`${scenario.driver}, ${scenario.name}: killed, or told that the disk is full or broken, at a call that writes`, async () => {
    const points = await scenario.points();
    assert.ok(points.length > (scenario.victim === 'apply' ? 20 : 5), `${points.length} calls`);
    const point = points[Math.floor(points.length * (SHARES[index] ?? 0.5))] ?? points[0];
    if (point !== undefined) await tryFault(scenario, KINDS[index % KINDS.length] ?? 'kill', point);
  });
}

faults('a file that cannot be written whole is not put in place', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  await box.fleet({ main: { port, state: 'stopped' } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  const config = join(box.stateDir('main'), 'omniclaw.json');
  const before = await readFile(config, 'utf8');
  await box.fleet({ main: { port, state: 'stopped', config: { long: 'x'.repeat(4_000) } } });
  // The kernel writes 1 KiB of the file and then refuses: a short write, as on a disk that is nearly full.
  const limited = await shell(box, 'trap "" XFSZ; ulimit -f 1; exec "$@"');
  assert.is(limited.code, 1, limited.out + limited.err);
  assert.match(flat(limited.out), 'EFBIG');
  assert.is(await readFile(config, 'utf8'), before);
  await assertConverges(box, 'short write');
});

faults('a state folder of somebody else, or one that takes no files, is left alone and named', async ({ box }) => {
  const isRoot = userInfo().uid === 0;
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a, state: 'stopped' }, other: { port: b, state: 'stopped' } });
  await mkdir(box.stateDir('main'), { mode: 0o700 });
  if (isRoot) await chown(box.stateDir('main'), 65_534, 65_534);
  else await chmod(box.stateDir('main'), 0o500);
  const applied = await box.run('apply', '--yes');
  if (isRoot) await chown(box.stateDir('main'), 0, 0);
  else await chmod(box.stateDir('main'), 0o700);
  assert.ok(applied.code === 1 || applied.code === 3, applied.out + applied.err);
  assert.match(flat(applied.out + applied.err), isRoot ? 'another user' : 'cannot be written to');
  await assertConverges(box, 'foreign folder');
});

faults('a port that is taken between plan and apply stops that gateway before anything of it is written', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a }, other: { port: b, state: 'stopped' } });
  assert.is((await box.run('plan', '--out', 'the.plan')).code, 0);
  const thief = createServer((socket) => socket.resume()).listen(a + 2, '127.0.0.1');
  await new Promise((resolve) => thief.once('listening', resolve));
  const applied = await box.run('apply', 'the.plan');
  await new Promise((resolve) => thief.close(resolve));
  assert.is(applied.code, 3, applied.out + applied.err);
  assert.match(flat(applied.out), `port ${a + 2} of "main" is held by process ${process.pid}`);
  await assertAbsent(join(box.stateDir('main'), 'omniclaw.json'));
  await assertConverges(box, 'stolen port');
});

faults('secrets that cannot be had are all told before anything is written', async ({ box }) => {
  const [a = 0, b = 0, c = 0] = await freeBases(3);
  const withToken = (port: number, token: object) => ({ port, auth: { token } });
  const fleet = (command: readonly string[]) =>
    box.fleet({
      one: withToken(a, { $file: '~/token' }),
      two: { ...withToken(b, { $command: command }), config: { channels: { telegram: { botToken: { $file: '/nowhere/telegram' } } } } },
      three: { port: c, state: 'stopped' },
    });
  await fleet(['sh', '-c', 'exit 1']);
  const refused = await box.run('apply', '--yes', '--target', 'one', '--target', 'two');
  assert.is(refused.code, 1, refused.out + refused.err);
  for (const line of [
    'gateway.auth.token: the file "~/token" is missing',
    'gateway.auth.token: the program "sh" failed or printed nothing',
    'channels.telegram.botToken: the file "/nowhere/telegram" is missing',
  ])
    assert.match(flat(refused.out), line);
  for (const name of ['one', 'two']) await assertAbsent(join(box.stateDir(name), 'instance.key'));
  await writeFile(join(box.home, 'token'), `${'t'.repeat(40)}\n`, { mode: 0o600 });
  await box.fleet({ one: withToken(a, { $file: '~/token' }), two: withToken(b, { $command: ['sh', '-c', `echo ${'u'.repeat(40)}`] }) });
  await assertConverges(box, 'the secrets are there');
});

faults('a port of a gateway that the target leaves out is told by the plan, with what helps', async ({ box }) => {
  const [a = 0, b = 0, c = 0] = await freeBases(3);
  await box.fleet({ main: { port: a }, other: { port: b } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  await box.fleet({ main: { port: b }, other: { port: c } });
  const planned = await box.run('plan', '--target', 'main');
  assert.is(planned.code, 1, planned.out);
  assert.match(flat(planned.out), `port ${b} of "main" is held by "other", which "--target" leaves out`);
  assert.is((await box.run('apply', '--yes', '--target', 'main')).code, 1);
  assert.is((await box.run('apply', '--yes', '--target', 'main', '--target', 'other')).code, 0);
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
});

faults('a gateway that writes its config all the time and an apply that does so too lose no key of one another', async () => {
  const box = await openBox('supervisor');
  try {
    const { written } = await contend(box, 6);
    assert.ok(written >= 6, `${written} writes`);
  } finally {
    await box.close();
  }
});

faults('a clock that was moved changes nothing', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  await box.fleet({ main: { port } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  for (const time of ['2001-01-01 00:00:00', '2037-01-01 00:00:00']) {
    const moved = await shell(box, `exec "${needTool('faketime')}" '${time}' "$@"`);
    assert.match(moved.out, 'nothing to do', moved.err);
  }
});

faults('a key that needs no restart is taken up by the running process', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  await box.fleet({ main: { port } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  const before = await processesInside(box.home);
  await box.fleet({ main: { port, agents: { defaults: { model: 'other' } } } });
  const planned = await box.run('plan');
  assert.match(flat(planned.out), 'main reload service omniclaw-gateway-main.service takes up agents.defaults.model while it runs');
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  assert.equal(await processesInside(box.home), before);
  await assertConverges(box, 'reload');
});

/** Runs apply through a shell line, in which "$@" stands for it. */
function shell(box: Sandbox, line: string): Promise<Ran> {
  const marks = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.includes('GATE')));
  const program = [process.execPath, PROGRAM, 'apply', '--yes'];
  const child = spawn('bash', ['-c', line, 'bash', ...program], {
    cwd: box.folder,
    env: { ...marks, ...box.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  return new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal, out: out.join(''), err: err.join('') })));
}

async function assertAbsent(path: string): Promise<void> {
  const there = await readFile(path, 'utf8').then(
    () => 'there',
    () => 'absent',
  );
  assert.is(there, 'absent');
}

faults.run();
