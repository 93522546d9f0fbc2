/** The package as it is published, made from the files of this checkout in a folder of its own. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from './sandbox.ts';

const PARTS = [
  'package.json',
  'package-lock.json',
  '.ci',
  '.pre-commit-hooks.yaml',
  'src',
  'schema',
  'docs',
  'README.md',
  'LICENSE',
  'omniclaw.fleet.example.ts',
];

/** The `node` that runs the tests comes first, as it does for npm scripts; some programs look for `nodejs` before `node`. */
export const PATH_WITH_NODE = [join(ROOT, 'node_modules', '.bin'), dirname(process.execPath), process.env['PATH'] ?? ''].join(delimiter);

/** A folder with this Node under both of its names, to stand first in a PATH. */
export function nodeFolder(folder: string): string {
  mkdirSync(folder);
  for (const name of ['node', 'nodejs']) symlinkSync(process.execPath, join(folder, name));
  return folder;
}

/** Environment for npm and git: the account's npm settings and cache, whatever home the gate gave the test. */
export function packageEnvironment(): NodeJS.ProcessEnv {
  const home = userInfo().homedir || homedir();
  return { ...process.env, HOME: home, PATH: PATH_WITH_NODE };
}

/** Copies what is published and what it is built with. */
export function copyPackage(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
}

/** Installs the packed package globally into an empty prefix and returns the folder of its programs. */
export function installGlobally(scratch: string): string {
  const [source, prefix] = [join(scratch, 'source'), join(scratch, 'prefix')];
  copyPackage(source);
  symlinkSync(join(ROOT, 'node_modules'), join(source, 'node_modules'));
  const env = packageEnvironment();
  execFileSync(process.execPath, [join(source, '.ci', 'build.ts')], { cwd: source, env, stdio: 'pipe' });
  execFileSync('npm', ['pack', '--pack-destination', scratch], { cwd: source, env, stdio: 'pipe' });
  const archive = readdirSync(scratch).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error('npm pack made no archive');
  const options = ['--no-audit', '--no-fund', '--no-update-notifier'];
  execFileSync('npm', ['install', '--global', '--prefix', prefix, ...options, join(scratch, archive)], {
    cwd: scratch,
    env,
    stdio: 'pipe',
  });
  const programs = join(prefix, 'bin');
  if (!existsSync(join(programs, 'omniclaw'))) throw new Error('the package installs no program');
  return programs;
}
