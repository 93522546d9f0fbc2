import { closeSync, constants, openSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { hasErrno } from '../../os/errno.ts';
import { ensurePrivateFolder, type OmniclawFolders } from '../../os/private-folder.ts';
import { cannotWrite } from '../../os/set-mode.ts';
import { socketAddress } from '../../os/unix-socket.ts';
import { type AskAll, readReplies } from '../questions.ts';
import { sizeOf } from '../service-log.ts';
import { readStatuses } from './read-statuses.ts';
import type { ServiceEntry, ServiceStatus } from './service-entry.ts';
import { isRecord } from './service-entry.ts';
import { socketPath } from './socket-path.ts';

/** A connection to the running supervisor. Every call throws OCE_SUPERVISOR when it fails. */
export type SupervisorClient = {
  list(): Promise<ServiceStatus[]>;
  /** At most `MOST_QUESTIONS`. One of an earlier version refuses. */
  readonly ask: AskAll;
  put(entry: ServiceEntry): Promise<void>;
  restart(name: string): Promise<void>;
  /** `timeoutMs`: how long the service may take to end. */
  stop(name: string, timeoutMs?: number): Promise<void>;
  remove(name: string, timeoutMs?: number): Promise<void>;
  close(): void;
  /** A supervisor that ends closes its connections; what it was asked then, the next one has to be asked. */
  state(): 'open' | 'closed';
};

/** How the supervisor is started: program and arguments, and the `PATH` it gets. */
export type SupervisorLaunch = { readonly argv: readonly string[]; readonly path: string; readonly home: string };

const CALL_TIMEOUT_MS = 20_000;
const START_TIMEOUT_MS = 10_000;
/** A supervisor that is just ending still holds the lock, so a new one may have to be started again. In tries of 25 ms. */
const RELAUNCH_EVERY = 60;
const LOG_LIMIT_BYTES = 1024 * 1024;

/** Connects to the supervisor; `null` when none runs. Starts nothing. */
export async function connectSupervisor(folders: OmniclawFolders): Promise<SupervisorClient | null> {
  const socket = await openSocket(socketPath(folders));
  return socket === null ? null : createClient(socket);
}

/** Connects to the supervisor, and starts one when none runs. Throws OCE_SUPERVISOR when it does not come up. */
export async function ensureSupervisor(folders: OmniclawFolders, launch: SupervisorLaunch): Promise<SupervisorClient> {
  const running = await findAnswering(folders);
  if (running !== null) return running;
  await ensurePrivateFolder(folders.runtime);
  const deadline = performance.now() + START_TIMEOUT_MS;
  for (let tries = 0; performance.now() < deadline; tries += 1) {
    if (tries % RELAUNCH_EVERY === 0) await startSupervisor(folders, launch);
    const client = await findAnswering(folders);
    if (client !== null) return client;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new OmniclawError('OCE_SUPERVISOR', 'the supervisor did not come up', { hint: `tail ${join(folders.runtime, 'supervisor.log')}` });
}

/** `null` as well for one that is just ending: its socket takes connections on until the kernel has cleared it away. */
async function findAnswering(folders: OmniclawFolders): Promise<SupervisorClient | null> {
  const client = await connectSupervisor(folders);
  try {
    await client?.list();
    return client;
  } catch (thrown) {
    if (client?.state() === 'closed') return null;
    client?.close();
    throw thrown;
  }
}

/** In a session of its own and with nothing of our environment, so that it outlives us and knows no secret. */
async function startSupervisor({ runtime, state }: OmniclawFolders, { argv, path, home }: SupervisorLaunch): Promise<void> {
  const { spawn } = await import('node:child_process');
  const logFile = join(runtime, 'supervisor.log');
  const mode = sizeOf(logFile) > LOG_LIMIT_BYTES ? constants.O_TRUNC : constants.O_APPEND;
  const log = openLog(logFile, mode);
  try {
    const [command = '', ...args] = argv;
    const env = { PATH: path, HOME: home, XDG_STATE_HOME: join(state, '..') };
    const child = spawn(command, args, { cwd: '/', env, detached: true, stdio: ['ignore', log, log] });
    child.on('error', () => undefined);
    child.unref();
  } finally {
    closeSync(log);
  }
}

function openLog(path: string, mode: number): number {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_CREAT | constants.O_NOFOLLOW | mode, 0o600);
  } catch (cause) {
    throw cannotWrite(path, cause);
  }
}

/** The last is what the kernel says of a connection that a supervisor has not taken on before it ended. Source: Linux net/unix/af_unix.c. */
const NOBODY = ['ENOENT', 'ECONNREFUSED', 'ENOTDIR', 'ECONNRESET'] as const;

function openSocket(path: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const address = openAddress(path);
    if (address === null) return resolve(null);
    const socket = connect(address.path);
    const settle = (): void => address.release();
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
    socket.once('error', (cause) => {
      settle();
      if (NOBODY.some((name) => hasErrno(cause, name))) resolve(null);
      else
        reject(
          new OmniclawError('OCE_SUPERVISOR', `the supervisor's socket "${path}" cannot be used`, {
            cause,
            hint: `ls -l ${JSON.stringify(path)}`,
          }),
        );
    });
  });
}

/** `null`: the folder of the socket does not exist. */
function openAddress(path: string): ReturnType<typeof socketAddress> | null {
  try {
    return socketAddress(path);
  } catch (cause) {
    if (hasErrno(cause, 'ENOENT') || hasErrno(cause, 'ENOTDIR')) return null;
    throw cause;
  }
}

function createClient(socket: Socket): SupervisorClient {
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let last = 0;
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) settleLine(line, waiting);
  });
  const closed = (): OmniclawError =>
    new OmniclawError('OCE_SUPERVISOR', 'the supervisor closed the connection', { hint: 'omniclaw apply' });
  const state = (): 'open' | 'closed' => (socket.destroyed || socket.readableEnded ? 'closed' : 'open');
  const fail = (): void => {
    for (const { reject } of waiting.values()) reject(closed());
    waiting.clear();
  };
  socket.on('close', fail);
  socket.on('error', fail);
  const call = (request: { readonly [key: string]: unknown }, extraMs = 0): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (state() === 'closed') return reject(closed());
      last += 1;
      const id = last;
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(
          new OmniclawError('OCE_SUPERVISOR', `the supervisor did not answer within ${(CALL_TIMEOUT_MS + extraMs) / 1000} s`, {
            hint: 'omniclaw apply',
          }),
        );
      }, CALL_TIMEOUT_MS + extraMs);
      const settle =
        <T>(next: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          next(value);
        };
      waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      socket.write(`${JSON.stringify({ id, ...request })}\n`);
    });
  return {
    list: async () => readStatuses(await call({ op: 'list' })),
    ask: async (questions) => readReplies(await call({ op: 'ask', questions })),
    put: async (entry) => void (await call({ op: 'put', entry }, entry.stop.timeoutMs)),
    restart: async (name) => void (await call({ op: 'restart', name })),
    stop: async (name, timeoutMs = 0) => void (await call({ op: 'stop', name }, timeoutMs)),
    remove: async (name, timeoutMs = 0) => void (await call({ op: 'remove', name }, timeoutMs)),
    close: () => socket.destroy(),
    state,
  };
}

function settleLine(line: string, waiting: Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>): void {
  const reply: unknown = JSON.parse(line);
  if (!isRecord(reply) || typeof reply['id'] !== 'number') return;
  const call = waiting.get(reply['id']);
  waiting.delete(reply['id']);
  if (reply['ok'] === true) call?.resolve(reply['value']);
  else
    call?.reject(
      new OmniclawError('OCE_SUPERVISOR', `the supervisor refused: ${String(reply['error'])}`, { hint: 'omniclaw fleet status' }),
    );
}
