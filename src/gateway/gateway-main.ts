/** The gateway as a process: JSON log lines on standard output, one sentence on standard error when it gives up. */
import { setFlagsFromString } from 'node:v8';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { GatewayPart } from './gateway-part.ts';
import { type LogFile, openLogFile } from './log-file.ts';
import { PROTOCOL } from './protocol-limits.ts';
import { type GatewayRequest, runGateway } from './run-gateway.ts';
import { openServiceNotice } from './service-notice.ts';

/** `started`: told as soon as it serves. */
export type GatewayOutput = {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly started: () => void;
};

const DRAIN_MS = 5_000;
const EXIT_CONFIG = 78;

/** Serves until SIGTERM or SIGINT, then drains. Resolves to the exit code: 0, or 78 when it cannot work until something changes. */
export async function gatewayMain(
  request: GatewayRequest,
  parts: readonly GatewayPart[],
  { out, err, started }: GatewayOutput,
): Promise<number> {
  const file: LogFile[] = [];
  const log = (event: string, facts: object): void => {
    const line = `${JSON.stringify({ time: new Date().toISOString(), event, profile: request.profile, ...facts })}\n`;
    out(line);
    for (const one of file) one.write(line);
  };
  process.on('SIGHUP', () => undefined);
  const asked = waitForEnd();
  const notice = openServiceNotice(process.env, (problem) => log('notice-failed', { problem }));
  try {
    const gateway = await runGateway(request, { parts, log, tickMs: PROTOCOL.tickMs });
    file.push(openLogFile(request.stateDir, (problem) => err(`note: the log is not kept: ${problem}\n`)));
    const { port, pid, startId, configHash } = gateway.facts();
    log('ready', { port, ports: gateway.ports, pid, startId, configHash });
    process.on('SIGHUP', () => void gateway.reload());
    notice.ready(`serves port ${port}`);
    started();
    keepHeapSmall();
    const signal = await asked;
    notice.stopping();
    log('draining', { signal });
    const timer = setTimeout(() => process.exit(0), DRAIN_MS);
    await gateway.close();
    clearTimeout(timer);
    log('stopped', {});
    return 0;
  } catch (thrown) {
    if (!(thrown instanceof OmniclawError)) throw thrown;
    err(`${thrown.message}\n${thrown.hint === '' ? '' : `try: ${thrown.hint}\n`}`);
    return thrown.exit === EXIT_CONFIG || thrown.code === 'OCE_OBSERVE' ? EXIT_CONFIG : thrown.exit;
  }
}

/**
 * Keeps the young generation at the size that it has: it would grow to 64 MiB under load and never shrink, which is most of
 * what a gateway keeps after ten thousand bad clients. Measured by `npm run bench:gateway`; a flag of V8 that counts at run time.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
}

/** The second signal ends the process at once. */
function waitForEnd(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) {
      let count = 0;
      process.on(name, () => {
        count += 1;
        if (count > 1) process.exit(130);
        resolve(name);
      });
    }
  });
}
