import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { OmniclawError } from '../../src/fleet/omniclaw-error.ts';
import { discoverFleet } from '../../src/load/discover-fleet.ts';
import { inFolder, loadPath } from './load-text.ts';

const test = suite('load: finding the file');

const discover = (folder: string, more: { explicit?: string; env?: { [name: string]: string } } = {}) =>
  discoverFleet({
    fleet: more.explicit ?? null,
    environment: more.env ?? {},
    workingDirectory: join(folder, 'cwd'),
    home: join(folder, 'home'),
  });

function refusal(run: () => unknown): OmniclawError {
  try {
    run();
  } catch (error) {
    if (error instanceof OmniclawError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

async function readRefusal(path: string): Promise<string> {
  const thrown: unknown = await loadPath(path).then(
    () => null,
    (error: unknown) => error,
  );
  assert.instance(thrown, OmniclawError);
  return thrown instanceof OmniclawError ? `${thrown.code} ${thrown.message}` : '';
}

test('takes --fleet, then OMNICLAW_FLEET, then the working directory, then the config folder', async () => {
  await inFolder(
    { 'cwd/omniclaw.fleet.ts': '', 'home/.config/omniclaw/omniclaw.fleet.yaml': '', 'xdg/omniclaw/omniclaw.fleet.json': '' },
    (folder) => {
      const env = { OMNICLAW_FLEET: 'e.json', XDG_CONFIG_HOME: join(folder, 'xdg') };
      assert.is(discover(folder, { explicit: 'x.json', env }), join(folder, 'cwd', 'x.json'));
      assert.is(discover(folder, { env }), join(folder, 'cwd', 'e.json'));
      assert.is(discover(folder), join(folder, 'cwd', 'omniclaw.fleet.ts'));
      const elsewhere = (env: { [name: string]: string }) =>
        discoverFleet({ fleet: null, environment: env, workingDirectory: folder, home: join(folder, 'home') });
      assert.is(elsewhere({}), join(folder, 'home/.config/omniclaw/omniclaw.fleet.yaml'));
      assert.is(elsewhere({ XDG_CONFIG_HOME: join(folder, 'xdg') }), join(folder, 'xdg/omniclaw/omniclaw.fleet.json'));
      assert.is(elsewhere({ XDG_CONFIG_HOME: 'xdg' }), join(folder, 'home/.config/omniclaw/omniclaw.fleet.yaml'));
    },
  );
});

test('names several files, and says where it looked when there is none', async () => {
  await inFolder({ 'cwd/omniclaw.fleet.ts': '', 'cwd/omniclaw.fleet.json': '' }, (folder) => {
    const error = refusal(() => discover(folder));
    assert.is(error.code, 'OCE_SEVERAL_FLEETS');
    assert.match(error.message, /"omniclaw.fleet.ts", "omniclaw.fleet.json"$/);
    assert.match(error.hint, /--fleet omniclaw.fleet.ts$/);
  });
  await inFolder({ 'omniclaw.fleet.ts': '', 'cwd/omniclaw.fleet.ts.bak': '' }, (folder) => {
    const error = refusal(() => discover(folder));
    assert.is(error.code, 'OCE_NO_FLEET');
    assert.ok(error.message.includes(join(folder, 'cwd')) && error.message.includes(join(folder, 'home/.config/omniclaw')));
    assert.is(error.hint, 'omniclaw init');
  });
  assert.is(refusal(() => discover('/nowhere', { explicit: '' })).code, 'OCE_USAGE');
});

test('runs nothing of the folder while it searches', async () => {
  await inFolder(
    { 'cwd/omniclaw.fleet.json': '{}', 'cwd/.config/config.js': 'throw new Error("ran")', 'cwd/package.json': '{garbage' },
    (folder) => {
      const module = new URL('../../src/load/discover-fleet.ts', import.meta.url).href;
      const script = `const { discoverFleet } = await import(${JSON.stringify(module)}); console.log(discoverFleet({ fleet: null, environment: {}, workingDirectory: process.cwd(), home: '/' }))`;
      const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
        cwd: join(folder, 'cwd'),
        encoding: 'utf8',
      });
      assert.is(stdout.trim(), join(folder, 'cwd', 'omniclaw.fleet.json'));
    },
  );
});

test('refuses what is no regular file of bearable size, at once', async () => {
  await inFolder({ 'big.json': '{}', 'loop/x': '', 'fleet.toml': '' }, async (folder) => {
    const at = (name: string) => join(folder, name);
    mkdirSync(at('folder.ts'));
    execFileSync('mkfifo', [at('fifo.ts'), at('fifo.yaml')]);
    truncateSync(at('big.json'), 50 * 1024 * 1024);
    symlinkSync('gone.ts', at('dangling.ts'));
    symlinkSync('circle.ts', at('circle.ts'));
    symlinkSync('/dev/zero', at('device.json'));
    const started = performance.now();
    assert.match(await readRefusal(at('folder.ts')), /^OCE_UNREADABLE .* it is a folder$/);
    assert.match(await readRefusal(at('fifo.ts')), /it is a FIFO$/);
    assert.match(await readRefusal(at('fifo.yaml')), /it is a FIFO$/);
    assert.match(await readRefusal(at('big.json')), /it has 52428800 bytes, more than the 8388608/);
    assert.match(await readRefusal(at('missing.ts')), /there is no such file$/);
    assert.match(await readRefusal(at('dangling.ts')), /there is no such file$/);
    assert.match(await readRefusal(at('circle.ts')), /its links lead in a circle$/);
    assert.match(await readRefusal(at('device.json')), /it is a device$/);
    assert.match(await readRefusal(join(at('big.json'), 'x.ts')), /not a folder$/);
    assert.match(await readRefusal(at(`${'x'.repeat(4097)}.ts`)), /the path is too long$/);
    assert.match(await readRefusal(at('a\0b.ts')), /cannot be read/);
    assert.match(await readRefusal(at('fleet.toml')), /its name must end in/);
    assert.ok(performance.now() - started < 4_000);
  });
});

test('refuses a socket', async () => {
  await inFolder({}, async (folder) => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(join(folder, 'socket.ts'), resolve));
    assert.match(await readRefusal(join(folder, 'socket.ts')), /it is a socket/);
    await new Promise((resolve) => server.close(resolve));
  });
});

test('refuses a file without permission', async () => {
  if (process.getuid?.() === 0) return;
  await inFolder({ 'a.ts': '' }, async (folder) => {
    chmodSync(join(folder, 'a.ts'), 0);
    assert.match(await readRefusal(join(folder, 'a.ts')), /permission denied$/);
  });
});

test.run();
