/** Who listens on the TCP ports of this host. Reads only. */
import { readdirSync, readlinkSync } from 'node:fs';
import { platform } from 'node:os';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from './errno.ts';
import { readProc } from './process-facts.ts';

/** `pid`: `null` when the process belongs to another user. `command`: its command line, at most 200 characters. */
export type Listener = { readonly pid: number | null; readonly command: string };

/** Every TCP port that something listens on, on any address, with the kernel's socket numbers. */
export async function listListeners(): Promise<ReadonlyMap<number, readonly string[]>> {
  if (platform() !== 'linux') return listByLsof();
  const sockets = new Map<number, string[]>();
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    for (const line of readProc(table)?.split('\n').slice(1) ?? []) {
      const fields = line.trim().split(/\s+/);
      const [local, state, inode] = [fields[1], fields[3], fields[9]];
      if (state !== LISTEN || local === undefined || inode === undefined) continue;
      const port = Number.parseInt(local.slice(local.lastIndexOf(':') + 1), 16);
      sockets.set(port, [...(sockets.get(port) ?? []), inode]);
    }
  }
  return sockets;
}

/** State of a listening socket in /proc/net/tcp. Source: Linux include/net/tcp_states.h. */
const LISTEN = '0A';

/** The process that listens on a port; `null` when nothing does. */
export async function findListener(port: number): Promise<Listener | null> {
  const sockets = (await listListeners()).get(port);
  if (sockets === undefined) return null;
  if (platform() !== 'linux') return { pid: Number(sockets[0] ?? 0) || null, command: sockets[1] ?? '' };
  const pid = findSocketOwner(sockets);
  return pid === null ? { pid: null, command: '' } : { pid, command: commandOf(pid) };
}

function findSocketOwner(inodes: readonly string[]): number | null {
  const wanted = new Set(inodes.map((inode) => `socket:[${inode}]`));
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name) && descriptorsOf(name).some((target) => wanted.has(target))) return Number(name);
  }
  return null;
}

/** Where the descriptors of a process lead; empty when it is gone or not ours. */
function descriptorsOf(pid: string): string[] {
  const folder = `/proc/${pid}/fd`;
  return ifReadable(() => readdirSync(folder), []).flatMap((name) => ifReadable(() => [readlinkSync(`${folder}/${name}`)], []));
}

function ifReadable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (cause) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].some((name) => hasErrno(cause, name))) return otherwise;
    throw cause;
  }
}

/** Command line of a process, arguments joined by spaces. */
export function commandOf(pid: number): string {
  const words =
    readProc(`/proc/${pid}/cmdline`)
      ?.split('\0')
      .filter((word) => word !== '') ?? [];
  const text = words.join(' ');
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}

/** macOS: the value of a port is its pid and command. Source: lsof(8), "OUTPUT FOR OTHER PROGRAMS". */
async function listByLsof(): Promise<ReadonlyMap<number, readonly string[]>> {
  const { stdout } = await (await executor())('lsof', ['-nP', '-iTCP', '-sTCP:LISTEN', '-FpcnT']).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 1) return { stdout: '' };
    throw new OmniclawError('OCE_OBSERVE', 'the program "lsof" cannot be run', { cause, hint: 'which lsof' });
  });
  const ports = new Map<number, readonly string[]>();
  let [pid, command] = ['', ''];
  for (const line of stdout.split('\n')) {
    if (line.startsWith('p')) pid = line.slice(1);
    if (line.startsWith('c')) command = line.slice(1);
    if (line.startsWith('n')) ports.set(Number(line.slice(line.lastIndexOf(':') + 1)), [pid, command]);
  }
  return ports;
}

/** Loaded when it is needed: on Linux it never is. */
async function executor() {
  const [{ execFile }, { promisify }] = await Promise.all([import('node:child_process'), import('node:util')]);
  return promisify(execFile);
}
