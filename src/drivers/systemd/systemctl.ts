import { connect } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { socketAddress } from '../../os/unix-socket.ts';

/** The user manager of systemd, through its command line program. */
export type Systemctl = {
  /** Standard output. Throws OCE_SERVICE with what systemd said when it refuses. */
  run(...args: readonly string[]): Promise<string>;
  /** The same for what may take longer than usual, in milliseconds. */
  runFor(timeoutMs: number, ...args: readonly string[]): Promise<string>;
  /** Whether a user manager of this user listens. Starts nothing. */
  answers(): Promise<'yes' | 'no'>;
};

export type SystemctlRequest = { readonly home: string; readonly environment: { readonly [name: string]: string | undefined } };

const TIMEOUT_MS = 60_000;

export function openSystemctl({ home, environment }: SystemctlRequest): Systemctl {
  const runtime = runtimeFolder(environment);
  const env = {
    HOME: home,
    XDG_RUNTIME_DIR: runtime,
    PATH: `${environment['PATH'] ?? ''}:/usr/bin:/bin`,
    LC_ALL: 'C.UTF-8',
    SYSTEMD_COLORS: '0',
    SYSTEMD_PAGER: '',
  };
  const runFor: Systemctl['runFor'] = (timeout, ...args) =>
    new Promise((resolve, reject) => {
      const words = ['--user', '--no-pager', '--no-ask-password', ...args];
      // Loaded when it is needed: a host without a user manager never needs it.
      const { execFile } = process.getBuiltinModule('node:child_process');
      execFile('systemctl', words, { env, timeout, maxBuffer: 32 * 1024 * 1024 }, (cause, stdout, stderr) => {
        if (cause === null) return resolve(stdout);
        const said = stderr.trim().split('\n')[0] ?? '';
        const reason = said === '' ? cause.message.split('\n')[0] : said;
        reject(new OmniclawError('OCE_SERVICE', `systemd refused "${args[0]}": ${reason}`, { cause, hint: hintFor(args) }));
      });
    });
  return {
    run: (...args) => runFor(TIMEOUT_MS, ...args),
    runFor,
    answers: async () => ((await isListening(join(runtime, 'systemd', 'private'))) ? 'yes' : 'no'),
  };
}

/** `$XDG_RUNTIME_DIR`; without it where logind puts it. Source: pam_systemd(8). */
function runtimeFolder(environment: SystemctlRequest['environment']): string {
  const given = environment['XDG_RUNTIME_DIR'] ?? '';
  return given.startsWith('/') ? given : `/run/user/${userInfo().uid}`;
}

function hintFor(args: readonly string[]): string {
  const unit = args.findLast((word) => word.endsWith('.service'));
  return unit === undefined ? 'systemctl --user status' : `systemctl --user status ${unit}`;
}

function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const address = addressOf(path);
    if (address === null) return resolve(false);
    const socket = connect(address.path);
    const settle = (answer: boolean) => {
      address.release();
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

/** `null`: there is no such folder. */
function addressOf(path: string): ReturnType<typeof socketAddress> | null {
  try {
    return socketAddress(path);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR' || cause.code === 'EACCES'))
      return null;
    throw cause;
  }
}
