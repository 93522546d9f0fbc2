/** Bad clients do not stop the others: a small run of `npm run bench:gateway`, which has the real numbers and budgets. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { measureLoad } from '../../bench/gateway-load.ts';
import { PROGRAM } from '../gate/built-program.ts';
import { freeBase } from '../stories/sandbox.ts';

const load = suite('load');

load('a good client is answered while others flood, stall, fragment and oversize, and nothing piles up', async () => {
  const report = await measureLoad({ argv: [PROGRAM], port: await freeBase(), count: 100, rounds: 1 });
  // Wide margins: this host runs other tests at the same time.
  assert.ok(report.kibPerClient < 100, `${report.kibPerClient} KiB a client`);
  assert.ok(report.attackedP99 < 5_000, `p99 ${report.attackedP99} ms`);
  assert.ok(report.grownMiB < 128, `${report.grownMiB} MiB more`);
});

load.run();
