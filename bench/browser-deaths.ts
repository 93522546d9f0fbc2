/**
 * `npm run bench:browsers -- 30`: a program with two browsers dies at a random moment, from the first millisecond of their
 * start until they are open, by one signal or another. Prints how many browser processes were left 5 s later, and whether the next
 * start on the same folders works; exits 1 when any was left or did not. The suite runs the same code with a smaller count.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBrowserService } from '../src/browser/browser-service.ts';
import { toGatewayConfig } from '../src/gateway/read-gateway-config.ts';

export type DeathReport = { readonly deaths: number; readonly whileOpen: number; readonly left: number; readonly restarted: number };

const SIGNALS = ['SIGKILL', 'SIGSEGV', 'SIGABRT', 'SIGTERM', 'SIGKILL'] as const;
const LONGEST_START_MS = 4_000;

export async function measureDeaths(count: number): Promise<DeathReport> {
  const stateDir = await realpath(await mkdtemp(join(tmpdir(), 'oc-deaths-')));
  const ports = [await freePort(), await freePort()];
  let [whileOpen, left, restarted] = [0, 0, 0];
  try {
    for (let death = 0; death < count; death += 1) {
      const { open, kill } = runProgram(stateDir, ports);
      // Every third dies with both browsers open, the others on the way there.
      const moment = death % 3 === 0 ? open : Promise.race([open, wait(randomInt(LONGEST_START_MS))]);
      if ((await moment) === 'open') whileOpen += 1;
      await kill(SIGNALS[death % SIGNALS.length] ?? 'SIGKILL');
      left += await countLeft(stateDir);
    }
    const last = runProgram(stateDir, ports);
    if ((await last.open) === 'open') restarted += 1;
    await last.kill('SIGKILL');
    left += await countLeft(stateDir);
  } finally {
    await rm(stateDir, { recursive: true, force: true, maxRetries: 5 });
  }
  return { deaths: count, whileOpen, left, restarted };
}

/** `open` resolves to `open` when both browsers are, to `ended` when the program is over before. */
function runProgram(stateDir: string, ports: readonly number[]) {
  const child = spawn(process.execPath, [import.meta.filename, 'program', stateDir, ...ports.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<'ended'>((resolve) => child.once('exit', () => resolve('ended')));
  const open = Promise.race([ended, new Promise<'open'>((resolve) => child.stdout.once('data', () => resolve('open')))]);
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await ended;
  };
  return { open, kill };
}

async function program(stateDir: string, ports: readonly number[]): Promise<void> {
  const { browser } = toGatewayConfig({ authored: {}, declaration: {} });
  const names = ['a', 'b'];
  const profiles = Object.fromEntries(names.map((name, at) => [name, { cdpPort: ports[at] ?? 0, cdpUrl: null, userDataDir: null }]));
  const place = { controlPort: 20_002, stateDir, home: stateDir, log: () => undefined };
  const service = createBrowserService({ config: { ...browser, headless: true, profiles }, ...place });
  const open = (profile: string) => service.act({ action: 'open', profile, params: { url: 'data:text/html,open' }, timeoutMs: null });
  await Promise.all(names.map(open));
  process.stdout.write('open\n');
}

/** Processes of browsers below a folder that are still there after 5 s. */
async function countLeft(folder: string): Promise<number> {
  const deadline = performance.now() + 5_000;
  for (;;) {
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
    const commands = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
    const left = commands.filter((command) => command.includes(`--user-data-dir=${folder}`)).length;
    if (left === 0 || performance.now() > deadline) return left;
    await wait(50);
  }
}

function wait(ms: number): Promise<'late'> {
  return new Promise((resolve) => setTimeout(() => resolve('late'), ms));
}

/** A loopback port that nothing has now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}

if (import.meta.main) {
  const [first = '10', stateDir = '', ...ports] = process.argv.slice(2);
  if (first === 'program') await program(stateDir, ports.map(Number));
  else {
    const report = await measureDeaths(Number(first));
    console.log(JSON.stringify(report));
    if (report.left > 0 || report.restarted !== 1) process.exitCode = 1;
  }
}
