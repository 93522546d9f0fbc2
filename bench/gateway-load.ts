/**
 * `npm run bench:gateway -- 5000`: a gateway under idle and under bad clients, measured from outside. Prints numbers and
 * exits 1 when one is over its budget. The suite runs the same code with a smaller count.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import WebSocket from 'ws';

export type LoadReport = {
  readonly clients: number;
  readonly kibPerClient: number;
  readonly requestsPerSecond: number;
  /** Of a good client's `health`, in milliseconds. */
  readonly quietP99: number;
  readonly attackedP99: number;
  /** Resident memory after the same attacks once more, over that after the first time, in MiB: what leaks would grow. */
  readonly grownMiB: number;
};

type Gateway = { readonly port: number; readonly pid: number; readonly token: string; readonly stop: () => Promise<void> };

/** `rounds`: how often the attacks are made; 1 compares the memory with that before them. */
export type LoadRequest = { readonly argv: readonly string[]; readonly port: number; readonly count: number; readonly rounds: 1 | 2 };

/** Runs the program `argv` as a gateway on a port, in a home of its own. */
export async function measureLoad({ argv, port, count, rounds }: LoadRequest): Promise<LoadReport> {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'oc-load-')));
  const gateway = await start(argv, port, home);
  try {
    const good = await connectClient(gateway);
    await ask(good, 'health');
    const requestsPerSecond = await measureRate(good, Math.max(2_000, count));
    const quietP99 = await measureP99(good, 1_500, () => true);
    const before = await residentKiB(gateway.pid);
    const idle: WebSocket[] = [];
    for (let at = 0; at < count; at += 8) {
      const batch = Array.from({ length: Math.min(8, count - at) }, () => connectClient(gateway));
      idle.push(...(await Promise.all(batch)));
    }
    const full = await settledKiB(gateway.pid);
    for (const one of idle) one.terminate();
    const warmUp = rounds === 2 ? await underAttack(gateway, good, count) : 0;
    const once = await settledKiB(gateway.pid);
    const attackedP99 = Math.max(warmUp, await underAttack(gateway, good, count));
    const grownMiB = ((await settledKiB(gateway.pid)) - once) / 1024;
    good.terminate();
    return { clients: count, kibPerClient: (full - before) / count, requestsPerSecond, quietP99, attackedP99, grownMiB };
  } finally {
    await gateway.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function start(argv: readonly string[], port: number, home: string): Promise<Gateway> {
  const env = { HOME: home, PATH: process.env['PATH'] ?? '/usr/bin:/bin' };
  const child = spawn(process.execPath, [...argv, '--profile', 'load', 'gateway', '--port', String(port)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready, failed) => {
    child.once('exit', (code) => failed(new Error(`the gateway ended with ${code}`)));
    child.stdout.setEncoding('utf8').on('data', (text: string) => (text.includes('"ready"') ? ready() : undefined));
  });
  const token = (await readFile(join(home, '.omniclaw-load', 'gateway.token'), 'utf8')).trim();
  const stop = () => new Promise<void>((ended) => child.once('close', () => ended()) && child.kill('SIGTERM'));
  return { port, pid: child.pid ?? 0, token, stop };
}

const CONNECT = { minProtocol: 4, maxProtocol: 4, client: { id: 'load', version: '1', platform: 'node', mode: 'test' } };

/** A client that has connected; tried again while too many are on the way. */
async function connectClient({ port, token }: Gateway): Promise<WebSocket> {
  for (let tries = 0; ; tries += 1) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/`, { perMessageDeflate: false });
    socket.on('error', () => undefined);
    const opened = await new Promise<string>((known) => {
      socket.once('message', () =>
        socket.send(JSON.stringify({ type: 'req', id: 'c', method: 'connect', params: { ...CONNECT, auth: { token } } })),
      );
      socket.on('message', (data) => (String(data).includes('"hello-ok"') ? known('yes') : undefined));
      socket.once('close', () => known('no'));
    });
    if (opened === 'yes') return socket;
    if (tries > 200) throw new Error('the gateway takes no client');
    await new Promise((soon) => setTimeout(soon, 20));
  }
}

let ids = 0;

function ask(socket: WebSocket, method: string): Promise<number> {
  ids += 1;
  const id = String(ids);
  const began = performance.now();
  return new Promise((answered, failed) => {
    const hear = (data: WebSocket.RawData): void => {
      if (!String(data).includes(`"id":"${id}"`)) return;
      socket.off('message', hear);
      answered(performance.now() - began);
    };
    socket.on('message', hear);
    socket.once('close', () => failed(new Error('the good client was closed')));
    socket.setMaxListeners(0);
    socket.send(JSON.stringify({ type: 'req', id, method }));
  });
}

/** Requests a second over one socket, 32 on the way at once. */
async function measureRate(socket: WebSocket, count: number): Promise<number> {
  const began = performance.now();
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await ask(socket, 'health');
    }
  };
  await Promise.all(Array.from({ length: 32 }, lane));
  return count / ((performance.now() - began) / 1_000);
}

/** 99th percentile of one request after the other, for so long and while it goes on. */
async function measureP99(socket: WebSocket, forMs: number, goesOn: () => boolean): Promise<number> {
  const times: number[] = [];
  const until = performance.now() + forMs;
  while (performance.now() < until && goesOn()) times.push(await ask(socket, 'health'));
  return times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
}

/** Every kind of bad client, from a process of its own, while a good one goes on asking. */
async function underAttack({ port, token }: Gateway, good: WebSocket, count: number): Promise<number> {
  const env = { PATH: process.env['PATH'] ?? '', ATTACK_PORT: String(port), ATTACK_TOKEN: token, ATTACK_COUNT: String(count) };
  const attacker = spawn(process.execPath, [import.meta.filename, 'attack'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  let ended = 'no';
  const end = new Promise<number | null>((known) => attacker.once('close', known));
  void end.then(() => {
    ended = 'yes';
  });
  const p99 = await measureP99(good, 240_000, () => ended === 'no');
  const code = await end;
  if (code !== 0) throw new Error(`the attacker ended with ${code}`);
  return p99;
}

async function attack(): Promise<void> {
  const gateway = {
    port: Number(process.env['ATTACK_PORT']),
    pid: 0,
    token: process.env['ATTACK_TOKEN'] ?? '',
    stop: async () => undefined,
  };
  const count = Number(process.env['ATTACK_COUNT']);
  for (const one of [floodUpgrades, sendHeadersSlowly, readNothing, sendEmptyFragments, sendTooMuch]) await one(gateway, count);
}

function open(port: number, first: string): Promise<Socket> {
  return new Promise((known) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(first, () => known(socket)));
    socket.on('error', () => known(socket));
    socket.resume();
  });
}

const upgrade = (port: number): string =>
  `GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;

async function floodUpgrades({ port }: Gateway, count: number): Promise<void> {
  for (let at = 0; at < count * 2; at += 100) {
    const batch = await Promise.all(Array.from({ length: 100 }, () => open(port, upgrade(port))));
    for (const one of batch) one.destroy();
  }
}

async function sendHeadersSlowly({ port }: Gateway, count: number): Promise<void> {
  const slow = await Promise.all(Array.from({ length: Math.min(count, 1_000) }, () => open(port, 'GET /healthz HTTP/1.1\r\nX-A: ')));
  for (let round = 0; round < 20; round += 1) {
    for (const one of slow) if (one.writable) one.write('a');
    await new Promise((soon) => setTimeout(soon, 50));
  }
  for (const one of slow) one.destroy();
}

/** Asks for much and reads nothing: the answers may only wait up to the limit. */
async function readNothing(gateway: Gateway): Promise<void> {
  const greedy = await Promise.all(Array.from({ length: 8 }, () => connectClient(gateway)));
  for (const one of greedy) one.pause();
  for (let round = 0; round < 60; round += 1) {
    for (const one of greedy)
      for (let at = 0; at < 40; at += 1) if (one.readyState === one.OPEN) one.send('{"type":"req","id":"x","method":"config.schema"}');
    await new Promise((soon) => setTimeout(soon, 20));
  }
  for (const one of greedy) one.terminate();
}

/** Frames with mask zero: what they hold is not looked at. */
const bytes = (...head: number[]): Buffer => Buffer.from([...head, 0, 0, 0, 0]);

async function sendEmptyFragments(gateway: Gateway, count: number): Promise<void> {
  for (let at = 0; at < 8; at += 1) {
    const socket = await open(gateway.port, upgrade(gateway.port));
    socket.write(Buffer.concat([bytes(0x01, 0x80), ...Array.from({ length: count }, () => bytes(0x00, 0x80))]));
    await new Promise((soon) => setTimeout(soon, 50));
    socket.destroy();
  }
}

async function sendTooMuch(gateway: Gateway): Promise<void> {
  for (let at = 0; at < 4; at += 1) {
    const client = await connectClient(gateway);
    client.send('x'.repeat(4 * 1024 * 1024));
    await new Promise((closed) => client.once('close', closed));
  }
}

async function residentKiB(pid: number): Promise<number> {
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}

/** The lowest of some looks: garbage has been collected by then. */
async function settledKiB(pid: number): Promise<number> {
  const looks: number[] = [];
  for (let look = 0; look < 5; look += 1) {
    await new Promise((soon) => setTimeout(soon, 300));
    looks.push(await residentKiB(pid));
  }
  return Math.min(...looks);
}

if (import.meta.main && process.argv[2] === 'attack') {
  await attack();
} else if (import.meta.main) {
  const count = Number(process.argv[2] ?? 5_000);
  const report = await measureLoad({ argv: [resolve(import.meta.dirname, '..', 'dist', 'omniclaw.js')], port: 31_600, count, rounds: 2 });
  const rows: readonly (readonly [string, number, string, boolean])[] = [
    [`memory of one of ${report.clients} idle clients`, report.kibPerClient, 'KiB (budget 20)', report.kibPerClient <= 20],
    ['health over one socket', report.requestsPerSecond, 'requests/s (budget 2000)', report.requestsPerSecond >= 2_000],
    ['p99 of a good client, quiet', report.quietP99, 'ms', true],
    ['p99 of a good client, under attack', report.attackedP99, 'ms (budget 50)', report.attackedP99 < 50],
    ['memory after the same attacks again', report.grownMiB, 'MiB more (budget 16)', report.grownMiB < 16],
  ];
  for (const [what, value, unit, isGood] of rows)
    process.stdout.write(`${isGood ? ' ' : '!'} ${what.padEnd(40)} ${value.toFixed(1)} ${unit}\n`);
  process.exitCode = rows.every(([, , , isGood]) => isGood) ? 0 : 1;
}
