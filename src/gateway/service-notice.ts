/**
 * Tells systemd that the gateway is ready, alive, or ending. Its socket takes datagrams, which Node does not have for
 * Unix sockets, so "systemd-notify" is started for each message; it waits until systemd has read it.
 * Source: sd_notify(3), sd_watchdog_enabled(3), systemd-notify(1), version 252.
 */
import { spawn } from 'node:child_process';

/** Does nothing when no service manager waits for messages. */
export type ServiceNotice = {
  /** From now on it also gives signs of life, if they are asked for. */
  readonly ready: (status: string) => void;
  readonly stopping: () => void;
};

/** Takes the variables of the service manager out of the environment, so that programs which the gateway starts cannot speak for it. */
export function openServiceNotice(
  environment: { [name: string]: string | undefined },
  onProblem: (problem: string) => void,
): ServiceNotice {
  const { NOTIFY_SOCKET: socket, WATCHDOG_USEC: interval, PATH: path } = environment;
  for (const name of ['NOTIFY_SOCKET', 'WATCHDOG_USEC', 'WATCHDOG_PID']) delete environment[name];
  if (socket === undefined || socket === '') return { ready: () => undefined, stopping: () => undefined };
  const tell = (...messages: readonly string[]): void => {
    const env = { NOTIFY_SOCKET: socket, PATH: `${path ?? ''}:/usr/bin:/bin` };
    const child = spawn('systemd-notify', messages, { env, stdio: 'ignore' });
    child.once('error', (cause) => onProblem(`"systemd-notify" cannot be run: ${cause.message}`));
    child.once('exit', (code) => (code === 0 ? undefined : onProblem(`"systemd-notify ${messages[0]}" ended with ${code}`)));
  };
  let pulse: NodeJS.Timeout | undefined;
  return {
    ready: (status) => {
      tell('--ready', `--status=${status}`);
      const every = Number(interval ?? 0) / 1_000 / SIGNS_PER_INTERVAL;
      if (every > 0) pulse = setInterval(() => tell('WATCHDOG=1'), every).unref();
    },
    stopping: () => {
      clearInterval(pulse);
      tell('STOPPING=1');
    },
  };
}

/** One sign of life may be lost without harm. */
const SIGNS_PER_INTERVAL = 3;
