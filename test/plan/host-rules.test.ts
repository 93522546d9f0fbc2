/** The live rules on hosts written by hand: what is found, in which words, and above all what is not. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { blankHostState } from '../../src/plan/blank-host-state.ts';
import type { Fault } from '../../src/plan/finding.ts';
import type {
  BrowserSeen,
  GatewayMark,
  Holder,
  HostState,
  InstalledService,
  ListenerSeen,
  PathSeen,
  RunningGateway,
} from '../../src/plan/host-state.ts';
import { expectWords } from './expected-words.ts';
import { brief, type Gateways, lint, type Setting, say } from './lint-fleet.ts';
import { host as sampleHost } from './sample-gateway.ts';

const host = suite('host rules');

/** Codes and gateways stand here, every word of the findings under `fixtures/findings/host`. */
type Row = readonly [is: string, gateways: Gateways, seen: Partial<HostState>, found: readonly string[], setting?: Setting];
function table(name: string, rows: readonly Row[]): void {
  for (const [is, gateways, seen, found, setting] of rows)
    host(`${name}: ${is}`, () => assert.equal(brief(lint(gateways, { ...setting, seen })), [...found].sort()));
  const file = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const spoken = rows.map(([is, gateways, seen, , setting]) => [is, () => say(lint(gateways, { ...setting, seen }))] as const);
  expectWords(host, `findings/host/${file}.txt`, spoken);
}

function only(gateways: Gateways, seen: Partial<HostState>): Fault {
  const [fault, ...others] = lint(gateways, { seen });
  assert.equal(others, []);
  assert.ok(fault !== undefined);
  return fault;
}

host('a blank host state says that everything was looked at and nothing is there', () => {
  const { home, hostname, platform, user } = sampleHost;
  assert.equal(blankHostState(sampleHost), {
    schema: 'omniclaw.host-state.v1',
    formatVersion: '1.0',
    host: { home, hostname, platform, user },
    listeners: [],
    running: [],
    installed: [],
    configs: [],
    paths: [],
    variables: [],
    secrets: [],
    browsers: [],
    manager: 'supervisor',
    linger: 'yes',
    ephemeral: null,
    notes: [],
  });
});

host('a gateway that has to move keeps out of the way of what listens', () => {
  const two: Gateways = { main: { port: 30000 }, rescue: { port: 30020 } };
  const moved = (listeners: ListenerSeen[]) =>
    lint(two, { seen: { listeners } }).flatMap(({ fix }) => (fix?.edits ?? []).map(({ value }) => value))[0];
  assert.is(moved([]), 18789);
  assert.is(moved([{ port: 18899, address: '127.0.0.1', holder: null }]), 18909);
});

const main: Gateways = { main: { port: 18789 } };
const two: Gateways = { main: { port: 18789 }, lab: { port: 19789 } };

const mark = (profile: string, runtime: GatewayMark['runtime'] = 'omniclaw'): GatewayMark => ({
  runtime,
  profile,
  stateDir: `/home/ann/.${runtime}-${profile}`,
});
const python: Holder = { pid: 4242, command: 'python3 -m http.server', unit: null, gateway: null, userDataDir: null };
const gatewayOf = (gateway: GatewayMark, pid = 77): Holder => ({ ...python, pid, command: 'node omniclaw.js gateway', gateway });
const at = (port: number, holder: Holder | null = python, address = '127.0.0.1'): ListenerSeen => ({ port, address, holder });
const on = (...listeners: ListenerSeen[]): Partial<HostState> => ({ listeners });

table('OC107', [
  ['the gateway port', main, on(at(18789)), ['OC107 main']],
  ['the browser control port', main, on(at(18791)), ['OC107 main']],
  ['the canvas port', main, on(at(18793)), ['OC107 main']],
  ['three ports of one process are one cause', main, on(at(18789), at(18791), at(18793)), ['OC107 main']],
  ['two processes are two', main, on(at(18789), at(18791, { ...python, pid: 4243 })), ['OC107 main', 'OC107 main']],
  ['a process in the way of two gateways', two, on(at(18789), at(19789)), ['OC107 lab', 'OC107 main']],
  ['a port of the browser range', main, on(at(18899)), ['OC107 main']],
  ['a declared CDP port', { main: { port: 18789, browser: { profiles: { x: { cdpPort: 9222 } } } } }, on(at(9222)), ['OC107 main']],
  ['beside the block', main, on(at(18788), at(18790), at(18900)), []],
  ['another user', main, on(at(18789, null)), ['OC107 main']],
  ['every address', main, on(at(18789, python, '0.0.0.0')), ['OC107 main']],
  ['every address of both families', main, on(at(18789, python, '::')), ['OC107 main']],
  ['another loopback address', main, on(at(18789, python, '127.0.0.53')), []],
  ['an address of the network', main, on(at(18789, python, '192.168.1.5')), []],
  [
    'an address of the network, and the gateway wants all',
    { main: { port: 18789, bind: 'lan' } },
    on(at(18789, python, '192.168.1.5')),
    ['OC107 main'],
  ],
  ['the same, at a port that stays on loopback', { main: { port: 18789, bind: 'lan' } }, on(at(18791, python, '192.168.1.5')), []],
  [
    'the one address that the gateway wants',
    { main: { port: 18789, bind: '192.168.1.5' } },
    on(at(18789, python, '192.168.1.5')),
    ['OC107 main'],
  ],
  ['loopback, for a gateway with an address', { main: { port: 18789, bind: '192.168.1.5' } }, on(at(18789)), ['OC107 main']],
  ['the gateway itself', main, on(at(18789, gatewayOf(mark('main')))), []],
  ['its browser', main, on(at(18800, { ...python, userDataDir: '/home/ann/.omniclaw-main/browser/work/user-data' })), []],
  [
    'its browser, elsewhere',
    { main: { port: 18789, browser: { profiles: { x: { cdpPort: 18800, userDataDir: '~/chrome' } } } } },
    on(at(18800, { ...python, userDataDir: '/home/ann/chrome' })),
    [],
  ],
  ['a child of its service', main, on(at(18791, { ...python, unit: { scope: 'user', name: 'omniclaw-gateway-main.service' } })), []],
  [
    'a system unit of the same name',
    main,
    on(at(18791, { ...python, unit: { scope: 'system', name: 'omniclaw-gateway-main.service' } })),
    ['OC107 main'],
  ],
  ['a sibling that moves away in this plan', { main: { port: 18789 }, lab: { port: 20000 } }, on(at(18789, gatewayOf(mark('lab')))), []],
  [
    'a sibling that is to stop',
    { main: { port: 18789 }, lab: { port: 18789, state: 'absent' } },
    on(at(18789, gatewayOf(mark('lab')))),
    [],
  ],
  [
    'a sibling that nobody here moves',
    { main: { port: 18789 }, lab: { port: 20000, runtime: 'openclaw', service: { driver: 'external' } } },
    on(at(18789, gatewayOf(mark('lab', 'openclaw')))),
    ['OC107 main'],
  ],
  [
    'a sibling that something else runs',
    { main: { port: 18789 }, lab: { port: 20000, service: { driver: 'external' } } },
    on(at(18789, gatewayOf(mark('lab')))),
    ['OC107 main'],
  ],
  ['a gateway that is not declared', main, on(at(18789, gatewayOf(mark('old')))), ['OC107 main']],
  [
    'the same profile of another home',
    main,
    on(at(18789, gatewayOf({ ...mark('main'), stateDir: '/home/bob/.omniclaw-main' }))),
    ['OC107 main'],
  ],
  ['no browser, no browser port', { main: { port: 18789, browser: { enabled: false } } }, on(at(18791), at(18800)), []],
  ['an absent gateway wants nothing', { main: { port: 18789, state: 'absent' } }, on(at(18789)), []],
  ['what listens is not known', main, { listeners: null }, []],
  ['ports of the browser range, not in order', main, on(at(18805), at(18801)), ['OC107 main']],
  ['the gateway that was renamed', { main: { port: 18789, renamedFrom: 'old' } }, on(at(18789, gatewayOf(mark('old')))), []],
  [
    'another than the one that was renamed',
    { main: { port: 18789, renamedFrom: 'old' } },
    on(at(18789, gatewayOf(mark('older')))),
    ['OC107 main'],
  ],
  ['no gateway at all, and one was renamed', { main: { port: 18789, renamedFrom: 'old' } }, on(at(18789)), ['OC107 main']],
  ['another user, and one was renamed', { main: { port: 18789, renamedFrom: 'old' } }, on(at(18789, null)), ['OC107 main']],
  [
    'every IPv4 address, for a gateway with an address',
    { main: { port: 18789, bind: '192.168.1.5' } },
    on(at(18789, python, '0.0.0.0')),
    ['OC107 main'],
  ],
  [
    'another address than the one that the gateway wants',
    { main: { port: 18789, bind: '192.168.1.5' } },
    on(at(18789, python, '192.168.1.6')),
    [],
  ],
  ['an IPv6 address, for a gateway with another', { main: { port: 18789, bind: '2001:db8::1' } }, on(at(18789, python, '2001:db8::2')), []],
  [
    'every address, for a gateway with an IPv6 address',
    { main: { port: 18789, bind: '2001:db8::1' } },
    on(at(18789, python, '::')),
    ['OC107 main'],
  ],
]);

host('OC107: the words, and both ways out', () => {
  const fault = only(main, on(at(18789), at(18793)));
  assert.is(fault.severity, 'error');
  assert.is(fault.message, 'the gateway port 18789 and canvas port 18793 of "main" are held by process 4242 (python3 -m http.server)');
  assert.is(fault.fix?.description, 'stop it ("kill 4242"), or set port of "main" to 18909');
  assert.equal(fault.pointers, ['/gateways/main/port']);
});

host('OC107: who it is, as far as that is known', () => {
  const unit: Holder = { ...python, unit: { scope: 'user', name: 'web.service' } };
  assert.match(only(main, on(at(18789, unit))).message, 'process 4242 (python3 -m http.server), the unit "web.service"');
  assert.match(only(main, on(at(18789, unit))).fix?.description ?? '', 'systemctl --user stop web.service');
  const old = only(main, on(at(18789, gatewayOf(mark('old')))));
  assert.match(old.message, 'the omniclaw gateway "old" of "/home/ann/.omniclaw-old"');
  const nobody = only(main, on(at(18789, null)));
  assert.match(nobody.message, 'is held by a process of another user');
  assert.match(nobody.fix?.description ?? '', "sudo ss -ltnp 'sport = :18789'");
});

host('OC107: a browser port bites later, and a stopped gateway not now: both are warnings', () => {
  const range = only(main, on(at(18802)));
  assert.is(range.severity, 'warning');
  assert.match(range.message, 'port 18802, which "main" needs for its 3rd browser profile, is held by process 4242');
  assert.is(only({ main: { port: 18789, state: 'stopped' } }, on(at(18789))).severity, 'warning');
});

host('OC107: the proposed port is free on the host too', () => {
  const fault = only(main, on(at(18789), at(18950, { ...python, pid: 1 })));
  assert.match(fault.fix?.description ?? '', 'set port of "main" to 19029');
});

table('OC108', [
  ['the other loopback', main, on(at(18789, python, '::1')), ['OC108 main']],
  ['also while the gateway runs', main, on(at(18789, gatewayOf(mark('main'))), at(18789, python, '::1')), ['OC108 main']],
  [
    'every IPv6 address, while the gateway has its own',
    main,
    on(at(18789, gatewayOf(mark('main'))), at(18789, python, '::')),
    ['OC108 main'],
  ],
  ['the gateway itself has both', main, on(at(18789, gatewayOf(mark('main'))), at(18789, gatewayOf(mark('main')), '::1')), []],
  ['in the browser range', main, on(at(18800, python, '::1')), []],
  ['an address of the network', main, on(at(18789, python, 'fe80::1')), []],
  ['while the gateway wants every IPv4 address', { main: { port: 18789, bind: 'lan' } }, on(at(18789, python, '::1')), ['OC108 main']],
  ['at two ports', main, on(at(18789, python, '::1'), at(18793, python, '::1')), ['OC108 main']],
  ['at a port that is written', { main: { port: 18789, canvasHost: { port: 30000 } } }, on(at(30000, python, '::1')), ['OC108 main']],
]);

const withUrl = (url: string): Gateways => ({ main: { port: 18789 }, lab: { port: 19789, browser: { profiles: { x: { cdpUrl: url } } } } });
const LOCAL = 'http://127.0.0.1:9222';
const browser = (changes: Partial<BrowserSeen>): Partial<HostState> => ({
  browsers: [{ url: LOCAL, state: 'answers', id: 'a1', product: 'Chrome/142', userDataDir: null, pid: 9, ...changes }],
});

table('OC205', [
  ["another's folder", withUrl(LOCAL), browser({ userDataDir: '/home/ann/.omniclaw-main/browser/work/user-data' }), ['OC205 lab main']],
  ['its own folder', withUrl(LOCAL), browser({ userDataDir: '/home/ann/.omniclaw-lab/browser/x/user-data' }), []],
  ['a folder of nobody', withUrl(LOCAL), browser({ userDataDir: '/home/ann/chrome' }), []],
  ['a name that begins the same', withUrl(LOCAL), browser({ userDataDir: '/home/ann/.omniclaw-main2/x' }), ['OC205 lab']],
  ['a gateway that is not declared', withUrl(LOCAL), browser({ userDataDir: '/home/ann/.openclaw/browser/x' }), ['OC205 lab']],
  ['what answers is no browser', withUrl(LOCAL), browser({ state: 'unknown', userDataDir: '/home/ann/.omniclaw-main/x' }), []],
  ['nothing answers', withUrl(LOCAL), browser({ state: 'silent' }), []],
  ['nobody knows whose it is', withUrl(LOCAL), browser({}), []],
  [
    'a browser that names neither itself nor its process',
    withUrl(LOCAL),
    browser({ product: '', pid: null, userDataDir: '/home/ann/.omniclaw-main/x' }),
    ['OC205 lab main'],
  ],
  ['in a workspace', { ...withUrl(LOCAL), main: { port: 18789, workspace: '~/w' } }, browser({ userDataDir: '/home/ann/w/x' }), []],
  [
    'in its own browser folder in the state folder of another',
    {
      main: { port: 18789 },
      lab: { port: 19789, browser: { profiles: { x: { cdpUrl: LOCAL }, y: { cdpPort: 19800, userDataDir: '~/.omniclaw-main/b' } } } },
    },
    browser({ userDataDir: '/home/ann/.omniclaw-main/b' }),
    ['OC304 lab main'],
  ],
  ['a browser that does not name itself', withUrl(LOCAL), browser({ product: '', userDataDir: '/home/ann/.openclaw-x/y' }), ['OC205 lab']],
  ['a name that only looks like a gateway', withUrl(LOCAL), browser({ userDataDir: '/home/ann/.openclawed/x' }), []],
  ['a name with more before it', withUrl(LOCAL), browser({ userDataDir: '/home/ann/my.openclaw/x' }), []],
  ['in another home', withUrl(LOCAL), browser({ userDataDir: '/home/bob/.openclaw/x' }), []],
  ['in a folder of the home', withUrl(LOCAL), browser({ userDataDir: '/home/ann/x/.openclaw/x' }), []],
]);

host('OC205: one browser under two addresses', () => {
  const gateways: Gateways = {
    a: { port: 18789, browser: { cdpUrl: 'https://chrome:9222' } },
    b: { port: 19789, browser: { cdpUrl: 'https://tunnel:9333' } },
    c: { port: 20789, browser: { cdpUrl: 'https://other:9333' } },
  };
  const seen = (url: string, id: string): BrowserSeen => ({ url, state: 'answers', id, product: '', userDataDir: null, pid: null });
  const fault = only(gateways, {
    browsers: [seen('https://chrome:9222', 'x'), seen('https://tunnel:9333', 'x'), seen('https://other:9333', 'y')],
  });
  assert.is(fault.message, '"https://tunnel:9333" of "b" and "https://chrome:9222" of "a" are one browser: both give the same browser id');
});

const path = (changes: Partial<PathSeen>, name = '/home/ann/.omniclaw-main'): PathSeen => ({
  path: name,
  identity: name,
  kind: 'folder',
  owner: 'us',
  mode: 0o700,
  file: '1:2',
  openFolder: null,
  syncedBy: null,
  ...changes,
});
const paths = (...all: PathSeen[]): Partial<HostState> => ({ paths: all });
const CONFIG = '/home/ann/.omniclaw-main/omniclaw.json';
const WORKSPACE = '/home/ann/.omniclaw-main/workspace-main';

table('OC307', [
  ['as it should be', main, paths(path({}), path({ kind: 'file', mode: 0o600 }, CONFIG)), []],
  ['not there yet', main, paths(path({ kind: 'absent', owner: 'unknown', mode: 0 })), []],
  ['cannot be looked at', main, paths(path({ kind: 'unknown', owner: 'unknown', mode: 0 })), []],
  ...(['file', 'fifo', 'socket', 'device', 'dangling', 'below-file'] as const).map(
    (kind): Row => [`a state folder that is a ${kind}`, main, paths(path({ kind, mode: 0o600 })), ['OC307 main']],
  ),
  ...(['folder', 'fifo', 'socket', 'dangling'] as const).map(
    (kind): Row => [`a config that is a ${kind}`, main, paths(path({ kind, mode: 0o600 }, CONFIG)), ['OC307 main']],
  ),
  [
    'two places side by side, one of which begins like the other',
    { main: { port: 18789, workspace: '~/.omniclaw-main2' } },
    paths(path({ kind: 'fifo' }), path({ kind: 'fifo' }, '/home/ann/.omniclaw-main2')),
    ['OC307 main', 'OC307 main'],
  ],
  [
    'the state folder of a gateway that apply does not make private',
    { main: { port: 18789, runtime: 'openclaw', service: { driver: 'external' } } },
    paths(path({ kind: 'file', mode: 0o600, openFolder: '/home/ann/.openclaw-main' }, '/home/ann/.openclaw-main/openclaw.json')),
    ['OC307 main'],
  ],
  ['another user', main, paths(path({ owner: 'other', mode: 0o755 })), ['OC307 main']],
  [
    'its own state folder, which apply makes private',
    main,
    paths(path({ mode: 0o777 }), path({ kind: 'file', mode: 0o600, openFolder: '/home/ann/.omniclaw-main' }, CONFIG)),
    ['OC308 main'],
  ],
  ['a folder above that others write in', main, paths(path({ openFolder: '/home/ann' })), ['OC307 main']],
  [
    'what is wrong with a folder is wrong with what is in it',
    main,
    paths(path({ owner: 'other' }), path({ owner: 'other', mode: 0o600 }, CONFIG), path({ owner: 'other' }, WORKSPACE)),
    ['OC307 main'],
  ],
  [
    'a user data folder that is a file',
    { main: { port: 18789, browser: { profiles: { x: { cdpPort: 18800 } } } } },
    paths(path({ kind: 'file', mode: 0o600 }, '/home/ann/.omniclaw-main/browser/x/user-data')),
    ['OC307 main'],
  ],
  [
    'a log that is a pipe',
    { main: { port: 18789, config: { logging: { file: '~/l' } } } },
    paths(path({ kind: 'fifo', mode: 0o600 }, '/home/ann/l')),
    ['OC307 main'],
  ],
]);

host('OC307: what it is, and what to type', () => {
  const odd = "/home/ann/it's";
  const fault = only({ main: { port: 18789, workspace: odd } }, paths(path({ kind: 'fifo' }, odd)));
  assert.is(fault.message, `the workspace "${odd}" of "main" is a pipe, and it has to be a folder`);
  assert.is(fault.fix?.description, `move it away ("mv '/home/ann/it'\\''s' '/home/ann/it'\\''s.old'")`);
  assert.equal(fault.pointers, ['/gateways/main/workspace']);
  const open = only(main, paths(path({ openFolder: '/home/ann' })));
  assert.is(open.fix?.description, 'take that right away ("chmod go-w /home/ann")');
});

table('OC308', [
  ['a state folder that others read', main, paths(path({ mode: 0o750 })), ['OC308 main']],
  ['a config that others read', main, paths(path({ kind: 'file', mode: 0o604 }, CONFIG)), ['OC308 main']],
  ['a config that may be run', main, paths(path({ kind: 'file', mode: 0o700 }, CONFIG)), []],
  ['set-group-id is no right of others', main, paths(path({ mode: 0o2700 })), []],
  ['a workspace that others read', main, paths(path({ mode: 0o755 }, WORKSPACE)), []],
  ['of the wrong kind: that is the finding', main, paths(path({ kind: 'fifo', mode: 0o666 })), ['OC307 main']],
  ...([0o644, 0o622] as const).map(
    (mode): Row => [
      `a log of mode 0${mode.toString(8)}`,
      { main: { port: 18789, config: { logging: { file: '~/l' } } } },
      paths(path({ kind: 'file', mode }, '/home/ann/l')),
      mode === 0o622 ? ['OC308 main'] : [],
    ],
  ),
  ['a workspace that others change', main, paths(path({ mode: 0o775 }, WORKSPACE)), ['OC308 main']],
  ['of another user: that is the finding', main, paths(path({ owner: 'other', mode: 0o755 })), ['OC307 main']],
  [
    'in a synced folder, said once',
    main,
    paths(path({ syncedBy: '/home/ann/Dropbox' }), path({ kind: 'file', mode: 0o600, syncedBy: '/home/ann/Dropbox' }, CONFIG)),
    ['OC308 main'],
  ],
]);

host('OC308: the mode, and what to type', () => {
  const fault = only(main, paths(path({ mode: 0o755 })));
  assert.is(fault.severity, 'warning');
  assert.is(fault.message, 'the state folder "/home/ann/.omniclaw-main" of "main" can be read by others (mode 0755)');
  assert.is(fault.fix?.description, 'take the rights of others away ("chmod 700 /home/ann/.omniclaw-main")');
  assert.match(only(main, paths(path({ mode: 0o666, kind: 'file' }, CONFIG))).message, 'can be changed by others (mode 0666)');
});

table('one file or folder under several names', [
  [
    'a workspace',
    { main: { port: 18789, workspace: '~/w' }, lab: { port: 19789, workspace: '~/bound' } },
    paths(path({}, '/home/ann/w'), path({ identity: '/home/ann/w' }, '/home/ann/bound')),
    ['OC303 lab main'],
  ],
  [
    'inside a state folder',
    { ...two, lab: { port: 19789, workspace: '/mnt/x/w' } },
    paths(path({}), path({ identity: '/home/ann/.omniclaw-main/w' }, '/mnt/x/w')),
    ['OC304 lab main'],
  ],
]);

const installed = (
  kind: InstalledService['manager']['kind'],
  changes: Partial<InstalledService> = {},
  profile = 'main',
): InstalledService => ({
  manager: { kind, name: `omniclaw-gateway-${profile}.service` },
  where: '/x',
  gateway: mark(profile),
  configPath: `/home/ann/.omniclaw-${profile}/omniclaw.json`,
  port: null,
  wanted: 'running',
  load: 'loaded',
  program: '',
  programFile: 'there',
  dropIns: [],
  pid: null,
  staleVariables: [],
  ...changes,
});
const running = (changes: Partial<RunningGateway> = {}): RunningGateway => ({
  pid: 77,
  gateway: mark('main'),
  configPath: CONFIG,
  port: null,
  listens: [18789, 18791, 18793],
  program: '',
  runBy: null,
  ...changes,
});
const systemd: Gateways = { main: { port: 18789, service: { driver: 'systemd' } } };
const external: Gateways = { main: { port: 18789, service: { driver: 'external' } } };
const named = (name: string) => installed('systemd-user', { manager: { kind: 'systemd-user', name } });
const runBy = (kind: InstalledService['manager']['kind'], name: string) => running({ runBy: { kind, name } });

table('OC404', [
  ['a user unit', systemd, { installed: [installed('systemd-user')] }, []],
  [
    'a user unit and its process',
    systemd,
    { installed: [installed('systemd-user')], running: [runBy('systemd-user', 'omniclaw-gateway-main.service')] },
    [],
  ],
  ['a user and a system unit', systemd, { installed: [installed('systemd-user'), installed('systemd-system')] }, ['OC404 main']],
  [
    'two user units',
    systemd,
    { installed: [installed('systemd-user'), installed('systemd-user', { manager: { kind: 'systemd-user', name: 'bot.service' } })] },
    ['OC404 main'],
  ],
  ['a unit and a container', systemd, { installed: [installed('systemd-user')], running: [runBy('container', 'abc')] }, ['OC404 main']],
  ['our supervisor and PM2', main, { installed: [installed('supervisor')], running: [runBy('pm2', 'bot')] }, ['OC404 main']],
  ['our supervisor and its unit: apply hands it over', systemd, { installed: [installed('supervisor'), installed('systemd-user')] }, []],
  ['the same, the other way', main, { installed: [installed('supervisor'), installed('systemd-user')] }, []],
  ['our supervisor and a unit of another name', main, { installed: [installed('supervisor'), named('bot.service')] }, ['OC404 main']],
  [
    'they are not ours when something else is to run it',
    external,
    { installed: [installed('supervisor'), installed('systemd-user')] },
    ['OC404 main'],
  ],
  [
    'a unit that is switched off',
    systemd,
    { installed: [installed('systemd-user'), installed('systemd-system', { wanted: 'stopped' })] },
    [],
  ],
  ['a unit that is masked', main, { installed: [installed('supervisor'), installed('systemd-user', { load: 'masked' })] }, []],
  ['another gateway', systemd, { installed: [installed('systemd-user'), installed('systemd-system', {}, 'old')] }, []],
  ['by hand beside a unit', systemd, { installed: [installed('systemd-user')], running: [running()] }, []],
  [
    'one that is to go',
    { main: { port: 18789, state: 'absent' } },
    { installed: [installed('supervisor'), installed('systemd-user')] },
    [],
  ],
  ['not known', systemd, { installed: null, running: null }, []],
  ['a unit of another name, and ours is declared', systemd, { installed: [named('bot.service')] }, ['OC404 main']],
  ['a system unit, and ours is declared', systemd, { installed: [installed('systemd-system')] }, ['OC404 main']],
  ['a container, and ours is declared', main, { running: [runBy('container', 'abc')] }, ['OC404 main']],
  ['a unit of another name that is to run it', external, { installed: [named('bot.service')] }, []],
  ['a unit of another name that is off', systemd, { installed: [installed('systemd-system', { wanted: 'stopped' })] }, []],
  [
    'a unit of another name, of one that is to be stopped',
    { main: { port: 18789, state: 'stopped' } },
    { installed: [named('bot.service')] },
    [],
  ],
  [
    'the unit that it had under the name before',
    { main: { port: 18789, renamedFrom: 'bot' } },
    { installed: [named('omniclaw-gateway-bot.service')] },
    [],
  ],
]);

host('OC404: one of somebody else beside ours', () => {
  const fault = only(systemd, { installed: [named('bot.service')] });
  assert.is(
    fault.message,
    '"main" is run by the user unit "bot.service", and the fleet file has omniclaw run it as "omniclaw-gateway-main.service"',
  );
  assert.is(fault.fix?.description, '"systemctl --user disable --now bot.service", or set service.driver of "main" to "external"');
});

host('OC404: which to keep', () => {
  const fault = only(systemd, {
    installed: [installed('systemd-user'), installed('systemd-system')],
    running: [runBy('container', 'abc')],
  });
  assert.is(
    fault.message,
    '"main" is run by the user unit "omniclaw-gateway-main.service" and by the system unit "omniclaw-gateway-main.service" and by the container "abc"',
  );
  assert.is(fault.fix?.description, 'keep one of them: "sudo systemctl disable --now omniclaw-gateway-main.service", "docker stop abc"');
  const outside = only(external, {
    installed: [installed('systemd-system'), installed('launchd', { manager: { kind: 'launchd', name: 'ai.x' } })],
  });
  assert.is(outside.fix?.description, 'keep one of them: "launchctl bootout gui/$(id -u)/ai.x"');
});

const config = (port: number | null): Partial<HostState> => ({ configs: [{ path: CONFIG, port }] });

table('OC405', [
  [
    'all three agree',
    systemd,
    { ...config(18789), installed: [installed('systemd-user', { port: 18789 })], running: [running({ port: 18789 })] },
    [],
  ],
  [
    'the fleet file says something else than all three: that is a change',
    { main: { port: 20000, service: { driver: 'systemd' } } },
    { ...config(18789), installed: [installed('systemd-user', { port: 18789 })], running: [running()] },
    [],
  ],
  ['unit and config', systemd, { ...config(18789), installed: [installed('systemd-user', { port: 19001 })] }, ['OC405 main']],
  ['config and process', systemd, { ...config(18789), running: [running({ listens: [19001, 19003] })] }, ['OC405 main']],
  ['config and a process that does not listen yet', systemd, { ...config(18789), running: [running({ listens: [] })] }, []],
  ['config and a process whose sockets are not known', systemd, { ...config(18789), running: [running({ listens: null })] }, []],
  ['a flag of the process', systemd, { ...config(18789), running: [running({ port: 19001 })] }, ['OC405 main']],
  [
    'state folders',
    systemd,
    { installed: [installed('systemd-user', { configPath: CONFIG })], running: [running({ configPath: '/elsewhere' })] },
    ['OC405 main'],
  ],
  [
    'programs',
    systemd,
    { installed: [installed('systemd-user', { program: '/a' })], running: [running({ program: '/b' })] },
    ['OC405 main'],
  ],
  [
    'a process that hides how it was started',
    systemd,
    { installed: [installed('systemd-user', { program: '/a' })], running: [running()] },
    [],
  ],
  [
    'variables',
    systemd,
    { installed: [installed('systemd-user', { pid: 77, staleVariables: ['TZ'] })], running: [running()] },
    ['OC405 main'],
  ],
  [
    'a process of another supervisor is another finding',
    systemd,
    { installed: [installed('systemd-user', { port: 18789 })], running: [running({ port: 19001, runBy: { kind: 'pm2', name: 'x' } })] },
    ['OC404 main'],
  ],
  ['one that is to go', { main: { port: 18789, state: 'absent' } }, { ...config(18789), running: [running({ port: 19001 })] }, []],
  [
    'the lowest port of several, when the config names none',
    systemd,
    { installed: [installed('systemd-user', { port: 19003 })], running: [running({ listens: [19003, 19001] })] },
    ['OC405 main'],
  ],
  ['the port of the config among several', systemd, { ...config(18789), running: [running({ listens: [18000, 18789] })] }, []],
  [
    'a definition of a gateway that is not declared',
    systemd,
    { ...config(18789), installed: [installed('systemd-user', { port: 19001 }, 'old')] },
    [],
  ],
  [
    'a process of a gateway that is not declared',
    systemd,
    { ...config(18789), running: [running({ port: 19001, gateway: mark('old') })] },
    [],
  ],
  [
    'a process of a gateway that is not declared, which something runs',
    systemd,
    { running: [running({ gateway: mark('old'), runBy: { kind: 'pm2', name: 'x' } })] },
    [],
  ],
  [
    'of two definitions the one that is to run it counts, when it comes last',
    systemd,
    { ...config(18789), installed: [installed('supervisor', { port: 19001 }), installed('systemd-user', { port: 18789 })] },
    [],
  ],
  [
    'of two definitions the one that is to run it counts, when it comes first',
    systemd,
    { ...config(18789), installed: [installed('systemd-user', { port: 18789 }), installed('supervisor', { port: 19001 })] },
    [],
  ],
  [
    'a process that something runs, and there is no definition',
    external,
    { ...config(18789), running: [running({ port: 19001, runBy: { kind: 'pm2', name: 'x' } })] },
    ['OC405 main'],
  ],
  [
    'a process that its own definition runs',
    systemd,
    {
      ...config(18789),
      installed: [installed('systemd-user')],
      running: [running({ port: 19001, runBy: named('omniclaw-gateway-main.service').manager })],
    },
    ['OC405 main'],
  ],
  [
    'port, config and program',
    systemd,
    {
      installed: [installed('systemd-user', { port: 1, configPath: '/a', program: '/p' })],
      running: [running({ port: 2, configPath: '/b', program: '/q' })],
    },
    ['OC405 main'],
  ],
  [
    'of OpenClaw',
    { main: { port: 18789, runtime: 'openclaw' } },
    {
      installed: [
        installed('systemd-user', {
          manager: { kind: 'systemd-user', name: 'openclaw-gateway-main.service' },
          gateway: mark('main', 'openclaw'),
          program: '/p',
        }),
      ],
      running: [running({ gateway: mark('main', 'openclaw'), configPath: '/home/ann/.omniclaw-main/omniclaw.json', program: '/q' })],
    },
    ['OC405 main'],
  ],
]);

host('OC405: shows the three', () => {
  const fault = only(systemd, {
    ...config(18789),
    installed: [installed('systemd-user', { port: 19001, staleVariables: ['TZ'] })],
    running: [running()],
  });
  assert.is(
    fault.message,
    '"main" is divided: port: the user unit "omniclaw-gateway-main.service" says 19001, its config says 18789, process 77 says 18789; environment: the process runs with other values of "TZ" than the user unit "omniclaw-gateway-main.service" sets',
  );
  assert.equal(fault.pointers, ['/gateways/main/port']);
  assert.match(fault.fix?.description ?? '', '"omniclaw apply"');
});

host('OC405: a variable that says the port is named, and taken out', () => {
  const variable = { name: 'OPENCLAW_GATEWAY_PORT', file: '/home/ann/.omniclaw-main/.env' };
  const fault = only(systemd, { configs: [{ path: CONFIG, port: 18999, variable }], running: [running()] });
  assert.is(
    fault.message,
    '"main" is divided: port: "OPENCLAW_GATEWAY_PORT" in "/home/ann/.omniclaw-main/.env" says 18999, process 77 says 18789',
  );
  assert.is(fault.fix?.description, 'take "OPENCLAW_GATEWAY_PORT" out of "/home/ann/.omniclaw-main/.env"');
});

host('OC406: one finding for a variable, with every gateway that it hits', () => {
  const seen: Partial<HostState> = { variables: [{ name: 'OMNICLAW_STATE_DIR', decides: 'stateDir', gateways: ['main', 'lab', 'gone'] }] };
  const fault = only(two, seen);
  assert.is(
    fault.message,
    'the variable "OMNICLAW_STATE_DIR" of this shell overrides the state folder of "main" and "lab" when they are run from it',
  );
  assert.equal(fault.gateways, ['main', 'lab']);
  assert.equal(fault.pointers, ['/gateways/main/stateDir', '/gateways/lab/stateDir']);
  assert.is(fault.fix?.description, '"unset OMNICLAW_STATE_DIR"');
  assert.equal(lint(main, { seen: { variables: [{ name: 'X', decides: 'port', gateways: ['gone'] }] } }), []);
});

const missing = { programFile: 'missing', program: '/gone/node' } as const;
table('OC407', [
  ['masked', systemd, { installed: [installed('systemd-user', { load: 'masked' })] }, ['OC407 main']],
  ['a system unit that is masked', external, { installed: [installed('systemd-system', { load: 'masked' })] }, ['OC407 main']],
  [
    'a missing program, and two files that change the definition',
    systemd,
    { installed: [installed('systemd-user', { ...missing, dropIns: ['/d/x', '/d/y'] })] },
    ['OC407 main'],
  ],
  ['masked, chosen by itself', main, { manager: 'systemd', installed: [installed('systemd-user', { load: 'masked' })] }, ['OC407 main']],
  ['masked, and our supervisor runs it', main, { installed: [installed('systemd-user', { load: 'masked' })] }, []],
  ['masked, of another name', systemd, { installed: [installed('systemd-user', { load: 'masked' }, 'old')] }, []],
  ['a missing program', systemd, { installed: [installed('systemd-user', missing)] }, ['OC407 main']],
  ['a missing program in a service of our supervisor', main, { installed: [installed('supervisor', missing)] }, ['OC407 main']],
  ['a missing program that something else starts', external, { installed: [installed('systemd-system', missing)] }, ['OC407 main']],
  ['a program that nobody can look at', systemd, { installed: [installed('systemd-user', { programFile: 'unknown' })] }, []],
  ['of a gateway that is to go', { main: { port: 18789, state: 'absent' } }, { installed: [installed('supervisor', missing)] }, []],
]);

host('OC407: an error where apply cannot help, a warning where it installs the service anew', () => {
  const masked = only(systemd, { installed: [installed('systemd-user', { load: 'masked' })] });
  assert.is(masked.severity, 'error');
  assert.is(masked.fix?.description, '"systemctl --user unmask omniclaw-gateway-main.service"');
  const ours = only(systemd, { installed: [installed('systemd-user', missing)] });
  assert.is(ours.severity, 'warning');
  assert.match(ours.message, 'starts "/gone/node", and that program does not exist');
  const changed = only(systemd, { installed: [installed('systemd-user', { ...missing, dropIns: ['/d/x.conf'] })] });
  assert.is(changed.severity, 'error');
  assert.is(changed.fix?.description, '"edit /d/x.conf"');
});

table('OC408', [
  ['a systemd service', systemd, { linger: 'no' }, ['OC408 main']],
  ['it lingers', systemd, { linger: 'yes' }, []],
  ['a service manager that was chosen by itself', main, { linger: 'no', manager: 'systemd' }, ['OC408 main']],
  ['not known', systemd, { linger: 'unknown' }, []],
  ['our supervisor', main, { linger: 'no' }, []],
  ['stopped', { main: { port: 18789, state: 'stopped', service: { driver: 'systemd' } } }, { linger: 'no' }, []],
  [
    'two are one cause',
    { a: { port: 18789, service: { driver: 'systemd' } }, b: { port: 19789, service: { driver: 'systemd' } } },
    { linger: 'no' },
    ['OC408 a b'],
  ],
]);

const secret = (gateway: string, name: string, fingerprint: string | null): HostState['secrets'][number] => ({
  gateway,
  reference: JSON.stringify({ $env: name }),
  state: fingerprint === null ? 'missing' : 'resolves',
  problem: fingerprint === null ? `the environment variable "${name}" is not set` : '',
  fingerprint,
});
const bots = (one: string, other: string): Gateways => ({
  main: { port: 18789, channels: { telegram: { botToken: { $env: one } } } },
  lab: { port: 19789, channels: { telegram: { botToken: { $env: other } } } },
});

const lost = (reference: object): HostState['secrets'][number] => ({
  gateway: 'main',
  reference: JSON.stringify(reference),
  state: 'missing',
  problem: 'it is not there',
  fingerprint: null,
});

table('secrets', [
  ['two references, one credential', bots('A', 'B'), { secrets: [secret('main', 'A', 'f'), secret('lab', 'B', 'f')] }, ['OC501 lab main']],
  ['two references, two credentials', bots('A', 'B'), { secrets: [secret('main', 'A', 'f'), secret('lab', 'B', 'g')] }, []],
  [
    'one reference that two gateways have stored differently',
    bots('A', 'A'),
    { secrets: [secret('main', 'A', 'f'), secret('lab', 'A', 'g')] },
    [],
  ],
  ['one reference, not known what it gives', bots('A', 'A'), {}, ['OC501 lab main']],
  ['missing', bots('A', 'B'), { secrets: [secret('main', 'A', null), secret('lab', 'B', 'g')] }, ['OC506 main']],
  [
    'missing for a gateway that is to go',
    {
      main: { port: 18789, state: 'absent', auth: { token: { $env: 'A' } } },
    },
    { secrets: [secret('main', 'A', null)] },
    [],
  ],
  ['missing for another gateway', bots('A', 'B'), { secrets: [secret('gone', 'A', null)] }, []],
  [
    'a file that is not there',
    { main: { port: 18789, auth: { token: { $file: '~/t' } } } },
    { secrets: [lost({ $file: '/home/ann/t' })] },
    ['OC506 main'],
  ],
  [
    'a program that is not there',
    { main: { port: 18789, auth: { token: { $command: ['my pass', 'show'] } } } },
    { secrets: [lost({ $command: ['my pass', 'show'] })] },
    ['OC506 main'],
  ],
]);

host('OC506: every place of one reference, and what to type', () => {
  const gateways: Gateways = { main: { port: 18789, auth: { token: { $env: 'T' } }, config: { hooks: { token: { $env: 'T' } } } } };
  const fault = only(gateways, { secrets: [secret('main', 'T', null)] });
  assert.is(fault.message, 'the environment variable "T" is not set, and "main" needs it for "auth.token" and "config.hooks.token"');
  assert.equal(fault.pointers, ['/gateways/main/auth/token', '/gateways/main/config/hooks/token']);
  assert.is(fault.fix?.description, '"export T=..."');
});

const ephemeral = (first: number, last: number, ...reserved: { first: number; last: number }[]): Partial<HostState> => ({
  ephemeral: { range: { first, last }, reserved },
});
table('OC105, as the kernel is set', [
  ['the range of this host', main, ephemeral(15000, 60999), ['OC105 main']],
  ['outside of it', { main: { port: 40000 } }, ephemeral(50000, 60999), []],
  ['the usual one, when it is not known', { main: { port: 40000 } }, {}, ['OC105 main']],
  ['reserved', { main: { port: 40000 } }, ephemeral(32768, 60999, { first: 40000, last: 40110 }), []],
  [
    'reserved in two parts',
    { main: { port: 40000 } },
    ephemeral(32768, 60999, { first: 40050, last: 40110 }, { first: 40000, last: 40049 }),
    [],
  ],
  ['reserved but for one port', { main: { port: 40000 } }, ephemeral(32768, 60999, { first: 40000, last: 40109 }), ['OC105 main']],
]);

host.run();
