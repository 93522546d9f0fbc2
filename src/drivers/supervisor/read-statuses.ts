import { isRecord, readEntry, type ServicePhase, type ServiceStatus } from './service-entry.ts';

const PHASES: readonly ServicePhase[] = ['running', 'starting', 'backoff', 'stopped', 'failed'];

/** The answer to `list`. What is not a status is left out: it comes from another version. */
export function readStatuses(value: unknown): ServiceStatus[] {
  return Array.isArray(value) ? value.flatMap(readStatus) : [];
}

function readStatus(value: unknown): ServiceStatus[] {
  if (!isRecord(value)) return [];
  const entry = readEntry({ ...value, lockFile: '' });
  const phase = PHASES.find((one) => one === value['phase']);
  const { wanted, pid, ageMs, restarts, lastExit } = value;
  if (entry === null || phase === undefined || (wanted !== 'running' && wanted !== 'stopped')) return [];
  if (typeof ageMs !== 'number' || typeof restarts !== 'number' || typeof lastExit !== 'string') return [];
  return [
    { name: entry.name, program: entry.program, wanted, phase, pid: typeof pid === 'number' ? pid : null, ageMs, restarts, lastExit },
  ];
}
