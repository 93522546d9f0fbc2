/** Gateways that do not stay up, in every way: nobody starts them for ever, and when they are mended the next apply is enough. */
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { RUNNING_FILE } from '../../src/fleet/running-gateway.ts';
import { freeBases, ROOT } from '../stories/sandbox.ts';
import { DRIVERS, openBox } from './fault-box.ts';
import { assertConverges } from './world.ts';

/** The first start, and five restarts. */
const MOST_STARTS = 6;

/** How the programs end: with exit 1, with a fault, soon after they have answered. */
const WAYS = ['exit', 'fault', 'answered'] as const;

for (const driver of DRIVERS) {
  const storms = suite(`restart storms, ${driver}`);

  storms('exit 1, a fault, an end after the answer, a gateway of ours that is killed when it is ready: five restarts at most', async () => {
    const box = await openBox(driver);
    const killed = new Set<number>();
    try {
      const [main = 0, ...ports] = await freeBases(1 + WAYS.length);
      const starts = (way: string): string => join(box.folder, `starts-${way}`);
      const fleet = (program: (way: string) => readonly string[]) => ({
        main: { port: main },
        ...Object.fromEntries(WAYS.map((way, at) => [way, { runtime: 'command', port: ports[at], program: { command: program(way) } }])),
      });
      await box.fleet(fleet((way) => [process.execPath, join(ROOT, 'fixtures/programs/die.mjs'), '{port}', way, starts(way)]));
      const timer = setInterval(() => killReady(box.stateDir('main'), killed), 5);
      const applied = await box.run('apply', '--yes', '--timeout', '120').finally(() => clearInterval(timer));
      assert.is(applied.code, 3, applied.out + applied.err);
      for (const name of ['main', ...WAYS]) assert.match(applied.out.replaceAll(/\s+/g, ' '), `"${name}" did not become ready`);
      const counts = await Promise.all(WAYS.map(async (way) => (await readFile(starts(way), 'utf8')).trim().split('\n').length));
      for (const count of [killed.size, ...counts]) assert.ok(count >= 1 && count <= MOST_STARTS, `${killed.size}, ${counts} starts`);
      await box.fleet(fleet(() => [process.execPath, join(ROOT, 'fixtures/programs/answer.mjs'), '{port}']));
      await assertConverges(box, 'they stay');
    } finally {
      await box.close();
    }
  });

  storms.run();
}

/** Ends the gateway that says where it serves, long before it has been up for as long as it takes to count. */
function killReady(stateDir: string, killed: Set<number>): void {
  const record = join(stateDir, RUNNING_FILE);
  const { pid } = existsSync(record) ? JSON.parse(readFileSync(record, 'utf8')) : { pid: 0 };
  if (pid === 0 || killed.has(pid)) return;
  killed.add(pid);
  process.kill(pid, 'SIGSEGV');
}
