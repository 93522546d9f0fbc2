/** launchd as far as it can be tried elsewhere than on a Mac: the property lists with real parsers, the answers as macOS prints them. */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type AgentState, describeAgentEnd, parseAgentState } from '../../src/drivers/launchd/agent-state.ts';
import { type Launchctl, openLaunchctl } from '../../src/drivers/launchd/launchctl.ts';
import { openLaunchdDriver } from '../../src/drivers/launchd/launchd-driver.ts';
import { readPlist } from '../../src/drivers/sightings/read-plist.ts';
import { OmniclawError } from '../../src/fleet/omniclaw-error.ts';
import { runtimeOf } from '../../src/fleet/runtime.ts';
import type { ServiceStep } from '../../src/plan/diff-service.ts';
import { definitionOfAgent, propertyListProblems, renderPropertyList } from '../../src/plan/render-property-list.ts';
import type { Action, ServiceProgram } from '../../src/plan/resource.ts';
import { watchStep } from '../../src/plan/watch-service.ts';
import { needTool } from '../gate/need-tool.ts';
import { launch as sampleLaunch } from '../plan/sample-gateway.ts';
import { ROOT } from '../stories/sandbox.ts';
import { HOSTILE_TEXTS, IMPOSSIBLE_TEXTS } from './hostile-texts.ts';

const LABEL = 'ai.omniclaw.gateway.main';
const policy = runtimeOf('omniclaw').service;
const limits = { memoryMiB: null, cpuPercent: null, tasks: 300 };

function program(changes: Partial<ServiceProgram> = {}): ServiceProgram {
  return {
    argv: ['/usr/local/bin/node', '/opt/omniclaw/omniclaw.js', '--profile', 'main', 'gateway', 'run'],
    env: { HOME: '/Users/ann', OMNICLAW_PROFILE: 'main' },
    workingDirectory: '/Users/ann/.omniclaw-main',
    logFile: '/Users/ann/.omniclaw-main/logs/gateway.log',
    ...changes,
  };
}

const lists = suite<{ folder: string }>('property lists');

lists.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), 'plist-'));
});
lists.after.each(async ({ folder }) => rm(folder, { recursive: true }));

lists('a rendered one passes xmllint, and a parser of others reads what was meant', async ({ folder }) => {
  const path = join(folder, `${LABEL}.plist`);
  await writeFile(path, renderPropertyList({ label: LABEL, policy, program: program(), limits }));
  assert.is(execFileSync(needTool('xmllint'), ['--noout', '--nonet', path], { encoding: 'utf8', stdio: 'pipe' }), '');
  const agent = readByPython(path);
  assert.is(agent['Label'], LABEL);
  assert.equal(agent['ProgramArguments'], program().argv);
  assert.equal([agent['RunAtLoad'], agent['KeepAlive'], agent['ThrottleInterval']], [true, { SuccessfulExit: false }, 10]);
  assert.equal(agent['HardResourceLimits'], { NumberOfProcesses: 300 });
});

lists('one of a program that ends in order to be started again passes them too', async ({ folder }) => {
  const path = join(folder, 'again.plist');
  await writeFile(path, renderPropertyList({ label: LABEL, policy: runtimeOf('openclaw').service, program: program(), limits }));
  assert.is(execFileSync(needTool('xmllint'), ['--noout', '--nonet', path], { encoding: 'utf8', stdio: 'pipe' }), '');
  const agent = readByPython(path);
  assert.equal([agent['KeepAlive'], agent['ExitTimeOut'], agent['ThrottleInterval']], [true, 330, 10]);
});

lists('the watcher of a fleet is an agent that passes them too, whatever its fleet file is called', async ({ folder }) => {
  const mac = { home: '/Users/ann', user: 'ann', hostname: 'mac', platform: 'darwin', fleetDir: '/Users/ann/a & b' } as const;
  const launch = { ...sampleLaunch, argv: ['/usr/local/bin/node', '/opt/omniclaw.js'], manager: 'launchd' } as const;
  const fleet = '/Users/ann/a & b/<100%> "ü".ts';
  const { resource } = watchStep('start', { fleet, host: mac, launch, stateFolder: '/Users/ann/.local/state/omniclaw' });
  assert.is(resource.definition?.path, '/Users/ann/Library/LaunchAgents/ai.omniclaw.fleet-watch.plist');
  const path = join(folder, 'ai.omniclaw.fleet-watch.plist');
  await writeFile(path, resource.definition?.text ?? '');
  assert.is(execFileSync(needTool('xmllint'), ['--noout', '--nonet', path], { encoding: 'utf8', stdio: 'pipe' }), '');
  const agent = readByPython(path);
  assert.is(agent['Label'], 'ai.omniclaw.fleet-watch');
  assert.equal(agent['ProgramArguments'], [...launch.argv, 'fleet', 'watch', '--fleet', fleet]);
  assert.equal([agent['RunAtLoad'], agent['KeepAlive'], agent['ThrottleInterval']], [true, { SuccessfulExit: false }, 10]);
  assert.equal([agent['WorkingDirectory'], agent['StandardOutPath']], [mac.fleetDir, '/Users/ann/.local/state/omniclaw/watch.log']);
});

lists('hostile texts come back byte for byte, or are refused by name', async ({ folder }) => {
  const possible = HOSTILE_TEXTS.filter((text) => propertyListProblems(program({ argv: ['/bin/true', text] })).length === 0);
  const refused = HOSTILE_TEXTS.filter((text) => !possible.includes(text));
  assert.equal(
    refused.filter((text) => !/\p{Cc}/u.test(text)),
    [],
    'only control characters are refused',
  );
  const env = Object.fromEntries(possible.map((text, at) => [`T${at}`, text]));
  const path = join(folder, 'hostile.plist');
  await writeFile(path, renderPropertyList({ label: LABEL, policy, program: program({ argv: ['/bin/true', ...possible], env }), limits }));
  execFileSync(needTool('xmllint'), ['--noout', '--nonet', path], { stdio: 'pipe' });
  const agent = readByPython(path);
  assert.equal(agent['ProgramArguments'], ['/bin/true', ...possible]);
  const text = await readFile(path, 'utf8');
  assert.equal(agent['EnvironmentVariables'], { ...env, OMNICLAW_DEFINITION: definitionOfAgent(text) });
  assert.equal(readPlist(text)?.['ProgramArguments'], ['/bin/true', ...possible], 'our own reader agrees');
  for (const impossible of IMPOSSIBLE_TEXTS) {
    assert.match(propertyListProblems(program({ argv: ['/bin/true', impossible] })).join(), 'word 2 of its command line');
    assert.match(propertyListProblems(program({ env: { TEXT: impossible } })).join(), 'the environment variable "TEXT"');
  }
});

lists('another program is another definition; the same is the same', () => {
  const render = (changes: Partial<ServiceProgram>) =>
    definitionOfAgent(renderPropertyList({ label: LABEL, policy, program: program(changes), limits }));
  assert.is(render({}), render({}));
  assert.is.not(render({}), render({ env: { HOME: '/Users/bob' } }));
  assert.is(definitionOfAgent('<plist/>'), '');
});

lists.run();

const answers = suite('answers of launchctl print');

const expected: { readonly [name: string]: Pick<AgentState, 'state' | 'pid' | 'runs'> & { readonly end: string } } = {
  running: { state: 'running', pid: 4242, runs: 1, end: '' },
  starting: { state: 'xpcproxy', pid: 4244, runs: 1, end: '' },
  restarted: { state: 'running', pid: 4243, runs: 3, end: '' },
  'config-error': { state: 'spawn scheduled', pid: null, runs: 4, end: 'exit 78' },
  killed: { state: 'not running', pid: null, runs: 2, end: 'ended by Killed' },
  'ended-well': { state: 'not running', pid: null, runs: 1, end: '' },
};

for (const [name, { end, ...facts }] of Object.entries(expected)) {
  answers(name, async () => {
    const state = parseAgentState(await recorded(name));
    assert.equal({ state: state.state, pid: state.pid, runs: state.runs }, facts);
    assert.is(describeAgentEnd(state), end);
    assert.is(state.environment['OMNICLAW_DEFINITION'], '0123456789abcdef', 'its own environment, not the inherited one');
  });
}

answers('every recorded answer is expected', async () => {
  const names = (await readdir(join(ROOT, 'fixtures', 'launchd'))).map((name) => name.replace('.txt', ''));
  assert.equal(names.sort(), Object.keys(expected).sort());
});

answers('cut off at any place: no crash', async () => {
  const text = await recorded('running');
  for (let end = 0; end < text.length; end += 7) parseAgentState(text.slice(0, end));
});

answers.run();

const driver = suite<{ folder: string }>('the launchd driver');

driver.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), 'agents-'));
});
driver.after.each(async ({ folder }) => rm(folder, { recursive: true }));

driver('observes what is loaded and what is on the disk', async ({ folder }) => {
  const text = renderPropertyList({ label: LABEL, policy, program: program(), limits });
  await writeFile(join(folder, `${LABEL}.plist`), text);
  const loaded = (await recorded('running')).replaceAll('0123456789abcdef', definitionOfAgent(text));
  const seen = async (answer: string | null) => (await openLaunchdDriver({ folder }, replay([answer])).observe([LABEL])).get(LABEL);
  const running = await seen(loaded);
  assert.ok(running !== undefined && !(running instanceof OmniclawError));
  assert.equal([running.phase, running.pid, running.wanted, running.faults, running.definition], ['running', 4242, 'running', [], text]);
  const outdated = await seen(await recorded('running'));
  assert.ok(outdated !== undefined && !(outdated instanceof OmniclawError) && outdated.faults[0]?.impact === 'restart');
  const stopped = await seen(null);
  assert.ok(stopped !== undefined && !(stopped instanceof OmniclawError) && stopped.wanted === 'stopped' && stopped.pid === null);
  await writeFile(join(folder, `${LABEL}.plist`), '<plist/>');
  assert.ok((await seen(null)) instanceof OmniclawError, 'a property list that is not ours is refused');
  await rm(join(folder, `${LABEL}.plist`));
  assert.is(await seen(null), undefined);
});

const target = `gui/${userInfo().uid}/${LABEL}`;
const told: readonly (readonly [Action, string, readonly (string | null)[], readonly string[]])[] = [
  ['start', 'not loaded', [null, '', ''], ['enable', 'bootstrap']],
  ['start', 'another one loaded', ['x = {\n}', '', null, '', ''], ['bootout', 'print', 'enable', 'bootstrap']],
  ['adopt', 'another one loaded', ['x = {\n}', '', null, '', ''], ['bootout', 'print', 'enable', 'bootstrap']],
  ['restart', 'loaded', ['x = {\n}', '', null, '', ''], ['bootout', 'print', 'enable', 'bootstrap']],
  ['stop', 'loaded', ['x = {\n}', '', '', null], ['disable', 'bootout', 'print']],
  ['delete', 'loaded', ['x = {\n}', '', null, ''], ['bootout', 'print', 'enable']],
  ['delete', 'not loaded', [null, null, null, null], ['bootout', 'print', 'enable']],
];

for (const [action, loaded, replies, verbs] of told) {
  driver(`${action}, ${loaded}: tells launchd ${verbs.join(', ')}`, async ({ folder }) => {
    await mkdir(join(folder, 'logs'));
    const launchctl = replay(replies);
    await openLaunchdDriver({ folder }, launchctl).carryOut(step(action, folder), null);
    assert.equal(
      launchctl.told.slice(1).map(([verb]) => verb),
      verbs,
    );
    for (const words of launchctl.told) assert.ok(words.includes(target) || words.at(-1)?.endsWith(`/${LABEL}.plist`), words.join(' '));
    assert.equal((await readdir(folder)).includes(`${LABEL}.plist`), action !== 'stop' && action !== 'delete');
  });
}

driver('a program that crashes is replaced, and put back: launchd goes by what was written last', async ({ folder }) => {
  const launchd = await openLaunchd(folder);
  const services = openLaunchdDriver({ folder }, launchd.launchctl);
  const seen = async () => {
    const found = (await services.observe([LABEL])).get(LABEL);
    assert.ok(found !== undefined && !(found instanceof OmniclawError));
    return [found.phase, found.pid !== null, found.faults];
  };
  const [crashing, mended] = [step('start', folder, { argv: ['/bin/crash', 'crash'] }), step('start', folder)];
  for (const [one, is] of [
    [crashing, ['starting', false, []]],
    [mended, ['running', true, []]],
    [crashing, ['starting', false, []]],
    [mended, ['running', true, []]],
  ] as const) {
    await services.carryOut(one, null);
    assert.equal(await seen(), is);
    assert.is((await launchd.known()).agents[LABEL]?.text, one.resource.definition?.text);
  }
});

driver('what launchd has loaded already is started without loading it again, and left alone while it runs', async ({ folder }) => {
  const launchd = await openLaunchd(folder);
  const services = openLaunchdDriver({ folder }, launchd.launchctl);
  await services.carryOut(step('start', folder), null);
  const before = await launchd.known();
  await services.carryOut(step('start', folder), null);
  const after = await launchd.known();
  assert.equal(after.agents, before.agents);
  assert.equal(after.told.slice(before.told.length), ['print', 'enable', 'kickstart']);
});

driver('an agent that takes its time to end is waited for, and launchd may take some to load the next', async ({ folder }) => {
  const launchd = await openLaunchd(folder, { bootout: [36], bootstrap: [0, 5, 5] });
  const services = openLaunchdDriver({ folder }, launchd.launchctl);
  await services.carryOut(step('start', folder), null);
  const before = await launchd.known();
  await services.carryOut(step('restart', folder), null);
  const after = await launchd.known();
  assert.is.not(after.agents[LABEL]?.pid, before.agents[LABEL]?.pid);
  const loading = ['bootstrap', 'print', 'bootstrap', 'print', 'bootstrap'];
  assert.equal(after.told.slice(before.told.length), ['print', 'bootout', 'print', 'print', 'print', 'enable', ...loading]);
});

driver('a stop that launchd is still at is a stop', async ({ folder }) => {
  const launchd = await openLaunchd(folder, { bootout: [36] });
  const services = openLaunchdDriver({ folder }, launchd.launchctl);
  await services.carryOut(step('start', folder), null);
  await services.carryOut(step('stop', folder), null);
  assert.equal((await launchd.known()).agents, {});
});

driver('what launchd does at that moment anyhow is fine: another login loads it, or it is being started', async ({ folder }) => {
  const launchd = await openLaunchd(folder, { bootstrap: [37], kickstart: [37] });
  const services = openLaunchdDriver({ folder }, launchd.launchctl);
  await services.carryOut(step('start', folder), null);
  await services.carryOut(step('start', folder), null);
  const { agents, told } = await launchd.known();
  assert.ok(agents[LABEL] !== undefined);
  assert.equal(told, ['print', 'enable', 'bootstrap', 'print', 'print', 'enable', 'kickstart']);
});

for (const [action, answers, said] of [
  ['start', { bootstrap: [125] }, 'launchd refused "bootstrap": Bootstrap failed: 125: not now'],
  ['restart', { bootout: [37] }, 'launchd refused "bootout": Boot-out failed: 37: not now'],
] as const)
  driver(`${said} is told`, async ({ folder }) => {
    const launchd = await openLaunchd(folder, answers);
    const services = openLaunchdDriver({ folder }, launchd.launchctl);
    if (action === 'restart') await services.carryOut(step('start', folder), null);
    const thrown = await services.carryOut(step(action, folder), null).catch((error: unknown) => error);
    assert.ok(thrown instanceof OmniclawError);
    assert.equal([thrown.code, thrown.message], ['OCE_SERVICE', said]);
  });

driver.run();

const STOP = { timeoutMs: 20_000, asks: 'group' } as const;

function step(action: Action, folder: string, changes: Partial<ServiceProgram> = {}): ServiceStep {
  const wanted = program({ logFile: join(folder, 'logs', 'gateway.log'), ...changes });
  const common = { gateway: 'main', id: LABEL, kind: 'service' } as const;
  const definition = { path: join(folder, `${LABEL}.plist`), text: renderPropertyList({ label: LABEL, policy, program: wanted, limits }) };
  return {
    kind: 'service',
    change: { ...common, action, before: null, after: null, reasons: [], impact: 'none' },
    resource: {
      ...common,
      driver: 'launchd',
      program: wanted,
      definition,
      running: true,
      port: 1,
      stop: STOP,
      configHash: '',
      secretsHash: '',
    },
  };
}

/** Gives recorded answers in order, and keeps what it was told. */
function replay(replies: readonly (string | null)[]): Launchctl & { readonly told: (readonly string[])[] } {
  const queue = [...replies];
  const said: (readonly string[])[] = [];
  return {
    told: said,
    run: async (...words) => {
      said.push(words);
      return queue.shift() ?? null;
    },
  };
}

type Launchd = {
  readonly agents: { readonly [label: string]: { readonly text: string; readonly pid: number | null } | undefined };
  readonly told: readonly string[];
};
type Answers = { readonly [verb: string]: readonly number[] };

/** A program that answers as launchd does, below `folder`. */
async function openLaunchd(
  folder: string,
  answers: Answers = {},
): Promise<{ readonly launchctl: Launchctl; readonly known: () => Promise<Launchd> }> {
  const [programs, memory] = [join(folder, 'bin'), join(folder, 'launchd.json')];
  await Promise.all([mkdir(programs), mkdir(join(folder, 'logs'))]);
  await writeFile(memory, JSON.stringify({ agents: {}, told: [], starts: 0, answers }));
  const words = [process.execPath, join(ROOT, 'fixtures', 'programs', 'launchctl.mjs'), memory].map((word) => `'${word}'`);
  await writeFile(join(programs, 'launchctl'), `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`, { mode: 0o755 });
  return { launchctl: openLaunchctl(`${programs}:/usr/bin:/bin`), known: async () => JSON.parse(await readFile(memory, 'utf8')) };
}

function recorded(name: string): Promise<string> {
  return readFile(join(ROOT, 'fixtures', 'launchd', `${name}.txt`), 'utf8');
}

function readByPython(path: string): { [key: string]: unknown } {
  const code = 'import json, plistlib, sys; print(json.dumps(plistlib.load(open(sys.argv[1], "rb"))))';
  return JSON.parse(execFileSync(needTool('python3'), ['-c', code, path], { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 }));
}
