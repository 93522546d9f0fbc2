import { readlinkSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Host } from '../../fleet/host.ts';
import { maskCommand } from '../../fleet/mask-command.ts';
import { ancestryOf } from '../../os/descendants.ts';
import { hasErrno } from '../../os/errno.ts';
import { findSocketOwners, type ListeningSocket } from '../../os/listeners.ts';
import { readProc } from '../../os/process-facts.ts';
import type { GatewayMark, Holder, ListenerSeen, Unit } from '../../plan/host-state.ts';
import { readStartedGateway } from '../sightings/processes.ts';
import type { CommandMarks } from './command-marks.ts';
import { readControlGroup } from './control-group.ts';
import { markGateway, type RunningSeen } from './observe-running.ts';

export type ListenerRequest = {
  readonly host: Host;
  readonly identify: (path: string) => string;
  readonly sockets: readonly ListeningSocket[];
  readonly running: RunningSeen;
  /** Whether somebody wants to know who listens there. */
  readonly isWanted: (port: number) => boolean;
  readonly commands: CommandMarks;
};

/** Every listening socket; with its process where somebody wants the port. All processes are searched only for what no gateway has. */
export function observeListeners(request: ListenerRequest): ListenerSeen[] {
  const { sockets, running, isWanted } = request;
  const wanted = sockets.filter(({ port }) => isWanted(port));
  const unexplained = wanted.filter(({ inode, pid }) => pid === null && inode !== '' && !running.owners.has(inode));
  const others = unexplained.length === 0 ? new Map<string, number>() : findSocketOwners(unexplained.map(({ inode }) => inode));
  const holders = new Map<number, Holder>();
  return sockets.map((socket) => {
    const { port, address, inode } = socket;
    const pid = socket.pid ?? running.owners.get(inode) ?? others.get(inode) ?? null;
    if (pid === null || !isWanted(port)) return { port, address, holder: null };
    const holder = holders.get(pid) ?? readHolder(pid, socket, request);
    holders.set(pid, holder);
    return { port, address, holder };
  });
}

function readHolder(pid: number, { command }: ListeningSocket, request: ListenerRequest): Holder {
  return holderOfGateway(pid, request) ?? readOther(pid, command, request);
}

/** A gateway that was looked at before. */
function holderOfGateway(pid: number, { running }: ListenerRequest): Holder | null {
  const started = running.started.get(pid);
  const found = running.running.find((one) => one.pid === pid);
  if (started === undefined || found === undefined) return null;
  const { gateway, runBy } = found;
  const scope = runBy?.kind === 'systemd-user' ? 'user' : runBy?.kind === 'systemd-system' ? 'system' : null;
  const unit: Unit | null = runBy === null || scope === null ? null : { scope, name: runBy.name };
  return { pid, command: maskCommand(started.started.argv), unit, gateway, userDataDir: null };
}

function readOther(pid: number, command: string, request: ListenerRequest): Holder {
  const { host, identify } = request;
  const words = readProc(`/proc/${pid}/cmdline`)?.split('\0') ?? [command];
  const argv = words.filter((word) => word !== '');
  const gateway = readStartedGateway(pid, host);
  const folder = userDataDir(argv, pid);
  const { unit } = readControlGroup(pid);
  return {
    pid,
    command: maskCommand(argv),
    unit,
    gateway: gateway === null ? commandOf(pid, unit, request) : markGateway(gateway, host, identify).gateway,
    userDataDir: folder === null ? null : identify(folder),
  };
}

/** The gateway whose service has started a process, or in whose folder it runs. */
function commandOf(
  pid: number,
  unit: Unit | null,
  { identify, commands: { services, processes, folders } }: ListenerRequest,
): GatewayMark | null {
  if (services.size === 0) return null;
  const ofUnit = unit?.scope === 'user' ? services.get(unit.name) : undefined;
  if (ofUnit !== undefined) return ofUnit;
  for (const at of ancestryOf(pid)) {
    const started = processes.get(at);
    if (started !== undefined) return started;
  }
  const folder = workingDirectory(pid);
  return folder === null ? null : (folders.get(identify(folder)) ?? null);
}

/** The folder that a Chromium was told to use; `null`: it was not told one, or is none. */
export function userDataDir(argv: readonly string[], pid: number): string | null {
  // A browser rewrites its command line, and then everything stands in the first word.
  const words = argv.length === 1 ? (argv[0] ?? '').split(/ (?=--)/) : argv;
  const folder = words.find((word) => word.startsWith('--user-data-dir='))?.slice('--user-data-dir='.length) ?? '';
  if (folder === '') return null;
  const from = folder.startsWith('/') ? '/' : workingDirectory(pid);
  return from === null ? null : resolve(from, folder);
}

/** `null`: the process is gone, or not ours to look at. */
function workingDirectory(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (cause) {
    if (['ENOENT', 'EACCES', 'EPERM', 'ESRCH'].some((name) => hasErrno(cause, name))) return null;
    throw cause;
  }
}
