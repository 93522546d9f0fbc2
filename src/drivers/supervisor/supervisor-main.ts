/**
 * The embedded supervisor: one small long-lived process per user where no service manager runs. It keeps services
 * running and answers on a private socket. Its services outlive it; the next one adopts them.
 */
import { chmodSync, unlinkSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { hasErrno } from '../../os/errno.ts';
import { type HeldLock, takeLock } from '../../os/kernel-lock.ts';
import { ensurePrivateFolder, type OmniclawFolders } from '../../os/private-folder.ts';
import { socketAddress } from '../../os/unix-socket.ts';
import { askInTurn, readQuestions } from '../questions.ts';
import { answerLines } from './answer-lines.ts';
import { isRecord, readEntry, type ServiceRecord } from './service-entry.ts';
import { socketPath } from './socket-path.ts';
import { createSupervisedProcess, type SupervisedProcess } from './supervised-process.ts';
import { readTable, setTableAside, tablePath, writeTable } from './supervisor-table.ts';
import { createTurns, type Turns } from './turns.ts';

/** Runs until it is told to shut down or has no service left. Resolves at once when another supervisor runs. */
export async function runSupervisor(folders: OmniclawFolders): Promise<void> {
  await ensurePrivateFolder(folders.runtime);
  const lock = await takeLock(join(folders.runtime, 'supervisor.lock'));
  if (lock === null) return;
  process.on('SIGHUP', () => undefined);
  try {
    await supervise(folders, lock);
  } catch (thrown) {
    // What it supervises would keep this process and its lock, and nobody could ask it; the next one adopts all of it.
    process.stderr.write(`${new Date().toISOString()} ${String(thrown)}\n`);
    process.exit(1);
  }
}

async function supervise(folders: OmniclawFolders, lock: HeldLock): Promise<void> {
  const services = new Map<string, SupervisedProcess>();
  const save = createSaver(folders, services);
  const table = await readTable(folders);
  if (table.state === 'damaged') await setTableAside(folders);
  const turnsOf = createTurnsByName();
  for (const record of table.records) {
    const { name } = record.entry;
    services.set(name, createSupervisedProcess(record, { save, inTurn: turnsOf(name) }));
  }
  await Promise.all([...services].map(([name, service]) => turnsOf(name)(() => service.resume())));
  await serve(folders, { services, save, turnsOf, lock });
}

/** How long clients may keep a connection to a supervisor that has nothing left to do. */
const LINGER_MS = 3_000;

type Running = {
  readonly services: Map<string, SupervisedProcess>;
  readonly save: () => Promise<void>;
  readonly turnsOf: (name: string) => Turns;
  readonly lock: HeldLock;
};

/** By name, as a service may be removed and put again while others still wait for their turn. */
function createTurnsByName(): (name: string) => Turns {
  const known = new Map<string, Turns>();
  return (name) => {
    const turns = known.get(name) ?? createTurns();
    known.set(name, turns);
    return turns;
  };
}

/** Saves in order, one write at a time; what is written is what is true when the write begins. */
function createSaver(folders: OmniclawFolders, services: ReadonlyMap<string, SupervisedProcess>): () => Promise<void> {
  const inTurn = createTurns();
  return () =>
    inTurn(() =>
      writeTable(
        folders,
        [...services.values()].map((service) => service.record()),
      ),
    );
}

async function serve(folders: OmniclawFolders, running: Running): Promise<void> {
  const path = socketPath(folders);
  removeIfThere(path);
  const ended = Promise.withResolvers<void>();
  let wasEmptied: 'no' | 'yes' = 'no';
  const end: End = {
    now: () => void setImmediate(close),
    soon: () => {
      wasEmptied = 'yes';
    },
  };
  const sockets = new Set<Socket>();
  const ending = new AbortController();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    // One that ends takes nothing on any more: a client whose call stays open asks the next supervisor.
    answerLines(socket, (request) => (ending.signal.aborted ? new Promise(() => undefined) : answer(request, running, end)));
    socket.once('close', () => {
      sockets.delete(socket);
      if (wasEmptied === 'yes' && running.services.size === 0 && sockets.size === 0) close();
    });
    if (ending.signal.aborted) socket.destroy();
  });
  const close = (): void => {
    if (ending.signal.aborted) return;
    ending.abort();
    removeIfThere(path);
    for (const socket of sockets) socket.end();
    if (running.services.size === 0) removeIfThere(tablePath(folders));
    server.close(() => ended.resolve());
    setTimeout(() => ended.resolve(), LINGER_MS).unref();
  };
  process.once('SIGTERM', close);
  process.once('SIGINT', close);
  const address = socketAddress(path);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.path, resolve);
  });
  chmodSync(path, 0o600);
  address.release();
  await ended.promise;
  running.lock.release();
  process.exit(0);
}

/** `soon`: once a client has gone and there is still nothing to do: who has removed the last service may be about to add the next. */
type End = { readonly now: () => void; readonly soon: () => void };

async function answer(request: unknown, running: Running, end: End): Promise<unknown> {
  if (!isRecord(request)) throw new Error('the request is not an object');
  const { op, name } = request;
  if (op === 'list') return [...running.services.values()].map((service) => service.status());
  if (op === 'ask') return askInTurn(readQuestions(request['questions']));
  if (op === 'shutdown') return end.now();
  if (op === 'put') return put(request['entry'], running);
  if (op !== 'stop' && op !== 'restart' && op !== 'remove') throw new Error(`unknown operation "${String(op)}"`);
  const known = String(name);
  return running.turnsOf(known)(() => carryOut(op, known, running, end));
}

async function carryOut(op: 'stop' | 'restart' | 'remove', name: string, { services, save }: Running, end: End): Promise<unknown> {
  const service = services.get(name);
  if (service === undefined) throw new Error(`there is no service "${name}"`);
  if (op === 'restart') return service.restart();
  await service.stop();
  if (op === 'stop') return null;
  services.delete(name);
  await save();
  if (services.size === 0) end.soon();
  return null;
}

async function put(value: unknown, { services, save, turnsOf }: Running): Promise<unknown> {
  const entry = readEntry(value);
  if (entry === null) throw new Error('the entry is not complete');
  const inTurn = turnsOf(entry.name);
  return inTurn(async () => {
    const known = services.get(entry.name);
    if (known !== undefined) return known.put(entry);
    const record: ServiceRecord = { entry, wanted: 'running', launchId: '', identity: null };
    const service = createSupervisedProcess(record, { save, inTurn });
    services.set(entry.name, service);
    return service.put(entry);
  });
}

function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch (cause) {
    if (!hasErrno(cause, 'ENOENT')) throw cause;
  }
}
