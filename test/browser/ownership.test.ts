/** Whose browser it is: ports, folders and deaths. */
import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freePort, measureDeaths } from '../../bench/browser-deaths.ts';
import { findListener } from '../../src/os/listeners.ts';
import { needTool } from '../gate/need-tool.ts';
import { openSandbox, type Sandbox } from '../stories/sandbox.ts';
import { browsersBelow, openBrowserBox, until } from './browser-box.ts';

const own = suite<{ box: Sandbox }>('whose browser it is');
own.before.each(async (context) => {
  context.box = await openSandbox();
});
own.after.each(({ box }) => box.close());

own('a port of the other is refused, naming who holds it; so is its folder, in use or not', async ({ box }) => {
  const first = await openBrowserBox();
  await first.act('start');
  const folder = join(first.stateDir, 'browser', 'default', 'user-data');
  const onPort = await openBrowserBox({ profiles: { default: { cdpPort: first.cdpPort, cdpUrl: null, userDataDir: null } } });
  assert.match(
    await onPort.refused('start'),
    new RegExp(`OCE_BROWSER_TAKEN: CDP port ${first.cdpPort} is held by process \\d+ .*chromium`),
  );
  const onFolder = await openBrowserBox({ profiles: { default: { cdpPort: onPort.cdpPort, cdpUrl: null, userDataDir: folder } } });
  assert.match(
    await onFolder.refused('start'),
    new RegExp(`OCE_BROWSER_TAKEN: the browser folder ".*" is not free: it belongs to the gateway of "${first.stateDir}"`),
  );
  const link = join(box.home, 'link');
  await symlink(join(first.stateDir, 'browser'), link);
  const throughLink = await openBrowserBox({
    profiles: { default: { cdpPort: onPort.cdpPort, cdpUrl: null, userDataDir: join(link, 'default', 'user-data') } },
  });
  assert.match(await throughLink.refused('start'), /it belongs to the gateway of/);
  await first.act('stop');
  assert.match(await onFolder.refused('start'), /it belongs to the gateway of/);
  assert.is((await first.act('start'))['running'], true);
  for (const one of [onPort, onFolder, throughLink, first]) await one.close();
  assert.equal(await browsersBelow(first.stateDir), []);
});

own('a stranger on the port, or on the other loopback address, is never taken for ours', async () => {
  const first = await openBrowserBox();
  for (const address of ['127.0.0.1', '::1', '0.0.0.0']) {
    const stranger = createServer().listen(first.cdpPort, address);
    await new Promise((resolve) => stranger.once('listening', resolve));
    assert.match(await first.refused('start'), new RegExp(`CDP port ${first.cdpPort} is held by process ${process.pid}`), address);
    await new Promise((resolve) => stranger.close(resolve));
  }
  await first.close();
});

own('a browser that lost its gateway is ended, one of a user is left alone', async ({ box }) => {
  const first = await openBrowserBox();
  await first.act('start');
  await first.act('stop');
  const folder = join(first.stateDir, 'browser', 'default', 'user-data');
  const chromium = needTool('chromium');
  const flags = [
    '--headless=new',
    '--disable-gpu',
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${folder}`,
  ];
  const run = (...more: string[]) => {
    const child = spawn(chromium, [...flags, ...more, 'about:blank'], {
      detached: true,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'], HOME: box.home },
    });
    return { child, ended: new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal))) };
  };
  const users = run();
  await until('it has the folder', async () => (await browsersBelow(folder)).length > 3);
  assert.match(await first.refused('start'), new RegExp(`is not free: process ${users.child.pid} uses it`));
  users.child.kill('SIGKILL');
  await users.ended;
  // It has the port as well, and does not notice that its gateway is gone.
  const lost = run(`--omniclaw-owner=${first.stateDir}`, `--remote-debugging-port=${first.cdpPort}`);
  await until('it has the port', async () => (await findListener(first.cdpPort))?.pid === lost.child.pid);
  lost.child.kill('SIGSTOP');
  assert.is((await first.act('start'))['running'], true);
  assert.is(await lost.ended, 'SIGKILL');
  await first.close();
});

own('a folder that a browser on another host left locked is usable; one that dies says how; none is given a secret', async () => {
  const first = await openBrowserBox();
  const folder = join(first.stateDir, 'browser', 'default', 'user-data');
  await mkdir(folder, { recursive: true });
  await symlink('another-container-4242', join(folder, 'SingletonLock'));
  process.env['BOT_TOKEN'] = 'canary-1b2c';
  const { pid } = await first.act('start');
  delete process.env['BOT_TOKEN'];
  for (const file of ['environ', 'cmdline']) assert.not.match(await readFile(`/proc/${String(pid)}/${file}`, 'utf8'), /canary-1b2c/);
  process.kill(Number(pid), 'SIGKILL');
  await until('it is seen', async () => (await first.act('status'))['running'] === false);
  assert.is(await first.refused('tabs'), 'OCE_BROWSER: the browser "default" does not run: it was ended by SIGKILL');
  assert.is((await first.act('start'))['running'], true);
  await first.close();
});

own('a program that is no browser is refused with its last words', async ({ box }) => {
  const fake = join(box.home, 'fake');
  await writeFile(fake, '#!/bin/sh\necho "no display today" >&2\nexit 3\n', { mode: 0o755 });
  const first = await openBrowserBox({ executablePath: fake });
  assert.is(await first.refused('start'), `OCE_BROWSER: "${fake}" ended at once (exit 3): no display today`);
  await first.close();
  const none = await openBrowserBox({ executablePath: join(box.home, 'missing') });
  assert.match(await none.refused('start'), /OCE_NO_BROWSER: "browser.executablePath" is/);
  await none.close();
});

own('a folder of other things is left as it is', async ({ box }) => {
  const folder = join(box.home, 'letters');
  await mkdir(folder, { mode: 0o755 });
  await writeFile(join(folder, 'letter.txt'), 'dear');
  const one = await openBrowserBox({ profiles: { default: { cdpPort: await freePort(), cdpUrl: null, userDataDir: folder } } });
  assert.match(await one.refused('start'), 'is not free: it holds other things, and no browser has used it');
  assert.equal([(await stat(folder)).mode & 0o777, await readdir(folder)], [0o755, ['letter.txt']]);
  await one.close();
});

own('one that runs elsewhere is attached to and let go, unless another gateway started it', async ({ box }) => {
  const owner = await openBrowserBox();
  await owner.act('start');
  const remote = { cdpPort: null, userDataDir: null, cdpUrl: `http://localhost:${owner.cdpPort}` };
  const thief = await openBrowserBox({ profiles: { default: remote } });
  assert.match(
    await thief.refused('start'),
    new RegExp(`OCE_BROWSER_TAKEN: the browser on port ${owner.cdpPort} belongs to the gateway of "${owner.stateDir}"`),
  );
  const [chromium, port] = [needTool('chromium'), await freePort()];
  const flags = [
    '--headless=new',
    '--disable-gpu',
    '--no-first-run',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--user-data-dir=${box.home}/u`,
  ];
  const child = spawn(chromium, [...flags, `--remote-debugging-port=${port}`, 'about:blank'], {
    stdio: 'ignore',
    env: { PATH: process.env['PATH'], HOME: box.home },
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const guest = await openBrowserBox({ profiles: { default: { ...remote, cdpUrl: `http://127.0.0.1:${port}` } } });
  await until('it can be attached to', async () => (await guest.refused('start')) === 'it was done');
  assert.is((await guest.act('open', { url: 'data:text/html,<title>Guest</title>' }))['title'], 'Guest');
  await guest.act('stop');
  assert.is(child.exitCode, null);
  child.kill('SIGKILL');
  await gone;
  for (const one of [owner, thief, guest]) await one.close();
});

own('a change of one browser leaves the others alone; one that hangs can be stopped, and started again', async () => {
  const [spare, port] = [await freePort(), await freePort()];
  const of = (cdpPort: number) => ({ cdpPort, cdpUrl: null, userDataDir: null });
  const two = { work: of(spare), play: of(port) };
  const box = await openBrowserBox({ profiles: two });
  const act = (action: string, profile: string, timeoutMs: number | null = null) =>
    box.service.act({ action, profile, params: {}, timeoutMs });
  const [work, play] = [(await act('start', 'work'))['pid'], (await act('start', 'play'))['pid']];
  // What all of them share counts for the next that is started.
  box.service.useConfig({ ...box.config, args: ['--lang=de'] });
  assert.equal([(await act('status', 'work'))['pid'], (await act('status', 'play'))['pid']], [work, play]);
  box.service.useConfig({ ...box.config, profiles: { ...two, play: of(box.cdpPort) } });
  const moved = await act('status', 'play');
  assert.equal([(await act('status', 'work'))['pid'], moved['running'], moved['cdpPort']], [work, false, box.cdpPort]);
  await until('it is gone', async () => (await browsersBelow(join(box.stateDir, 'browser', 'play'))).length === 0);
  box.service.useConfig({ ...box.config, profiles: { work: of(spare) } });
  assert.is((await act('status', 'work'))['pid'], work);
  process.kill(Number(work), 'SIGSTOP');
  const asked = await act('tabs', 'work', 200).then(
    () => 'it answered',
    (thrown: Error) => thrown.message,
  );
  assert.match(asked, 'was not done within');
  assert.is((await act('status', 'work'))['running'], true);
  await act('stop', 'work');
  assert.equal(await browsersBelow(box.stateDir), []);
  assert.is((await act('start', 'work'))['running'], true);
  await box.close();
});

own('no death of the program leaves a browser, at whatever moment', async () => {
  const { left, restarted } = await measureDeaths(2);
  assert.equal([left, restarted], [0, 1]);
});

own.run();
