/** The published package, installed globally in an empty prefix, and as a hook of the real pre-commit. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { needTool } from '../gate/need-tool.ts';
import { copyPackage, installGlobally, nodeFolder, PATH_WITH_NODE, packageEnvironment } from './scratch-package.ts';

const published = suite('the published package');

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'oc-pkg-')));
const installed = { programs: '' };

published.before(() => {
  installed.programs = installGlobally(scratch);
});

published.after(() => {
  rmSync(scratch, { recursive: true, force: true });
});

function omniclaw(folder: string, ...args: readonly string[]) {
  const env = { HOME: join(scratch, 'home'), PATH: [installed.programs, PATH_WITH_NODE].join(delimiter), NO_COLOR: '1' };
  return spawnSync('omniclaw', args, { cwd: folder, env, encoding: 'utf8' });
}

const FLEET =
  "import { defineFleet } from 'omniclaw';\nimport { base } from './base.ts';\n\nexport default defineFleet({ gateways: { main: { port: base satisfies number } } });\n";

const folders: readonly (readonly [string, string | null])[] = [
  ['no package.json', null],
  ['type module', '{ "type": "module" }'],
  ['type commonjs', '{ "type": "commonjs" }'],
  ['no type', '{ "name": "x" }'],
  ['a broken package.json', '{ "type": '],
  ['an empty package.json', ''],
];

for (const [is, text] of folders) {
  published(`lints in a folder with ${is}, read-only too`, () => {
    const folder = join(scratch, is.replaceAll(' ', '-'));
    mkdirSync(folder);
    writeFileSync(join(folder, 'omniclaw.fleet.ts'), FLEET);
    writeFileSync(join(folder, 'base.ts'), 'export const base: number = 18789;\n');
    if (text !== null) writeFileSync(join(folder, 'package.json'), text);
    chmodSync(folder, 0o555);
    const { status, stdout, stderr } = omniclaw(folder, 'lint');
    chmodSync(folder, 0o755);
    assert.is(status, 0, stdout + stderr);
    assert.is(stdout, 'omniclaw.fleet.ts, 1 gateway: no problems\n');
    assert.is(stderr, '');
  });
}

published('every command shows its help, and explain knows every rule', () => {
  const help = omniclaw(scratch, '--help');
  assert.is(help.status, 0);
  const names = [...help.stdout.matchAll(/^ {2}((?:[a-z]+ )*[a-z]+) {2,}/gm)].map(([, name = '']) => name);
  assert.ok(names.length >= 10);
  for (const name of names.filter((one) => !one.startsWith('omniclaw')))
    assert.is(omniclaw(scratch, ...name.split(' '), '--help').status, 0, name);
  assert.is(omniclaw(scratch, 'explain', 'OC103').status, 0);
  assert.match(omniclaw(scratch, '--version').stdout, /^\d+\.\d+\.\d+\n$/);
});

published('init, a mistake, lint, fix: with nothing but the global install', () => {
  const folder = join(scratch, 'fresh');
  mkdirSync(folder);
  assert.is(omniclaw(folder, 'init').status, 0);
  assert.is(omniclaw(folder, 'lint').status, 0);
  const path = join(folder, 'omniclaw.fleet.ts');
  const [, first = '', second = ''] = /port: (\d+)[\s\S]*?port: (\d+)/.exec(readFileSync(path, 'utf8')) ?? [];
  writeFileSync(path, readFileSync(path, 'utf8').replace(second, String(Number(first) + 20)));
  assert.is(omniclaw(folder, 'lint').status, 1);
  assert.is(omniclaw(folder, 'lint', '--fix').status, 0);
  assert.is(omniclaw(folder, 'lint').status, 0);
});

published('an old Node is told that it is too old, not shown a syntax error', () => {
  const old = "data:text/javascript,Object.defineProperty(process.versions,'node',{value:'20.20.2'})";
  const entry = realpathSync(join(installed.programs, 'omniclaw'));
  const { status, stderr } = spawnSync(process.execPath, ['--import', old, entry, 'lint'], { cwd: scratch, encoding: 'utf8' });
  assert.is(status, 2);
  assert.match(stderr, 'error: omniclaw needs Node 24 or newer');
  const { engines } = JSON.parse(readFileSync(join(entry, '..', '..', 'package.json'), 'utf8'));
  assert.is(engines.node, '>=24');
});

published('the hook stops a commit with a conflict and lets one without through', () => {
  const [hook, repository] = [join(scratch, 'hook'), join(scratch, 'repository')];
  copyPackage(hook);
  mkdirSync(repository);
  const path = [nodeFolder(join(scratch, 'node')), PATH_WITH_NODE].join(delimiter);
  const env = {
    ...packageEnvironment(),
    PATH: path,
    PRE_COMMIT_HOME: join(scratch, 'pre-commit'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    NO_COLOR: '1',
  };
  const git = (folder: string, ...args: readonly string[]) =>
    spawnSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.org', '-c', 'init.defaultBranch=main', ...args], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
  for (const args of [
    ['init', '-q'],
    ['add', '-A'],
    ['commit', '-qm', 'the package'],
  ])
    assert.is(git(hook, ...args).status, 0);
  const revision = git(hook, 'rev-parse', 'HEAD').stdout.trim();
  git(repository, 'init', '-q');
  writeFileSync(
    join(repository, '.pre-commit-config.yaml'),
    `repos:\n  - repo: ${hook}\n    rev: ${revision}\n    hooks:\n      - id: omniclaw-lint\n        args: [--no-exec, --max-warnings, '0']\n`,
  );
  execFileSync(needTool('pre-commit'), ['install'], { cwd: repository, env, stdio: 'pipe' });
  const fleet = (second: number) =>
    writeFileSync(join(repository, 'omniclaw.fleet.json'), JSON.stringify({ gateways: { a: { port: 18789 }, b: { port: second } } }));
  fleet(18809);
  git(repository, 'add', '-A');
  const refused = git(repository, 'commit', '-m', 'twenty apart');
  assert.is(refused.status, 1, refused.stdout + refused.stderr);
  assert.match(refused.stdout + refused.stderr, 'error[OC103]', refused.stdout + refused.stderr);
  fleet(18909);
  git(repository, 'add', '-A');
  const accepted = git(repository, 'commit', '-m', 'a block apart');
  assert.is(accepted.status, 0, accepted.stdout + accepted.stderr);
  writeFileSync(join(repository, 'notes.txt'), 'nothing to lint');
  git(repository, 'add', '-A');
  assert.match(git(repository, 'commit', '-m', 'notes').stderr + git(repository, 'log', '-1').stdout, /Skipped|notes/);
});

published.run();
