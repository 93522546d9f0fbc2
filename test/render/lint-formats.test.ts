/** The formats of lint for other programs, judged by those programs' own checkers where there are any. */
import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding } from '../../src/plan/finding.ts';
import { jsonLine, jsonText } from '../../src/render/json-text.ts';
import { lintCompact } from '../../src/render/lint-compact.ts';
import { lintFailure } from '../../src/render/lint-failure.ts';
import { lintGithub } from '../../src/render/lint-github.ts';
import { lintJunit } from '../../src/render/lint-junit.ts';
import type { LintReport } from '../../src/render/lint-report.ts';
import { lintSarif } from '../../src/render/lint-sarif.ts';
import { needTool } from '../gate/need-tool.ts';

const formats = suite('lint formats');

const FOLDER = '/home/ann/my fleet';
const FLEET = `${FOLDER}/ümläut #1 100%.fleet.json`;

const place = (line: number, column = 5, file = FLEET) => ({ pointer: `/gateways/g${line}/port`, file, line, column });
const finding = (changes: Partial<Finding> = {}): Finding => ({
  code: 'OC103',
  severity: 'error',
  gateways: ['b', 'a'],
  message: 'the browser ranges of "b" and "a" overlap: 100%, <x> & a,b:c\nsecond line',
  locations: [place(4), place(3)],
  fix: { description: 'set port of "b" to 18909', edits: [{ pointer: '/gateways/b/port', value: 18909 }] },
  ...changes,
});

const report = (findings: readonly Finding[], changes: Partial<LintReport> = {}): LintReport => ({
  fleet: FLEET,
  folder: FOLDER,
  gateways: 2,
  findings,
  suppressed: [],
  replacements: ({ fix }) =>
    fix === null ? [] : [{ file: FLEET, start: { line: 4, column: 5 }, end: { line: 4, column: 10 }, text: '18909' }],
  version: '1.2.3',
  ...changes,
});

const severities = ['note', 'warning', 'error'] as const;
const many = Array.from({ length: 14 }, (_, at) =>
  finding({ severity: severities[at % 3] ?? 'error', locations: [place(at + 1)], message: `number ${at}` }),
);

/** What the official validator says of a log, beside its notes on style. */
async function validate(text: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sarif-'));
  const [log, verdict] = [join(folder, 'log.sarif'), join(folder, 'verdict.sarif')];
  await writeFile(log, text);
  const args = ['validate', log, '--output', verdict, '--log', 'ForceOverwrite', '--level', 'Error;Warning'];
  const { stdout, error } = spawnSync(needTool('sarif-multitool'), args, {
    encoding: 'utf8',
    env: { ...process.env, DOTNET_BUNDLE_EXTRACT_BASE_DIR: folder },
  });
  assert.is(error, undefined, String(error));
  assert.match(stdout, '1 files scanned');
  const { runs } = JSON.parse(await readFile(verdict, 'utf8'));
  await rm(folder, { recursive: true });
  return runs.flatMap(({ results }: { results: { ruleId: string; message: object }[] }) =>
    results.map(({ ruleId, message }) => `${ruleId} ${JSON.stringify(message)}`),
  );
}

formats('SARIF: the official validator has nothing to say', async () => {
  const suppressed = [{ finding: finding({ code: 'OC105', severity: 'warning' }), reason: 'reserved on the host' }];
  const text = lintSarif(
    report([...many, finding(), finding({ fix: null, locations: [place(1, 1, '/elsewhere/x.json')] })], { suppressed }),
  );
  assert.equal(await validate(text), []);
});

formats('SARIF: the validator is one that finds mistakes', async () => {
  assert.ok((await validate(lintSarif(report([finding()])).replace('"startLine": 4', '"startLine": -4'))).length > 0);
});

formats('SARIF: a clean run is a run without results', async () => {
  const text = lintSarif(report([]));
  assert.equal(JSON.parse(text).runs[0].results, []);
  assert.equal(await validate(text), []);
});

formats('SARIF: relative paths, both places, the fix, and a fingerprint that lines do not change', () => {
  const read = (one: Finding) => JSON.parse(lintSarif(report([one]))).runs[0].results[0];
  const result = read(finding());
  assert.equal(result.locations[0].physicalLocation, {
    artifactLocation: { uri: '%C3%BCml%C3%A4ut%20%231%20100%25.fleet.json', uriBaseId: 'ROOT' },
    region: { startLine: 4, startColumn: 5 },
  });
  assert.is(result.relatedLocations[0].physicalLocation.region.startLine, 3);
  assert.equal(result.fixes[0].artifactChanges[0].replacements, [
    { deletedRegion: { startLine: 4, startColumn: 5, endLine: 4, endColumn: 10 }, insertedContent: { text: '18909' } },
  ]);
  const moved = finding({
    message: 'other numbers',
    locations: [
      { ...place(4), line: 40 },
      { ...place(3), line: 30 },
    ],
  });
  assert.equal(read(moved).partialFingerprints, result.partialFingerprints);
  assert.not.equal(read(finding({ gateways: ['c', 'a'] })).partialFingerprints, result.partialFingerprints);
});

formats('GitHub: escapes what its commands give a meaning, errors first, at most ten', () => {
  const [line = ''] = lintGithub(report([finding()])).split('\n');
  assert.is(
    line,
    '::error file=ümläut #1 100%25.fleet.json,line=4,col=5,title=OC103::the browser ranges of "b" and "a" overlap: 100%25, <x> & a,b:c%0Asecond line%0Aalso ümläut #1 100%25.fleet.json:3:5%0Afix: set port of "b" to 18909',
  );
  const lines = lintGithub(report(many)).trimEnd().split('\n');
  assert.is(lines.length, 10);
  assert.equal(
    lines.map((one) => one.slice(2, one.indexOf(' '))),
    [...Array(4).fill('error'), ...Array(5).fill('warning'), 'notice'],
  );
  assert.match(lines[9] ?? '', 'and 5 more: run "omniclaw lint"');
  assert.is(lintGithub(report([])), '');
  assert.match(lintGithub(report([finding({ locations: [place(1, 1, `${FOLDER}/a,b:c.json`)] })])), 'file=a%2Cb%3Ac.json,');
});

formats('JUnit: XML that holds any text, with the right counts', async () => {
  const odd = finding({ severity: 'note', message: 'bell \u0007, lone \ud800, "quotes" <tag> ]]> &amp;' });
  const text = lintJunit(report([...many, finding(), odd]));
  const folder = await mkdtemp(join(tmpdir(), 'junit-'));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.xml'), text);
  const { status, stderr } = spawnSync(needTool('xmllint'), ['--noout', join(folder, 'report.xml')], { encoding: 'utf8' });
  await rm(folder, { recursive: true });
  assert.is(status, 0, stderr);
  assert.match(text, '<testsuites name="omniclaw lint" tests="16" failures="10" errors="0">');
  assert.is(text.match(/<failure /g)?.length, 10);
  assert.is(text.match(/<system-out>/g)?.length, 6);
  assert.match(lintJunit(report([])), '<testcase name="no problems" classname="omniclaw.lint"/>');
});

const FAILURE = { code: 'OCE_UNREADABLE', message: '"a<b>\u202e" cannot be read', hint: 'omniclaw lint --fleet FILE', exit: 2 } as const;

formats('what cannot run says so in every format', async () => {
  const sarif = lintFailure('sarif', FAILURE, '1.2.3');
  assert.equal(await validate(sarif), []);
  assert.is(JSON.parse(sarif).runs[0].invocations[0].executionSuccessful, false);
  assert.is(JSON.parse(lintFailure('json', FAILURE, '1.2.3')).error.message, FAILURE.message);
  assert.is(
    lintFailure('github', FAILURE, '1.2.3'),
    '::error title=OCE_UNREADABLE::"a<b>\\u{202e}" cannot be read%0Aomniclaw lint --fleet FILE\n',
  );
  const { status, stderr } = spawnSync(needTool('xmllint'), ['--noout', '-'], {
    input: lintFailure('junit', FAILURE, '1.2.3'),
    encoding: 'utf8',
  });
  assert.is(status, 0, stderr);
  for (const format of ['json', 'sarif', 'github', 'junit'] as const) assert.not.match(lintFailure(format, FAILURE, '1.2.3'), '\u202e');
});

formats('JSON: what a terminal obeys is escaped, and the values are the same', () => {
  const nasty = { 'k\u001b[2J\u202e': ['\u009b', '\ud800', '\u2028\n', '\u{1f980} é \u{e0041}'] };
  assert.equal(JSON.parse(jsonText(nasty)), nasty);
  assert.equal(JSON.parse(jsonLine(nasty)), nasty);
  assert.not.match(jsonText(nasty), /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}]/u);
});

formats('compact: one line a finding, and one that counts', () => {
  const lines = lintCompact(report([finding({ message: 'a\u001b[31m b' }), finding({ severity: 'warning' })])).split('\n');
  assert.is(lines[0], 'ümläut #1 100%.fleet.json:4:5: error OC103 a\\u{1b}[31m b');
  assert.is(lines[2], 'ümläut #1 100%.fleet.json: 1 error, 1 warning');
  assert.is(lines.length, 4);
});

formats.run();
