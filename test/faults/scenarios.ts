/** Pieces of work for apply that write every kind of managed file and run a gateway, and the oracle run on them with a fault. */
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { freeBases, processesInside } from '../stories/sandbox.ts';
import { until } from '../stories/until.ts';
import { applyWith, countPoints, type FaultKind, type FaultPoint, type Victim } from './at-each-call.ts';
import { type DriverName, type FaultBox, openBox } from './fault-box.ts';
import { assertConverges, contents, services } from './world.ts';

export type Scenario = {
  readonly name: string;
  readonly driver: DriverName;
  readonly victim: Victim;
  /** A sandbox in which apply has the work to do. */
  readonly prepare: () => Promise<FaultBox>;
  readonly points: () => Promise<readonly FaultPoint[]>;
  /** What a run without fault leaves. Made once. */
  readonly expected: () => Promise<readonly string[]>;
};

const SECRET = `canary-${'z'.repeat(30)}`;
export const UNIT = 'omniclaw-gateway-main.service';

export function scenariosOf(driver: DriverName): Scenario[] {
  const own = { 'from nothing': fromNothing, 'over what is there': overWhatIsThere };
  const supervised =
    driver === 'supervisor' ? { 'the supervisor, from nothing': fromNothing, 'the supervisor, restarts': withoutSupervisor } : {};
  return [
    ...Object.entries(own).map(([name, prepare]) => scenario({ name, driver, victim: 'apply' }, prepare)),
    ...Object.entries(supervised).map(([name, prepare]) => scenario({ name, driver, victim: 'supervisor' }, prepare)),
  ];
}

/** From nothing: folders, keys, secrets, config, ports, ledger, journal, unit, generation; a gateway that runs and one that does not. */
async function fromNothing(driver: DriverName): Promise<FaultBox> {
  const box = await openBox(driver);
  const [port = 0] = await freeBases(1);
  box.environment['TOKEN'] = SECRET;
  await box.fleet({
    main: { port, auth: { token: { $env: 'TOKEN' } }, service: { limits: { tasks: 300 } } },
    auto: { state: 'stopped', browser: { enabled: false } },
  });
  return box;
}

/** Over what is there: another config and limit, a hand edit of the config and of the unit, a drop-in, a changed secret, a looser folder. */
async function overWhatIsThere(driver: DriverName): Promise<FaultBox> {
  const box = await fromNothing(driver);
  const first = await box.run('apply', '--yes');
  assert.is(first.code, 0, first.out + first.err);
  const config = join(box.stateDir('main'), 'omniclaw.json');
  await writeFile(config, (await readFile(config, 'utf8')).replace('{', '{\n  // mine\n  "mine": 1,'));
  await chmod(box.stateDir('main'), 0o755);
  if (box.manager !== null) {
    const unit = join(box.manager.units, UNIT);
    await writeFile(unit, (await readFile(unit, 'utf8')).replace('UMask=0077', 'UMask=0022'));
    await mkdir(`${unit}.d`);
    await writeFile(join(`${unit}.d`, 'mine.conf'), '[Service]\nNice=1\n');
  }
  box.environment['TOKEN'] = `${SECRET}2`;
  const fleet = join(box.folder, 'omniclaw.fleet.json');
  const text = (await readFile(fleet, 'utf8')).replace('"tasks": 300', '"tasks": 301');
  await writeFile(fleet, text.replace('"port"', '"config": { "added": true },\n      "port"'));
  return box;
}

/** The same, and the supervisor has ended meanwhile: the next one comes back to a gateway that runs, and restarts it. */
async function withoutSupervisor(driver: DriverName): Promise<FaultBox> {
  const box = await overWhatIsThere(driver);
  const pids = await processesInside(box.home);
  const commands = await Promise.all(
    pids.map(async (pid) => ({ pid, words: (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0') })),
  );
  for (const { pid, words } of commands) if (words.includes('supervisor')) process.kill(pid, 'SIGTERM');
  await until(async () => (await processesInside(box.home)).length < pids.length);
  return box;
}

function scenario(
  { name, driver, victim }: Pick<Scenario, 'name' | 'driver' | 'victim'>,
  prepareFor: (driver: DriverName) => Promise<FaultBox>,
): Scenario {
  const prepare = () => prepareFor(driver);
  const within = async <T>(work: (box: FaultBox) => Promise<T>): Promise<T> => {
    const box = await prepare();
    try {
      return await work(box);
    } finally {
      await box.close();
    }
  };
  let known: Promise<readonly string[]> | undefined;
  const expected = (): Promise<readonly string[]> =>
    within(async (box) => {
      assert.is((await box.run('apply', '--yes')).code, 0);
      return steady(box);
    });
  return {
    name,
    driver,
    victim,
    prepare,
    points: () => within((box) => countPoints(box, victim)),
    expected: () => {
      known ??= expected();
      return known;
    },
  };
}

/**
 * One apply with a fault, then the oracle: the host is what a run without fault leaves, and no secret is shown. Says whether
 * the fault met a file of the sandbox.
 */
export async function tryFault(
  { name, driver, victim, prepare, expected }: Scenario,
  kind: FaultKind,
  point: FaultPoint,
): Promise<'yes' | 'no'> {
  const box = await prepare();
  const fault = `${driver}, ${name}: ${kind} at ${point.call} ${point.at} ${point.path}`;
  try {
    const { out, err, code, signal, hit } = await applyWith(box, victim, kind, point);
    assert.not.match(out + err, SECRET, fault);
    assert.not.match(err, 'please report this', `${fault}: ${err}`);
    if (kind === 'kill' && victim === 'apply') assert.ok(signal === 'SIGKILL' || code === 137 || code === 0, `${fault}: ${code} ${signal}`);
    await assertConverges(box, fault);
    const [found, wanted] = [await steady(box), await expected()];
    const odd = [...found.filter((line) => !wanted.includes(line)), '--- and not', ...wanted.filter((line) => !found.includes(line))];
    assert.equal(found, wanted, `${fault}: the world is not that of a run without fault:\n${odd.join('\n')}`);
    return hit;
  } finally {
    await box.close();
  }
}

/** Ports are drawn anew for each sandbox. */
async function steady(box: FaultBox): Promise<string[]> {
  const found = [...new Set(await contents(box)), ...(await services(box, box.manager))];
  return found.map((line) =>
    line.replaceAll(/\b\d{5}\b/g, 'PORT').replaceAll(/(DEFINITION=|[hH]ash": "|generation": ")[0-9a-f]{16,}/g, '$1HASH'),
  );
}
