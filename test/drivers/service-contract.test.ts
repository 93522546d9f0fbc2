/** One contract for what runs services: the embedded supervisor and systemd, with real processes. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { ServiceDriver } from '../../src/drivers/service-driver.ts';
import { LOG_LIMIT_BYTES } from '../../src/drivers/service-log.ts';
import { openSupervisorDriver } from '../../src/drivers/supervisor/supervisor-driver.ts';
import { openSystemdDriver } from '../../src/drivers/systemd/systemd-driver.ts';
import { OmniclawError } from '../../src/fleet/omniclaw-error.ts';
import { runtimeOf } from '../../src/fleet/runtime.ts';
import { omniclawFolders } from '../../src/os/private-folder.ts';
import type { ServiceStep } from '../../src/plan/diff-service.ts';
import type { ServiceRegistration } from '../../src/plan/observed-gateway.ts';
import { renderUnit } from '../../src/plan/render-unit.ts';
import type { Action, ServiceProgram } from '../../src/plan/resource.ts';
import { PROGRAM } from '../gate/built-program.ts';
import { openSandbox, processesInside, ROOT, type Sandbox } from '../stories/sandbox.ts';
import { PATIENCE_MS } from '../stories/until.ts';
import { startUserManager, type UserManager } from '../stories/user-manager.ts';

type Context = { box: Sandbox; driver: ServiceDriver; manager: UserManager | null };
type Kind = 'supervisor' | 'systemd';

for (const kind of ['supervisor', 'systemd'] as const) {
  const contract = suite<Context>(`the ${kind} driver`);
  let box: Sandbox;
  let manager: UserManager | null = null;
  let serial = 0;

  contract.before(async () => {
    box = await openSandbox();
    manager = kind === 'systemd' ? await startUserManager(box) : null;
    await mkdir(join(box.home, 'logs'));
  });
  contract.after(async () => {
    await manager?.close();
    await box.close();
  });
  contract.before.each(async (context) => {
    serial += 1;
    context.box = box;
    context.manager = manager;
    context.driver = await open(kind, box);
  });
  contract.after.each(async ({ driver }) => {
    await driver.carryOut(step(kind, box, 'delete', name()), null);
    driver.close();
  });
  const name = () => `omniclaw-gateway-t${serial}.service`;

  contract('what was never registered is not there, and stopping it or taking it away again is harmless', async ({ driver }) => {
    assert.equal([...(await driver.observe([name(), 'omniclaw-gateway-none.service'])).keys()], []);
    await driver.carryOut(step(kind, box, 'stop', name()), null);
    await driver.carryOut(step(kind, box, 'delete', name()), null);
    assert.is(await driver.failure(name()).then((words) => words ?? 'none'), kind === 'systemd' ? 'it ended' : 'none');
  });

  contract('start runs it; starting it again leaves the process alone', async ({ driver }) => {
    await driver.carryOut(step(kind, box, 'start', name()), null);
    const first = await serving(driver, box, name());
    assert.is(first.wanted, 'running');
    assert.equal(first.faults, []);
    assert.is(driver.serviceOf(first.pid ?? 0), name());
    assert.is(await driver.failure(name()), null);
    await driver.carryOut(step(kind, box, 'start', name()), null);
    assert.is((await serving(driver, box, name())).pid, first.pid);
    assert.match(await readFile(join(box.home, 'logs', `${name()}.log`), 'utf8'), 'serving');
  });

  contract('it runs with its arguments and its environment, in its folder', async ({ driver }) => {
    await driver.carryOut(step(kind, box, 'start', name()), null);
    await serving(driver, box, name());
    const { argv, env } = await factsOf(box, name());
    assert.equal(argv, ['a b', '$HOME', '100%', '"q"']);
    assert.is(env['GREETING'], 'hello, "world" $HOME 100%');
    assert.is(env['NODE_OPTIONS'], undefined);
  });

  contract('restart gives another process, and the old one is gone with its children', async ({ driver }) => {
    await driver.carryOut(step(kind, box, 'start', name()), null);
    await serving(driver, box, name());
    const before = await factsOf(box, name());
    await driver.carryOut(step(kind, box, 'restart', name()), null);
    const { pid } = await serving(driver, box, name(), before.pid);
    const alive = await processesInside(box.home);
    assert.not.ok(alive.includes(before.pid) || alive.includes(before.child), 'the old process or its child lives');
    assert.ok(alive.includes(pid ?? 0));
  });

  contract('stop ends the whole group and keeps the registration; start runs it again', async ({ driver }) => {
    await driver.carryOut(step(kind, box, 'start', name()), null);
    await serving(driver, box, name());
    const { pid, child } = await factsOf(box, name());
    await driver.carryOut(step(kind, box, 'stop', name()), null);
    const stopped = await until(driver, name(), (seen) => seen.pid === null);
    assert.equal([stopped.wanted, stopped.phase], ['stopped', 'stopped']);
    const alive = await processesInside(box.home);
    assert.not.ok(alive.includes(pid) || alive.includes(child));
    await driver.carryOut(step(kind, box, 'stop', name()), null);
    await driver.carryOut(step(kind, box, 'start', name()), null);
    await serving(driver, box, name());
  });

  contract('delete ends it and forgets it', async ({ driver }) => {
    await driver.carryOut(step(kind, box, 'start', name()), null);
    const { pid } = await serving(driver, box, name());
    await driver.carryOut(step(kind, box, 'delete', name()), null);
    assert.is((await driver.observe([name()])).get(name()), undefined);
    assert.not.ok((await processesInside(box.home)).includes(pid ?? 0));
    await driver.carryOut(step(kind, box, 'delete', name()), null);
  });

  contract('kill -9: it comes back by itself, and what it had started is gone', async ({ driver }) => {
    await driver.carryOut(step(kind, box, 'start', name()), null);
    await serving(driver, box, name());
    const { pid, child } = await factsOf(box, name());
    process.kill(pid, 'SIGKILL');
    await serving(driver, box, name(), pid);
    assert.not.ok((await processesInside(box.home)).includes(child));
  });

  contract('exit 78: not started again, and its last sentence is told', async ({ driver }) => {
    await driver.carryOut(step(kind, box, 'start', name(), { argv: program('give-up', '78') }), null);
    const { lastExit } = await until(driver, name(), ({ phase }) => phase === 'failed');
    assert.is(lastExit, 'exit 78: the moon is in the wrong phase');
    assert.is(await driver.failure(name()), lastExit);
    assert.equal((await readFile(join(box.home, 'logs', `${name()}.log`), 'utf8')).match(/moon/g)?.length, 1);
  });

  contract('a restart storm is bounded, and the service can be mended afterwards', async ({ driver }) => {
    const began = performance.now();
    await driver.carryOut(step(kind, box, 'start', name(), { argv: program('give-up', '1') }), null);
    await until(driver, name(), ({ phase }) => phase === 'failed');
    assert.ok(performance.now() - began > (kind === 'supervisor' ? 7_000 : 3_000), 'with pauses between the tries');
    const tries = (await readFile(join(box.home, 'logs', `${name()}.log`), 'utf8')).match(/moon/g)?.length ?? 0;
    assert.ok(tries >= 2 && tries <= 6, String(tries));
    assert.ok((await driver.failure(name())) !== null);
    await driver.carryOut(step(kind, box, 'start', name()), null);
    await serving(driver, box, name());
  });

  contract('what cannot be started says so', async ({ driver }) => {
    await driver.carryOut(step(kind, box, 'start', name(), { argv: ['/no/such/program'] }), null);
    await until(driver, name(), ({ lastExit }) => lastExit !== '');
    assert.match((await driver.failure(name())) ?? '', /cannot be (?:started|run)/);
  });

  contract('a changed definition is seen, and taken by the next restart', async ({ driver }) => {
    await driver.carryOut(step(kind, box, 'start', name()), null);
    const before = await serving(driver, box, name());
    const env = { HOME: box.home, PATH: '/usr/bin:/bin', GREETING: 'other' };
    await driver.carryOut(step(kind, box, 'restart', name(), { env }), null);
    const after = await serving(driver, box, name(), before.pid);
    assert.is.not(after.definition ?? after.program?.env['GREETING'], before.definition ?? before.program?.env['GREETING']);
    assert.is((await factsOf(box, name())).env['GREETING'], 'other');
    assert.equal(after.faults, []);
  });

  contract('twenty services are observed with one call', async ({ driver }) => {
    const names = Array.from({ length: 20 }, (_, at) => `omniclaw-gateway-many-${at}.service`);
    await driver.carryOut(step(kind, box, 'start', name()), null);
    const seen = await driver.observe([...names, name()]);
    assert.equal([...seen.keys()], [name()]);
  });

  contract('a log that has grown is set aside before a start', async ({ driver }) => {
    const log = join(box.home, 'logs', `${name()}.log`);
    await writeFile(log, 'x'.repeat(LOG_LIMIT_BYTES));
    await driver.carryOut(step(kind, box, 'start', name()), null);
    await serving(driver, box, name());
    assert.is((await readFile(`${log}.1`, 'utf8')).length, LOG_LIMIT_BYTES);
    assert.is(await readFile(log, 'utf8'), 'serving\n');
  });

  contract.run();
}

function open(kind: Kind, box: Sandbox): Promise<ServiceDriver> {
  if (kind === 'systemd') {
    return openSystemdDriver({ home: box.home, environment: box.environment, folder: join(box.home, '.config', 'systemd', 'user') });
  }
  const launch = { argv: [process.execPath, PROGRAM], path: '/usr/bin:/bin' };
  return openSupervisorDriver({ folders: omniclawFolders({}, box.home), launch, home: box.home });
}

function program(name: string, ...args: string[]): string[] {
  return [process.execPath, join(ROOT, 'fixtures', 'programs', `${name}.mjs`), ...args];
}

const STOP = { timeoutMs: 20_000, asks: 'group' } as const;

function step(kind: Kind, { home }: Sandbox, action: Action, id: string, changes: Partial<ServiceProgram> = {}): ServiceStep {
  const wanted: ServiceProgram = {
    argv: program('serve', join(home, `${id}.json`), 'a b', '$HOME', '100%', '"q"'),
    env: { HOME: home, PATH: '/usr/bin:/bin', GREETING: 'hello, "world" $HOME 100%' },
    workingDirectory: home,
    logFile: join(home, 'logs', `${id}.log`),
    ...changes,
  };
  const limits = { memoryMiB: null, cpuPercent: null, tasks: null };
  const text = renderUnit({ title: id, policy: runtimeOf('omniclaw').service, program: wanted, limits, sandbox: 'full', writable: [home] });
  const definition = kind === 'systemd' ? { path: join(home, '.config', 'systemd', 'user', id), text } : null;
  const common = { gateway: id, id, kind: 'service' } as const;
  return {
    kind: 'service',
    change: { ...common, action, before: null, after: null, reasons: [], impact: 'none' },
    resource: { ...common, driver: kind, program: wanted, definition, running: true, port: 1, stop: STOP, configHash: '', secretsHash: '' },
  };
}

type Facts = { pid: number; child: number; argv: string[]; env: { [name: string]: string } };

async function factsOf({ home }: Sandbox, id: string): Promise<Facts> {
  return JSON.parse(await readFile(join(home, `${id}.json`), 'utf8'));
}

/** Waits until the program itself runs, with another number than `not`. */
async function serving(driver: ServiceDriver, box: Sandbox, id: string, not: number | null = null): Promise<ServiceRegistration> {
  return until(driver, id, async ({ phase, pid }) => {
    if (phase !== 'running' || pid === null || pid === not) return false;
    const facts = await readFile(join(box.home, `${id}.json`), 'utf8').catch(() => '{}');
    const log = await readFile(join(box.home, 'logs', `${id}.log`), 'utf8');
    return JSON.parse(facts === '' ? '{}' : facts).pid === pid && log.includes('serving');
  });
}

async function until(driver: ServiceDriver, id: string, fits: (seen: ServiceRegistration) => unknown): Promise<ServiceRegistration> {
  const deadline = performance.now() + PATIENCE_MS;
  let last: unknown;
  while (performance.now() < deadline) {
    const seen = (await driver.observe([id])).get(id);
    if (seen instanceof OmniclawError) throw seen;
    if (seen !== undefined && (await fits(seen)) === true) return seen;
    last = seen;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  throw new Error(`waited in vain: ${JSON.stringify(last)}`);
}
