/** `npm run faults [-- COUNT]`: a fault at every call that writes, or at COUNT of them spread evenly. Prints a line a fault. */
import type { FaultKind, FaultPoint } from './at-each-call.ts';
import { SCENARIOS, type Scenario, tryFault } from './scenarios.ts';

const wanted = Number(process.argv[2] ?? Number.POSITIVE_INFINITY);
let bad = 0;
for (const scenario of SCENARIOS) {
  for (const kind of ['kill', 'ENOSPC', 'EIO'] as const) bad += await tryAll(scenario, kind);
}
process.stdout.write(`${bad} faults were not survived\n`);
process.exitCode = bad > 0 ? 1 : 0;

async function tryAll(scenario: Scenario, kind: FaultKind): Promise<number> {
  const points = await scenario.points();
  let failures = 0;
  for (const point of spread(points, wanted)) {
    const problem = await tryFault(scenario, kind, point).then(
      () => '',
      (thrown: unknown) => String(thrown instanceof Error ? thrown.message : thrown),
    );
    if (problem !== '') failures += 1;
    process.stdout.write(`${problem === '' ? 'ok    ' : 'FAILED'} ${scenario.name}: ${kind} at ${point.call} ${point.at} ${problem}\n`);
  }
  return failures;
}

function spread(points: readonly FaultPoint[], count: number): FaultPoint[] {
  if (count >= points.length) return [...points];
  return Array.from({ length: count }, (_, at) => points[Math.floor((at * points.length) / count)]).filter((point) => point !== undefined);
}
