/**
 * Starts a browser that cannot outlive this process: it is driven through pipes, and ends when they close, whatever
 * ended us. It also listens on its CDP port, for tools; that the port is its own and nobody else's is proven.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { platform } from 'node:os';
import type { Readable, Writable } from 'node:stream';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { findListener } from '../os/listeners.ts';
import { browserArguments, browserEnvironment, type LaunchPlan } from './browser-arguments.ts';
import { readBrowserId } from './browser-endpoint.ts';
import { createPipeTransport, type PipeTransport } from './pipe-transport.ts';

/** How a browser ended: exit code or signal. */
export type BrowserEnd = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

export type LaunchedBrowser = {
  readonly pid: number;
  readonly transport: PipeTransport;
  /** Identity of this very browser, `/devtools/browser/ID`. */
  readonly browserId: string;
  readonly ended: Promise<BrowserEnd>;
  /** Ends it with everything it started. */
  readonly kill: () => void;
};

const START_WITHIN_MS = 30_000;
const RELEASE_WITHIN_MS = 2_000;
const KEPT_LINES = 12;

/** Throws OCE_BROWSER_TAKEN when another process has the port, OCE_BROWSER when the browser does not start. */
export async function launchBrowser(plan: LaunchPlan): Promise<LaunchedBrowser> {
  await requireFreePort(plan.cdpPort);
  const child = spawn(plan.executable, browserArguments(plan), {
    detached: platform() !== 'win32',
    env: browserEnvironment(process.env),
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<BrowserEnd>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }));
    child.once('exit', (code, signal) => resolve({ code, signal }));
  });
  const kill = (): void => killGroup(child);
  try {
    const transport = createPipeTransport(...pipesOf(child));
    const browserId = await readDevToolsLine(child, plan, ended);
    const answers = await readBrowserId(`http://127.0.0.1:${plan.cdpPort}`);
    if (answers !== browserId) throw await portTaken(plan.cdpPort);
    return { pid: child.pid ?? 0, transport, browserId, ended, kill };
  } catch (thrown) {
    kill();
    await ended;
    throw thrown;
  }
}

/** A browser that was just ended has its socket for a moment when it is a process no more; so what has no holder is waited for. */
async function requireFreePort(port: number): Promise<void> {
  const deadline = performance.now() + RELEASE_WITHIN_MS;
  for (;;) {
    const holder = await findListener(port);
    if (holder === null) return;
    if (holder.pid !== null || performance.now() > deadline) throw await portTaken(port);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

async function portTaken(port: number): Promise<OmniclawError> {
  const holder = await findListener(port);
  const who = holder?.pid == null ? 'another process' : `process ${holder.pid} (${holder.command})`;
  return new OmniclawError('OCE_BROWSER_TAKEN', `CDP port ${port} is held by ${who}`, {
    hint: holder?.pid == null ? `omniclaw fleet who ${port}` : `ps -fp ${holder.pid}`,
  });
}

function pipesOf({ stdio }: ChildProcess): [Writable, Readable] {
  const [, , , out, from] = stdio;
  if (out == null || from == null || !('write' in out) || !('read' in from)) throw new Error('the pipes of the browser were not made');
  return [out, from];
}

/** What the browser itself says about its port, which only its parent can read. Resolves to the browser's identity. */
function readDevToolsLine({ stderr }: ChildProcess, plan: LaunchPlan, ended: Promise<BrowserEnd>): Promise<string> {
  const lines: string[] = [];
  return new Promise((resolve, reject) => {
    const fail = (problem: string): void =>
      reject(
        new OmniclawError('OCE_BROWSER', `"${plan.executable}" ${problem}${lines.length === 0 ? '' : `: ${lines.join(' | ')}`}`, {
          hint: `ls -ld ${JSON.stringify(plan.userDataDir)}`,
        }),
      );
    const timer = setTimeout(() => fail(`did not open its port within ${START_WITHIN_MS / 1000} s`), START_WITHIN_MS);
    void ended.then(({ code, signal }) => {
      clearTimeout(timer);
      fail(code === null && signal === null ? 'cannot be run' : `ended at once (${signal ?? `exit ${code}`})`);
    });
    stderr?.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) {
        const [, host, id] = /^DevTools listening on ws:\/\/(.+):\d+(\/devtools\/browser\/[0-9a-f-]+)/.exec(line) ?? [];
        if (/^Cannot start http server for devtools/.test(line) || (host !== undefined && host !== '127.0.0.1')) {
          clearTimeout(timer);
          void portTaken(plan.cdpPort).then(reject);
        } else if (id !== undefined) {
          clearTimeout(timer);
          resolve(id);
        } else if (line.trim() !== '' && !line.includes('dbus/')) {
          lines.splice(0, Math.max(0, lines.length - KEPT_LINES + 1));
          lines.push(line.trim());
        }
      }
    });
  });
}

/** The browser leads a process group of its own, so that nothing it started stays. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (platform() === 'win32') child.kill('SIGKILL');
  else process.kill(-child.pid, 'SIGKILL');
}
