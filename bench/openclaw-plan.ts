/**
 * `npm run bench:openclaw`: a plan on a host with 20 OpenClaw profiles, two of them running, under a real `systemd --user`;
 * beside it what OpenClaw's own check of each profile takes, in the same run. Nothing here passes or fails.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readFile, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROGRAM } from '../test/gate/built-program.ts';
import { needTool } from '../test/gate/need-tool.ts';
import { openSandbox } from '../test/stories/sandbox.ts';
import { startUserManager } from '../test/stories/user-manager.ts';

/** `npm run bench:openclaw -- RUNS PROFILES` */
const [RUNS, PROFILES] = [Number(process.argv[2] ?? 9), Number(process.argv[3] ?? 20)];
const REST_MS = 20_000;
const [FIRST_BASE, STEP] = [22_000, 120];

const script = await realpath(needTool('openclaw'));
const box = await openSandbox();
const manager = await startUserManager(box);
try {
  const gateways = Object.fromEntries(
    Array.from({ length: PROFILES }, (_, at) => [
      `p${at}`,
      { runtime: 'openclaw', port: FIRST_BASE + STEP * at, program: { path: script }, state: at < 2 ? 'running' : 'stopped' },
    ]),
  );
  await box.fleet(gateways);
  const applied = await box.run('apply', '--yes', '--timeout', '300', '--parallel', '1');
  if (applied.code !== 0) throw new Error(applied.out + applied.err);
  await installOthers();
  const units = readdirSync(manager.units).filter((name) => /^openclaw-gateway.*\.service$/.test(name)).length;
  if (units !== PROFILES) throw new Error(`${units} units, not ${PROFILES}`);
  // What a gateway does after its start goes on for a while after it has answered.
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  print(`${PROFILES} profiles with a config and a unit each, 2 running since ${REST_MS / 1000} s`);
  const [plan, base] = [times(() => time([PROGRAM, 'plan', '--detailed-exitcode'])), times(() => time(['-e', '0']))];
  const checks = Object.keys(gateways).map((name) => time([script, '--profile', name, 'doctor', '--lint', '--json'], [0, 1]));
  print(`omniclaw plan, all of them          ${plan.toFixed(0)} ms = ${(plan / base).toFixed(1)} x node -e 0 (budget 500 ms)`);
  print(`openclaw doctor --lint, one by one  ${sum(checks).toFixed(0)} ms, ${(sum(checks) / PROFILES).toFixed(0)} ms each`);
  const gone = await box.run('fleet', 'destroy', '--yes');
  if (gone.code !== 0) throw new Error(gone.out + gone.err);
} finally {
  await manager.close();
  await box.close();
}

/** Units of the profiles that do not run, as apply wrote the one of the first; a profile that is stopped gets none by itself. */
async function installOthers(): Promise<void> {
  const unitOf = (at: number): string => join(manager.units, `openclaw-gateway-p${at}.service`);
  const first = await readFile(unitOf(0), 'utf8');
  for (let at = 2; at < PROFILES; at += 1) {
    const text = first.replaceAll(/\bp0\b/g, `p${at}`).replaceAll(String(FIRST_BASE), String(FIRST_BASE + STEP * at));
    await writeFile(unitOf(at), text, { mode: 0o600 });
  }
  await manager.systemctl('daemon-reload');
}

/** Median of several runs, in ms. */
function times(run: () => number): number {
  const sorted = Array.from({ length: RUNS }, run).sort((a, b) => a - b);
  return sorted[Math.floor(RUNS / 2)] ?? 0;
}

/** A whole process of this Node, in ms. Throws when it ends otherwise than it should. */
function time(argv: readonly string[], good: readonly number[] = [0]): number {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, argv, { cwd: box.folder, env: box.environment, encoding: 'utf8' });
  if (!good.includes(status ?? -1)) throw new Error(`${argv.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return performance.now() - began;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
