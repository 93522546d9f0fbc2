/** What the oracle compares: the files and processes of a sandbox, and what is in them. */
import { lstat, readdir, readFile, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { processesInside, type Sandbox } from '../stories/sandbox.ts';
import type { UserManager } from '../stories/user-manager.ts';

/** Files with what a touch would change, and the processes; logs do not count. */
export async function touches(box: Sandbox): Promise<string[]> {
  const files = await Promise.all(
    (await names(box)).map(async (name) => {
      const { ino, mtimeMs, mode, size } = await stat(join(box.home, name)).catch(() => ({ ino: 0, mtimeMs: 0, mode: 0, size: 0 }));
      return `${name} ${ino} ${mtimeMs} ${mode} ${size}`;
    }),
  );
  return [...files, ...(await processesInside(box.home)).map(String).sort()];
}

/** Records of the moment, and what may be there or not: a lock without a holder, the copy of a config that somebody else wrote. */
const PASSING = /journal\.jsonl|\.bak|\.lock$|\.running\.json$|\/run\/supervisor/;

/** Files with their mode and content; what is random or a record of time stands as such, and the sandbox's own path is taken out. */
export async function contents(box: Sandbox): Promise<string[]> {
  const list = (await names(box)).filter((name) => !PASSING.test(name));
  const generations = list.filter((name) => /\/generations\/[^/]+\/\d+\.json$/.test(name));
  return Promise.all(list.map((name) => describe(box, name, newestOf(generations, name))));
}

async function describe(box: Sandbox, name: string, newest: string): Promise<string> {
  const path = join(box.home, name);
  const own = (text: string) => text.replaceAll(box.home.slice(0, -'/home'.length), 'BOX');
  const found = await lstat(path);
  if (found.isSymbolicLink()) return `${name} -> ${own(await readlink(path))}`;
  const mode = (found.mode & 0o777).toString(8);
  if (found.isDirectory()) return `${name} ${mode}`;
  if (/\.(?:key|token)$/.test(name)) return `${name} ${mode} (random)`;
  const text = own(await readFile(path, 'utf8')).replaceAll(/"made": "[^"]*"/g, '(time)');
  // What was proven on the way to the last one may have been kept too.
  return newest === '' ? `${name} ${mode} ${text}` : `${newest} ${mode} ${text.replace(/"number": \d+/, '(number)')}`;
}

function newestOf(generations: readonly string[], name: string): string {
  return generations.includes(name) ? name.replace(/\d+\.json$/, 'N.json') : '';
}

/** Processes by their command line, and how the service manager sees its units. */
export async function services(box: Sandbox, manager: UserManager | null): Promise<string[]> {
  const lines = await Promise.all((await processesInside(box.home)).map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')));
  const properties = 'Id,LoadState,ActiveState,SubState,UnitFileState,NeedDaemonReload,StatusText,TasksMax';
  const units = manager === null ? '' : await manager.systemctl('show', `--property=${properties}`, 'omniclaw-*');
  return [...lines.map((line) => line.replaceAll('\0', ' ').trim()).sort(), ...units.split('\n')];
}

async function names(box: Sandbox): Promise<string[]> {
  const all = await readdir(box.home, { recursive: true });
  return all.filter((name) => !name.endsWith('.log') && !name.startsWith('.cache')).sort();
}

/** The oracle after any fault: the next apply ends well and leaves nothing half done; the one after it changes nothing. */
export async function assertConverges(box: Sandbox, fault: string): Promise<void> {
  const second = await box.run('apply', '--yes');
  assert.is(second.code, 0, `${fault}: ${second.out}${second.err}`);
  const left = (await readdir(box.home, { recursive: true })).filter((name) => name.endsWith('.tmp'));
  assert.equal(left, [], fault);
  const before = await touches(box);
  const third = await box.run('apply', '--yes');
  assert.match(third.out, 'nothing to do', `${fault}: ${third.out}${third.err}`);
  assert.equal(await touches(box), before, `${fault}: the third apply touches nothing`);
}
