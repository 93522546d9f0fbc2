import { OmniclawError } from '../../fleet/omniclaw-error.ts';

/** launchd, through its command line program. Source: launchctl(1), macOS 11 and later. */
export type Launchctl = {
  /** Standard output; `null`: launchd knows no such service. Throws OCE_SERVICE with what it said when it refuses. */
  run(...args: readonly string[]): Promise<string | null>;
};

const TIMEOUT_MS = 60_000;

/** Exit codes for "Could not find service" and "No such process". */
const NOT_FOUND: readonly unknown[] = [113, 3];

/** Where a Mac has it. */
const SYSTEM_PATH = '/usr/bin:/bin';

export function openLaunchctl(path = SYSTEM_PATH): Launchctl {
  return {
    run: (...args) =>
      new Promise((resolve, reject) => {
        const { execFile } = process.getBuiltinModule('node:child_process');
        execFile('launchctl', args, { env: { PATH: path }, timeout: TIMEOUT_MS }, (cause, stdout, stderr) => {
          if (cause === null) return resolve(stdout);
          if (NOT_FOUND.includes(cause.code)) return resolve(null);
          const said = stderr.trim().split('\n')[0] || cause.message.split('\n')[0];
          reject(new OmniclawError('OCE_SERVICE', `launchd refused "${args[0]}": ${said}`, { cause, hint: `launchctl ${args.join(' ')}` }));
        });
      }),
  };
}

/** The domain of the services of a user who is logged in. */
export function userDomain(uid: number): string {
  return `gui/${uid}`;
}
