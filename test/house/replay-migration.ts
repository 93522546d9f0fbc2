/**
 * Replays docs/migrating-from-openclaw.md in a network of its own: see migration-page.test.ts. With `OC_REAL=1` the program is
 * the real OpenClaw, set up by its own onboarding; otherwise one that behaves like it, with configs as onboarding writes them.
 */
import { execFileSync } from 'node:child_process';
import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import * as assert from 'uvu/assert';
import { PROGRAM } from '../gate/built-program.ts';
import { needTool } from '../gate/need-tool.ts';
import { openSandbox, ROOT, type Sandbox } from '../stories/sandbox.ts';
import { replayTranscripts } from './transcripts.ts';

const PROFILES = { default: 18_789, rescue: 18_809 } as const;
const TOKEN = '0123456789abcdef0123456789abcdef';

const box = await openSandbox();
try {
  const programs = join(box.home, '.npm-global', 'bin');
  await mkdir(programs, { recursive: true });
  await writeFile(join(programs, 'omniclaw'), `#!/bin/sh\nexec "${process.execPath}" "${PROGRAM}" "$@"\n`, { mode: 0o755 });
  const script = process.env['OC_REAL'] === '1' ? await realpath(needTool('openclaw')) : await standIn(box);
  await symlink(script, join(programs, 'openclaw'));
  for (const [profile, port] of Object.entries(PROFILES))
    await (process.env['OC_REAL'] === '1' ? onboard(script, profile, port) : writeConfig(profile, port));
  const typed = await replayTranscripts(join(ROOT, 'docs', 'migrating-from-openclaw.md'), {
    folder: box.folder,
    environment: { ...box.environment, PATH: [programs, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter) },
    steady,
    fileOf: () => null,
    network: 'shared',
  });
  assert.is(typed, 10);
  assert.is((await box.run('fleet', 'destroy', '--yes')).code, 0);
} finally {
  await box.close();
}

/** Without progress, and without what differs from run to run. */
function steady(text: string): string {
  return text
    .replaceAll(/^(?:waiting for|done) .*(?:\n {2}.*)*\n/gm, '')
    .replaceAll(/^(?:asking|proven) .*\n/gm, '')
    .replaceAll(/\bpid +port\b/g, 'pid   port')
    .replaceAll(/\b(running {3}running) +\d+ +(\d+) +yes +[0-9a-f]{8}\b/g, '$1   4242  $2  yes     5ae5713c');
}

async function standIn({ home }: Sandbox): Promise<string> {
  const folder = join(home, 'openclaw', 'node_modules', 'openclaw');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'openclaw', version: '2026.9.6' }));
  const schema = { type: 'object', properties: { logging: { type: 'object' } }, additionalProperties: false };
  const path = join(folder, 'openclaw.mjs');
  const lines = [
    `import { run } from ${JSON.stringify(join(ROOT, 'fixtures', 'programs', 'claw.mjs'))};`,
    "if (process.argv[2] === '--version') console.log('OpenClaw 2026.9.6');",
    `else if (process.argv[3] === 'schema') console.log(${JSON.stringify(JSON.stringify(schema))});`,
    'else run();',
  ];
  await writeFile(path, `${lines.join('\n')}\n`);
  return path;
}

function stateDir(profile: string): string {
  return join(box.home, profile === 'default' ? '.openclaw' : `.openclaw-${profile}`);
}

/** What matters of a config as onboarding leaves it. */
async function writeConfig(profile: string, port: number): Promise<void> {
  const folder = stateDir(profile);
  await mkdir(join(folder, 'workspace'), { recursive: true, mode: 0o700 });
  const config = {
    meta: { lastTouchedVersion: '2026.9.6' },
    agents: { defaults: { workspace: join(folder, 'workspace') } },
    gateway: { mode: 'local', port, bind: 'loopback', auth: { mode: 'token', token: `${TOKEN}${port}` } },
  };
  await writeFile(join(folder, 'openclaw.json'), `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
}

async function onboard(script: string, profile: string, port: number): Promise<void> {
  const words =
    '--non-interactive --accept-risk --auth-choice skip --gateway-auth token --skip-channels --skip-skills --skip-health --skip-daemon --json';
  const named = profile === 'default' ? [] : ['--profile', profile];
  const argv = [script, ...named, 'onboard', ...words.split(' '), '--gateway-port', String(port), '--gateway-token', `${TOKEN}${port}`];
  execFileSync(process.execPath, argv, { env: box.environment, cwd: box.folder, stdio: 'ignore' });
}
