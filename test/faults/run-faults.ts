/**
 * `npm run faults [-- COUNT] [--driver systemd|supervisor] [--work NAME] [--from N] [--count N]`: a fault at every call that writes, at COUNT
 * of them spread evenly, or at so many from the N-th on (of each piece of work and kind of fault). Prints a line a fault.
 * `--writers N`: instead of that, N applies against a gateway that writes its config all the time.
 */
import { parseArgs } from 'node:util';
import { type FaultKind, type FaultPoint, KINDS } from './at-each-call.ts';
import { DRIVERS, type DriverName, openBox } from './fault-box.ts';
import { type Scenario, scenariosOf, tryFault } from './scenarios.ts';
import { contend } from './two-writers.ts';

const { values, positionals } = parseArgs({
  options: {
    driver: { type: 'string' },
    work: { type: 'string' },
    from: { type: 'string' },
    count: { type: 'string' },
    writers: { type: 'string' },
  },
  allowPositionals: true,
});
const drivers = DRIVERS.filter((driver) => values.driver === undefined || values.driver === driver);
if (drivers.length === 0) throw new Error(`--driver is one of ${DRIVERS.join(', ')}`);

if (values.writers !== undefined) {
  for (const driver of drivers) await writeAgainst(driver, Number(values.writers));
  process.exit();
}

const totals = { tried: 0, missed: 0, bad: 0 };
for (const scenario of drivers.flatMap(scenariosOf).filter(({ name }) => name.includes(values.work ?? ''))) {
  const points = chosen(await scenario.points());
  for (const kind of KINDS) for (const point of points) await tryOne(scenario, kind, point);
}
process.stdout.write(`${totals.tried} faults, ${totals.missed} met no file of ours, ${totals.bad} were not survived\n`);
process.exitCode = totals.bad > 0 ? 1 : 0;

async function tryOne(scenario: Scenario, kind: FaultKind, point: FaultPoint): Promise<void> {
  const outcome = await tryFault(scenario, kind, point).then(
    (hit) => (hit === 'yes' ? 'ok    ' : 'missed'),
    (thrown: unknown) => `FAILED ${String(thrown instanceof Error ? thrown.message : thrown)}`,
  );
  totals.tried += 1;
  totals.missed += outcome === 'missed' ? 1 : 0;
  totals.bad += outcome.startsWith('FAILED') ? 1 : 0;
  process.stdout.write(
    `${outcome.slice(0, 6)} ${scenario.driver}, ${scenario.name}: ${kind} at ${point.call} ${point.at} ${point.path}${outcome.slice(6)}\n`,
  );
}

async function writeAgainst(driver: DriverName, applies: number): Promise<void> {
  const box = await openBox(driver);
  try {
    const { written, perSecond } = await contend(box, applies);
    process.stdout.write(`${driver}: ${applies} applies against ${written} writes of the gateway, ${perSecond} a second: no key lost\n`);
  } finally {
    await box.close();
  }
}

function chosen(points: readonly FaultPoint[]): FaultPoint[] {
  if (values.from !== undefined || values.count !== undefined) {
    const from = Number(values.from ?? 1) - 1;
    return points.slice(from, from + Number(values.count ?? points.length));
  }
  const count = Number(positionals[0] ?? points.length);
  if (count >= points.length) return [...points];
  return Array.from({ length: count }, (_, at) => points[Math.floor((at * points.length) / count)]).filter((point) => point !== undefined);
}
