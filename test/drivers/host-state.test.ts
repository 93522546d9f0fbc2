/** What the host is seen to be: real files, sockets and processes. */
import { spawn, spawnSync } from 'node:child_process';
import { chmod, chown, link, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { NO_COMMANDS } from '../../src/drivers/host-state/command-marks.ts';
import { parseControlGroup } from '../../src/drivers/host-state/control-group.ts';
import { readPortList } from '../../src/drivers/host-state/kernel-ports.ts';
import { observeConfigs } from '../../src/drivers/host-state/observe-configs.ts';
import { observeInstalled } from '../../src/drivers/host-state/observe-installed.ts';
import { observeListeners, userDataDir } from '../../src/drivers/host-state/observe-listeners.ts';
import { observePaths } from '../../src/drivers/host-state/observe-paths.ts';
import { observeRunning } from '../../src/drivers/host-state/observe-running.ts';
import { observeSecrets } from '../../src/drivers/host-state/observe-secrets.ts';
import { observeVariables } from '../../src/drivers/host-state/observe-variables.ts';
import { createInodeIdentity, createPathIdentity } from '../../src/drivers/path-identity.ts';
import type { FleetDeclaration } from '../../src/fleet/fleet-schema.ts';
import type { RuntimeName } from '../../src/fleet/fleet-spec.ts';
import type { Host } from '../../src/fleet/host.ts';
import { maskCommand } from '../../src/fleet/mask-command.ts';
import { includeWay } from '../../src/fleet/runtime.ts';
import { toSpec } from '../../src/load/to-spec.ts';
import { listSockets, readLsof } from '../../src/os/listeners.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import type { PathSeen } from '../../src/plan/host-state.ts';

const hostState = suite<{ home: string }>('host state');

hostState.before.each(async (context) => {
  context.home = await realpath(await mkdtemp(join(tmpdir(), 'oc-')));
});
hostState.after.each(async ({ home }) => rm(home, { recursive: true, force: true }));

const hostOf = (home: string): Host => ({ home, hostname: 'box', platform: 'linux', user: 'ann', fleetDir: home });
const gatewaysOf = (home: string, gateways: FleetDeclaration['gateways']) =>
  deriveFleet(toSpec({ gateways }), hostOf(home), { ports: {} }, []).gateways;

const commands: readonly (readonly [argv: readonly string[], shown: string])[] = [
  [['node', 'server.js', '--port', '80'], 'node server.js --port 80'],
  [['x', '--token', 'abc', '--port', '1'], 'x --token *** --port 1'],
  [['x', '--token=abc'], 'x --token=***'],
  [['x', '--api-key', 'abc'], 'x --api-key ***'],
  [['env', 'BOT_TOKEN=abc', 'x'], 'env BOT_TOKEN=*** x'],
  [['env', 'DB_PASS=abc', 'x'], 'env DB_PASS=*** x'],
  [['x', '--proxy=http://u:abc@h'], 'x ***'],
  [['x', '-xhttp://u:abc@h'], 'x ***'],
  [['x', '--url=http://h:80/a@b'], 'x --url=http://h:80/a@b'],
  [['x', '-H', 'Authorization: Bearer abc'], 'x -H Authorization:***'],
  [['x', '--header=X-Api-Key: abc'], 'x --header=X-Api-Key:***'],
  [['x', '-H', 'X-A: Bearer a'], 'x -H ***'],
  [['x', '--token', '--verbose'], 'x --token --verbose'],
  [['x', '123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_'], 'x ***'],
  [['x', 'y'.repeat(300)], `x ${'y'.repeat(197)}…`],
];
for (const [argv, shown] of commands)
  hostState(`a command line as it may be shown: ${shown.slice(0, 40)}`, () => assert.is(maskCommand(argv), shown));

hostState('a word that is looked at once more, after many others, is shown as before', () => {
  const [plain, secret] = ['/usr/lib/node/bin/node', `ghp_${'x'.repeat(36)}`];
  for (let at = 0; at < 500; at += 1)
    assert.is(maskCommand([plain, `/a/long/enough/word/${at}`, secret]), `${plain} /a/long/enough/word/${at} ***`);
});

const ID = '0123456789ab'.padEnd(64, 'c');
const groups: readonly (readonly [is: string, text: string, unit: string | null, container: string | null])[] = [
  ['nothing', '0::/\n', null, null],
  [
    'a user service',
    '0::/user.slice/user-1000.slice/user@1000.service/app.slice/omniclaw-gateway-main.service\n',
    'user omniclaw-gateway-main.service',
    null,
  ],
  ['a system service', '0::/system.slice/bot.service\n', 'system bot.service', null],
  [
    'a system service beside a version 1 hierarchy',
    '9:name=systemd:/system.slice/bot.service\n0::/other.service\n',
    'system bot.service',
    null,
  ],
  ['an escaped name', '0::/system.slice/a\\x2db.service\n', 'system a-b.service', null],
  ['a shell in a session', '0::/user.slice/user-1000.slice/session-3.scope\n', null, null],
  ['a program that the desktop started', '0::/user.slice/user-1000.slice/user@1000.service/app.slice/app-kitty-12.scope\n', null, null],
  ['Docker', `0::/system.slice/docker-${ID}.scope\n`, null, '0123456789ab'],
  ['Docker, version 1', `4:name=systemd:/docker/${ID}\n`, null, '0123456789ab'],
  ['Podman', `0::/user.slice/user-1000.slice/user@1000.service/user.slice/libpod-${ID}.scope/container\n`, null, '0123456789ab'],
  [
    'Kubernetes',
    `0::/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1.slice/cri-containerd-${ID}.scope\n`,
    null,
    '0123456789ab',
  ],
];
for (const [is, text, unit, container] of groups) {
  hostState(`the control group of ${is}`, () => {
    const seen = parseControlGroup(text, '0::/init.scope\n');
    assert.equal([seen.unit === null ? null : `${seen.unit.scope} ${seen.unit.name}`, seen.container], [unit, container]);
    assert.is(parseControlGroup(text, text).container, null, 'the container that we are in is no other supervisor');
  });
}

hostState('lists of ports as the kernel writes them', () => {
  assert.equal(readPortList('8080,9148-9150\n'), [
    { first: 8080, last: 8080 },
    { first: 9148, last: 9150 },
  ]);
  assert.equal(readPortList('\n'), []);
});

hostState('sockets as lsof writes them', () => {
  const text =
    'p12\ncnode\nu501\nf20\ntIPv4\nPTCP\nn127.0.0.1:18789\nf21\ntIPv6\nPTCP\nn*:18791\nf22\ntIPv6\nn[::1]:80\np13\ncnginx\nu0\nf3\ntIPv4\nn*:443\n';
  assert.equal(
    readLsof(text).map(({ port, address, pid, command, user }) => [port, address, pid, command, user]),
    [
      [18789, '127.0.0.1', 12, 'node', 501],
      [18791, '::', 12, 'node', 501],
      [80, '::1', 12, 'node', 501],
      [443, '0.0.0.0', 13, 'nginx', 0],
    ],
  );
});

hostState('more listeners than one read of the table of the kernel gives are all seen', async () => {
  const servers = await Promise.all(
    Array.from({ length: 120 }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise((resolve) => server.once('listening', resolve));
      return server;
    }),
  );
  const seen = new Set((await listSockets()).map(({ port }) => port));
  const missing = servers.filter((server) => {
    const bound = server.address();
    return bound === null || typeof bound !== 'object' || !seen.has(bound.port);
  });
  assert.is(missing.length, 0);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
});

for (const address of ['127.0.0.1', '0.0.0.0', '::1', '::', '127.0.0.53']) {
  hostState(`a listener at ${address} is seen there, and whose it is`, async ({ home }) => {
    const server = createServer().listen(0, address);
    await new Promise((resolve) => server.once('listening', resolve));
    const bound = server.address();
    const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
    const sockets = (await listSockets()).filter((socket) => socket.port === port);
    assert.equal(
      sockets.map((socket) => socket.address),
      [address],
    );
    const request = { gateways: [], host: hostOf(home), identify: (path: string) => path, sockets };
    const running = observeRunning({ ...request, installed: [] });
    const [seen] = observeListeners({ ...request, running, isWanted: () => true, commands: NO_COMMANDS });
    assert.is(seen?.holder?.pid, process.pid);
    assert.match(seen?.holder?.command ?? '', 'host-state.test.ts');
    const [unasked] = observeListeners({ ...request, running, isWanted: () => false, commands: NO_COMMANDS });
    assert.is(unasked?.holder, null);
    await new Promise((resolve) => server.close(resolve));
  });
}

hostState('the folder of a browser, from a command line with or without words', () => {
  assert.is(userDataDir(['/usr/bin/chromium', '--user-data-dir=/h/u/', '--x'], 1), '/h/u');
  assert.is(userDataDir(['/usr/bin/chromium --headless --user-data-dir=/h/my data --x'], 1), '/h/my data');
  assert.is(userDataDir(['chromium', '--user-data-dir=rel'], process.pid), join(process.cwd(), 'rel'));
  assert.is(userDataDir(['chromium', '--user-data-dir='], 1), null);
  assert.is(userDataDir(['node', 'x.js'], 1), null);
});

hostState('paths: what is there, whose it is, and what stands above it', async ({ home }) => {
  const at = (name: string) => join(home, name);
  spawnSync('mkfifo', [at('fifo')]);
  await mkdir(at('folder'), { mode: 0o750 });
  await writeFile(at('file'), '', { mode: 0o640 });
  await symlink(at('folder'), at('good'));
  await symlink(at('nowhere'), at('dangling'));
  await symlink(at('loop-b'), at('loop-a'));
  await symlink(at('loop-a'), at('loop-b'));
  const socket = createServer().listen(at('socket'));
  await new Promise((resolve) => socket.once('listening', resolve));
  const names = ['fifo', 'folder', 'file', 'good', 'dangling', 'loop-a', 'socket', 'none', 'file/below'];
  const seen = observePaths(names.map(at), home, createInodeIdentity());
  const kinds = Object.fromEntries(names.map((name, index) => [name, seen[index]?.kind]));
  assert.equal(kinds, {
    fifo: 'fifo',
    folder: 'folder',
    file: 'file',
    good: 'folder',
    dangling: 'dangling',
    'loop-a': 'dangling',
    socket: 'socket',
    none: 'absent',
    'file/below': 'below-file',
  });
  assert.ok(seen.filter(({ kind }) => kind === 'folder').every(({ owner, mode }) => owner === 'us' && mode === 0o750));
  assert.is(seen[3]?.identity, at('folder'));
  assert.is(seen[3]?.file, seen[1]?.file);
  await new Promise((resolve) => socket.close(resolve));
});

hostState('paths: what others may do above them', async ({ home }) => {
  for (const [name, mode] of [
    ['open', 0o777],
    ['sticky', 0o1777],
    ['private', 0o755],
  ] as const) {
    await mkdir(join(home, name, 'x'), { recursive: true });
    await chmod(join(home, name), mode);
  }
  const open = (path: string) => observePaths([path], home, createInodeIdentity())[0]?.openFolder;
  assert.is(open(join(home, 'open', 'x', 'y', 'z')), join(home, 'open'));
  assert.is(open(join(home, 'sticky', 'x')), null);
  assert.is(open(join(home, 'private', 'x')), null);
  if (process.getuid?.() !== 0) return;
  await chown(join(home, 'private'), 65534, 65534);
  assert.is(open(join(home, 'private', 'x')), join(home, 'private'));
  assert.is(observePaths([join(home, 'private')], home, createInodeIdentity())[0]?.owner, 'other');
});

hostState('paths: synced folders by their name or by what sync programs leave in them', async ({ home }) => {
  await mkdir(join(home, 'Sync', 'x'), { recursive: true });
  await mkdir(join(home, 'Sync', '.stfolder'));
  await mkdir(join(home, '.dropbox'));
  const synced = (path: string) => observePaths([join(home, path)], home, createInodeIdentity())[0]?.syncedBy;
  assert.is(synced('Sync/x'), join(home, 'Sync'));
  assert.is(synced('Dropbox (Work)/state'), join(home, 'Dropbox (Work)'));
  assert.is(synced('OneDrive - Acme/state'), join(home, 'OneDrive - Acme'));
  assert.is(synced('Library/Mobile Documents/x'), join(home, 'Library/Mobile Documents'));
  assert.is(synced('work/Dropboxes'), null);
  assert.is(synced('.omniclaw-main'), null);
});

hostState('identity: hard links are one file, and links above are followed', async ({ home }) => {
  await mkdir(join(home, 'a'));
  await writeFile(join(home, 'a', 'one'), '');
  await link(join(home, 'a', 'one'), join(home, 'two'));
  await symlink(join(home, 'a'), join(home, 'b'));
  const [byName, byInode] = [createPathIdentity(), createInodeIdentity()];
  assert.is(byInode(join(home, 'a', 'one')), join(home, 'a', 'one'));
  assert.is(byInode(join(home, 'two')), join(home, 'a', 'one'));
  assert.is(byName(join(home, 'two')), join(home, 'two'));
  for (const identify of [byName, byInode]) assert.is(identify(join(home, 'b', 'new')), join(home, 'a', 'new'));
});

hostState('identity: of very many paths in one folder, too, those that are links are followed', async ({ home }) => {
  await mkdir(join(home, 'real'));
  for (const at of [3, 150]) await symlink(join(home, 'real'), join(home, `state-${at}`));
  const identify = createPathIdentity();
  const led = Array.from({ length: 200 }, (_, at) => identify(join(home, `state-${at}`, 'config')));
  assert.equal(
    led.flatMap((path, at) => (path === join(home, `state-${at}`, 'config') ? [] : [[at, path]])),
    [3, 150].map((at) => [at, join(home, 'real', 'config')]),
  );
});

hostState('variables: only those that say something else, and none of another profile', ({ home }) => {
  const gateways = gatewaysOf(home, {
    main: { port: 18789 },
    lab: { port: 19789 },
    claw: { runtime: 'openclaw', port: 20789 },
    gone: { port: 21789, state: 'absent' },
  });
  const seen = (environment: { [name: string]: string }) =>
    observeVariables(gateways, hostOf(home), environment).map(({ name, gateways: names }) => [name, ...names].join(' '));
  assert.equal(seen({}), []);
  assert.equal(seen({ OMNICLAW_GATEWAY_PORT: '18789' }), ['OMNICLAW_GATEWAY_PORT lab']);
  assert.equal(seen({ OMNICLAW_PROFILE: 'main', OMNICLAW_GATEWAY_PORT: '18789', OMNICLAW_STATE_DIR: '~/.omniclaw-main/' }), []);
  assert.equal(seen({ OMNICLAW_PROFILE: 'main', OMNICLAW_STATE_DIR: '/elsewhere' }), ['OMNICLAW_STATE_DIR main']);
  assert.equal(seen({ OMNICLAW_CONFIG_PATH: ' ', OPENCLAW_CONFIG_PATH: '/x' }), ['OPENCLAW_CONFIG_PATH claw']);
});

hostState('secrets: what resolves, what is the same, and no value anywhere', async ({ home }) => {
  const channels = (name: string, secret: object) => ({ channels: { [name]: { botToken: { ...secret } } } });
  await writeFile(join(home, 'secret'), 'canary-one\n');
  await writeFile(join(home, 'empty'), '\n');
  await mkdir(join(home, '.omniclaw-stored'));
  await writeFile(join(home, '.omniclaw-stored', 'secrets.json'), '{"env:NOT_SET":"canary-one"}');
  await mkdir(join(home, '.omniclaw-damaged', 'secrets.json'), { recursive: true });
  const gateways = gatewaysOf(home, {
    set: { port: 18789, ...channels('telegram', { $env: 'SET' }) },
    unset: { port: 18909, ...channels('telegram', { $env: 'NOT_SET' }) },
    stored: { port: 19029, ...channels('telegram', { $env: 'NOT_SET' }) },
    damaged: { port: 19149, ...channels('telegram', { $env: 'NOT_SET' }) },
    file: { port: 19269, ...channels('telegram', { $file: '~/secret' }) },
    blank: { port: 19389, ...channels('telegram', { $file: '~/empty' }) },
    none: { port: 19509, ...channels('telegram', { $file: '~/none' }) },
    folder: { port: 19629, ...channels('telegram', { $file: '~' }) },
    program: { port: 19749, ...channels('telegram', { $command: ['sh', '-c', `touch ${join(home, 'ran')}`] }) },
    missing: { port: 19869, ...channels('telegram', { $command: ['no-such-program-at-all'] }) },
    claw: { runtime: 'openclaw', port: 19989, ...channels('telegram', { $env: 'NOT_SET' }) },
  });
  const seen = await observeSecrets(gateways, hostOf(home), { SET: 'canary-one', PATH: process.env['PATH'] });
  const states = Object.fromEntries(seen.map(({ gateway, state }) => [gateway, state]));
  assert.equal(states, {
    set: 'resolves',
    unset: 'missing',
    stored: 'resolves',
    damaged: 'unknown',
    file: 'resolves',
    blank: 'missing',
    none: 'missing',
    folder: 'missing',
    program: 'unknown',
    missing: 'missing',
    claw: 'missing',
  });
  assert.is(new Set(seen.flatMap(({ fingerprint }) => fingerprint ?? [])).size, 1, 'one secret in three places');
  assert.not.match(JSON.stringify(seen), 'canary');
  assert.is(observePaths([join(home, 'ran')], home, createInodeIdentity())[0]?.kind, 'absent', 'nothing was run');
  const again = await observeSecrets(gateways, hostOf(home), { SET: 'canary-one' });
  assert.is.not(again[0]?.fingerprint, seen[0]?.fingerprint, 'another salt each time');
});

hostState('installed: units of both managers, with what they start and whether they can', async ({ home }) => {
  const [user, system] = [join(home, 'user'), join(home, 'system')];
  await mkdir(join(user, 'default.target.wants'), { recursive: true });
  await mkdir(join(user, 'omniclaw-gateway-lab.service.d'));
  await mkdir(system);
  const unit = (start: string, rest = '') => `[Service]\nExecStart=${start}\n${rest}`;
  await writeFile(
    join(user, 'omniclaw-gateway-main.service'),
    unit(`${process.execPath} /gone/omniclaw.js --profile main gateway run`, 'Environment=TZ=UTC\n'),
  );
  await symlink('../omniclaw-gateway-main.service', join(user, 'default.target.wants', 'omniclaw-gateway-main.service'));
  await writeFile(join(user, 'omniclaw-gateway-lab.service'), unit('/usr/bin/true'));
  await writeFile(join(user, 'omniclaw-gateway-lab.service.d', 'x.conf'), unit(`${process.execPath} gateway --port 19001`));
  await symlink('/dev/null', join(user, 'openclaw-gateway-old.service'));
  await writeFile(join(user, 'web.service'), unit('/usr/bin/python3 -m http.server'));
  await writeFile(join(system, 'bot.service'), unit('/usr/bin/omniclaw --profile main gateway', `User=ann\n`));
  await writeFile(join(system, 'omniclaw-gateway-bob.service'), unit('/usr/bin/omniclaw gateway', `User=bob\n`));
  await writeFile(join(user, 'openclaw-gateway-two.service'), unit('/usr/bin/openclaw gateway', `Environment=OPENCLAW_HOME=${home}/two\n`));
  const { definitions, notes } = await observeInstalled({
    host: hostOf(home),
    folders: { state: join(home, 's'), runtime: join(home, 's', 'run') },
    identify: (path) => path,
    unitFolders: [
      { kind: 'systemd-user', folder: user },
      { kind: 'systemd-system', folder: system },
    ],
  });
  assert.equal(notes, []);
  const shown = definitions.map(({ service: { manager, gateway, wanted, load, programFile, port, dropIns } }) =>
    [
      manager.kind,
      manager.name,
      gateway.profile,
      gateway.stateDir.replace(home, '~'),
      wanted,
      load,
      programFile,
      port ?? '-',
      dropIns.length,
    ].join(' '),
  );
  assert.equal(shown.sort(), [
    'systemd-system bot.service main ~/.omniclaw-main stopped loaded missing - 0',
    'systemd-system omniclaw-gateway-bob.service default /home/bob/.omniclaw stopped loaded missing - 0',
    'systemd-user omniclaw-gateway-lab.service lab ~/.omniclaw-lab stopped loaded there 19001 1',
    'systemd-user omniclaw-gateway-main.service main ~/.omniclaw-main running loaded missing - 0',
    'systemd-user openclaw-gateway-old.service old ~/.openclaw-old stopped masked unknown - 0',
    'systemd-user openclaw-gateway-two.service default ~/two/.openclaw stopped loaded missing - 0',
  ]);
});

hostState('configs: a variable that says the port wins, unless how the gateway is started says it', async ({ home }) => {
  const path = join(home, 'openclaw.json');
  await writeFile(path, JSON.stringify({ gateway: { port: 18789 } }));
  await writeFile(join(home, '.env'), 'OPENCLAW_GATEWAY_PORT=18999\n');
  const seen = (runtime: RuntimeName | null) =>
    observeConfigs([{ path, way: includeWay('openclaw', home), owner: runtime === null ? null : { runtime, stateDir: home } }]);
  const variable = { name: 'OPENCLAW_GATEWAY_PORT', file: join(home, '.env') };
  assert.equal(await seen('openclaw'), [{ path, port: 18999, variable }]);
  assert.equal(await seen(null), [{ path, port: 18789 }]);
  assert.equal(await seen('omniclaw'), [{ path, port: 18789 }]);
});

hostState('running: a gateway by hand, under PM2, and one of another home', async ({ home }) => {
  const program = join(home, 'omniclaw.mjs');
  await writeFile(program, "process.stdout.write('up'); setInterval(() => undefined, 1000);\n");
  const gate = Object.fromEntries(Object.entries(process.env).filter(([name]) => /GATE/.test(name)));
  const start = async (env: NodeJS.ProcessEnv, ...args: string[]) => {
    const child = spawn(process.execPath, [program, ...args, 'gateway'], {
      env: { ...gate, HOME: home, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    return child;
  };
  const children = [
    await start({}, '--profile', 'hand'),
    await start({ pm_id: '3', name: 'bot', OMNICLAW_GATEWAY_PORT: '19001' }, '--profile', 'pm'),
    await start({ HOME: '/elsewhere' }, '--profile', 'other'),
    await start({ OMNICLAW_HOME: join(home, 'two') }, '--profile', 'inside'),
  ];
  const { running } = observeRunning({
    gateways: gatewaysOf(home, { hand: { port: 18789 } }),
    host: hostOf(home),
    identify: (path) => path,
    sockets: [],
    installed: [],
  });
  assert.equal(running.map(({ gateway, port, runBy }) => [gateway.profile, port, runBy]).sort(), [
    ['hand', null, null],
    ['inside', null, null],
    ['pm', 19001, { kind: 'pm2', name: 'bot' }],
  ]);
  const ends = children.map((child) => new Promise((resolve) => child.once('exit', resolve)));
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(ends);
});

hostState('an unreadable folder is unknown, not absent', ({ home }) => {
  const seen: PathSeen[] = observePaths([`${home}/${'x'.repeat(300)}`], home, createInodeIdentity());
  assert.is(seen[0]?.kind, 'unknown');
});

hostState.run();
