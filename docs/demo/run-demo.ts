/**
 * `npm run demo`: plans and applies the example fleet in a sandbox folder with a home of its own, proves the gateways
 * by challenge, applies again, and removes everything. Needs no root and no service manager.
 */
import { spawn } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GatewayProof, proofText } from '../../src/fleet/gateway-proof.ts';

const root = join(import.meta.dirname, '..', '..');
const sandbox = await realpath(await mkdtemp(join(tmpdir(), 'omniclaw-demo-')));
const home = join(sandbox, 'home');
const folder = join(sandbox, 'fleet');
const environment = {
  HOME: home,
  PATH: process.env['PATH'] ?? '/usr/bin:/bin',
  RESCUE_BOT_TOKEN: randomBytes(24).toString('base64url'),
  ...(process.stdout.isTTY && process.env['NO_COLOR'] === undefined ? { FORCE_COLOR: '1' } : {}),
};

try {
  await mkdir(home, { recursive: true });
  await mkdir(folder);
  await writeFile(join(folder, 'omniclaw.fleet.ts'), await exampleOnFreePorts());
  say(`Working in ${sandbox}, with a home folder of its own.`);
  await omniclaw('lint');
  await omniclaw('plan');
  await omniclaw('apply', '--yes');
  await omniclaw('fleet', 'status');
  await proveAll();
  await omniclaw('apply', '--yes');
} finally {
  await omniclaw('fleet', 'destroy', '--yes');
  await rm(sandbox, { recursive: true, force: true });
  say('The sandbox folder and everything in it is gone.');
}

/** The example as it is, or moved to other ports where this machine uses the written ones. */
async function exampleOnFreePorts(): Promise<string> {
  const text = await readFile(join(root, 'omniclaw.fleet.example.ts'), 'utf8');
  for (let shift = 0; shift <= 9_600; shift += 1200) {
    const bases = [18789, 19789, 18909, 19029].map((base) => base + shift);
    const free = await Promise.all(bases.flatMap((base) => [base, base + 2, base + 4]).map(isFree));
    if (!free.every((one) => one)) continue;
    if (shift > 0) say(`The example's ports are in use here, so the demo adds ${shift} to them.`);
    return shift === 0 ? text : text.replaceAll(/\b(18789|18805|19789)\b/g, (port) => String(Number(port) + shift));
  }
  throw new Error('no free ports for the demo between 18789 and 29500');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Asks each running gateway to sign a fresh challenge and checks the signature with the secret in its state folder. */
async function proveAll(): Promise<void> {
  const { gateways } = JSON.parse(await capture('plan', '--json'));
  for (const [name, { state, ports, paths }] of Object.entries<{ state: string; ports: { gateway: number }; paths: { stateDir: string } }>(
    gateways,
  )) {
    if (state !== 'running') continue;
    const challenge = randomBytes(16).toString('hex');
    const url = `http://127.0.0.1:${ports.gateway}/healthz?challenge=${challenge}`;
    const answer: GatewayProof = JSON.parse(await (await fetch(url)).text());
    const secret = (await readFile(join(paths.stateDir, 'instance.key'), 'utf8')).trim();
    const mac = createHmac('sha256', Buffer.from(secret, 'hex'))
      .update(proofText({ ...answer, challenge }))
      .digest('hex');
    if (mac !== answer.mac) throw new Error(`the gateway "${name}" did not prove itself: ${JSON.stringify(answer)}`);
    say(
      `GET ${url.replace(challenge, `${challenge.slice(0, 8)}...`)}\n  profile ${answer.profile}, process ${answer.pid}, signature verified`,
    );
  }
}

async function omniclaw(...args: readonly string[]): Promise<void> {
  say(`\n$ omniclaw ${args.join(' ')}`);
  const code = await run(args, 'inherit').ended;
  if (code !== 0) throw new Error(`"omniclaw ${args.join(' ')}" exited with ${code}`);
}

async function capture(...args: readonly string[]): Promise<string> {
  const { ended, output } = run(args, 'pipe');
  await ended;
  return output.join('');
}

function run(args: readonly string[], stdout: 'inherit' | 'pipe') {
  const child = spawn(process.execPath, [join(root, 'src', 'cli', 'main.ts'), ...args], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', stdout, 'inherit'],
  });
  const output: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => output.push(text));
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  return { ended, output };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
