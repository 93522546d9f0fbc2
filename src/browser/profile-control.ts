/** Starts, watches and stops the browser of one profile. */
import { statfs } from 'node:fs/promises';
import { platform } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { Platform } from '../fleet/host.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import type { BrowserConfig } from '../gateway/read-gateway-config.ts';
import type { ProfileControl } from './action.ts';
import { findRemoteBrowser } from './attach-browser.ts';
import { browserError, withDeadline } from './browser-error.ts';
import { claimUserData } from './claim-user-data.ts';
import { describeProfile } from './describe-profile.ts';
import { findBrowser } from './find-browser.ts';
import { type BrowserEnd, launchBrowser } from './launch-browser.ts';
import { type OpenBrowser, openBrowser } from './open-browser.ts';
import type { BrowserProfile } from './plan-profiles.ts';

/** A browser under control. `facts` go into the status; `stop` resolves when it is gone. */
type Running = { readonly open: OpenBrowser; readonly facts: JsonObject; readonly stop: () => Promise<void> };

export type ProfileRequest = {
  /** The settings of the moment: what counts for the next browser that is started. */
  readonly plan: () => { readonly profile: BrowserProfile; readonly config: BrowserConfig };
  readonly stateDir: string;
  readonly log: (event: string, facts: JsonObject) => void;
};

/** Less than the gateway takes when it is ended, so that a browser that hangs is gone before. */
const CLOSE_WITHIN_MS = 3_000;

export function createProfileControl({ plan, stateDir, log }: ProfileRequest): ProfileControl {
  let running: Running | null = null;
  let starting: Promise<Running> | null = null;
  let stopping: Promise<void> | null = null;
  let lastEnd: string | null = null;
  const { name } = plan().profile;
  /** What the running browser was started with. */
  let started: BrowserProfile | null = null;
  const onEnd = (how: string): void => {
    // Whoever stops a browser knows that it ends.
    if (running !== null) log('browser-ended', { browser: name, how });
    running = null;
    lastEnd = how;
  };
  const startAnew = async (): Promise<Running> => {
    await stopping;
    lastEnd = null;
    const { profile, config } = plan();
    started = profile;
    const begun = profile.kind === 'local' ? await startLocal(profile, config, stateDir, onEnd) : await attach(profile, stateDir, onEnd);
    if (lastEnd !== null) throw browserError(`the browser ${lastEnd}`);
    running = begun;
    log('browser-started', { browser: name, ...begun.facts });
    return begun;
  };
  return {
    status: () => ({
      ...describeProfile(running === null || started === null ? plan().profile : started),
      running: running !== null,
      ...running?.facts,
      ...(lastEnd === null ? {} : { lastEnd }),
    }),
    start: async () => {
      if (running !== null) return running.open;
      starting ??= startAnew().finally(() => {
        starting = null;
      });
      return (await starting).open;
    },
    stop: async () => {
      // A start that fails has nothing to stop.
      await starting?.catch(() => undefined);
      if (running === null) return stopping ?? undefined;
      const { stop } = running;
      running = null;
      stopping ??= stop().finally(() => {
        stopping = null;
        lastEnd = null;
      });
      await stopping;
    },
    running: () => {
      if (running !== null) return running.open;
      throw browserError(
        `the browser "${name}" does not run${lastEnd === null ? '' : `: it ${lastEnd}`}`,
        `omniclaw browser start --browser-profile ${name}`,
      );
    },
  };
}

async function startLocal(
  { cdpPort, userDataDir, folder }: Extract<BrowserProfile, { kind: 'local' }>,
  config: BrowserConfig,
  stateDir: string,
  onEnd: (how: string) => void,
): Promise<Running> {
  const headless = config.headless ?? hasNoDisplay();
  const found = await findBrowser({ executable: config.executablePath, platform: requirePlatform(), environment: process.env });
  const claimed = await claimUserData({ userDataDir, stateDir });
  try {
    const sandbox = platform() === 'linux' && process.getuid?.() === 0 ? 'off' : 'on';
    const sharedMemory = await sizeSharedMemory();
    const launched = await launchBrowser({
      ...{ executable: found.path, userDataDir: claimed.path, cdpPort, headless, sandbox, sharedMemory, more: config.args },
      owner: claimed.owner,
    });
    void launched.ended.then((end) => {
      claimed.release();
      onEnd(describeEnd(end));
    });
    const downloadFolder = join(folder, 'downloads');
    const opening = openBrowser({ transport: launched.transport, headless, downloadFolder });
    const open = await withDeadline(opening, 20_000, 'taking control of the browser').catch((cause: unknown) => {
      launched.kill();
      throw cause;
    });
    return {
      open,
      facts: {
        pid: launched.pid,
        browser: found.kind,
        executable: found.path,
        version: await open.browser.version(),
        headless,
        sandbox,
        downloadFolder,
      },
      stop: async () => {
        // A browser that hangs does not close itself.
        const closing = open.browser.close().catch(() => undefined);
        await Promise.race([Promise.all([closing, launched.ended]), wait(CLOSE_WITHIN_MS)]);
        launched.kill();
        await launched.ended;
      },
    };
  } catch (thrown) {
    claimed.release();
    throw thrown;
  }
}

/** A browser that runs elsewhere is only let go when it is stopped: it is not ours to end. */
async function attach(
  { cdpUrl }: Extract<BrowserProfile, { kind: 'remote' }>,
  stateDir: string,
  onEnd: (how: string) => void,
): Promise<Running> {
  const address = await findRemoteBrowser(cdpUrl, stateDir);
  const open = await withDeadline(
    openBrowser({ browserWSEndpoint: address, headless: false, downloadFolder: null }),
    20_000,
    'connecting to the browser',
  );
  open.browser.once('disconnected', () => onEnd('closed the connection'));
  return { open, facts: { version: await open.browser.version() }, stop: () => open.browser.disconnect() };
}

function describeEnd({ code, signal }: BrowserEnd): string {
  return signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
}

/** Chromium on Linux keeps pictures of pages in /dev/shm, of which a container has 64 MiB unless it is told otherwise. */
async function sizeSharedMemory(): Promise<'usual' | 'small'> {
  if (platform() !== 'linux') return 'usual';
  const found = await statfs('/dev/shm').catch(() => null);
  return found !== null && found.bsize * found.blocks >= SHARED_MEMORY_BYTES ? 'usual' : 'small';
}

const SHARED_MEMORY_BYTES = 512 * 1024 * 1024;

/** Only Linux runs without one as a matter of course. */
function hasNoDisplay(): boolean {
  return platform() === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
}

function requirePlatform(): Platform {
  const name = platform();
  if (name === 'linux' || name === 'darwin' || name === 'win32') return name;
  throw new OmniclawError('OCE_UNSUPPORTED', `browsers cannot be started on ${name}`, {
    hint: 'set "browser.cdpUrl" to one that runs elsewhere',
  });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
