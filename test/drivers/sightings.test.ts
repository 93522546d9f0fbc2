import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readPlist } from '../../src/drivers/sightings/read-plist.ts';
import {
  type Called,
  declaredVariables,
  homeOfProgram,
  knownStart,
  readProgram,
  runsGateway,
  runtimeOfProgram,
} from '../../src/drivers/sightings/read-program.ts';
import { parseUnit, sightSystemdUnits } from '../../src/drivers/sightings/systemd-units.ts';
import { runtimeOf } from '../../src/fleet/runtime.ts';
import { renderUnit, unitSettings } from '../../src/plan/render-unit.ts';
import { host } from '../plan/sample-gateway.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';

const units = suite('parseUnit');

const lines: readonly (readonly [string, readonly string[], object])[] = [
  ['ExecStart=/usr/bin/node index.js gateway --port 1', ['/usr/bin/node', 'index.js', 'gateway', '--port', '1'], {}],
  ['ExecStart=-"/opt/a b/node" \'c d\' e\\x', ['/opt/a b/node', 'c d', 'ex'], {}],
  ['ExecStart=/a b\\\n  c', ['/a', 'b', 'c'], {}],
  ['ExecStart=/a\nExecStart=\nExecStart=/b', ['/b'], {}],
  ['# ExecStart=/a\n; Environment=A=1', [], {}],
  ['Environment=A=1 "B=two words" C=%h/x D=100%%', [], { A: '1', B: 'two words', C: '/home/x/x', D: '100%' }],
  ['Environment=A=1\nEnvironment=A=2\nEnvironment=B=a=b', [], { A: '2', B: 'a=b' }],
  ['Environment=A=1\nEnvironment=\nEnvironment=B=2', [], { B: '2' }],
  ['Environment="A=say \\"hi\\""', [], { A: 'say "hi"' }],
  ['ExecStartPre=/x\nEnvironmentFile=/y', [], {}],
];
for (const [text, argv, env] of lines) units(JSON.stringify(text), () => assert.equal(parseUnit(text, '/home/x'), { argv, env }));
units('a unit of ours is read back as it was rendered', () => {
  const env = Object.fromEntries(HOSTILE_TEXTS.map((text, at) => [`T${at}`, text]));
  const program = { argv: ['/usr/bin/node', ...HOSTILE_TEXTS], env, workingDirectory: '/x', logFile: '/x/log' };
  const limits = { memoryMiB: 512, cpuPercent: 150, tasks: null };
  for (const hardening of ['default', 'none'] as const) {
    const sandbox = hardening === 'none' ? 'none' : 'full';
    const unit = renderUnit({ title: 'main', policy: runtimeOf('omniclaw').service, program, limits, sandbox, writable: ['/x'] });
    const { argv, env: variables } = parseUnit(unit, '/home/x');
    assert.equal(argv, program.argv);
    assert.equal(declaredVariables('omniclaw', variables), env);
    assert.equal(unitSettings(unit), { limits, hardening });
  }
  assert.is(unitSettings('[Service]\nMemoryMax=1M\n'), null);
});
units('an instance of a template', () => {
  const { argv, env } = parseUnit('ExecStart=/o --profile %i gateway\nEnvironment=A=%I/%%i', '/home/x', 'a-b');
  assert.equal([argv, env], [['/o', '--profile', 'a-b', 'gateway'], { A: 'a/b/%i' }]);
});
units('units of every folder that run as this user, and enabled instances of templates', async () => {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'oc-')));
  try {
    const [user, system] = [join(home, 'user'), join(home, 'system')];
    await mkdir(join(user, 'default.target.wants'), { recursive: true });
    await mkdir(join(user, 'openclaw-gateway@.service.d'));
    await mkdir(join(user, 'openclaw-gateway@lab.service.d'));
    await mkdir(system);
    const start = '[Service]\nExecStart=/usr/bin/openclaw gateway';
    await writeFile(join(user, 'openclaw-gateway@.service'), '[Service]\nExecStart=/usr/bin/openclaw --profile %i gateway\n');
    await writeFile(join(user, 'openclaw-gateway@.service.d', 'a.conf'), '[Service]\nEnvironment=OPENCLAW_GATEWAY_PORT=1\n');
    await writeFile(join(user, 'openclaw-gateway@lab.service.d', 'a.conf'), '[Service]\nEnvironment=OPENCLAW_GATEWAY_PORT=2\n');
    for (const one of ['lab', 'web'])
      await symlink('../openclaw-gateway@.service', join(user, 'default.target.wants', `openclaw-gateway@${one}.service`));
    await writeFile(join(user, 'bot.service'), `${start} --port 3\n`);
    await symlink('../bot.service', join(user, 'default.target.wants', 'bot.service'));
    await writeFile(join(system, 'openclaw.service'), `${start} --port 4\nUser=ann\n`);
    await writeFile(join(system, 'other.service'), `${start} --port 5\nUser=bob\n`);
    await writeFile(join(system, 'root.service'), `${start} --port 6\n`);
    const { sightings, notes } = await sightSystemdUnits({ ...host, home }, [
      { kind: 'systemd-user', folder: user },
      { kind: 'systemd-user', folder: join(home, 'missing') },
      { kind: 'systemd-system', folder: system },
    ]);
    assert.equal(notes, []);
    assert.equal(
      sightings.map(({ where, profile, port, wanted }) => `${where.slice(home.length + 1)} ${profile} ${port} ${wanted}`),
      [
        'user/bot.service null 3 running',
        'user/default.target.wants/openclaw-gateway@lab.service lab 2 running',
        'user/default.target.wants/openclaw-gateway@web.service web 1 running',
        'system/openclaw.service null 4 stopped',
      ],
    );
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
units.run();

const plists = suite('readPlist');
plists('texts, lists, flags and numbers', () => {
  const body =
    '<dict><key>A</key><string>x &amp; &#121;</string><key>B</key><array><integer>1</integer><dict/><true/></array><key>C</key><false/><key>D</key><string></string><!-- <key>E</key> --></dict>';
  assert.equal(readPlist(`<?xml version="1.0"?><plist version="1.0">${body}</plist>`), { A: 'x & y', B: [1, {}, true], C: false, D: '' });
});
for (const text of ['', 'bplist00x', '<plist>', '<plist><array/></plist>', '<html/>', '<plist><string>x</string></plist>'])
  plists(`not a dictionary: ${JSON.stringify(text)}`, () => assert.is(readPlist(text), null));
plists('cut off at any place: no crash', () => {
  const text = '<plist><dict><key>A</key><array><string>x</string></array></dict></plist>';
  for (let end = 0; end < text.length; end += 1) readPlist(text.slice(0, end));
});
plists.run();

const programs = suite('readProgram');
const nothing = { profile: null, stateDir: null, configPath: null, port: null, includeRoots: null };
const starts: readonly (readonly [string, object, object])[] = [
  ['gateway', {}, {}],
  ['--profile work gateway --port 19000', {}, { profile: 'work', port: 19000 }],
  ['--profile=work gateway --port=70000', {}, { profile: 'work' }],
  ['--dev gateway', {}, { profile: 'dev' }],
  ['--profile Default gateway', {}, { profile: 'default' }],
  [
    'gateway',
    { OPENCLAW_PROFILE: 'a', OPENCLAW_STATE_DIR: '~/x/', OPENCLAW_GATEWAY_PORT: '5' },
    { profile: 'a', stateDir: `${host.home}/x`, port: 5 },
  ],
  ['gateway', { OPENCLAW_INCLUDE_ROOTS: '/a:/b' }, { includeRoots: '/a:/b' }],
  ['gateway', { OPENCLAW_PROFILE: ' ', OPENCLAW_CONFIG_PATH: '', OMNICLAW_PROFILE: 'b' }, {}],
  ['--profile b gateway', { OPENCLAW_PROFILE: 'a', OPENCLAW_STATE_DIR: '/a', OPENCLAW_GATEWAY_PORT: '5' }, { profile: 'b' }],
  ['gateway', { OPENCLAW_PROFILE: 'a' }, { profile: 'a', stateDir: `${host.home}/.openclaw` }],
  ['--profile a gateway', { OPENCLAW_PROFILE: 'a' }, { profile: 'a' }],
  ['gateway', { HOME: `${host.home}/` }, {}],
  ['gateway', { HOME: '/srv/two' }, { stateDir: '/srv/two/.openclaw' }],
  ['--profile a gateway', { OPENCLAW_HOME: '~/two' }, { profile: 'a', stateDir: `${host.home}/two/.openclaw-a` }],
  [
    'gateway',
    { OPENCLAW_HOME: '/o', HOME: '/h', OPENCLAW_STATE_DIR: '~/s', OPENCLAW_CONFIG_PATH: '~/c' },
    { stateDir: '/o/s', configPath: '/o/c' },
  ],
];
for (const [line, env, expected] of starts)
  programs(`${line} ${JSON.stringify(env)}`, () => {
    const started = { argv: ['node', 'openclaw.mjs', ...line.split(' ')], env: { ...env } };
    assert.equal(readProgram('openclaw', started, host), { ...nothing, ...expected });
    assert.is(runsGateway(started.argv), true);
  });
programs('a variable alone selects the folder of a profile of ours', () => {
  const started = { argv: ['omniclaw', 'gateway'], env: { OMNICLAW_PROFILE: 'a' } };
  assert.equal(readProgram('omniclaw', started, host), { ...nothing, profile: 'a' });
});
const homes: readonly (readonly [env: { readonly [name: string]: string }, home: string])[] = [
  [{}, '/home/x'],
  [{ HOME: '/h//' }, '/h'],
  [{ HOME: ' ' }, '/home/x'],
  [{ HOME: '/h', OPENCLAW_HOME: '/o' }, '/o'],
  [{ HOME: '/h', OPENCLAW_HOME: '~/o' }, '/h/o'],
  [{ HOME: '/h', OPENCLAW_HOME: '~' }, '/h'],
  [{ HOME: '/h', OPENCLAW_HOME: 'undefined' }, '/h'],
  [{ HOME: '/h', OMNICLAW_HOME: '/o' }, '/h'],
];
for (const [env, home] of homes) programs(`home: ${JSON.stringify(env)}`, () => assert.is(homeOfProgram('openclaw', env, '/home/x'), home));
const CLAW = ['/usr/bin/node', '/usr/lib/node_modules/openclaw/dist/index.js', 'gateway'];
const LAB: Called = { profile: 'lab', variables: 'all' };
const called: readonly (readonly [is: string, readonly string[], { readonly [name: string]: string }, Called, profile: string | null])[] = [
  ['shown: what it is called says nothing', CLAW, {}, LAB, null],
  ['a script', ['/home/x/start.sh'], {}, LAB, 'lab'],
  ['masked', [], {}, LAB, 'lab'],
  ['variables in a file', CLAW, {}, { ...LAB, variables: 'some' }, 'lab'],
  ['a file, and a profile', CLAW, { OPENCLAW_PROFILE: 'a' }, { ...LAB, variables: 'some' }, 'a'],
  ['a folder of its own', CLAW, { OPENCLAW_STATE_DIR: '/s' }, LAB, 'lab'],
  ['a file, and the folder of a profile', CLAW, { OPENCLAW_STATE_DIR: '/x/.openclaw' }, { ...LAB, variables: 'some' }, null],
  ['a script with a flag', ['/home/x/start.sh', '--profile=b'], {}, LAB, null],
  ['a script for development', ['/home/x/start.sh', '--dev'], {}, LAB, null],
  ['a script that is called after nothing', ['/home/x/start.sh'], {}, { ...LAB, profile: null }, null],
];
for (const [is, argv, env, about, profile] of called)
  programs(`called after a profile: ${is}`, () =>
    assert.equal(knownStart('openclaw', { argv, env }, about), { argv: profile === null ? argv : [...argv, '--profile', profile], env }),
  );
programs('asking a gateway is not running one', () => {
  for (const line of ['openclaw gateway status', 'omniclaw gateway install', 'omniclaw lint', 'vim gateway-notes', 'gateway'])
    assert.is(runsGateway(line.split(' ')), false, line);
});
programs('which runtime', () => {
  assert.is(runtimeOfProgram({ argv: ['/usr/bin/node', '/usr/lib/node_modules/openclaw/dist/index.js'], env: {} }), 'openclaw');
  assert.is(runtimeOfProgram({ argv: ['openclaw-gateway'], env: {} }), 'openclaw');
  assert.is(runtimeOfProgram({ argv: ['node', '/x/main.ts'], env: { OMNICLAW_PROFILE: 'a' } }), 'omniclaw');
  assert.is(runtimeOfProgram({ argv: ['node', '/x/main.ts'], env: {} }), null);
});
programs.run();
