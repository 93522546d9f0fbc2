import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, parse, sep } from 'node:path';
import type { Readable } from 'node:stream';
import type { FleetFacts } from '../fleet/define-fleet.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { showText } from '../fleet/show-value.ts';
import { MAX_FILE_BYTES } from './read-source.ts';
import type { SandboxAnswer, SandboxRequest } from './sandbox-messages.ts';
import { sandboxProgram } from './sandbox-program.ts';

/** What came of evaluating a fleet file. The parent decides: whatever is not one good answer is a failure. */
export type EvaluationResult = Omit<SandboxAnswer, 'nonce'>;

/** A running evaluation. The child starts with `startEvaluation`, so that the caller can load the rest of itself meanwhile. */
export type Evaluation = { readonly result: Promise<EvaluationResult> };

export type EvaluationLimits = { readonly [name in keyof typeof LIMITS]: number };

const LIMITS = {
  /** Processor time of the child, start included. */
  cpuMs: 800,
  residentMiB: 512,
  heapMiB: 128,
  answerBytes: 32 * 1024 * 1024,
  /** Elapsed time, where processor time cannot be read. */
  wallMs: 2_000,
  /** Elapsed time everywhere, for a machine that is too busy to run the child. */
  longestWallMs: 10_000,
  pollMs: 20,
} as const;

/**
 * `path`: absolute, links resolved. `overrides`: texts by such a path that stand in for files.
 * Throws `OCE_EVALUATOR` (through `result`) when this machine cannot run the child.
 */
export function startEvaluation(
  path: string,
  facts: FleetFacts,
  overrides: ReadonlyMap<string, string>,
  limits: EvaluationLimits = LIMITS,
): Evaluation {
  const folder = dirname(path);
  const request: SandboxRequest = { path, folder, facts, nonce: makeNonce(), maxFileBytes: MAX_FILE_BYTES, overrides: overrides.size };
  // Not imported: a data file needs no child, and the module takes Node as long to load as the file does to read.
  const { spawn } = process.getBuiltinModule('node:child_process');
  const child = spawn(process.execPath, sandboxArguments(request), {
    cwd: parse(path).root,
    env: {},
    stdio: [overrides.size > 0 ? 'pipe' : 'ignore', 'ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  // A child that is gone does not read; its ending says why.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(JSON.stringify(Object.fromEntries(overrides)));
  return { result: collect(child, request, limits) };
}

/** Not known to the file, which sees neither this process nor its arguments. Loading `node:crypto` for it costs 5 ms. */
function makeNonce(): string {
  return [Math.random(), Math.random(), Math.random()].map((random) => random.toString(36).slice(2)).join('');
}

function sandboxArguments(request: SandboxRequest): string[] {
  const folder = request.folder.endsWith(sep) ? request.folder : request.folder + sep;
  return [
    '--permission',
    `--allow-fs-read=${folder}*`,
    '--experimental-vm-modules',
    '--disallow-code-generation-from-strings',
    '--no-warnings',
    '--input-type=commonjs',
    `--max-old-space-size=${LIMITS.heapMiB}`,
    '--eval',
    sandboxProgram(),
    '--',
    JSON.stringify(request),
  ];
}

type Ending = { readonly code: number | null; readonly signal: NodeJS.Signals | null; readonly limit: Limit | null };
type Limit = 'processor time' | 'elapsed time' | 'memory' | 'answer';

/**
 * Settles as soon as the child has closed its answer, which is the last thing it does; the few milliseconds in which it
 * ends are not waited for. Without a good answer its ending says what happened.
 */
async function collect(child: ChildProcess, request: SandboxRequest, limits: EvaluationLimits): Promise<EvaluationResult> {
  let limit: Limit | null = null;
  const kill = (reached: Limit) => {
    limit ??= reached;
    child.kill('SIGKILL');
  };
  const stopWatching = watchLimits(child, limits, kill);
  const ending = ended(child);
  const output = readAll(child.stderr, () => kill('answer'));
  const answered = readAll(child.stdio[3], () => kill('answer')).then((text) => ({ text, answer: parseAnswer(text, request.nonce) }));
  try {
    const { text, answer } = await Promise.race([answered, ending.then(() => answered)]);
    if (answer !== null) return release(child, answer);
    const { code, signal } = await ending;
    return explainEnding({ code, signal, limit }, limits, { output: await output, answerText: text });
  } finally {
    stopWatching();
  }
}

/** What is left of the child is its ending: nothing waits for it. */
function release(child: ChildProcess, answer: EvaluationResult): EvaluationResult {
  child.kill('SIGKILL');
  child.unref();
  for (const stream of child.stdio) if (stream != null && 'unref' in stream && typeof stream.unref === 'function') stream.unref();
  return answer;
}

function ended(child: ChildProcess): Promise<Omit<Ending, 'limit'>> {
  const { promise, resolve, reject } = Promise.withResolvers<Omit<Ending, 'limit'>>();
  child.once('error', (cause) =>
    reject(
      new OmniclawError('OCE_EVALUATOR', 'the process that evaluates the fleet file does not start', {
        hint: 'use a JSON or YAML fleet file',
        cause,
      }),
    ),
  );
  child.once('close', (code, signal) => resolve({ code, signal }));
  return promise;
}

async function readAll(stream: unknown, overflow: () => void): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  if (!isReadable(stream)) return '';
  for await (const part of stream) {
    if (!Buffer.isBuffer(part)) continue;
    size += part.length;
    if (size > LIMITS.answerBytes) overflow();
    else parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function isReadable(stream: unknown): stream is Readable {
  return stream !== null && typeof stream === 'object' && Symbol.asyncIterator in stream;
}

/** Kills a child that uses more than its share. Returns how to stop watching. */
function watchLimits(child: ChildProcess, limits: EvaluationLimits, kill: (reached: Limit) => void): () => void {
  const started = performance.now();
  const timer = setInterval(() => {
    const use = child.pid === undefined ? null : readUse(child.pid);
    const elapsed = performance.now() - started;
    if (use !== null && use.residentMiB > limits.residentMiB) kill('memory');
    else if (use !== null && use.cpuMs > limits.cpuMs) kill('processor time');
    else if (elapsed > longestWall(limits)) kill('elapsed time');
  }, limits.pollMs);
  return () => clearInterval(timer);
}

function longestWall({ wallMs, longestWallMs }: EvaluationLimits): number {
  return process.platform === 'linux' ? longestWallMs : wallMs;
}

/** Processor time and memory of a process; `null` where `/proc` has none. Source: proc_pid_stat(5), fields 14, 15 and 24. */
function readUse(pid: number): { readonly cpuMs: number; readonly residentMiB: number } | null {
  if (process.platform !== 'linux') return null;
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null;
    throw error;
  }
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [utime = 0, stime = 0, pages = 0] = [fields[11], fields[12], fields[21]];
  return { cpuMs: (utime + stime) * 10, residentMiB: (pages * 4096) / (1 << 20) };
}

type Written = { readonly output: string; readonly answerText: string };

function explainEnding(ending: Ending, limits: EvaluationLimits, { output, answerText }: Written): EvaluationResult {
  if (ending.limit === 'processor time') return failed('the fleet file does not end: it was stopped after its share of processor time');
  if (ending.limit === 'elapsed time')
    return failed(
      `the fleet file does not end within ${longestWall(limits) / 1000} s: it waits, or this machine is too busy to evaluate it`,
    );
  if (ending.limit === 'answer') return failed(`the fleet is larger than ${LIMITS.answerBytes} bytes`);
  if (ending.limit === 'memory' || output.includes('JavaScript heap out of memory'))
    return failed(`the fleet file uses too much memory: more than ${LIMITS.heapMiB} MiB`);
  if (ending.code === 9 && answerText === '')
    throw new OmniclawError('OCE_EVALUATOR', `this node cannot evaluate a fleet file safely: ${showText(output.trim())}`, {
      hint: 'use Node 24 or newer, or a JSON or YAML fleet file',
    });
  if (output !== '') return failed(`the fleet file prints: ${showText(output.trim(), 80)}`);
  return failed(`the fleet file ended its evaluation without an answer (${ending.signal ?? `exit ${ending.code}`})`);
}

function failed(message: string): EvaluationResult {
  return { value: null, unfit: [], failure: { message, place: null }, stripped: {} };
}

/** `null`: it is not one well-formed answer of our evaluator. */
function parseAnswer(text: string, nonce: string): SandboxAnswer | null {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  return isAnswer(answer) && answer.nonce === nonce ? answer : null;
}

function isAnswer(answer: unknown): answer is SandboxAnswer {
  if (answer === null || typeof answer !== 'object') return false;
  const has = (name: string, fits: (value: unknown) => boolean) => name in answer && fits(Reflect.get(answer, name));
  const text = (value: unknown) => value === null || typeof value === 'string';
  return (
    has('nonce', text) &&
    has('value', text) &&
    has('unfit', Array.isArray) &&
    has('failure', (value) => typeof value === 'object') &&
    has('stripped', (value) => value !== null && typeof value === 'object')
  );
}
