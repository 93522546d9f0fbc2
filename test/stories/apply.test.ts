/** The main job with real processes: apply, prove, apply again, change, break, mend. */

import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { onceSecret } from './once-secret.ts';
import { freeBases, openSandbox, processesInside, type Sandbox } from './sandbox.ts';
import { PATIENCE_MS } from './until.ts';

const story = suite<{ box: Sandbox }>('apply, with real processes');

story.before.each(async (context) => {
  context.box = await openSandbox();
});

story.after.each(async ({ box }) => {
  await box.close();
});

type Status = {
  [name: string]: {
    observed: string;
    pid: number | null;
    ready: boolean;
    ports: { gateway: number };
    drift: unknown[];
    problem: string | null;
  };
};

async function statusOf(box: Sandbox): Promise<Status> {
  return JSON.parse((await box.run('fleet', 'status', '--json')).out).gateways;
}

/** Every file below the home with what a touch would change. */
async function snapshot(box: Sandbox): Promise<string[]> {
  const names = await readdir(box.home, { recursive: true });
  const facts = await Promise.all(
    names
      .filter((name) => !name.endsWith('.log'))
      .map(async (name) => {
        const { ino, mtimeMs, mode, size } = await stat(join(box.home, name)).catch(() => ({ ino: 0, mtimeMs: 0, mode: 0, size: 0 }));
        return `${name} ${ino} ${mtimeMs} ${mode} ${size}`;
      }),
  );
  return facts.sort();
}

story('two gateways from one file: applied, proven, and nothing to do the second time', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a }, rescue: { port: b, rescues: 'main' } });
  const planned = await box.run('plan', '--detailed-exitcode');
  assert.is(planned.code, 2, planned.err + planned.out);
  assert.equal(await readdir(box.home), [], 'plan writes nothing');
  const asked = await box.run('apply');
  assert.is(asked.code, 64, asked.err + asked.out);
  assert.match(asked.out, 'main');
  assert.match(asked.err, /no terminal to ask.*\n {2}try: omniclaw apply --yes\n/);
  assert.not.ok((await readdir(box.home)).includes('.omniclaw-main'), 'nothing is changed that nobody agreed to');
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.err + applied.out);
  const first = await statusOf(box);
  assert.ok(first['main']?.ready && first['rescue']?.ready, JSON.stringify(first));
  const before = await snapshot(box);
  const again = await box.run('apply', '--yes');
  assert.is(again.code, 0, again.err + again.out);
  assert.match(again.out, 'nothing to do');
  const unasked = await box.run('apply');
  assert.is(unasked.code, 0, 'where there is nothing to do, nobody has to be asked');
  assert.match(unasked.out, 'nothing to do');
  assert.equal(await snapshot(box), before);
  assert.equal((await statusOf(box))['main']?.pid, first['main']?.pid);
});

story('two gateways swap their ports in one apply', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ one: { port: a }, two: { port: b } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  await box.fleet({ one: { port: b }, two: { port: a } });
  const swapped = await box.run('apply', '--yes');
  assert.is(swapped.code, 0, swapped.err + swapped.out);
  const after = await statusOf(box);
  assert.equal([after['one']?.ports.gateway, after['two']?.ports.gateway], [b, a]);
  assert.ok(after['one']?.ready && after['two']?.ready);
});

story('a change to one gateway leaves the others alone', async ({ box }) => {
  const [a = 0, b = 0, c = 0] = await freeBases(3);
  await box.fleet({ one: { port: a }, two: { port: b } });
  await box.run('apply', '--yes');
  const before = await statusOf(box);
  await box.fleet({ one: { port: a }, two: { port: c } });
  assert.is((await box.run('apply', '--yes')).code, 0);
  const after = await statusOf(box);
  assert.is(after['one']?.pid, before['one']?.pid);
  assert.is.not(after['two']?.pid, before['two']?.pid);
});

story('kill -9 of a gateway: the supervisor runs it again', async ({ box }) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a } });
  await box.run('apply', '--yes');
  const pid = (await statusOf(box))['main']?.pid ?? 0;
  process.kill(pid, 'SIGKILL');
  const next = await until(async () => {
    const { main } = await statusOf(box);
    return main?.ready === true && main.pid !== pid ? main.pid : null;
  });
  assert.is.not(next, pid);
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
});

story('kill -9 of the supervisor: apply brings it back and adopts what runs', async ({ box }) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a } });
  await box.run('apply', '--yes');
  const pid = (await statusOf(box))['main']?.pid ?? 0;
  const [supervisor] = (await processesInside(box.home)).filter((one) => one !== pid);
  process.kill(supervisor ?? 0, 'SIGKILL');
  await until(async () => ((await processesInside(box.home)).includes(supervisor ?? 0) ? null : true));
  assert.match((await box.run('plan')).out, 'supervisor is gone');
  const adopted = await box.run('apply', '--yes');
  assert.is(adopted.code, 0, adopted.err + adopted.out);
  assert.is((await statusOf(box))['main']?.pid, pid);
  process.kill(pid, 'SIGKILL');
  await until(async () => {
    const { main } = await statusOf(box);
    return main?.ready === true && main.pid !== pid ? true : null;
  });
});

story('a foreign listener on a wanted port is named, not touched, and the others go on', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  let asked = 0;
  const foreign = createServer((request, response) => {
    asked += 1;
    assert.is(request.headers.authorization, undefined, 'no token is ever sent');
    response.end('hello');
  });
  await new Promise<void>((resolve) => foreign.listen(a + 4, '127.0.0.1', resolve));
  await box.fleet({ main: { port: a }, other: { port: b } });
  const applied = await box.run('apply', '--yes');
  foreign.closeAllConnections();
  await new Promise((resolve) => foreign.close(resolve));
  assert.is(applied.code, 3, applied.err + applied.out);
  assert.match(applied.out.replaceAll(/\s+/g, ' '), `port ${a + 4} of "main" is held by process ${process.pid}`);
  assert.ok(asked <= 2);
  const status = await statusOf(box);
  assert.is(status['other']?.ready, true);
  assert.is(status['main']?.ready, false);
  assert.is((await box.run('apply', '--yes')).code, 0, 'the port is free again');
});

story('what answers like a gateway with another secret is never accepted', async ({ box }) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a } });
  await box.run('apply', '--yes');
  const twin = await openSandbox();
  try {
    await twin.fleet({ main: { port: a } });
    const applied = await twin.run('apply', '--yes');
    assert.is(applied.code, 1, applied.err + applied.out);
    assert.match(applied.out.replaceAll(/\s+/g, ' '), `ports ${a}, ${a + 2} and ${a + 4} of "main" are held by process`);
    assert.match(applied.out.replaceAll(/\s+/g, ' '), 'a gateway that says it is profile "main"');
  } finally {
    await twin.close();
  }
  assert.is((await statusOf(box))['main']?.ready, true);
});

story('a gateway that cannot start says why, and the others go on', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a, auth: { token: await onceSecret(box) } }, other: { port: b } });
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 3, applied.err + applied.out);
  assert.match(applied.out.replaceAll(/\s+/g, ' '), /failed "main": "main" did not become ready: .*once-secret/);
  assert.is((await statusOf(box))['other']?.ready, true);
});

story('secrets reach the gateway and nothing else', async ({ box }) => {
  const [a = 0] = await freeBases(1);
  const canary = `canary-${'x'.repeat(30)}`;
  await box.fleet({ main: { port: a, auth: { token: { $env: 'MAIN_TOKEN' } } } });
  const missing = await box.run('apply', '--yes');
  assert.is(missing.code, 1, missing.err + missing.out);
  assert.match(missing.out.replaceAll(/\s+/g, ' '), '"MAIN_TOKEN" is not set');
  box.environment['MAIN_TOKEN'] = canary;
  const runs = [await box.run('plan', '--json'), await box.run('apply', '--yes', '--json'), await box.run('fleet', 'status', '--json')];
  for (const { out, err } of runs) assert.not.match(out + err, canary);
  delete box.environment['MAIN_TOKEN'];
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do', 'another shell without the variable changes nothing');
  const pid = (await statusOf(box))['main']?.pid ?? 0;
  assert.not.match(await readFile(`/proc/${pid}/environ`, 'utf8'), canary);
  assert.not.match(await readFile(`/proc/${pid}/cmdline`, 'utf8'), canary);
  const holders = await Promise.all(
    (await readdir(box.home, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map(async (entry) => ((await readFile(join(entry.parentPath, entry.name), 'utf8')).includes(canary) ? [entry.name] : [])),
  );
  assert.equal(holders.flat(), ['secrets.json']);
  const welcome = await fetch(`http://127.0.0.1:${a}/status`, { headers: { authorization: `Bearer ${canary}` } });
  assert.is(welcome.status, 200);
});

story('destroy stops and forgets, keeps state, and purges only by name', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const novel = join(box.home, 'novel');
  await mkdir(novel);
  await writeFile(join(novel, 'chapter-1'), 'Once');
  await box.fleet({ main: { port: a }, dev: { port: b, workspace: '~/novel' } });
  await box.run('apply', '--yes');
  const destroyed = await box.run('fleet', 'destroy', '--yes', '--purge', 'dev');
  assert.match(destroyed.out, 'purges ~/.omniclaw-dev with everything in it\nkeeps ~/novel, which lies outside of it\n');
  assert.is(await readFile(join(novel, 'chapter-1'), 'utf8'), 'Once');
  assert.is(destroyed.code, 0, destroyed.err + destroyed.out);
  assert.equal(await processesInside(box.home), []);
  assert.ok((await readdir(box.stateDir('main'))).includes('omniclaw.json'));
  assert.not.ok((await readdir(box.home)).includes('.omniclaw-dev'));
});

story('a gateway that left the file keeps running until it is destroyed by name', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  await box.fleet({ main: { port: a }, old: { port: b } });
  await box.run('apply', '--yes');
  await box.fleet({ main: { port: a } });
  const planned = await box.run('plan');
  assert.match(planned.out, '"old" is no longer in the fleet file');
  assert.is((await box.run('fleet', 'destroy', 'old', '--yes')).code, 0);
  assert.not.match((await box.run('plan')).out, '"old"');
});

async function until<T>(probe: () => Promise<T | null>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const value = await probe();
    if (value !== null) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited in vain');
}

story.run();
