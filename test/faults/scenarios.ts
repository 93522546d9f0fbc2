/** Pieces of work for apply that write every kind of managed file, and the oracle run on them with a fault. */
import * as assert from 'uvu/assert';
import { freeBases, openSandbox, type Sandbox } from '../stories/sandbox.ts';
import { applyWith, countPoints, type FaultKind, type FaultPoint } from './at-each-call.ts';
import { assertConverges, contents } from './world.ts';

export type Scenario = {
  readonly name: string;
  /** A sandbox in which apply has the work to do. */
  readonly prepare: () => Promise<Sandbox>;
  readonly points: () => Promise<readonly FaultPoint[]>;
  /** What a run without fault leaves. Made once. */
  readonly expected: () => Promise<readonly string[]>;
};

const SECRET = `canary-${'z'.repeat(30)}`;

/** From nothing: folders, keys, secrets, config, ports, ledger, journal. Nothing is started, so that the files are all there is. */
const fromNothing = scenario('from nothing', async () => {
  const box = await openSandbox();
  const [port = 0] = await freeBases(1);
  box.environment['TOKEN'] = SECRET;
  await box.fleet({
    main: { state: 'stopped', port, auth: { token: { $env: 'TOKEN' } } },
    auto: { state: 'stopped', browser: { enabled: false } },
  });
  return box;
});

/** Over what is there: a changed config with a hand edit in it, a changed secret, a looser folder. */
const overWhatIsThere = scenario('over what is there', async () => {
  const box = await fromNothing.prepare();
  assert.is((await box.run('apply', '--yes')).code, 0);
  const { chmod, readFile, writeFile } = await import('node:fs/promises');
  const config = `${box.stateDir('main')}/omniclaw.json`;
  await writeFile(config, (await readFile(config, 'utf8')).replace('{', '{\n  // mine\n  "mine": 1,'));
  await chmod(box.stateDir('main'), 0o755);
  box.environment['TOKEN'] = `${SECRET}2`;
  const fleet = `${box.folder}/omniclaw.fleet.json`;
  await writeFile(fleet, (await readFile(fleet, 'utf8')).replace('"port"', '"config": { "added": true },\n      "port"'));
  return box;
});

export const SCENARIOS: readonly Scenario[] = [fromNothing, overWhatIsThere];

function scenario(name: string, prepare: () => Promise<Sandbox>): Scenario {
  const points = async (): Promise<readonly FaultPoint[]> => {
    const box = await prepare();
    try {
      return await countPoints(box);
    } finally {
      await box.close();
    }
  };
  let known: Promise<readonly string[]> | undefined;
  const expected = async (): Promise<readonly string[]> => {
    const box = await prepare();
    try {
      assert.is((await box.run('apply', '--yes')).code, 0);
      return await steady(box);
    } finally {
      await box.close();
    }
  };
  return {
    name,
    prepare,
    points,
    expected: () => {
      known ??= expected();
      return known;
    },
  };
}

/** One apply with a fault, then the oracle: the files hold what a run without fault leaves, and no secret is shown. */
export async function tryFault({ name, prepare, expected }: Scenario, kind: FaultKind, point: FaultPoint): Promise<void> {
  const box = await prepare();
  const fault = `${name}: ${kind} at ${point.call} ${point.at}`;
  try {
    const { out, err, code, signal } = await applyWith(box, kind, point);
    assert.not.match(out + err, SECRET, fault);
    assert.not.match(err, 'please report this', `${fault}: ${err}`);
    if (kind === 'kill') assert.ok(signal === 'SIGKILL' || code === 137 || code === 0, `${fault}: ${code} ${signal}`);
    await assertConverges(box, fault);

    assert.equal(await steady(box), await expected(), `${fault}: the world is that of a run without fault`);
  } finally {
    await box.close();
  }
}

/** Ports are drawn anew for each sandbox. */
async function steady(box: Sandbox): Promise<string[]> {
  return (await contents(box)).map((line) => line.replaceAll(/\b\d{5}\b/g, 'PORT'));
}
