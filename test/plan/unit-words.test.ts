import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runtimeOf } from '../../src/fleet/runtime.ts';
import { renderUnit, unitProblems } from '../../src/plan/render-unit.ts';
import { ownDriverOf } from '../../src/plan/seen-driver.ts';
import { unitProblem, unitWord } from '../../src/plan/unit-words.ts';
import { sampleDesired, sampleGateway } from './sample-gateway.ts';

const test = suite('unit words');

test('a dollar sign is doubled in a command and nowhere else', () => {
  assert.is(unitWord('$A "b" \\ 5%\t', 'command'), '"$$A \\"b\\" \\\\ 5%%\\x09"');
  assert.is(unitWord('$A', 'environment'), '"$A"');
});

const rows: readonly (readonly [text: string, place: Parameters<typeof unitProblem>[1], problem: string])[] = [
  ['a\tb', 'command', ''],
  ['a\0', 'command', 'holds a NUL character'],
  ['\ud800', 'command', 'holds half a character (a lone surrogate)'],
  ['a\tb\nc\u0085', 'environment', ''],
  ['a\u0001', 'environment', 'holds a control character, which systemd drops'],
  ['a\u007f', 'environment', 'holds a control character, which systemd drops'],
  ['/a', 'program', ''],
  ['a', 'program', 'is not an absolute path'],
  ['/a"b', 'program', 'holds a quote, a backslash or a control character'],
  ['/a b', 'path', ''],
  ['\n/a', 'path', 'holds a control character'],
  ['/a\n', 'path', 'holds a control character'],
  ['/a ', 'path', 'ends in a space or a backslash'],
  ["/it's", 'path', ''],
  ['/so "it"', 'path', ''],
  ['/"it\'s"', 'path', 'holds both kinds of quotes'],
];
for (const [text, place, problem] of rows)
  test(`as ${place}, ${JSON.stringify(text)} ${problem === '' ? 'is fine' : problem}`, () => assert.is(unitProblem(text, place), problem));

const { program } = sampleDesired(sampleGateway('a', 18789)).service;

test('each part of a unit is looked at as what it is', () => {
  const odd = { ...program, argv: ['/usr/bin/node', 'a\u0001 '], env: { A: 'x ', B: '\u0001' }, workingDirectory: '/a ', logFile: '/b ' };
  assert.equal(unitProblems({ program: odd, writable: ['/c '] }), [
    'the environment variable "B" holds a control character, which systemd drops',
    'the path of its state folder ends in a space or a backslash',
    'the path of its log file ends in a space or a backslash',
    'the path "/c " ends in a space or a backslash',
  ]);
});

test('a unit holds its command and its environment as they are', () => {
  const text = renderUnit({
    title: 'Gateway "a"',
    policy: runtimeOf('omniclaw').service,
    program: { ...program, argv: ['/usr/bin/node', '$x'], env: { A: '$y' } },
    limits: { memoryMiB: null, cpuPercent: null, tasks: null },
    sandbox: 'none',
    writable: [],
  });
  assert.ok(text.includes('\nExecStart="/usr/bin/node" "$$x"\n'));
  assert.ok(text.includes('\nEnvironment="A=$y"\n'));
});

test('which of our drivers made a service', () => {
  const gateway = sampleGateway('a', 18789);
  const { name } = gateway.service;
  const kinds = ['supervisor', 'launchd', 'systemd-user', 'systemd-system', 'pm2'] as const;
  assert.equal(
    kinds.map((kind) => ownDriverOf({ kind, name }, gateway)),
    ['supervisor', 'launchd', 'systemd', null, null],
  );
  assert.is(ownDriverOf({ kind: 'launchd', name: 'another' }, gateway), null);
  assert.is(ownDriverOf({ kind: 'launchd', name }, { ...gateway, service: { driver: 'external', name } }), null);
});

test.run();
