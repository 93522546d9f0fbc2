/** The supervisor with real processes that misbehave. */
import { mkdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { MOST_QUESTIONS } from '../../src/drivers/questions.ts';
import type { ServiceStatus } from '../../src/drivers/supervisor/service-entry.ts';
import { socketPath } from '../../src/drivers/supervisor/socket-path.ts';
import { connectSupervisor, ensureSupervisor, type SupervisorClient } from '../../src/drivers/supervisor/supervisor-client.ts';
import { openSupervisorDriver } from '../../src/drivers/supervisor/supervisor-driver.ts';
import { ensurePrivateFolder, type OmniclawFolders, omniclawFolders } from '../../src/os/private-folder.ts';
import { PROGRAM } from '../gate/built-program.ts';
import { openSandbox, processesInside, ROOT, type Sandbox } from '../stories/sandbox.ts';
import { PATIENCE_MS, until as waitFor } from '../stories/until.ts';

type Context = { box: Sandbox; folders: OmniclawFolders; client: SupervisorClient };
const supervisor = suite<Context>('the supervisor');

supervisor.before.each(async (context) => {
  context.box = await openSandbox();
  context.folders = omniclawFolders({}, context.box.home);
  context.client = await connect(context);
});

supervisor.after.each(async ({ box, client }) => {
  client.close();
  await box.close();
});

function connect({ box, folders }: Pick<Context, 'box' | 'folders'>): Promise<SupervisorClient> {
  const argv = [process.execPath, PROGRAM, 'supervisor', 'run'];
  return ensureSupervisor(folders, { argv, path: process.env['PATH'] ?? '/usr/bin:/bin', home: box.home });
}

function entry({ home }: Sandbox, name: string, program: string, ...args: string[]) {
  const argv = [process.execPath, join(ROOT, 'fixtures', 'programs', `${program}.mjs`), ...args];
  return {
    name,
    lockFile: '',
    stop: { timeoutMs: 10_000, asks: 'group' } as const,
    program: { argv, env: { HOME: home, PATH: '/usr/bin:/bin' }, workingDirectory: home, logFile: join(home, `${name}.log`) },
  };
}

async function until(client: SupervisorClient, fits: (status: ServiceStatus) => unknown): Promise<ServiceStatus> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const [status] = await client.list();
    if (status !== undefined && fits(status) === true) return status;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`waited in vain: ${JSON.stringify(await client.list())}`);
}

supervisor('gives up at once on exit 78, with the last sentence of the program', async ({ box, client }) => {
  await client.put(entry(box, 'a', 'give-up', '78'));
  const { restarts, lastExit } = await until(client, ({ phase }) => phase === 'failed');
  assert.is(restarts, 0);
  assert.is(lastExit, 'exit 78: the moon is in the wrong phase');
});

supervisor('bounds a restart storm', async ({ box, client }) => {
  await client.put(entry(box, 'a', 'give-up', '1'));
  const { restarts } = await until(client, ({ phase }) => phase === 'failed');
  assert.ok(restarts <= 5, String(restarts));
});

supervisor('stops the whole group of a process, and forgets it', async ({ box, client }) => {
  await client.put(entry(box, 'a', 'stay'));
  const { pid } = await until(client, ({ phase }) => phase === 'running');
  await client.stop('a');
  assert.equal(
    (await processesInside(box.home)).filter((one) => one === pid),
    [],
  );
  const [status] = await client.list();
  assert.is(status?.phase, 'stopped');
  await client.remove('a');
  assert.equal(await client.list(), []);
});

supervisor('a definition that is already running is left alone', async ({ box, client }) => {
  await client.put(entry(box, 'a', 'stay'));
  const { pid } = await until(client, ({ phase }) => phase === 'running');
  await client.put(entry(box, 'a', 'stay'));
  assert.is((await client.list())[0]?.pid, pid);

  // How it is to be stopped concerns only the next stop, and the order of its variables nobody.
  const { program, ...rest } = entry(box, 'a', 'stay');
  const env = Object.fromEntries(Object.entries(program.env).reverse());
  await client.put({ ...rest, stop: { timeoutMs: 100, asks: 'main' }, program: { ...program, env } });
  assert.is((await client.list())[0]?.pid, pid);
});

supervisor('a call on a connection that has closed is told at once', async (context) => {
  await context.client.list();
  await killSupervisor(context, 0);
  await waitFor(async () => context.client.state() === 'closed');
  await rejects(() => context.client.list(), 'the supervisor closed the connection');
});

supervisor('what cannot be started says so, and the supervisor lives on', async ({ box, client }) => {
  await client.put({ ...entry(box, 'a', 'stay'), program: { ...entry(box, 'a', 'stay').program, argv: ['/no/such/program'] } });
  const { lastExit } = await until(client, ({ lastExit: said }) => said !== '');
  assert.match(lastExit, 'cannot be started');
});

supervisor('one that is just ending, and takes a last connection on, is not taken for one that runs', async (context) => {
  const path = socketPath(context.folders);
  await killSupervisor(context, 0);
  await rm(path, { force: true });
  const ending = createServer((socket) => {
    ending.close();
    socket.destroy();
  });
  await new Promise<void>((resolve) => ending.listen(path, resolve));
  context.client = await connect(context);
  assert.equal(await context.client.list(), []);
});

supervisor('one that ends while it is connected to is one that does not run', async (context) => {
  const path = socketPath(context.folders);
  await killSupervisor(context, 0);
  await rm(path, { force: true });
  const ending = createServer();
  await new Promise<void>((resolve) => ending.listen(path, resolve));
  const connecting = connectSupervisor(context.folders);
  // Nobody has taken the connection on yet.
  ending.close();
  assert.is(await connecting, null);
  context.client = await connect(context);
  assert.equal(await context.client.list(), []);
});

supervisor('asks ports for others: what each has to say, and one that never answers holds up nobody', async ({ client }) => {
  const waiting = new Set<Socket>();
  const [good, mute] = [
    await listenOn((socket) => socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi'))),
    await listenOn((socket) => void waiting.add(socket)),
  ];
  try {
    const closed = await freePort();
    const questions = [mute.port, mute.port, mute.port, mute.port, good.port, closed].map((port) => ({ port, path: '/a', timeoutMs: 700 }));
    const began = performance.now();
    const replies = await client.ask(questions);
    assert.ok(performance.now() - began < 2 * 700, 'they wait side by side');
    const slow = { kind: 'foreign', problem: 'it does not answer within 700 ms' };
    assert.equal(replies, [slow, slow, slow, slow, { kind: 'text', text: 'hi', status: 200 }, { kind: 'silent' }]);
  } finally {
    for (const socket of waiting) socket.destroy();
    good.server.close();
    mute.server.close();
  }
});

for (const question of [
  { port: 0, path: '/', timeoutMs: 1 },
  { port: 65_536, path: '/', timeoutMs: 1 },
  { port: 1.5, path: '/', timeoutMs: 1 },
  { port: 1, path: 'x', timeoutMs: 1 },
  { port: 1, path: '/ HTTP/1.1\r\nhost: x', timeoutMs: 1 },
  { port: 1, path: `/${'x'.repeat(401)}`, timeoutMs: 1 },
  { port: 1, path: '/', timeoutMs: 0 },
  { port: 1, path: '/', timeoutMs: 60_001 },
])
  supervisor(`refuses to ask ${JSON.stringify(question).slice(0, 60)}, and lives on`, async ({ client }) => {
    await rejects(() => client.ask([{ port: 1, path: '/', timeoutMs: 1 }, question]), 'these are no questions');
    assert.equal(await client.list(), []);
  });

supervisor('refuses more questions than it may take at once', async ({ client }) => {
  const many = Array.from({ length: MOST_QUESTIONS + 1 }, () => ({ port: 1, path: '/', timeoutMs: 1 }));
  await rejects(() => client.ask(many), 'these are no questions');
  assert.is((await client.ask(many.slice(1))).length, MOST_QUESTIONS);
});

async function listenOn(answer: (socket: Socket) => void): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((socket) => answer(socket.on('error', () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return { server, port: address !== null && typeof address === 'object' ? address.port : 0 };
}

/** A port on which nobody listens any more. */
async function freePort(): Promise<number> {
  const { server, port } = await listenOn(() => undefined);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function rejects(work: () => Promise<unknown>, words: string): Promise<void> {
  const thrown = await work().then(
    () => null,
    (cause: unknown) => cause,
  );
  assert.match(String(thrown), words);
}

for (const damage of [
  '',
  '{"formatVersion":1,"serv',
  '{"formatVersion":9,"services":[]}',
  '{"formatVersion":1,"services":[{"entry":{}}]}',
]) {
  supervisor(`a table that holds ${JSON.stringify(damage)} is set aside and signals nobody`, async (context) => {
    const { box, folders, client } = context;
    await client.put(entry(box, 'a', 'stay'));
    const { pid } = await until(client, ({ phase }) => phase === 'running');
    await killSupervisor(context, pid ?? 0);
    await ensurePrivateFolder(folders.runtime);
    await writeFile(join(folders.runtime, 'supervisor.json'), damage);
    context.client = await connect(context);
    assert.equal(await context.client.list(), []);
    assert.ok((await processesInside(box.home)).includes(pid ?? 0));
  });
}

/** Ends the supervisor as a power cut would, and leaves what it runs. */
async function killSupervisor({ box }: Pick<Context, 'box'>, running: number): Promise<void> {
  const supervising = (await processesInside(box.home)).find((one) => one !== running) ?? 0;
  process.kill(supervising, 'SIGKILL');
  await waitFor(async () => !(await processesInside(box.home)).includes(supervising));
}

supervisor('when the table cannot be written, what runs goes on as it was', async ({ box, folders, client }) => {
  await client.put(entry(box, 'a', 'stay'));
  const { pid } = await until(client, ({ phase }) => phase === 'running');
  const table = join(folders.runtime, 'supervisor.json');
  await rename(table, `${table}.kept`);
  await mkdir(table);
  const changed = { ...entry(box, 'a', 'stay'), lockFile: join(box.home, 'lock') };
  for (const [what, work] of Object.entries({
    stop: () => client.stop('a'),
    restart: () => client.restart('a'),
    put: () => client.put(changed),
    remove: () => client.remove('a'),
  })) {
    assert.match(await work().then(String, String), 'cannot be written', what);
    const [{ phase, wanted, pid: now } = {}] = await client.list();
    assert.equal({ phase, wanted, now }, { phase: 'running', wanted: 'running', now: pid }, what);
  }
  await rmdir(table);
  await client.stop('a');
  assert.is((await client.list())[0]?.phase, 'stopped');
});

supervisor('one that cannot have its socket ends, and the next one takes over what runs', async (context) => {
  const { box, folders, client } = context;
  await client.put(entry(box, 'a', 'stay'));
  const { pid } = await until(client, ({ phase }) => phase === 'running');
  await killSupervisor(context, pid ?? 0);
  const socket = join(folders.runtime, 'supervisor.sock');
  await rm(socket);
  await mkdir(socket);
  const refused = await box.run('supervisor', 'run');
  assert.is(refused.code, 1, refused.err);
  await rmdir(socket);
  context.client = await connect(context);
  assert.is((await context.client.list())[0]?.pid, pid);
});

supervisor('what one had started and not yet written down when it died is seen without it', async (context) => {
  const { box, folders, client } = context;
  await client.put(entry(box, 'a', 'stay'));
  const { pid } = await until(client, ({ phase }) => phase === 'running');
  await killSupervisor(context, pid ?? 0);
  const table = join(folders.runtime, 'supervisor.json');
  await writeFile(table, (await readFile(table, 'utf8')).replace(/"identity": \{[^}]*\}/, '"identity": null'));
  const driver = await openSupervisorDriver({ folders, launch: { argv: [], path: '' }, home: box.home });
  const seen = (await driver.observe(['a'])).get('a') ?? {};
  assert.is('pid' in seen ? seen.pid : null, pid);
  driver.close();
});

supervisor('what one has taken over is started again when it is killed, and what that had started is gone', async (context) => {
  const { pid, child } = await loseSupervisor(context);
  context.client = await connect(context);
  process.kill(pid, 'SIGKILL');
  assert.not.ok((await childrenAfter(context, child)).includes(child));
});

supervisor('what ended while there was none is started again, and what that had started is gone', async (context) => {
  const { pid, child } = await loseSupervisor(context);
  process.kill(pid, 'SIGKILL');
  context.client = await connect(context);
  assert.not.ok((await childrenAfter(context, child)).includes(child));
});

supervisor('what has the number of something that ended long ago, and was not started by us, is left alone', async (context) => {
  const { pid, child } = await loseSupervisor(context);
  process.kill(pid, 'SIGKILL');
  const table = join(context.folders.runtime, 'supervisor.json');
  await writeFile(table, (await readFile(table, 'utf8')).replace('"launchId": "', '"launchId": "0'));
  context.client = await connect(context);
  assert.ok((await childrenAfter(context, child)).includes(child));
});

/** Runs something that has a child of its own, and ends its supervisor. */
async function loseSupervisor(context: Context): Promise<{ readonly pid: number; readonly child: number }> {
  await context.client.put(entry(context.box, 'a', 'stay'));
  const { pid } = await until(context.client, ({ phase }) => phase === 'running');
  const [child = 0] = await childrenAfter(context, 0);
  await killSupervisor(context, pid ?? 0);
  return { pid: pid ?? 0, child };
}

/** The children of what was started in the sandbox, once there is another one than before. */
async function childrenAfter({ box }: Context, before: number): Promise<number[]> {
  let children: number[] = [];
  await waitFor(async () => {
    const all = await processesInside(box.home);
    const names = await Promise.all(all.map((pid) => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')));
    children = all.filter((_, at) => names[at] === 'sleep\n');
    return children.some((pid) => pid !== before);
  });
  return children;
}

supervisor('eight that start it at once get one and the same', async (context) => {
  const clients = await Promise.all(Array.from({ length: 8 }, () => connect(context)));
  // Those that came second find the lock held, and need a moment to end.
  const deadline = performance.now() + PATIENCE_MS;
  while ((await processesInside(context.box.home)).length > 1 && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 30));
  assert.is((await processesInside(context.box.home)).length, 1);
  for (const client of clients) client.close();
});

supervisor.run();
