import { OmniclawError } from '../../fleet/omniclaw-error.ts';

/** launchd, through its command line program. Source: launchctl(1), macOS 11 and later. */
export type Launchctl = {
  /** Standard output; `null`: launchd knows no such service. Throws OCE_SERVICE with what it said when it refuses. */
  run(...args: readonly string[]): Promise<string | null>;
};

const TIMEOUT_MS = 60_000;

/** Exit codes for "Could not find service" and "No such process". */
const NOT_FOUND: readonly unknown[] = [113, 3];

/** What launchd answers while it is at it: the process takes its time to end, or is being started. Source: errno.h of Darwin, EINPROGRESS, EALREADY. */
const UNDER_WAY: readonly string[] = ['bootout 36', 'kickstart 37'];

/** Exit codes of "bootstrap" for "Input/output error" and "Operation already in progress". Source: errno.h of Darwin. */
const IN_THE_WAY: readonly unknown[] = [5, 37];

/** Where a Mac has it. */
const SYSTEM_PATH = '/usr/bin:/bin';

export function openLaunchctl(path = SYSTEM_PATH): Launchctl {
  return {
    run: (...args) =>
      new Promise((resolve, reject) => {
        const { execFile } = process.getBuiltinModule('node:child_process');
        execFile('launchctl', args, { env: { PATH: path }, timeout: TIMEOUT_MS }, (cause, stdout, stderr) => {
          if (cause === null || UNDER_WAY.includes(`${args[0]} ${cause.code}`)) return resolve(stdout);
          if (NOT_FOUND.includes(cause.code)) return resolve(null);
          const said = stderr.trim().split('\n')[0] || cause.message.split('\n')[0];
          reject(new OmniclawError('OCE_SERVICE', `launchd refused "${args[0]}": ${said}`, { cause, hint: `launchctl ${args.join(' ')}` }));
        });
      }),
  };
}

/**
 * Whether "bootstrap" was refused with what launchd says while it still lets go of an agent of that name, and when it has one.
 * A property list that it cannot read is answered alike.
 */
export function isInTheWay(thrown: unknown): thrown is OmniclawError {
  if (!(thrown instanceof OmniclawError && thrown.cause instanceof Error && 'code' in thrown.cause)) return false;
  return IN_THE_WAY.includes(thrown.cause.code);
}

/** The domain of the services of a user who is logged in. */
export function userDomain(uid: number): string {
  return `gui/${uid}`;
}
