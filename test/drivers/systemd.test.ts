/** What only systemd has, against a real user manager: the text of a unit, what others did to it, and how far it shuts a gateway in. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { findSystemd } from '../../src/drivers/systemd/find-systemd.ts';
import { findSystemTwin } from '../../src/drivers/systemd/installed-unit.ts';
import { openSystemctl } from '../../src/drivers/systemd/systemctl.ts';
import { openSystemdDriver } from '../../src/drivers/systemd/systemd-driver.ts';
import { OmniclawError } from '../../src/fleet/omniclaw-error.ts';
import { runtimeOf } from '../../src/fleet/runtime.ts';
import type { ServiceStep } from '../../src/plan/diff-service.ts';
import type { ServiceRegistration } from '../../src/plan/observed-gateway.ts';
import { renderUnit, type UnitRequest, unitProblems } from '../../src/plan/render-unit.ts';
import type { Action, ServiceProgram } from '../../src/plan/resource.ts';
import { PROGRAM } from '../gate/built-program.ts';
import { needTool } from '../gate/need-tool.ts';
import { openSandbox, ROOT, type Sandbox } from '../stories/sandbox.ts';
import { until as waitFor } from '../stories/until.ts';
import { startUserManager, type UserManager } from '../stories/user-manager.ts';
import { HOSTILE_TEXTS, IMPOSSIBLE_TEXTS, NO_CHARACTERS } from './hostile-texts.ts';

let box: Sandbox;
let manager: UserManager;
let serial = 0;

const units = suite<{ name: string }>('systemd units');

units.before(async () => {
  box = await openSandbox();
  manager = await startUserManager(box);
  await mkdir(join(box.home, 'logs'));
});
units.after(async () => {
  await manager.close();
  await box.close();
});
units.before.each((context) => {
  serial += 1;
  context.name = `omniclaw-gateway-u${serial}.service`;
});
units.after.each(async ({ name }) => {
  await manager.systemctl('stop', name).catch(() => '');
  await rm(join(manager.units, name), { force: true });
  await rm(join(manager.units, `${name}.d`), { force: true, recursive: true });
  await manager.systemctl('daemon-reload');
});

units('hostile texts come back byte for byte from arguments and environment, or are refused by name', async ({ name }) => {
  const variables = HOSTILE_TEXTS.map((text, at) => [`T${at}`, text] as const);
  const refused = new Set(
    unitProblems(request(name, { env: Object.fromEntries(variables) })).flatMap((problem) => /"(T\d+)"/.exec(problem)?.[1] ?? []),
  );
  assert.equal(
    [...refused].map((key) => variables.find(([other]) => other === key)?.[1]).filter((text) => !/\p{Cc}/u.test(text ?? '')),
    [],
    'only control characters are refused',
  );
  const env = Object.fromEntries(variables.filter(([key]) => !refused.has(key)));
  await carryOut(name, 'start', { argv: program('serve', factsPath(name), ...HOSTILE_TEXTS), env: { PATH: '/usr/bin:/bin', ...env } });
  await until(name, ({ phase }) => phase === 'running');
  const facts: { argv: string[]; env: { [name: string]: string } } = JSON.parse(await readFile(factsPath(name), 'utf8'));
  assert.equal(facts.argv, HOSTILE_TEXTS);
  for (const [key, text] of Object.entries(env)) assert.is(facts.env[key], text, JSON.stringify(text));
});

units('what no process can be given is refused by name', ({ name }) => {
  for (const text of [...IMPOSSIBLE_TEXTS, ...NO_CHARACTERS]) {
    assert.match(unitProblems(request(name, { argv: ['/bin/true', text] })).join(), 'word 2 of its command line');
    assert.match(unitProblems(request(name, { env: { TEXT: text } })).join(), 'the environment variable "TEXT"');
  }
  for (const path of ['relative', "/a'b", '/a\\b', '/a\nb']) assert.ok(unitProblems(request(name, { argv: [path] })).length > 0, path);
  for (const path of ['/a\nb', '/a ', '/a\\']) assert.ok(unitProblems(request(name, { workingDirectory: path })).length > 0, path);
  assert.equal(unitProblems(request(name)), []);
});

units('paths with odd characters work as state folder, log file and writable folder', async ({ name }) => {
  const folder = join(box.home, `odd 100% $x "q" \\ é`);
  await mkdir(folder);
  await carryOut(name, 'start', { workingDirectory: folder, logFile: join(folder, 'a b%.log') }, { writable: [folder] });
  await until(name, ({ phase }) => phase === 'running');
  assert.match(await readFile(join(folder, 'a b%.log'), 'utf8'), 'serving');
});

for (const sandbox of ['full', 'calls', 'none'] as const) {
  units(`"systemd-analyze verify" has nothing to say, sandbox ${sandbox}`, async ({ name }) => {
    const limits = { memoryMiB: 512, cpuPercent: 150, tasks: 200 };
    await writeFile(join(manager.units, name), renderUnit({ ...request(name), sandbox, limits }));
    const { stdout, stderr } = await run('systemd-analyze', 'verify', '--user', join(manager.units, name));
    assert.is(stdout + stderr, '');
  });
}

units('the exposure of the sandbox is 3.0 or less', async ({ name }) => {
  const path = join(box.home, name);
  await writeFile(path, renderUnit({ ...request(name), writable: ['/home/ann'] }));
  const { stdout } = await run('systemd-analyze', 'security', '--offline=true', '--no-pager', path);
  const exposure = Number(/Overall exposure level for [^:]*: ([\d.]+)/.exec(stdout)?.[1] ?? 10);
  assert.ok(exposure <= 3, stdout);
});

units('a start is one of the program as it is declared, also when systemd has started the one before again meanwhile', async ({ name }) => {
  const serve = (word: string) => ({ argv: program('serve', factsPath(name), word) });
  const serves = async (word: string): Promise<boolean> =>
    (await readFile(factsPath(name), 'utf8').catch(() => '')).includes(JSON.stringify(word));
  await carryOut(name, 'start', serve('before'));
  await waitFor(() => serves('before'));
  await carryOut(name, 'start', serve('after'));
  await waitFor(() => serves('after'));
  assert.is(await manager.show(name, 'NRestarts'), '0', 'it did not wait for the one before to end by itself');
  await until(name, ({ phase }) => phase === 'running');
});

units('limits of the fleet are limits of the unit', async ({ name }) => {
  await carryOut(name, 'start', {}, { limits: { memoryMiB: 300, cpuPercent: 150, tasks: 99 } });
  assert.is(await manager.show(name, 'MemoryMax'), String(300 * 1024 * 1024));
  assert.is(await manager.show(name, 'CPUQuotaPerSecUSec'), '1.500000s');
  assert.is(await manager.show(name, 'TasksMax'), '99');
});

units('a masked unit is refused and stays masked', async ({ name }) => {
  await symlink('/dev/null', join(manager.units, name));
  await manager.systemctl('daemon-reload');
  assert.match(await refusalOf(name), `the unit "${name}" is masked`);
  const thrown = await carryOut(name, 'start').catch((error: unknown) => error);
  assert.ok(thrown instanceof OmniclawError && thrown.hint === `systemctl --user unmask ${name}`);
});

units('a unit that is not ours is refused and stays as it is', async ({ name }) => {
  const theirs = '[Service]\nExecStart=/bin/sleep 60\n';
  await writeFile(join(manager.units, name), theirs);
  await manager.systemctl('daemon-reload');
  assert.match(await refusalOf(name), 'was not written by omniclaw');
  for (const action of ['start', 'restart', 'delete'] as const)
    assert.ok((await carryOut(name, action).catch((error: unknown) => error)) instanceof OmniclawError);
  assert.is(await readFile(join(manager.units, name), 'utf8'), theirs);
});

units('drop-ins of the user are kept, count, and are told when systemd has not read them', async ({ name }) => {
  const before = await started(name);
  await mkdir(join(manager.units, `${name}.d`));
  const dropIn = join(manager.units, `${name}.d`, 'mine.conf');
  await writeFile(dropIn, '[Service]\nEnvironment=GREETING=mine\n');
  const seen = await until(name, ({ faults }) => faults.length > 0);
  assert.equal(seen.faults, [{ message: 'its unit or a drop-in changed since systemd read it', impact: 'restart' }]);
  await carryOut(name, 'restart');
  const after = await until(name, ({ phase, pid }) => phase === 'running' && pid !== before.pid);
  assert.equal(after.faults, []);
  assert.is(JSON.parse(await readFile(factsPath(name), 'utf8')).env.GREETING, 'mine');
  await carryOut(name, 'delete');
  assert.match(await readFile(dropIn, 'utf8'), 'GREETING=mine', 'also when the service goes');
});

units('a unit edited by hand, a disabled one and a process with an older unit are told', async ({ name }) => {
  const { definition } = await started(name);
  await manager.systemctl('disable', name);
  // This systemd goes on saying "enabled" until it has read its units again.
  await manager.systemctl('daemon-reload');
  assert.equal((await until(name, ({ faults }) => faults.length > 0)).faults, [
    { message: 'it is not enabled, so it would not start at login', impact: 'none' },
  ]);
  await carryOut(name, 'update');
  assert.equal((await look(name)).faults, []);
  await writeFile(join(manager.units, name), (definition ?? '').replace('UMask=0077', 'UMask=0022'));
  await manager.systemctl('daemon-reload');
  assert.is.not((await look(name)).definition, definition);
  const other = renderUnit({ ...request(name), title: 'another' });
  await writeFile(join(manager.units, name), other);
  await manager.systemctl('daemon-reload');
  assert.equal((await look(name)).faults, [{ message: 'it was started with another unit than the installed one', impact: 'restart' }]);
});

units('a stop is seen as one also when systemd was asked before whether the unit is enabled', async ({ name }) => {
  await started(name);
  await manager.systemctl('daemon-reload');
  assert.is((await look(name)).wanted, 'running');
  await carryOut(name, 'stop');
  const { wanted, phase } = await look(name);
  assert.equal([wanted, phase], ['stopped', 'stopped']);
});

units('a program that stops giving signs of life is ended and started again', async ({ name }) => {
  await mkdir(join(manager.units, `${name}.d`));
  await writeFile(join(manager.units, `${name}.d`, 'short.conf'), '[Service]\nWatchdogSec=1\nWatchdogSignal=SIGKILL\n');
  await carryOut(name, 'start', { argv: program('hang') });
  const log = join(box.home, 'logs', `${name}.log`);
  // The log is there when the program is, which the start does not wait for.
  await waitFor(async () => existsSync(log) && (await readFile(log, 'utf8')).split('started').length > 2);
  assert.match((await driver()).kind, 'systemd');
});

units('our gateway says that it is ready, that it lives, and that it ends', async ({ name }) => {
  await mkdir(join(manager.units, `${name}.d`));
  await writeFile(join(manager.units, `${name}.d`, 'short.conf'), '[Service]\nWatchdogSec=3\n');
  const stateDir = join(box.home, '.omniclaw-u');
  const argv = [process.execPath, PROGRAM, '--profile', 'u', 'gateway', 'run', '--port', '29011'];
  await carryOut(name, 'start', { argv, env: { HOME: box.home, PATH: '/usr/bin:/bin', OMNICLAW_STATE_DIR: stateDir } });
  await until(name, ({ phase }) => phase === 'running');
  assert.match(await manager.show(name, 'StatusText'), /serves port 29011/);
  const [first, pid] = [Number(await manager.show(name, 'WatchdogTimestampMonotonic')), await manager.show(name, 'MainPID')];
  await waitFor(async () => Number(await manager.show(name, 'WatchdogTimestampMonotonic')) > first + 3_500_000);
  assert.equal([await manager.show(name, 'MainPID'), await manager.show(name, 'NRestarts')], [pid, '0']);
  await carryOut(name, 'stop');
  assert.equal([await manager.show(name, 'Result'), await manager.show(name, 'ExecMainStatus')], ['success', '0']);
});

units('a system unit of the same name that runs as this user is found', async ({ name }) => {
  const folders = ['/nowhere', box.home];
  assert.is(await findSystemTwin(name, 'ann', folders), null);
  for (const [text, user] of [
    ['[Service]\nUser=ann\n', 'ann'],
    ['[Service]\n User = bob \n', 'bob'],
    ['[Service]\nExecStart=/x\n', 'root'],
  ] as const) {
    await writeFile(join(box.home, name), text);
    assert.is(await findSystemTwin(name, user, folders), join(box.home, name));
    assert.is(await findSystemTwin(name, 'carol', folders), null);
  }
});

units('a user manager that reads another home is not ours', async () => {
  const systemctl = openSystemctl({ home: box.home, environment: box.environment });
  assert.is(await findSystemd(systemctl, manager.units), 'ours');
  assert.is(await findSystemd(systemctl, '/home/other/.config/systemd/user'), 'none');
  const nowhere = openSystemctl({ home: box.home, environment: { XDG_RUNTIME_DIR: '/nowhere' } });
  assert.is(await findSystemd(nowhere, manager.units), 'none');
});

units('without a user manager units on the disk are seen, and can be taken away; what has none needs no stop', async ({ name }) => {
  await started(name);
  await manager.systemctl('stop', name);
  const gone = await openSystemdDriver({ home: box.home, environment: { XDG_RUNTIME_DIR: '/nowhere' }, folder: manager.units });
  assert.is(gone.manager(), 'gone');
  const seen = (await gone.observe([name])).get(name);
  assert.ok(seen !== undefined && !(seen instanceof OmniclawError) && seen.wanted === 'running' && seen.pid === null);
  const refused = await gone.carryOut(step(name, 'stop'), null).catch((error: unknown) => error);
  assert.ok(refused instanceof OmniclawError && refused.message === 'the user manager of systemd does not answer');
  await gone.carryOut(step(name, 'delete'), null);
  assert.is((await gone.observe([name])).get(name), undefined);
  await gone.carryOut(step(name, 'stop'), null);
});

units.run();

const shut = suite('the sandbox of a unit');

shut('Chromium works in it, for a user who is not root, with its own sandbox', async () => {
  const chromium = needTool('chromium');
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = '/srv';
  const open = await openSandbox();
  process.env['TMPDIR'] = before;
  const nobody = { uid: 65534, gid: 65534 };
  await chmod(join(open.home, '..'), 0o755);
  const theirs = await startUserManager(open, nobody);
  try {
    for (const sandbox of ['full', 'calls'] as const) {
      const name = `omniclaw-gateway-${sandbox}.service`;
      const out = join(open.home, `${sandbox}.html`);
      const wanted: ServiceProgram = {
        argv: program('browse', out, join(open.home, `browser-${sandbox}`), chromium),
        env: { HOME: open.home, PATH: '/usr/bin:/bin' },
        workingDirectory: open.home,
        logFile: join(open.home, 'web.log'),
      };
      const text = renderUnit({ ...request(name), program: wanted, sandbox, writable: [open.home] });
      assert.is(text.includes('PrivateTmp=yes'), sandbox === 'full');
      await writeFile(join(theirs.units, name), text);
      // A checkout below /tmp, which the unit has for itself, is shown to it.
      await mkdir(join(theirs.units, `${name}.d`));
      await writeFile(join(theirs.units, `${name}.d`, 'checkout.conf'), `[Service]\nBindReadOnlyPaths=${ROOT}\n`);
      await theirs.systemctl('daemon-reload');
      await theirs.systemctl('start', name);
      assert.match(await readFile(out, 'utf8'), '<p id="x">42</p>');
      const pid = await theirs.show(name, 'MainPID');
      const [status = '', mounts = '', users = ''] = await Promise.all(
        ['status', 'mountinfo', 'uid_map'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8')),
      );
      assert.match(status, /NoNewPrivs:\t1/);
      assert.match(status, /Seccomp:\t2/);
      if (sandbox === 'calls') continue;
      assert.match(status, /CapBnd:\t0{16}/);
      assert.match(mounts, / \/ \/ ro,/, 'the system is read-only');
      assert.match(users, /^\s*65534\s+65534\s+1\s*$/, 'no other user is known to it');
    }
  } finally {
    await theirs.close();
    await open.close();
  }
});

shut.run();

function request(name: string, changes: Partial<ServiceProgram> = {}): UnitRequest {
  const wanted: ServiceProgram = {
    argv: program('serve', factsPath(name)),
    env: { HOME: box.home, PATH: '/usr/bin:/bin', GREETING: 'ours' },
    workingDirectory: box.home,
    logFile: join(box.home, 'logs', `${name}.log`),
    ...changes,
  };
  const limits = { memoryMiB: null, cpuPercent: null, tasks: null };
  return { title: name, policy: runtimeOf('omniclaw').service, program: wanted, limits, sandbox: 'full', writable: [box.home] };
}

function factsPath(name: string): string {
  return join(box.home, `${name}.json`);
}

function program(name: string, ...args: readonly string[]): string[] {
  return [process.execPath, join(ROOT, 'fixtures', 'programs', `${name}.mjs`), ...args];
}

function step(name: string, action: Action, changes: Partial<ServiceProgram> = {}, more: Partial<UnitRequest> = {}): ServiceStep {
  const wanted = { ...request(name, changes), ...more };
  const common = { gateway: name, id: name, kind: 'service' } as const;
  const definition = { path: join(manager.units, name), text: renderUnit(wanted) };
  return {
    kind: 'service',
    change: { ...common, action, before: null, after: null, reasons: [], impact: 'none' },
    resource: {
      ...common,
      driver: 'systemd',
      program: wanted.program,
      definition,
      running: true,
      port: 1,
      stop: { timeoutMs: 20_000, asks: 'group' },
      configHash: '',
      secretsHash: '',
    },
  };
}

function driver() {
  return openSystemdDriver({ home: box.home, environment: box.environment, folder: manager.units });
}

async function carryOut(...request_: Parameters<typeof step>): Promise<void> {
  await (await driver()).carryOut(step(...request_), null);
}

async function started(name: string): Promise<ServiceRegistration> {
  await carryOut(name, 'start');
  return until(name, ({ phase }) => phase === 'running');
}

async function look(name: string): Promise<ServiceRegistration> {
  const seen = (await (await driver()).observe([name])).get(name);
  if (seen === undefined || seen instanceof OmniclawError) throw seen ?? new Error(`"${name}" is not there`);
  return seen;
}

async function refusalOf(name: string): Promise<string> {
  const seen = (await (await driver()).observe([name])).get(name);
  return seen instanceof OmniclawError ? seen.message : 'not refused';
}

async function until(name: string, fits: (seen: ServiceRegistration) => unknown): Promise<ServiceRegistration> {
  let last = await look(name);
  await waitFor(async () => {
    last = await look(name);
    return fits(last);
  });
  return last;
}

function run(command: string, ...args: readonly string[]) {
  return promisify(execFile)(command, args, {
    env: { ...process.env, HOME: box.home, XDG_RUNTIME_DIR: manager.runtime, SYSTEMD_COLORS: '0' },
  });
}
