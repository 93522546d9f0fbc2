/** A stranger's first five minutes, with the packed package, the real git and the real pre-commit; and the workflow for GitHub. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import { needTool } from '../gate/need-tool.ts';
import { ROOT } from '../stories/sandbox.ts';
import { installGlobally, PATH_WITH_NODE } from '../stories/scratch-package.ts';
import { replayTranscripts } from './transcripts.ts';

const minutes = suite('the first five minutes');
const page = join(ROOT, 'docs', 'first-five-minutes.md');
const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'oc-five-')));
const desk = { environment: {} };

minutes.before(() => {
  const home = join(scratch, 'home');
  mkdirSync(home);
  const path = [installGlobally(scratch), PATH_WITH_NODE, dirname(needTool('pre-commit'))].join(delimiter);
  const names = {
    GIT_AUTHOR_NAME: 'Ann',
    GIT_AUTHOR_EMAIL: 'ann@example.org',
    GIT_COMMITTER_NAME: 'Ann',
    GIT_COMMITTER_EMAIL: 'ann@example.org',
  };
  desk.environment = { HOME: home, PATH: path, NO_COLOR: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', ...names };
});

minutes.after(() => {
  rmSync(scratch, { recursive: true, force: true });
});

minutes('the transcript is what the programs print', async () => {
  const folder = join(scratch, 'fleet');
  mkdirSync(folder);
  const typed = await replayTranscripts(page, {
    folder,
    environment: desk.environment,
    steady: (text) => text,
    fileOf: (language, text) => (language === 'yaml' && text.startsWith('repos:') ? '.pre-commit-config.yaml' : null),
  });
  assert.ok(typed > 10);
});

const step = (text: string) => /```yaml\n(name: fleet\n[\s\S]*?)```/.exec(text)?.[1] ?? '';

minutes('the workflow is YAML, and its commands do what they should, for a push and for a fork', () => {
  const workflow = parse(step(readFileSync(page, 'utf8')));
  const runs: string[] = workflow.jobs.lint.steps.flatMap(({ run }: { run?: string }) => (run === undefined ? [] : [run]));
  assert.is(runs.length, 3);
  const folder = join(scratch, 'ci');
  mkdirSync(folder);
  writeFileSync(join(folder, 'omniclaw.fleet.ts'), 'export default { gateways: { a: { port: 18789 }, b: { port: 18790 } } };\n');
  const type = (line: string, noExec: string) =>
    spawnSync('sh', ['-e', '-c', line], { cwd: folder, env: { ...desk.environment, NO_EXEC: noExec }, encoding: 'utf8' });
  const [, github = '', sarif = ''] = runs;
  const pushed = type(github, '');
  assert.is(pushed.status, 1);
  assert.match(pushed.stdout, /^::error file=omniclaw\.fleet\.ts,line=1,col=\d+,title=OC103::/);
  assert.is(type(sarif, '').status, 1);
  assert.is(JSON.parse(readFileSync(join(folder, 'omniclaw.sarif'), 'utf8')).runs[0].results[0].ruleId, 'OC103');
  const forked = type(github, '--no-exec');
  assert.is(forked.status, 2);
  assert.match(forked.stdout, /^::error title=OCE_REFUSED::/);
  assert.is(type(sarif, '--no-exec').status, 2);
  assert.is(JSON.parse(readFileSync(join(folder, 'omniclaw.sarif'), 'utf8')).runs[0].invocations[0].executionSuccessful, false);
});

minutes('the example of an ignore is clean', () => {
  const folder = join(scratch, 'ignored');
  mkdirSync(folder);
  const [, fleet = ''] = /```ts\n([\s\S]*?)```/.exec(readFileSync(page, 'utf8')) ?? [];
  writeFileSync(join(folder, 'omniclaw.fleet.ts'), fleet);
  const { status, stdout } = spawnSync('omniclaw', ['lint', '--max-warnings', '0'], {
    cwd: folder,
    env: desk.environment,
    encoding: 'utf8',
  });
  assert.is(status, 0, stdout);
  assert.match(stdout, '1 ignored');
  assert.is(existsSync(join(folder, 'omniclaw.fleet.lock.json')), false);
});

minutes.run();
