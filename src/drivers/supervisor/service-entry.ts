import type { ProcessIdentity } from '../../os/process-facts.ts';
import type { ServiceProgram, StopPolicy } from '../../plan/resource.ts';

/** What the supervisor keeps of one service. */
export type ServiceEntry = {
  readonly name: string;
  readonly program: ServiceProgram;
  /** A lock that the program holds while it runs: one more proof that a process is the one we started. */
  readonly lockFile: string;
  readonly stop: StopPolicy;
};

/** What entries without one were written with. */
const FORMER_STOP: StopPolicy = { timeoutMs: 10_000, asks: 'group' };

export type ServiceRecord = {
  readonly entry: ServiceEntry;
  readonly wanted: 'running' | 'stopped';
  /** Random word in the environment of the process, written down before it is started. */
  readonly launchId: string;
  readonly identity: ProcessIdentity | null;
};

export type ServicePhase = 'running' | 'starting' | 'backoff' | 'stopped' | 'failed';

export type ServiceStatus = {
  readonly name: string;
  readonly program: ServiceProgram;
  readonly wanted: 'running' | 'stopped';
  readonly phase: ServicePhase;
  readonly pid: number | null;
  /** Milliseconds since the start of the process, as far as the supervisor knows; 0 when none runs. */
  readonly ageMs: number;
  readonly restarts: number;
  /** Why it last ended, in words; empty when it has not. */
  readonly lastExit: string;
};

/** Environment variable that marks a process as started by the supervisor. */
export const LAUNCH_VARIABLE = 'OMNICLAW_LAUNCH_ID';

/** Reads an entry from a message or a table; `null` when it is not one. */
export function readEntry(value: unknown): ServiceEntry | null {
  if (!isRecord(value) || !isRecord(value['program'])) return null;
  const { name, lockFile } = value;
  const stop = value['stop'] === undefined ? FORMER_STOP : readStop(value['stop']);
  const { argv, env, workingDirectory, logFile } = value['program'];
  if (typeof name !== 'string' || name === '' || typeof lockFile !== 'string' || stop === null) return null;
  if (!isWords(argv) || argv.length === 0 || !isRecord(env) || typeof workingDirectory !== 'string' || typeof logFile !== 'string')
    return null;
  const variables = Object.entries(env).flatMap(([key, word]) => (typeof word === 'string' ? [[key, word] as const] : []));
  return { name, lockFile, stop, program: { argv, env: Object.fromEntries(variables), workingDirectory, logFile } };
}

function readStop(value: unknown): StopPolicy | null {
  if (!isRecord(value)) return null;
  const { timeoutMs, asks } = value;
  return typeof timeoutMs === 'number' && (asks === 'group' || asks === 'main') ? { timeoutMs, asks } : null;
}

/** Reads a record of the table; `null` when it is not one. */
export function readRecord(value: unknown): ServiceRecord | null {
  if (!isRecord(value)) return null;
  const { wanted, launchId, identity } = value;
  const entry = readEntry(value['entry']);
  if (entry === null || (wanted !== 'running' && wanted !== 'stopped') || typeof launchId !== 'string') return null;
  return { entry, wanted, launchId, identity: readIdentity(identity) };
}

function readIdentity(value: unknown): ProcessIdentity | null {
  if (!isRecord(value)) return null;
  const { pid, startTime, bootId } = value;
  if (typeof pid !== 'number' || pid <= 1 || typeof startTime !== 'string' || typeof bootId !== 'string') return null;
  return { pid, startTime, bootId };
}

export function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((word) => typeof word === 'string');
}
