/** Programs that tests need beside the package's own: found in one place, or installed there, or named loudly. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** Where npm packages that only tests need are installed. */
const CACHE = join(ROOT, 'node_modules', '.cache', 'omniclaw-test-tools');

type Tool =
  | { readonly kind: 'npm'; readonly spec: string; readonly program: string }
  | { readonly kind: 'debian'; readonly packageName: string; readonly program: string };

const TOOLS = {
  /** Microsoft's validator of SARIF logs. A self-contained program without dependencies. */
  'sarif-multitool': {
    kind: 'npm',
    spec: '@microsoft/sarif-multitool-linux@5.7.0',
    program: 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool',
  },
  python3: { kind: 'debian', packageName: 'python3', program: 'python3' },
  /** The client library of OpenClaw, for the protocol. */
  'gateway-client': {
    kind: 'npm',
    spec: '@openclaw/gateway-client@2026.9.1',
    program: 'node_modules/@openclaw/gateway-client/dist/index.mjs',
  },
  /** OpenClaw itself: 330 packages, 650 MB, a minute. Only its gateway is started, by the Node of this project. */
  openclaw: { kind: 'npm', spec: 'openclaw@2026.9.6', program: 'node_modules/openclaw/openclaw.mjs' },
  chromium: { kind: 'debian', packageName: 'chromium', program: 'chromium' },
  systemctl: { kind: 'debian', packageName: 'systemd', program: 'systemctl' },
  faketime: { kind: 'debian', packageName: 'faketime', program: 'faketime' },
  script: { kind: 'debian', packageName: 'bsdutils', program: 'script' },
  strace: { kind: 'debian', packageName: 'strace', program: 'strace' },
  'pre-commit': { kind: 'debian', packageName: 'pre-commit', program: 'pre-commit' },
  xmllint: { kind: 'debian', packageName: 'libxml2-utils', program: 'xmllint' },
  ip: { kind: 'debian', packageName: 'iproute2', program: 'ip' },
  openssl: { kind: 'debian', packageName: 'openssl', program: 'openssl' },
  zsh: { kind: 'debian', packageName: 'zsh', program: 'zsh' },
  fish: { kind: 'debian', packageName: 'fish', program: 'fish' },
} as const satisfies Record<string, Tool>;

/** Path of a program. Throws, naming the command to type, when it is missing and cannot be installed. */
export function needTool(name: keyof typeof TOOLS): string {
  const tool: Tool = TOOLS[name];
  return tool.kind === 'npm' ? needPackage(tool) : needProgram(tool);
}

function needPackage({ spec, program }: Extract<Tool, { kind: 'npm' }>): string {
  const folder = join(CACHE, spec.replaceAll(/[^a-z0-9.-]+/gi, '-'));
  const path = join(folder, program);
  return (
    onlyOnce(
      folder,
      () => existsSync(path),
      () => {
        const line = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', spec];
        // The gate gives each test a home of its own; npm keeps to the account's.
        run('npm', line, { ...process.env, HOME: userInfo().homedir });
        chmodSync(path, 0o755);
        return path;
      },
    ) ?? path
  );
}

function needProgram({ packageName, program }: Extract<Tool, { kind: 'debian' }>): string {
  const command = `apt-get install -y --no-install-recommends ${packageName}`;
  const found = () => findOnPath(program) !== null;
  onlyOnce(join(CACHE, 'debian'), found, () => {
    if (userInfo().uid !== 0) throw new Error(`this test needs "${program}": sudo ${command}`);
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', HOME: homedir() };
    const first = spawnSync('apt-get', command.split(' ').slice(1), { env: environment, encoding: 'utf8' });
    if (first.status === 0) return;
    run('apt-get', ['update'], environment);
    run('apt-get', command.split(' ').slice(1), environment);
  });
  const path = findOnPath(program);
  if (path === null) throw new Error(`this test needs "${program}": ${command}`);
  return path;
}

function findOnPath(program: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}

const PATIENCE_MS = 180_000;

/** Installs while holding a folder as lock: test files run side by side, and each may be the first to need a tool. */
function onlyOnce<T>(place: string, isThere: () => boolean, install: () => T): T | null {
  if (isThere()) return null;
  mkdirSync(CACHE, { recursive: true });
  const lock = `${place}.installing`;
  const deadline = Date.now() + PATIENCE_MS;
  while (!tryToLock(lock)) {
    if (Date.now() > deadline) throw new Error(`another test has been installing into "${place}" for too long: rm -r "${lock}"`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  try {
    return isThere() ? null : install();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function tryToLock(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
    // Left behind by a run that was killed.
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > PATIENCE_MS) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function run(program: string, args: readonly string[], environment: NodeJS.ProcessEnv): void {
  try {
    execFileSync(program, args, { env: environment, stdio: 'pipe' });
  } catch (cause) {
    throw new Error(`a tool that this test needs could not be installed: ${program} ${args.join(' ')}`, { cause });
  }
}
