/** A real `systemd --user` for one test: its own home, runtime folder and control group. Several run side by side. */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { needTool } from '../gate/need-tool.ts';
import type { Sandbox } from './sandbox.ts';
import { PATIENCE_MS } from './until.ts';

export type UserManager = {
  /** `XDG_RUNTIME_DIR` of the manager; the sandbox's commands have it in their environment. */
  readonly runtime: string;
  /** Folder of the units of the sandbox's home. */
  readonly units: string;
  /** Standard output of `systemctl --user`; throws when it fails. */
  systemctl(...args: readonly string[]): Promise<string>;
  /** One property of a unit. */
  show(unit: string, property: string): Promise<string>;
  /** Ends the manager with everything it runs. */
  close(): Promise<void>;
};

/** Who the manager runs as; root has name spaces for nothing, everybody else only through a user name space. */
export type ManagerUser = { readonly uid: number; readonly gid: number };

export async function startUserManager(box: Sandbox, user: ManagerUser | null = null): Promise<UserManager> {
  needTool('systemctl');
  const runtime = join(box.home, '..', 'run');
  const units = join(box.home, '.config', 'systemd', 'user');
  await Promise.all([mkdir(runtime, { recursive: true }), mkdir(units, { recursive: true })]);
  await chmod(runtime, 0o700);
  const group = await makeControlGroup(user);
  const identity = user === null ? [] : ['setpriv', `--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups'];
  if (user !== null)
    for (const path of [box.home, join(box.home, '.config'), join(box.home, '.config', 'systemd'), units, runtime])
      await chown(path, user.uid, user.gid);
  const env = { ...box.environment, XDG_RUNTIME_DIR: runtime, HOME: box.home };
  box.environment['XDG_RUNTIME_DIR'] = runtime;
  const script = [...group.map((folder) => `echo $$ > ${JSON.stringify(join(folder, 'cgroup.procs'))}`), 'exec "$@"'].join('\n');
  const start = () =>
    spawn('sh', ['-c', script, 'sh', ...identity, '/lib/systemd/systemd', '--user', '--log-target=null'], {
      env: { ...gateMark(), ...env },
      stdio: 'ignore',
      detached: true,
    });
  const manager = await startWhileBooted(start, join(runtime, 'systemd', 'private'));
  const ended = new Promise<void>((resolve) => manager.once('exit', () => resolve()));
  const systemctl = async (...args: readonly string[]) => {
    const [command = '', ...words] = [...identity, 'systemctl', '--user', '--no-pager', ...args];
    return (await promisify(execFile)(command, words, { env: { ...env, LC_ALL: 'C.UTF-8' } })).stdout;
  };
  return {
    runtime,
    units,
    systemctl,
    show: async (unit, property) => (await systemctl('show', `--property=${property}`, '--value', unit)).trim(),
    close: async () => {
      if (manager.exitCode === null) await systemctl('exit').catch(() => manager.kill('SIGKILL'));
      await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 20_000).unref())]);
      manager.kill('SIGKILL');
      await removeControlGroups(group);
    },
  };
}

/** A user manager starts only where this folder exists. It is made for that moment; parallel tests may take it away, so we try again. */
async function startWhileBooted(start: () => ReturnType<typeof spawn>, socket: string): Promise<ReturnType<typeof spawn>> {
  const folder = '/run/systemd/system';
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const made = existsSync(folder) ? null : folder;
    // Another test may take a part of it away between two steps of this.
    await mkdir(folder, { recursive: true }).catch(() => undefined);
    const child = start();
    const up = await waitForSocket(socket, () => child.exitCode !== null || performance.now() > deadline);
    if (made !== null) await rmdir(made).catch(() => undefined);
    if (up === 'up') return child;
    child.kill('SIGKILL');
  }
  throw new Error('"systemd --user" did not come up');
}

async function waitForSocket(path: string, over: () => unknown): Promise<'up' | 'over'> {
  while (over() !== true) {
    const answers = await new Promise((resolve) => {
      const probe = connect(path);
      probe.once('connect', () => resolve('yes'));
      probe.once('error', () => resolve('no'));
      probe.once('connect', () => probe.destroy());
    });
    if (answers === 'yes') return 'up';
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return 'over';
}

/** Control groups of its own in every hierarchy: two managers in one would take each other's services for their own. */
async function makeControlGroup(user: ManagerUser | null): Promise<string[]> {
  const root = '/sys/fs/cgroup';
  const hierarchies = existsSync(join(root, 'cgroup.controllers')) ? [root] : (await readdir(root)).map((name) => join(root, name));
  const name = `omniclaw-test-${randomBytes(6).toString('hex')}`;
  const made = await Promise.all(
    hierarchies.map(async (hierarchy) => {
      const folder = join(hierarchy, name);
      try {
        await mkdir(folder);
        if (user !== null) for (const file of ['', ...(await readdir(folder))]) await chown(join(folder, file), user.uid, user.gid);
        return [folder];
      } catch {
        return [];
      }
    }),
  );
  const tracked = made
    .flat()
    .filter((folder) => /cgroup\/(?:unified|systemd)\//.test(folder) || existsSync(join(root, 'cgroup.controllers')));
  return tracked.length > 0 ? tracked : made.flat();
}

async function removeControlGroups(tracked: readonly string[]): Promise<void> {
  const name = tracked[0]?.split('/').at(-1);
  if (name === undefined) return;
  const root = '/sys/fs/cgroup';
  const hierarchies = existsSync(join(root, 'cgroup.controllers')) ? [root] : (await readdir(root)).map((one) => join(root, one));
  for (let tries = 0; tries < 40; tries += 1) {
    for (const hierarchy of hierarchies) await removeTree(join(hierarchy, name));
    if (hierarchies.every((hierarchy) => !existsSync(join(hierarchy, name)))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Folders only: the files of a control group go with it. */
async function removeTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) if (entry.isDirectory()) await removeTree(join(folder, entry.name));
  await rmdir(folder).catch(() => undefined);
}

function gateMark(): { [name: string]: string } {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (/GATE/.test(name) && value !== undefined ? [[name, value]] : [])),
  );
}

/** Writes a unit into the home of the manager and makes it known. */
export async function writeUnit(manager: UserManager, name: string, text: string): Promise<void> {
  await writeFile(join(manager.units, name), text);
  await manager.systemctl('daemon-reload');
}

/** Takes a unit away again. */
export async function removeUnit(manager: UserManager, name: string): Promise<void> {
  await rm(join(manager.units, name), { force: true });
  await manager.systemctl('daemon-reload');
}
