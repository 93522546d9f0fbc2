import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SuiteReport } from './observe.ts';

export type FileResult = { readonly file: string; readonly passed: number; readonly failures: readonly string[]; readonly ms: number };

const TIMEOUT_MS = Number(process.env['OC_GATE_TIMEOUT_MS'] ?? 420_000);
const OUTPUT_LIMIT = 4_000;

/** Runs one test file with a home of its own and judges it by its report, its end, and what it leaves behind. */
export async function runFile(file: string, root: string): Promise<FileResult> {
  const began = performance.now();
  const scratch = await mkdtemp(join(tmpdir(), 'g-'));
  const id = randomBytes(12).toString('hex');
  const report = join(scratch, 'report.json');
  const home = join(scratch, 'home');
  const temporary = join(scratch, 't');
  await Promise.all([mkdir(home), mkdir(temporary)]);
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:XDG_|OMNICLAW_|OPENCLAW_|NODE_OPTIONS|FORCE_COLOR)/.test(name));
  const env = { ...Object.fromEntries(kept), HOME: home, TMPDIR: temporary, OC_GATE_REPORT: report, OC_GATE_ID: id, NO_COLOR: '1' };
  const child = spawn(process.execPath, ['--import', join(import.meta.dirname, 'observe.ts'), file], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  const end = await waitFor(child);
  const left = await killLeftovers(id);
  const { suites, problems } = await readReport(report);
  await rm(scratch, { recursive: true, force: true });
  const failures = [...problems, ...judgeEnd(end, suites, problems, output.join('')), ...suites.flatMap(judgeSuite), ...left];
  const passed = suites.reduce((sum, suite) => sum + suite.passed, 0);
  return { file, passed, failures, ms: performance.now() - began };
}

type End = { readonly code: number | null; readonly signal: string | null; readonly timedOut: string };

function waitFor(child: ReturnType<typeof spawn>): Promise<End> {
  return new Promise((resolve) => {
    let timedOut = 'no';
    const timer = setTimeout(() => {
      timedOut = 'yes';
      child.kill('SIGKILL');
    }, TIMEOUT_MS);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, timedOut });
    });
  });
}

async function readReport(path: string): Promise<{ suites: SuiteReport[]; problems: string[] }> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text === '' ? { suites: [], problems: ['it ended without a report'] } : JSON.parse(text);
}

function judgeEnd({ code, timedOut }: End, suites: readonly SuiteReport[], problems: readonly string[], output: string): string[] {
  const tail = output.length > OUTPUT_LIMIT ? output.slice(-OUTPUT_LIMIT) : output;
  if (timedOut === 'yes') return [`it did not end within ${TIMEOUT_MS / 1000} s\n${tail}`];
  if (suites.length === 0) return [`it holds no suite (exit ${code})\n${tail}`];
  const explained = problems.length > 0 || suites.some((suite) => suite.problems.length > 0);
  return code === 0 || explained ? [] : [`exit ${code}\n${tail}`];
}

function judgeSuite({ name, declared, passed, run, problems }: SuiteReport): string[] {
  const title = name === '' ? 'a suite' : `"${name}"`;
  const failed = problems.filter((problem) => !/ hook: |is skipped$/.test(problem)).length;
  const unfinished = declared - passed - failed;
  return [
    ...problems.map((problem) => `${title}: ${problem}`),
    ...(run === 'yes' ? [] : [`${title} is never run: ".run()" is missing`]),
    ...(declared === 0 ? [`${title} holds no test`] : []),
    ...(run === 'yes' && unfinished > 0 ? [`${title}: ${unfinished} of ${declared} tests did not finish`] : []),
  ];
}

/** A process that was killed takes a while to be gone on a busy machine. */
const LEFTOVER_GRACE_MS = 4_000;

/** Processes that carry the mark of this file after a short grace: killed, and a failure. */
async function killLeftovers(id: string): Promise<string[]> {
  const deadline = performance.now() + LEFTOVER_GRACE_MS;
  let marked = await findMarked(id);
  while (marked.length > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    marked = await findMarked(id);
  }
  for (const { pid } of marked) process.kill(pid, 'SIGKILL');
  return marked.map(({ pid, command }) => `left process ${pid} behind: ${command}`);
}

async function findMarked(id: string): Promise<{ pid: number; command: string }[]> {
  const names = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const found = await Promise.all(
    names.map(async (name) => {
      const environ = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '');
      if (!environ.includes(`OC_GATE_ID=${id}`)) return [];
      return [{ pid: Number(name), command: (await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ') }];
    }),
  );
  return found.flat();
}
