/** A home of its own for a story: real processes, real ports, nothing shared with the machine or other tests. */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAM } from '../gate/built-program.ts';

export const ROOT = join(import.meta.dirname, '..', '..');

/** Every command of every story compiles the same code: kept, they start in half the time. */
const COMPILED = join(ROOT, 'node_modules', '.cache', 'omniclaw-test-tools', 'compiled');

export type Ran = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly out: string; readonly err: string };

export type Sandbox = {
  readonly home: string;
  /** Folder of the fleet file, and working directory of the commands. */
  readonly folder: string;
  readonly environment: { [name: string]: string };
  /** Writes `omniclaw.fleet.json`. */
  fleet(gateways: object, rest?: object): Promise<void>;
  run(...args: readonly string[]): Promise<Ran>;
  /** Starts a command and does not wait for it. */
  start(...args: readonly string[]): {
    readonly pid: number;
    readonly ended: Promise<Ran>;
    readonly kill: (signal: NodeJS.Signals) => void;
  };
  stateDir(profile: string): string;
  /** Ends every process that lives in this sandbox and removes it. */
  close(): Promise<void>;
};

export async function openSandbox(): Promise<Sandbox> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'oc-')));
  const [home, folder] = [join(root, 'home'), join(root, 'fleet')];
  await Promise.all([mkdir(home), mkdir(folder)]);
  const environment: { [name: string]: string } = {
    HOME: home,
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    NO_COLOR: '1',
    NODE_COMPILE_CACHE: COMPILED,
  };
  const start: Sandbox['start'] = (...args) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      cwd: folder,
      env: { ...marker(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [out, err]: [string[], string[]] = [[], []];
    child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
    const ended = new Promise<Ran>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal, out: out.join(''), err: err.join('') }));
    });
    return { pid: child.pid ?? 0, ended, kill: (signal) => child.kill(signal) };
  };
  return {
    home,
    folder,
    environment,
    start,
    fleet: (gateways, rest = {}) => writeFile(join(folder, 'omniclaw.fleet.json'), `${JSON.stringify({ ...rest, gateways }, null, 2)}\n`),
    run: (...args) => start(...args).ended,
    stateDir: (profile) => join(home, profile === 'default' ? '.omniclaw' : `.omniclaw-${profile}`),
    close: async () => {
      await killInside(root);
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** The gate marks what a test starts with variables of its own; a story hands them on. */
function marker(): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (/GATE/.test(name) && value !== undefined ? [[name, value]] : [])),
  );
}

/** Processes whose working directory or command line lies in a folder. */
export async function processesInside(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  const inside = await Promise.all(
    pids
      .filter((pid) => pid !== process.pid)
      .map(async (pid) => {
        const [cwd, environ] = await Promise.all([readlink(`/proc/${pid}/cwd`), readFile(`/proc/${pid}/environ`, 'utf8')]).catch(() => [
          '',
          '',
        ]);
        return cwd?.startsWith(folder) || environ?.includes(`HOME=${folder}`) ? [pid] : [];
      }),
  );
  return inside.flat();
}

async function killInside(folder: string): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    const pids = await processesInside(folder);
    if (pids.length === 0) return;
    for (const pid of pids) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (cause) {
        if (!(cause instanceof Error && 'code' in cause && cause.code === 'ESRCH')) throw cause;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const [FIRST_PORT, LANES, LANE_PORTS] = [20_000, 20, 6] as const;
let reserved: Promise<number> | undefined;

/** Base ports come in lanes of 6 ports within a block of 120. A test process keeps one lane to itself by holding its last port. */
async function reserveLane(): Promise<number> {
  for (let tries = 0; tries < 400; tries += 1) {
    const lane = randomInt(0, LANES);
    const holder = createServer().unref();
    const held = await new Promise((resolve) => {
      holder.once('error', () => resolve('no'));
      holder.listen(FIRST_PORT + lane * LANE_PORTS + LANE_PORTS - 1, '127.0.0.1', () => resolve('yes'));
    });
    if (held === 'yes') return lane;
  }
  throw new Error('every lane of test ports is held: too many test processes run at once');
}

/** A base port whose fixed ports are free now, and that no other test process draws. */
export async function freeBase(): Promise<number> {
  reserved ??= reserveLane();
  const lane = await reserved;
  for (;;) {
    const base = FIRST_PORT + randomInt(0, 90) * 120 + lane * LANE_PORTS;
    const free = await Promise.all([base, base + 2, base + 4].map(isFree));
    if (free.every((one) => one)) return base;
  }
}

/** Several such bases, all different. */
export async function freeBases(count: number): Promise<number[]> {
  const bases = new Set<number>();
  while (bases.size < count) bases.add(await freeBase());
  return [...bases];
}

/** Whether nothing listens on a loopback port now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
