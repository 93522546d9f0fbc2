/** The browsers of one gateway, without the gateway: a state folder of its own and a real Chromium. */
import { mkdtemp, readdir, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../bench/browser-deaths.ts';
import { type BrowserService, createBrowserService } from '../../src/browser/browser-service.ts';
import type { JsonObject } from '../../src/fleet/fleet-spec.ts';
import { isJsonObject } from '../../src/fleet/json-object.ts';
import { OmniclawError } from '../../src/fleet/omniclaw-error.ts';
import { type BrowserConfig, toGatewayConfig } from '../../src/gateway/read-gateway-config.ts';
import { needTool } from '../gate/need-tool.ts';

export type BrowserBox = {
  readonly stateDir: string;
  readonly service: BrowserService;
  readonly config: BrowserConfig;
  readonly cdpPort: number;
  /** Does an action on the main profile. */
  readonly act: (action: string, params?: JsonObject) => Promise<JsonObject>;
  /** Does an action that must fail, and gives the code and the message. */
  readonly refused: (action: string, params?: JsonObject) => Promise<string>;
  readonly close: () => Promise<void>;
};

/** `change`: what the config says about browsers beside the port of the main profile. */
export async function openBrowserBox(change: Partial<BrowserConfig> = {}): Promise<BrowserBox> {
  const stateDir = await realpath(await mkdtemp(join(tmpdir(), 'oc-state-')));
  const cdpPort = await freePort();
  const usual = toGatewayConfig({ authored: {}, declaration: {} }).browser;
  const profiles = { default: { cdpPort, cdpUrl: null, userDataDir: null } };
  const config = { ...usual, executablePath: needTool('chromium'), headless: true, profiles, ...change };
  const service = createBrowserService({ config, controlPort: 20_002, stateDir, home: stateDir, log: () => undefined });
  const act: BrowserBox['act'] = (action, params = {}) => service.act({ action, profile: null, params, timeoutMs: null });
  return {
    stateDir,
    service,
    config,
    cdpPort,
    act,
    refused: (action, params) => act(action, params).then(() => 'it was done', describe),
    close: async () => {
      await service.close();
      await rm(stateDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function describe(thrown: unknown): string {
  if (!(thrown instanceof OmniclawError)) throw thrown;
  return `${thrown.code}: ${thrown.message}`;
}

/** Every process of a browser, helpers included, whose user data lies below a folder. */
export async function browsersBelow(folder: string): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map(async (pid) => [pid, await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')] as const),
  );
  return commands.flatMap(([pid, command]) => (command.includes(`--user-data-dir=${folder}`) ? [Number(pid)] : []));
}

/** Waits until something holds; throws what was wanted when it does not within 20 s. */
export async function until(what: string, holds: () => Promise<unknown>): Promise<void> {
  const deadline = performance.now() + 20_000;
  while ((await holds()) !== true) {
    if (performance.now() > deadline) throw new Error(`it never came true that ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Rows of a list in an answer. */
export function rowsOf(answer: JsonObject, key: string): JsonObject[] {
  const rows = answer[key];
  return Array.isArray(rows) ? rows.filter(isJsonObject) : [];
}
