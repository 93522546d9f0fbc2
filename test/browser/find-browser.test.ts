import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { browserArguments, browserEnvironment } from '../../src/browser/browser-arguments.ts';
import { browserCandidates, findBrowser } from '../../src/browser/find-browser.ts';
import { OmniclawError } from '../../src/fleet/omniclaw-error.ts';

const find = suite<{ folder: string }>('finding a browser');

find.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), 'oc-find-'));
});
find.after.each(({ folder }) => rm(folder, { recursive: true }));

async function program(path: string): Promise<string> {
  await writeFile(path, '#!/bin/sh\n');
  await chmod(path, 0o755);
  return path;
}

find('takes the brand that comes first, from any folder of the PATH', async ({ folder }) => {
  await mkdir(join(folder, 'a'));
  await mkdir(join(folder, 'b'));
  await program(join(folder, 'a', 'brave-browser'));
  const chrome = await program(join(folder, 'b', 'google-chrome-stable'));
  const environment = { PATH: `${folder}/a:${folder}/b:relative` };
  assert.equal(await findBrowser({ executable: null, platform: 'linux', environment }), { kind: 'chrome', path: chrome });
});

find('passes over what cannot be run: a folder, a file without the bit, a dangling link', async ({ folder }) => {
  await mkdir(join(folder, 'google-chrome'));
  await writeFile(join(folder, 'google-chrome-stable'), '');
  await symlink(join(folder, 'gone'), join(folder, 'chromium'));
  const edge = await program(join(folder, 'microsoft-edge'));
  const chromium = { executable: null, platform: 'linux', environment: { PATH: folder } } as const;
  assert.is((await findBrowser(chromium)).path, edge);
});

find('takes the program of the config, or says what is wrong with it', async ({ folder }) => {
  const own = await program(join(folder, 'my browser'));
  assert.equal(await findBrowser({ executable: own, platform: 'linux', environment: {} }), { kind: 'configured', path: own });
  const missing = findBrowser({ executable: join(folder, 'nothing'), platform: 'linux', environment: {} });
  const thrown: unknown = await missing.then(
    () => null,
    (cause: unknown) => cause,
  );
  assert.ok(thrown instanceof OmniclawError && thrown.code === 'OCE_NO_BROWSER' && thrown.message.includes(`${folder}/nothing`));
});

find('knows the usual places of macOS and Windows', () => {
  const mac = browserCandidates({ platform: 'darwin', environment: { HOME: '/Users/u' } }).map(({ path }) => path);
  assert.ok(mac.includes('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'));
  assert.ok(mac.includes('/Users/u/Applications/Brave Browser.app/Contents/MacOS/Brave Browser'));
  const windows = browserCandidates({
    platform: 'win32',
    environment: { ProgramFiles: 'C:\\Program Files', LOCALAPPDATA: 'C:\\U\\L' },
  }).map(({ path }) => path);
  assert.ok(windows.includes('C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe'));
  assert.ok(windows.includes('C:\\U\\L\\Google\\Chrome\\Application\\chrome.exe'));
});

const PLAN = {
  executable: '/b',
  userDataDir: '/d',
  cdpPort: 1,
  owner: '/s',
  headless: true,
  sandbox: 'on',
  sharedMemory: 'usual',
} as const;

find('lets the config add arguments, and none that decide whose browser it is', () => {
  const words = browserArguments({ ...PLAN, more: ['--lang=de'] });
  for (const word of [
    '--user-data-dir=/d',
    '--remote-debugging-port=1',
    '--remote-debugging-pipe',
    '--omniclaw-owner=/s',
    '--headless=new',
    '--lang=de',
  ])
    assert.ok(words.includes(word), word);
  assert.not.ok(words.includes('--no-sandbox'));
  assert.ok(browserArguments({ ...PLAN, sandbox: 'off', more: [] }).includes('--no-sandbox'));
  assert.ok(browserArguments({ ...PLAN, sharedMemory: 'small', more: [] }).includes('--disable-dev-shm-usage'));
  for (const bad of [
    '--user-data-dir=/x',
    '--Remote-Debugging-Address=0.0.0.0',
    '--remote-debugging-port=9',
    '--remote-allow-origins=*',
    'https://x',
    '-x',
  ])
    assert.throws(() => browserArguments({ ...PLAN, more: [bad] }), /may not hold/, bad);
});

find('hands a browser no secret of the gateway', () => {
  const given = {
    HOME: '/h',
    PATH: '/p',
    DISPLAY: ':0',
    LC_ALL: 'C',
    https_proxy: 'http://x',
    BOT_TOKEN: 's',
    OMNICLAW_GATEWAY_TOKEN: 's',
    NODE_OPTIONS: 'x',
    LD_PRELOAD: 'x',
  };
  assert.equal(Object.keys(browserEnvironment(given)).sort(), ['DISPLAY', 'HOME', 'LC_ALL', 'PATH', 'https_proxy']);
});

find.run();
