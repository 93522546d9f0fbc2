/** What the oracle compares: the files and processes of a sandbox, and what is in them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { processesInside, type Sandbox } from '../stories/sandbox.ts';

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

/** Files with their mode and content; what is random or a record of time stands as such, and the sandbox's own path is taken out. */
export async function contents(box: Sandbox): Promise<string[]> {
  const list = (await names(box)).filter((name) => !/journal\.jsonl|\.bak|\.lock$|supervisor/.test(name));
  return Promise.all(
    list.map(async (name) => {
      const path = join(box.home, name);
      const { mode } = await stat(path);
      const text = (await stat(path)).isFile() ? await readFile(path, 'utf8') : '(folder)';
      const content = /\.(?:key|token)$/.test(name)
        ? '(random)'
        : text.replaceAll(box.home.slice(0, -'/home'.length), 'BOX').replaceAll(/"made": "[^"]*"/g, '(time)');
      return `${name} ${(mode & 0o777).toString(8)} ${content}`;
    }),
  );
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
