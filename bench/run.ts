/**
 * `npm run bench`: whole processes, each measured in turn with its baseline, quoted as the ratio of medians.
 * Nothing here passes or fails. `npm run bench -- 30 lint` sets the number of runs and which lines are measured.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const entry = join(root, 'dist', 'omniclaw.js');
const runs = Number(process.argv.find((word) => /^\d+$/.test(word)) ?? 15);
const wanted = process.argv.slice(2).filter((word) => !/^\d+$/.test(word));
const sandbox = await realpath(await mkdtemp(join(tmpdir(), 'oc-bench-')));
const env = { HOME: join(sandbox, 'home'), PATH: process.env['PATH'] ?? '/usr/bin:/bin', NO_COLOR: '1' };
await mkdir(env.HOME);

try {
  const three = await fleet(
    'three',
    "import { defineFleet } from 'omniclaw';\nexport default defineFleet({ gateways: { main: { port: 18789 }, rescue: { port: 19789, rescues: 'main' }, lab: { port: 'auto' } } });\n",
    'ts',
  );
  await compare('lint, TypeScript fleet of 3', ['lint', '--fleet', three], 3);
  for (const count of [1_000, 10_000]) {
    const clean = await fleet(
      `clean-${count}`,
      many(count, (at) => 1024 + 6 * at),
      'json',
    );
    await compare(`lint, JSON fleet of ${count}`, ['lint', '--fleet', clean], count === 10_000 ? 25 : null);
    const clashing = await fleet(
      `clashing-${count}`,
      many(count, (at) => 1024 + 6 * (at - (at % 2))),
      'json',
    );
    await compare(`the same with ${count / 2} conflicts`, ['lint', '--fleet', clashing], count === 10_000 ? 25 : null);
  }
  const crowd = JSON.stringify({ gateways: Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`g${at}`, { port: 18_789 }])) });
  await compare('lint, 500 gateways on one port', ['lint', '--fleet', await fleet('crowd', crowd, 'json')], null);
  if (isWanted('live plan, 50') || isWanted('no-op apply, 50')) await measureHost();
  if (isWanted('gateway')) await gateway();
  if (isWanted('browser status, running gateway; gateway is down')) await browserStatus();
} finally {
  await rm(sandbox, { recursive: true, force: true });
}

async function measureHost(): Promise<void> {
  const gateways = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`g${at}`, { port: 20_000 + at * 120 }]));
  const fifty = await fleet('fifty', JSON.stringify({ gateways }), 'json');
  run([entry, 'apply', '--yes', '--timeout', '120', '--fleet', fifty]);
  await compare('live plan, 50 running gateways', ['plan', '--detailed-exitcode', '--fleet', fifty], 5);
  await compare('no-op apply, 50 running gateways', ['apply', '--yes', '--fleet', fifty], 6);
  run([entry, 'fleet', 'destroy', '--yes', '--fleet', fifty]);
}

function isWanted(what: string): boolean {
  return wanted.length === 0 || wanted.some((part) => what.includes(part));
}

function many(count: number, port: (at: number) => number): string {
  return JSON.stringify({
    gateways: Object.fromEntries(Array.from({ length: count }, (_, at) => [`g${at}`, { port: port(at), browser: { enabled: false } }])),
  });
}

async function fleet(name: string, text: string, extension: string): Promise<string> {
  const folder = join(sandbox, name);
  await mkdir(folder);
  const path = join(folder, `omniclaw.fleet.${extension}`);
  await writeFile(path, text);
  return path;
}

/** Milliseconds of one whole process, which must end well: a number for something that failed is worth nothing. */
function run(argv: readonly string[]): number {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, argv, {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: sandbox,
    encoding: 'utf8',
  });
  if (status !== 0 && !(argv[1] === 'lint' && status === 1)) throw new Error(`"${argv.join(' ')}" exited with ${status}: ${stderr}`);
  return performance.now() - began;
}

async function compare(what: string, args: readonly string[], budget: number | null): Promise<void> {
  if (!isWanted(what) && !(what.startsWith('the same') && isWanted('lint'))) return;
  const [base, ours]: [number[], number[]] = [[], []];
  for (let round = 0; round <= runs; round += 1) {
    const pair = [run(['-e', '0']), run([entry, ...args])] as const;
    if (round === 0) continue;
    base.push(pair[0]);
    ours.push(pair[1]);
  }
  say(what, median(ours), median(base), budget);
}

/** Asked of a gateway that runs, and of one that does not. */
async function browserStatus(): Promise<void> {
  const state = join(env.HOME, '.omniclaw-asked');
  await mkdir(state, { mode: 0o700 });
  await writeFile(join(state, 'omniclaw.json'), '{ gateway: { port: 31909 } }');
  const one = await startUntil([entry, '--profile', 'asked', 'gateway'], '"ready"');
  await compare('status, running gateway', ['--profile', 'asked', 'status'], 4);
  await compare('browser status, running gateway', ['--profile', 'asked', 'browser', 'status'], 4);
  await one.stop();
  await compare('browser status, gateway is down', ['--profile', 'asked', 'browser', 'status'], 4);
}

async function gateway(): Promise<void> {
  const [base, ready, memory, idle]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let round = 0; round < Math.min(runs, 8); round += 1) {
    base.push(run(['-e', '0']));
    const began = performance.now();
    const one = await startUntil([entry, '--profile', 'bench', 'gateway', '--port', '31789'], '"ready"');
    ready.push(performance.now() - began);
    memory.push(await residentKiB(one.pid));
    await one.stop();
    const plain = await startUntil(['-e', "require('http').createServer(()=>{}).listen(0,'127.0.0.1',()=>console.log('ready'))"], 'ready');
    idle.push(await residentKiB(plain.pid));
    await plain.stop();
  }
  say('gateway, exec to ready', median(ready), median(base), 12);
  process.stdout.write(
    `${'gateway, idle memory'.padEnd(36)} ${(median(memory) / 1024).toFixed(1)} MiB / ${(median(idle) / 1024).toFixed(1)} MiB = ${(median(memory) / median(idle)).toFixed(2)} x (budget 1.6 x an idle HTTP server)\n`,
  );
}

async function startUntil(argv: readonly string[], word: string) {
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve_) =>
    child.stdout.setEncoding('utf8').on('data', (text: string) => (text.includes(word) ? resolve_() : undefined)),
  );
  const stop = () => new Promise<void>((resolve_) => child.once('close', () => resolve_()) && child.kill('SIGTERM'));
  return { pid: child.pid ?? 0, stop };
}

/** Resident memory a second after the start, when it has settled. */
async function residentKiB(pid: number): Promise<number> {
  await new Promise((resolve_) => setTimeout(resolve_, 1_000));
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function say(what: string, ours: number, base: number, budget: number | null): void {
  const limit = budget === null ? '' : ` (budget ${budget} x)`;
  process.stdout.write(
    `${what.padEnd(36)} ${ours.toFixed(0)} ms / ${base.toFixed(0)} ms = ${(ours / base).toFixed(2)} x node -e 0${limit}\n`,
  );
}
