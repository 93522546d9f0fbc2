/** Who listens on the TCP ports of this host. Reads only. */
import { closeSync, openSync, readdirSync, readlinkSync, readSync } from 'node:fs';
import { endianness, platform } from 'node:os';
import { maskCommand } from '../fleet/mask-command.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { hasErrno } from './errno.ts';
import { readProc } from './process-facts.ts';

/** `pid`: `null` when the process belongs to another user. `command`: its command line for people, at most 200 characters. */
export type Listener = { readonly pid: number | null; readonly command: string };

/**
 * A socket that listens. `address`: literal, `::` for every address of both families, IPv4-mapped ones as IPv4.
 * Linux knows the socket by `inode` and its `user`; elsewhere `pid` and `command` are known at once.
 */
export type ListeningSocket = {
  readonly port: number;
  readonly address: string;
  readonly inode: string;
  readonly user: number | null;
  readonly pid: number | null;
  readonly command: string;
};

let underway: Promise<readonly ListeningSocket[]> | null = null;

/**
 * Every TCP socket that listens, on any address. Throws OCE_OBSERVE when the system does not say. Who asks while an answer is
 * on its way gets the same one: twenty gateways are asked for their ports at once.
 */
export function listSockets(): Promise<readonly ListeningSocket[]> {
  underway ??= readSockets().finally(() => {
    underway = null;
  });
  return underway;
}

async function readSockets(): Promise<ListeningSocket[]> {
  if (platform() !== 'linux') return listByLsof();
  // Whoever asks in this turn of the event loop gets the same answer.
  await new Promise<void>((resolve) => setImmediate(resolve));
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map(readTable);
  if (tables.every((table) => table === null))
    throw new OmniclawError('OCE_OBSERVE', '"/proc/net/tcp" cannot be read', { hint: 'ss -ltn' });
  return tables.flatMap((table) => (table === null ? [] : table.split('\n').slice(1).flatMap(readSocket)));
}

/** A page is at least so large, and a line of the table never so long. */
const [PAGE_BYTES, LONGEST_LINE_BYTES] = [4096, 256];

/**
 * `null`: the kernel does not give it, for whatever reason. A read gives as many lines as fit into a page, so one that left room
 * for another line was the last. For one more, which gives nothing, the kernel would walk through all connections of the host
 * again: that is half of the time. Source: Linux fs/seq_file.c, `seq_read_iter`.
 */
function readTable(path: string): string | null {
  try {
    const descriptor = openSync(path, 'r');
    try {
      const room = Buffer.allocUnsafe(16 * PAGE_BYTES);
      for (let text = ''; ; ) {
        const length = readSync(descriptor, room, 0, room.length, null);
        text += room.toString('latin1', 0, length);
        if (length === 0 || (length < PAGE_BYTES - LONGEST_LINE_BYTES && text.endsWith('\n'))) return text;
      }
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return null;
  }
}

/** State of a listening socket in /proc/net/tcp. Source: Linux include/net/tcp_states.h. */
const LISTEN = ' 0A ';

function readSocket(line: string): ListeningSocket[] {
  if (!line.includes(LISTEN)) return [];
  const [, local = '', , state, , , , user, , inode] = line.trim().split(/\s+/);
  const colon = local.lastIndexOf(':');
  if (state !== LISTEN.trim() || inode === undefined) return [];
  const port = Number.parseInt(local.slice(colon + 1), 16);
  return [{ port, address: readAddress(local.slice(0, colon)), inode, user: Number(user), pid: null, command: '' }];
}

/** The kernel writes addresses as 32-bit words in the byte order of the machine. */
function readAddress(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => {
    const four = [0, 2, 4, 6].map((at) => Number.parseInt(word.slice(at, at + 2), 16));
    return endianness() === 'LE' ? four.reverse() : four;
  });
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.every((byte) => byte === 0)) return '::';
  if (bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255) return bytes.slice(12).join('.');
  const groups = [0, 2, 4, 6, 8, 10, 12, 14].map((at) => (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)).toString(16));
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/** Every TCP port that something listens on, on any address, with the kernel's socket numbers. */
export async function listListeners(): Promise<ReadonlyMap<number, readonly string[]>> {
  const byPort = Map.groupBy(await listSockets(), ({ port }) => port);
  return new Map([...byPort].map(([port, sockets]) => [port, sockets.map(({ inode }) => inode)]));
}

/** The ports on which these processes listen. */
export async function portsOf(pids: readonly number[]): Promise<number[]> {
  const sockets = await listSockets();
  const search = createSocketSearch();
  const inodes =
    platform() === 'linux'
      ? pids.flatMap((pid) =>
          search(
            pid,
            sockets.map(({ inode }) => inode),
          ),
        )
      : [];
  const own = sockets.filter(({ inode, pid }) => (pid === null ? inodes.includes(inode) : pids.includes(pid)));
  return [...new Set(own.map(({ port }) => port))];
}

/** The process that listens on a port; `null` when nothing does. */
export async function findListener(port: number): Promise<Listener | null> {
  const sockets = (await listSockets()).filter((socket) => socket.port === port);
  const [first] = sockets;
  if (first === undefined) return null;
  if (platform() !== 'linux') return { pid: first.pid, command: first.command };
  const owners = findSocketOwners(sockets.map(({ inode }) => inode));
  const pid = sockets.map(({ inode }) => owners.get(inode)).find((owner) => owner !== undefined) ?? null;
  return pid === null ? { pid: null, command: '' } : { pid, command: commandOf(pid) };
}

/** The processes that have these sockets open, by socket number; all processes are searched. Linux only. */
export function findSocketOwners(inodes: readonly string[]): Map<string, number> {
  const left = openTargets(inodes);
  const owners = new Map<string, number>();
  for (const pid of processNumbers()) {
    if (left.size === 0) break;
    for (const { inode } of takeSockets(pid, latestDescriptors(pid), left)) owners.set(inode, pid);
  }
  return owners;
}

/** Says which of these sockets a process has open. */
export type SocketSearch = (pid: number, inodes: readonly string[]) => string[];

/** A search of several processes of one program. They have their sockets under the same numbers, so it looks there first. */
export function createSocketSearch(): SocketSearch {
  const lately = new Set<string>();
  return (pid, inodes) => {
    const left = openTargets(inodes);
    const found = takeSockets(pid, [...lately], left);
    if (left.size > 0) found.push(...takeSockets(pid, latestDescriptors(pid), left));
    for (const { name } of found) lately.add(name);
    return found.map(({ inode }) => inode);
  };
}

/** Socket numbers by what the links of descriptors say. */
function openTargets(inodes: readonly string[]): Map<string, string> {
  return new Map(inodes.map((inode) => [`socket:[${inode}]`, inode]));
}

/** Takes the sockets that a process has open under these descriptors out of `left`. */
function takeSockets(
  pid: number,
  names: readonly string[],
  left: Map<string, string>,
): { readonly name: string; readonly inode: string }[] {
  return names.flatMap((name) => {
    const target = left.size === 0 ? '' : ifReadable(() => readlinkSync(`/proc/${pid}/fd/${name}`), '');
    const inode = left.get(target);
    left.delete(target);
    return inode === undefined ? [] : [{ name, inode }];
  });
}

/** The descriptors of a process, the latest first: what listens is opened after the libraries. */
function latestDescriptors(pid: number): string[] {
  return ifReadable(() => readdirSync(`/proc/${pid}/fd`), []).reverse();
}

/** Every process that there is now. Linux only. */
export function processNumbers(): number[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

/** A process that is gone or not ours shows nothing. */
function ifReadable<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch (cause) {
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].some((name) => hasErrno(cause, name))) return otherwise;
    throw cause;
  }
}

/** Command line of a process, arguments joined by spaces, without what may be a secret. A program that renamed itself has one word. */
export function commandOf(pid: number): string {
  const words =
    readProc(`/proc/${pid}/cmdline`)
      ?.split('\0')
      .filter((word) => word !== '') ?? [];
  return maskCommand(words.length === 1 ? words.flatMap((word) => word.split(' ')) : words);
}

/** Source: lsof(8), "OUTPUT FOR OTHER PROGRAMS". */
async function listByLsof(): Promise<ListeningSocket[]> {
  const { stdout } = await (await executor())('lsof', ['-nP', '-iTCP', '-sTCP:LISTEN', '-FpcutPn']).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 1) return { stdout: '' };
    throw new OmniclawError('OCE_OBSERVE', 'the program "lsof" cannot be run', { cause, hint: 'which lsof' });
  });
  return readLsof(stdout);
}

/** Sockets in the field output of lsof: `p` process, `c` command, `u` user, `t` type, `n` address. */
export function readLsof(text: string): ListeningSocket[] {
  const sockets: ListeningSocket[] = [];
  const field = { p: '', c: '', u: '', t: '' };
  for (const line of text.split('\n')) {
    const [key, value] = [line.slice(0, 1), line.slice(1)];
    if (key === 'p' || key === 'c' || key === 'u' || key === 't') field[key] = value;
    if (key !== 'n') continue;
    const colon = value.lastIndexOf(':');
    const host = value.slice(0, colon).replace(/^\[|\]$/g, '');
    const address = host === '*' ? (field.t === 'IPv6' ? '::' : '0.0.0.0') : host;
    const user = field.u === '' ? null : Number(field.u);
    sockets.push({ port: Number(value.slice(colon + 1)), address, inode: '', user, pid: Number(field.p) || null, command: field.c });
  }
  return sockets;
}

/** Loaded when it is needed: on Linux it never is. */
async function executor() {
  const [{ execFile }, { promisify }] = await Promise.all([import('node:child_process'), import('node:util')]);
  return promisify(execFile);
}
