/** A gateway as a real process on real ports, for a test file. */

import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { type OutgoingHttpHeaders, request } from 'node:http';
import { join } from 'node:path';
import { PROGRAM } from '../gate/built-program.ts';
import { freeBase, openSandbox, type Sandbox } from '../stories/sandbox.ts';

export type RunningGateway = {
  readonly box: Sandbox;
  readonly profile: string;
  readonly base: number;
  readonly token: string;
  readonly pid: number;
  readonly stateDir: string;
  readonly configPath: string;
  /** Resolves when the log has a line of this event, from the start or later. */
  readonly logged: (event: string) => Promise<{ readonly [key: string]: unknown }>;
  /** Ends the gateway with a signal; resolves to its exit code. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>;
};

/** Starts a gateway in a sandbox and waits until it says that it is ready. */
export async function startGateway(
  box: Sandbox,
  profile: string,
  base: number,
  environment: { [name: string]: string } = {},
): Promise<RunningGateway> {
  const argv = [PROGRAM, '--profile', profile, 'gateway', '--port', String(base)];
  const child = spawn(process.execPath, argv, {
    cwd: box.folder,
    env: { ...process.env, ...box.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: { [key: string]: unknown }[] = [];
  const waiting: { event: string; found: (line: { [key: string]: unknown }) => void; failed: (problem: Error) => void }[] = [];
  let rest = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const line = JSON.parse(part);
      lines.push(line);
      for (const one of waiting.filter(({ event }) => event === line.event)) {
        waiting.splice(waiting.indexOf(one), 1);
        one.found(line);
      }
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  void ended.then((code) => {
    for (const { event, failed } of waiting) failed(new Error(`exit ${code} before "${event}": ${complaint}`));
  });
  const logged: RunningGateway['logged'] = (event) =>
    new Promise((found, failed) => {
      const line = lines.find((one) => one['event'] === event);
      if (line === undefined) waiting.push({ event, found, failed });
      else found(line);
    });
  await logged('ready');
  const stateDir = box.stateDir(profile);
  const token = await readFile(join(stateDir, 'gateway.token'), 'utf8').catch(() => '');
  return {
    box,
    profile,
    base,
    token: token.trim(),
    pid: child.pid ?? 0,
    stateDir,
    configPath: join(stateDir, 'omniclaw.json'),
    logged,
    stop: (signal = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A sandbox with one gateway in it. */
export async function openGateway(environment: { [name: string]: string } = {}): Promise<RunningGateway> {
  const box = await openSandbox();
  return startGateway(box, 'main', await freeBase(), environment);
}

export type Reply = { readonly status: number; readonly headers: { readonly [name: string]: unknown }; readonly body: string };

export type Asking = { readonly method?: string; readonly headers?: OutgoingHttpHeaders; readonly body?: string };

export function ask(port: number, path: string, { method = 'GET', headers = {}, body = '' }: Asking = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    call.once('error', reject).end(body);
  });
}

export function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}
