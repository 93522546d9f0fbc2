/** What apply leaves behind when it dies, and that it touches nothing when there is nothing to do. */
import { spawn, spawnSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { PROGRAM } from '../gate/built-program.ts';
import { freeBases, openSandbox, processesInside, type Sandbox } from './sandbox.ts';

const faults = suite<{ box: Sandbox }>('apply, and faults');

faults.before.each(async (context) => {
  context.box = await openSandbox();
});

faults.after.each(async ({ box }) => {
  await box.close();
});

/** Files with what a touch would change, and the processes; logs and times of logs do not count. */
async function world(box: Sandbox): Promise<string[]> {
  const names = (await readdir(box.home, { recursive: true })).filter((name) => !name.endsWith('.log'));
  const files = await Promise.all(
    names.map(async (name) => {
      const { ino, mtimeMs, mode, size } = await stat(join(box.home, name)).catch(() => ({ ino: 0, mtimeMs: 0, mode: 0, size: 0 }));
      return `${name} ${ino} ${mtimeMs} ${mode} ${size}`;
    }),
  );
  return [...files.sort(), ...(await processesInside(box.home)).map(String).sort()];
}

for (const line of [2, 6, 9, 11, 16, 20]) {
  faults(`killed after event ${line}: the next apply converges, the third changes nothing`, async ({ box }) => {
    const [a = 0, b = 0] = await freeBases(2);
    await box.fleet({ main: { port: a }, rescue: { port: b, rescues: 'main' } });
    await killAfter(box, line);
    const second = await box.run('apply', '--yes');
    assert.is(second.code, 0, second.out + second.err);
    const before = await world(box);
    const third = await box.run('apply', '--yes');
    assert.match(third.out, 'nothing to do', third.out + third.err);
    assert.equal(await world(box), before);
    const { gateways } = JSON.parse((await box.run('fleet', 'status', '--json')).out);
    assert.ok(gateways.main.ready && gateways.rescue.ready);
    assert.equal(
      (await readdir(box.home, { recursive: true })).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
}

/** Starts an apply and kills it, without warning, when it has reported so many events. */
function killAfter(box: Sandbox, count: number): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, 'apply', '--yes', '--json'], {
      cwd: box.folder,
      env: { ...process.env, ...box.environment },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let seen = 0;
    createInterface({ input: child.stdout }).on('line', () => {
      seen += 1;
      if (seen === count) child.kill('SIGKILL');
    });
    child.once('close', () => resolve());
  });
}

faults('a second apply makes no system call that writes below the state folders', async ({ box }) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  const calls =
    'trace=openat,open,creat,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,rmdir,chmod,fchmodat,truncate,utimensat,link,linkat,symlink,symlinkat';
  const traced = spawnSync('strace', ['-f', '-qq', '-e', calls, process.execPath, PROGRAM, 'apply', '--yes'], {
    cwd: box.folder,
    env: { ...box.environment },
    encoding: 'utf8',
  });
  if (traced.error !== undefined) throw new Error('this test needs strace: apt-get install strace');
  assert.match(traced.stdout, 'nothing to do');
  const writes = traced.stderr
    .split('\n')
    .filter((line) => line.includes(box.home) && !/O_RDONLY|O_PATH/.test(line) && !/ENOENT/.test(line));
  const onlyLocks = writes.filter((line) => !/openat\(.*\/(?:apply|gateway)\.lock", O_RDWR/.test(line));
  assert.equal(onlyLocks, []);
});

faults('a damaged ledger stops nothing and deletes nothing', async ({ box }) => {
  const { writeFile } = await import('node:fs/promises');
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a } });
  await box.run('apply', '--yes');
  for (const text of ['', '{"formatVersion":1,"gate', '{"formatVersion":99,"gateways":{}}', 'null']) {
    await writeFile(join(box.home, '.local/state/omniclaw/ledger.json'), text);
    assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  }
});

faults('what a dead writer left is cleared away; what a live one writes is not', async ({ box }) => {
  const { mkdir, writeFile } = await import('node:fs/promises');
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a } });
  const dead = spawnSync('true').pid;
  await mkdir(box.stateDir('main'), { mode: 0o700 });
  const names = [`.omniclaw-${dead}-0123456789abcdef.tmp`, `.omniclaw-${process.pid}-0123456789abcdef.tmp`, '.mine.tmp'];
  for (const name of names) await writeFile(join(box.stateDir('main'), name), 'half');
  assert.is((await box.run('apply', '--yes')).code, 0);
  assert.equal((await readdir(box.stateDir('main'))).filter((name) => name.endsWith('.tmp')).sort(), names.slice(1).sort());
});

faults.run();
