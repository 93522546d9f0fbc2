/** What `systemctl show` says of a unit. Source: org.freedesktop.systemd1(5), systemd 252. */
export type UnitState = {
  readonly id: string;
  /** `loaded`, `not-found`, `masked`, `bad-setting`, `error`. */
  readonly load: string;
  /** `active`, `reloading`, `inactive`, `failed`, `activating`, `deactivating`. */
  readonly active: string;
  readonly sub: string;
  /** `enabled`, `disabled`, `static`, `masked`, ...; empty when there is no file. */
  readonly enabled: string;
  readonly path: string;
  /** Paths with a space between them; a path may hold spaces itself. */
  readonly dropIns: string;
  readonly needsReload: string;
  /** 0 when none runs. */
  readonly pid: number;
  readonly result: string;
  /** 1 exited, 2 killed, 3 dumped. Source: waitid(2). */
  readonly exitCode: number;
  readonly exitStatus: number;
  readonly restarts: number;
  /** Microseconds of the monotonic clock; 0 when it never ran. */
  readonly startedAt: number;
  /** What systemd is about to do with it, or is doing; 0: nothing. A unit that was just asked to start is `inactive` and has one. */
  readonly job: number;
};

const PROPERTIES = [
  'Id',
  'LoadState',
  'ActiveState',
  'SubState',
  'UnitFileState',
  'FragmentPath',
  'DropInPaths',
  'NeedDaemonReload',
  'MainPID',
  'Result',
  'ExecMainCode',
  'ExecMainStatus',
  'NRestarts',
  'ExecMainStartTimestampMonotonic',
  'Job',
] as const;

/** Arguments of the one call that reads all units. */
export function showArguments(names: readonly string[]): string[] {
  return ['show', `--property=${PROPERTIES.join(',')}`, '--', ...names];
}

/** Reads the answer: blocks of `Key=value` lines, one a unit, divided by empty lines. */
export function parseUnitStates(text: string): UnitState[] {
  return text
    .split(/\n\s*\n/)
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const fields = new Map(block.split('\n').map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1)]));
      const word = (name: (typeof PROPERTIES)[number]): string => fields.get(name) ?? '';
      const number = (name: (typeof PROPERTIES)[number]): number => Number(word(name)) || 0;
      return {
        id: word('Id'),
        load: word('LoadState'),
        active: word('ActiveState'),
        sub: word('SubState'),
        enabled: word('UnitFileState'),
        path: word('FragmentPath'),
        dropIns: word('DropInPaths'),
        needsReload: word('NeedDaemonReload'),
        pid: number('MainPID'),
        result: word('Result'),
        exitCode: number('ExecMainCode'),
        exitStatus: number('ExecMainStatus'),
        restarts: number('NRestarts'),
        startedAt: number('ExecMainStartTimestampMonotonic'),
        job: number('Job'),
      };
    });
}

/** How a unit ended, in words; empty when it never did, or ended well. */
export function describeEnd({ active, sub, result, exitCode, exitStatus }: UnitState): string {
  if (active === 'active' || (active === 'activating' && sub !== 'auto-restart')) return '';
  const explained = RESULTS[result];
  const setup = exitCode === 1 ? SETUP_FAILURES[exitStatus] : undefined;
  if (setup !== undefined) return `systemd could not set it up (${setup})`;
  if (explained !== undefined) return explained;
  if (exitCode === 1 && exitStatus !== 0) return `exit ${exitStatus}`;
  if (exitCode > 1) return `ended by signal ${exitStatus}`;
  return result === 'success' || result === '' ? '' : result;
}

/** Source: systemd.service(5), "$SERVICE_RESULT". */
const RESULTS: { readonly [result: string]: string } = {
  timeout: 'it did not say that it is ready in time',
  watchdog: 'it stopped giving signs of life',
  'start-limit-hit': 'it ended too often, and systemd gave up',
  'oom-kill': 'it needed more memory than its limit',
  protocol: 'it ended before it was ready',
};

/** Source: systemd.exec(5), "Process Exit Codes". */
const SETUP_FAILURES: { readonly [status: number]: string } = {
  200: 'CHDIR: its state folder cannot be entered',
  203: 'EXEC: its program cannot be run',
  209: 'STDOUT: its log file cannot be opened',
  217: 'USER: this kernel refuses user name spaces; set service.hardening to "none"',
  218: 'CAPABILITIES: set service.hardening to "none"',
  226: 'NAMESPACE: this kernel refuses name spaces; set service.hardening to "none"',
  228: 'SECCOMP: this kernel refuses system call filters; set service.hardening to "none"',
};
