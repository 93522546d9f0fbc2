/**
 * The units and property lists that a plan writes, word for word, and what cannot be written into one. Whether systemd takes
 * them as they are meant is tried in `test/drivers/systemd.test.ts`.
 */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { readPlist } from '../../src/drivers/sightings/read-plist.ts';
import { runtimeOf } from '../../src/fleet/runtime.ts';
import { differingSettings } from '../../src/plan/definition-settings.ts';
import { desireDefinition } from '../../src/plan/desired-definition.ts';
import { agentSettings, definitionOfAgent, propertyListProblems, renderPropertyList } from '../../src/plan/render-property-list.ts';
import { definitionOf, renderUnit, type UnitRequest, unitProblems, unitSettings } from '../../src/plan/render-unit.ts';
import type { ServiceProgram } from '../../src/plan/resource.ts';
import { unitListedPath, unitPath, unitProblem, unitWord } from '../../src/plan/unit-words.ts';
import { expectWords, type SpokenCase } from './expected-words.ts';
import { host, launch, sampleGateway } from './sample-gateway.ts';

const definitions = suite('definitions of services');

const program: ServiceProgram = {
  argv: ['/usr/bin/node', '--profile', 'a b'],
  env: { PATH: '/bin', HOME: '/home/ann', ODD: '$x 100% "q" \\ \t é' },
  workingDirectory: '/home/ann/100%',
  logFile: '/home/ann/logs/gateway.log',
};
const policy = runtimeOf('omniclaw').service;
const noLimits = { memoryMiB: null, cpuPercent: null, tasks: null };
const limits = { memoryMiB: 512, cpuPercent: 150, tasks: 99 };
const unit: UnitRequest = {
  title: 'OmniClaw gateway "main" on port 18789',
  policy,
  program,
  limits: noLimits,
  sandbox: 'none',
  writable: ['/home/ann'],
};
const changed = (changes: Partial<UnitRequest>) => renderUnit({ ...unit, ...changes });
const only = (text: string, form: RegExp) =>
  text
    .split('\n')
    .filter((line) => form.test(line))
    .join('\n');
/** The lines that a change adds, the mark of the definition left out. */
const added = (changes: Partial<UnitRequest>) => {
  const before = new Set(changed({}).split('\n'));
  return changed(changes)
    .split('\n')
    .filter((line) => !before.has(line) && !line.includes('OMNICLAW_DEFINITION'))
    .join('\n');
};
const sample = sampleGateway('main', 18789);
const desire = (
  driver: 'systemd' | 'launchd' | 'supervisor' | 'external',
  hardening: 'default' | 'none' = 'default',
  config = sample.paths.config,
) =>
  desireDefinition({
    derived: { ...sample, paths: { ...sample.paths, config }, spec: { ...sample.spec, service: { ...sample.spec.service, hardening } } },
    driver,
    program,
    host,
    launch: { ...launch, sandbox: 'full' },
  });
const indented = (text: string) => text.replaceAll(/^(?=.)/gm, '  ').replaceAll(/\n\n/g, '\n  .\n');

const SAID: readonly SpokenCase[] = [
  ['a unit without limits and sandbox', () => changed({})],
  ['limits of a unit', () => only(changed({ limits }), /^(?:MemoryMax|CPUQuota|TasksMax)/)],
  ['the sandbox that needs no name spaces', () => added({ sandbox: 'calls' })],
  ['the whole sandbox', () => only(changed({ sandbox: 'full' }), /^(?:Private|Protect|Device|ReadWrite|NoNew)/)],
  [
    'a gateway that lives in a temporary folder',
    () => only(changed({ sandbox: 'full', writable: ['/tmp/x', '/data', '/tmp/x'] }), /^(?:PrivateTmp|ReadWrite)/),
  ],
  [
    'a gateway that lives in the other one itself',
    () => only(changed({ sandbox: 'full', writable: ['/var/tmp'] }), /^(?:PrivateTmp|ReadWrite)/),
  ],
  [
    'a folder that is only named like it',
    () => only(changed({ sandbox: 'full', writable: ['/tmpx', "/a'b", '/a"b'] }), /^(?:PrivateTmp|ReadWrite)/),
  ],
  [
    'a variable that is declared is not taken away',
    () => only(changed({ program: { ...program, env: { NODE_OPTIONS: 'x' } } }), /Environment/),
  ],
  ['a property list', () => renderPropertyList({ label: 'ai.omniclaw.gateway', policy, program, limits: noLimits })],
  [
    'a property list with a limit, and odd texts',
    () => renderPropertyList({ label: 'a&b', policy, program: { ...program, argv: ['<x>', 'a\r\nb'] }, limits }),
  ],
  ['systemd', () => JSON.stringify({ ...desire('systemd'), definition: { ...desire('systemd').definition, text: '' } })],
  ['systemd, what it may write', () => only(desire('systemd').definition?.text ?? '', /^(?:Description|ReadWrite)/)],
  ['systemd, without hardening', () => only(desire('systemd', 'none').definition?.text ?? '', /^(?:NoNew|ReadWrite|UMask)/)],
  ['systemd, a config elsewhere', () => only(desire('systemd', 'default', '/etc/x/c.json').definition?.text ?? '', /^ReadWrite/)],
  ['systemd, a config in the root', () => only(desire('systemd', 'default', '/c.json').definition?.text ?? '', /^ReadWrite/)],
  ['launchd', () => `${desire('launchd').definition?.path}\n${only(desire('launchd').definition?.text ?? '', /<string>ai/)}`],
  ['others', () => JSON.stringify([desire('supervisor'), desire('external')])],
];
expectWords(
  definitions,
  'definitions/definitions.txt',
  SAID.map(([is, say]) => [is, () => indented(say())] as const),
);

definitions('good ends are those of the policy, and the time for a storm of starts is that of its kind', () => {
  const exits = { ...runtimeOf('openclaw').service, goodExits: [143, 7] };
  assert.is(only(changed({ policy: exits }), /^(?:SuccessExit|StartLimitInterval)/), 'StartLimitIntervalSec=300\nSuccessExitStatus=143 7');
});

for (const [runtime, restart, stopTimeout] of [
  ['omniclaw', 'on-failure', 20],
  ['openclaw', 'always', 330],
  ['command', 'always', 20],
] as const)
  definitions(`${runtime} is started again ${restart} and has ${stopTimeout} s to end, under systemd and under launchd`, () => {
    const derived = { ...sample, spec: { ...sample.spec, runtime } };
    const textFor = (driver: 'systemd' | 'launchd') =>
      desireDefinition({ derived, driver, program, host, launch: { ...launch, sandbox: 'full' } }).definition?.text ?? '';
    assert.is(only(textFor('systemd'), /^(?:Restart|TimeoutStopSec)=/), `Restart=${restart}\nTimeoutStopSec=${stopTimeout}`);
    const agent = readPlist(textFor('launchd')) ?? {};
    const keepAlive = restart === 'always' ? true : { SuccessfulExit: false };
    assert.equal([agent['KeepAlive'], agent['ExitTimeOut']], [keepAlive, stopTimeout]);
  });

definitions('the definition is known by a mark that changes with everything in it', () => {
  const mark = definitionOf(changed({}));
  assert.match(mark, /^[0-9a-f]{16}$/);
  assert.is(definitionOf(changed({})), mark);
  for (const change of [
    { title: 'x' },
    { policy: runtimeOf('openclaw').service },
    { limits },
    { sandbox: 'full' as const },
    { program: { ...program, logFile: '/l' } },
  ])
    assert.is.not(definitionOf(changed(change)), mark);
  assert.is(definitionOf('[Service]\nEnvironment="OMNICLAW_DEFINITION=0123"\n'), '');
  assert.is(definitionOf(`Environment="OMNICLAW_DEFINITION=${mark}"x`), '');
  assert.is(definitionOf(`#Environment="OMNICLAW_DEFINITION=${mark}"`), '');
  const agent = renderPropertyList({ label: 'a', policy, program, limits: noLimits });
  assert.match(definitionOfAgent(agent), /^[0-9a-f]{16}$/);
  assert.is.not(definitionOfAgent(agent), definitionOfAgent(renderPropertyList({ label: 'b', policy, program, limits: noLimits })));
  assert.is(definitionOfAgent(`<key>OMNICLAW_DEFINITION</key>\n\n<string>${mark}</string>`), mark);
  assert.is(definitionOfAgent('<key>OMNICLAW_DEFINITION</key><string></string>'), '');
});

definitions('what a definition of ours was rendered with is read from it', () => {
  assert.equal(unitSettings(changed({ limits, sandbox: 'full' })), { limits, hardening: 'default' });
  assert.equal(unitSettings(changed({ limits, sandbox: 'calls' })), { limits, hardening: 'default' });
  assert.equal(unitSettings(changed({})), { limits: noLimits, hardening: 'none' });
  assert.equal(unitSettings(`${changed({})}\n MemoryMax=1M\nTasksMax=1x\nCPUQuota=%\nXMemoryMax=1M\n`), {
    limits: noLimits,
    hardening: 'none',
  });
  assert.is(unitSettings(`[Unit]\n${changed({ limits })}`), null);
  const list = (change: typeof limits | typeof noLimits) => renderPropertyList({ label: 'a', policy, program, limits: change });
  assert.equal(agentSettings(list(limits)), { limits: { ...noLimits, tasks: 99 }, hardening: 'default' });
  assert.equal(agentSettings(list(noLimits)), { limits: noLimits, hardening: 'default' });
  assert.equal(agentSettings(list(limits).replace('</key>\n  ', '</key>')), { limits: { ...noLimits, tasks: 99 }, hardening: 'default' });
  assert.equal(agentSettings(list(limits).replaceAll(/>\s+</g, '><')), { limits: { ...noLimits, tasks: 99 }, hardening: 'default' });
  assert.is(agentSettings('<?xml version="1.0"?><key>NumberOfProcesses</key><integer>99</integer>'), null);
});

definitions('variables stand in the order of their names, whatever order they are declared in', () => {
  const env = { B: '1', A: '2', C: '3' };
  const same = { C: '3', A: '2', B: '1' };
  assert.is(changed({ program: { ...program, env } }), changed({ program: { ...program, env: same } }));
  const list = (variables: typeof env) =>
    renderPropertyList({ label: 'a', policy, program: { ...program, env: variables }, limits: noLimits });
  assert.is(list(env), list(same));
});

definitions('words and paths of a unit', () => {
  assert.is(unitWord('a\\b"c%d$e', 'command'), '"a\\\\b\\"c%%d$$e"');
  assert.is(unitWord('a\\b"c%d$e', 'environment'), '"a\\\\b\\"c%%d$e"');
  assert.is(unitWord('\n\t\u007f\u0001', 'command'), '"\\x0a\\x09\\x7f\\x01"');
  assert.is(unitPath('/a %h "\\'), '/a %%h "\\');
  assert.is(unitListedPath('/a %h'), '"/a %%h"');
  assert.is(unitListedPath('/a"b'), `'/a"b'`);
});

const NUL = 'holds a NUL character';
const HALF = 'holds half a character (a lone surrogate)';
const NONE = 'holds a code point that is no character, for which systemd drops the line';
const QUOTE = 'holds a quote, a backslash or a control character';
const END = 'ends in a space or a backslash';
const problems: readonly (readonly [string, Parameters<typeof unitProblem>[1], string])[] = [
  ['a\0', 'command', NUL],
  ['\ud800', 'environment', HALF],
  ['\uffff', 'path', NONE],
  ['a\n\u0001\u0085', 'command', ''],
  ['a\t\n\u0085', 'environment', ''],
  ['a\r', 'environment', 'holds a control character, which systemd drops'],
  ['\u007f', 'environment', 'holds a control character, which systemd drops'],
  ['node', 'program', 'is not an absolute path'],
  ['/usr/bin/node x', 'program', ''],
  ['/a"', 'program', QUOTE],
  ["/a'", 'program', QUOTE],
  ['/a\\b', 'program', QUOTE],
  ['/a\n', 'program', QUOTE],
  ['/a\u007f', 'program', QUOTE],
  ['/a\nb', 'path', 'holds a control character'],
  ['/a ', 'path', END],
  ['/a\\', 'path', END],
  ['/a b\\c', 'path', ''],
  ['/a"b', 'path', ''],
  [`/a"b'c`, 'path', 'holds both kinds of quotes'],
];
for (const [text, place, problem] of problems)
  definitions(`${JSON.stringify(text)} as ${place}: ${problem || 'fine'}`, () => {
    assert.is(unitProblem(text, place), problem);
    assert.is(unitProblem(text, place), problem, 'asked again');
  });

definitions('what cannot be written is told by its place', () => {
  const bad = { argv: ['node', 'fine', '\0'], env: { GOOD: 'x', BAD: '\0' }, workingDirectory: '/a ', logFile: '/l\n' };
  assert.equal(unitProblems({ program: bad, writable: ['/w', '/v\\'] }), [
    'the path of its program is not an absolute path',
    `word 3 of its command line ${NUL}`,
    `the environment variable "BAD" ${NUL}`,
    `the path of its state folder ${END}`,
    'the path of its log file holds a control character',
    `the path "/v\\\\" ${END}`,
  ]);
  assert.equal(unitProblems({ program, writable: ['/w'] }), []);
  assert.equal(unitProblems({ program: { ...program, argv: [] }, writable: [] }), ['the path of its program is not an absolute path']);
  const XML = 'holds a control character, which XML cannot hold';
  assert.equal(
    propertyListProblems({ argv: ['\u0001', 'fine\t\n\r\u0085'], env: { BAD: '\ud800' }, workingDirectory: '\ufffe', logFile: '\uffff' }),
    [
      `word 1 of its command line ${XML}`,
      `the environment variable "BAD" ${HALF}`,
      `the path of its state folder ${XML}`,
      `the path of its log file ${XML}`,
    ],
  );
  assert.equal(propertyListProblems(program), []);
});

const differences: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['one setting', 'A=1\nExecStart=x\n', 'A=1\nExecStart=y\n', ['its command line']],
  ['settings of one name', 'StandardOutput=a\nStandardError=a', 'StandardOutput=b\nStandardError=b', ['its log file']],
  ['a setting that has no name of its own', 'Type=notify', 'Type=simple', ['its Type']],
  ['a setting that is there twice', 'Environment=A\nEnvironment=B', 'Environment=A', ['its environment']],
  ['the first of two settings of one name', 'Environment=A\nEnvironment=B', 'Environment=X\nEnvironment=B', ['its environment']],
  ['another order of one setting', 'Environment=A\nEnvironment=B', 'Environment=B\nEnvironment=A', ['its environment']],
  ['one that is new, one that is gone', 'MemoryMax=1M', 'TasksMax=1', ['its memory limit', 'its limit on tasks']],
  ['comments and sections', '# a=b\n[Unit]\nA=1', '; c=d\n[Service]\nA=1\n=x', ['the form of its definition']],
  ['values with an equals sign', 'A=b=c', 'A=b=d', ['its A']],
  ['spaces before the equals sign', 'A =1', 'A=1', ['the form of its definition']],
  ['property lists', '<?xml a', '<?xml b', ['its definition']],
  [
    'the others with a name',
    'WorkingDirectory=/a\nDescription=x\nCPUQuota=1%',
    '',
    ['its working directory', 'its description', 'its CPU limit'],
  ],
];
for (const [is, wanted, installed, expected] of differences)
  definitions(`differ: ${is}`, () => assert.equal(differingSettings(wanted, installed), expected));

definitions.run();
