/** Tokens and passwords that stand in variables beside the config of a gateway, now and under a service of ours. */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { observeConfig } from '../../src/drivers/config-file.ts';
import { readingOf, readVariableFiles, withGiven } from '../../src/drivers/gateway-variables.ts';
import type { GatewaySpec, JsonObject } from '../../src/fleet/fleet-spec.ts';
import { type DesiredGateway, desireGateway } from '../../src/plan/desired-gateway.ts';
import type { ServiceRegistration } from '../../src/plan/observed-gateway.ts';
import { host, launch, sampleGateway } from '../plan/sample-gateway.ts';

type Context = { home: string };
const variables = suite<Context>('variables beside a config');

variables.before.each(async (context) => {
  context.home = await realpath(await mkdtemp(join(tmpdir(), 'oc-env-')));
  await mkdir(join(context.home, '.openclaw'));
});
variables.after.each(async ({ home }) => rm(home, { recursive: true, force: true }));

function desire(home: string, changes: Partial<GatewaySpec> = {}): DesiredGateway {
  const sample = sampleGateway('default', 18789, { runtime: 'openclaw', ...changes });
  const stateDir = join(home, '.openclaw');
  const paths = { stateDir, config: `${stateDir}/openclaw.json`, workspace: `${stateDir}/workspace` };
  return desireGateway({ ...sample, paths }, { ...host, home }, launch);
}

function unit(env: { readonly [name: string]: string }, origin: ServiceRegistration['origin'] = 'theirs'): ServiceRegistration {
  const program = { argv: [], env, workingDirectory: '', logFile: '' };
  const state = { wanted: 'running', phase: 'running', pid: null, ageMs: 0, lastExit: '' } as const;
  return { origin, program, definition: '', faults: [], ...state };
}

const TOKEN = 'OPENCLAW_GATEWAY_TOKEN';
const PASSWORD = 'OPENCLAW_GATEWAY_PASSWORD';
type Seen = { readonly given: readonly string[]; readonly lost: readonly string[] };
type Row = {
  readonly auth?: JsonObject;
  readonly env?: JsonObject;
  readonly dotenv?: string;
  readonly runBy?: ServiceRegistration;
  readonly changes?: Partial<GatewaySpec>;
  readonly external?: 'yes';
};
const service: GatewaySpec['service'] = { ...sampleGateway('a', 1).spec.service, env: { MYTOK: 'x' } };
const SEEN: readonly (readonly [is: string, row: Row, expected: Seen])[] = [
  ['nothing', {}, { given: [], lost: [] }],
  ['a token in .env', { dotenv: `${TOKEN}=x` }, { given: ['token'], lost: [] }],
  ['both in its config', { env: { [TOKEN]: 'x', vars: { [PASSWORD]: 'y' } } }, { given: ['token', 'password'], lost: [] }],
  ['a blank one', { dotenv: `${TOKEN}=` }, { given: [], lost: [] }],
  ['a token in its own unit', { runBy: unit({ [TOKEN]: 'x' }) }, { given: ['token'], lost: [TOKEN] }],
  ['the same in its own unit and in .env', { runBy: unit({ [TOKEN]: 'x' }), dotenv: `${TOKEN}=x` }, { given: ['token'], lost: [] }],
  ['another in its own unit than in .env', { runBy: unit({ [TOKEN]: 'x' }), dotenv: `${TOKEN}=y` }, { given: ['token'], lost: [TOKEN] }],
  ['a token in its own unit, and another counts', { runBy: unit({ [TOKEN]: 'x' }), auth: { token: 't' } }, { given: ['token'], lost: [] }],
  [
    'a password in its own unit, which decides',
    { runBy: unit({ [PASSWORD]: 'x' }), auth: { token: 't' } },
    { given: ['password'], lost: [PASSWORD] },
  ],
  [
    'a password in its own unit that is not asked for',
    { runBy: unit({ [PASSWORD]: 'x' }), auth: { mode: 'none' } },
    { given: ['password'], lost: [] },
  ],
  [
    'a variable of its own unit that the config names',
    { runBy: unit({ MYTOK: 'x' }), auth: { token: `\${MYTOK}` } },
    { given: [], lost: ['MYTOK'] },
  ],
  [
    'one that the fleet file declares as well',
    { runBy: unit({ MYTOK: 'x' }), auth: { token: '$MYTOK' }, changes: { service } },
    { given: [], lost: [] },
  ],
  ['what runs it goes on doing so', { runBy: unit({ [TOKEN]: 'x' }), external: 'yes' }, { given: ['token'], lost: [] }],
  ['a unit of ours', { runBy: unit({ [TOKEN]: 'x' }, 'ours') }, { given: [], lost: [] }],
  ['a gateway of ours', { runBy: unit({ OMNICLAW_GATEWAY_TOKEN: 'x' }), changes: { runtime: 'omniclaw' } }, { given: [], lost: [] }],
];
for (const [is, row, expected] of SEEN) variables(is, async ({ home }) => assert.equal(await look(home, row), expected));

async function look(
  home: string,
  { auth = {}, env = {}, dotenv, runBy, changes, external }: Row,
  pid: number | null = null,
): Promise<Seen> {
  const ours = desire(home, changes);
  const desired: DesiredGateway = external === 'yes' ? { ...ours, service: { ...ours.service, driver: 'external' } } : ours;
  await writeFile(desired.config.id, JSON.stringify({ gateway: { auth }, env }));
  if (dotenv !== undefined) await writeFile(join(home, '.openclaw', '.env'), dotenv);
  const reading = await readingOf(desired);
  const config = await observeConfig('default', desired.config.id, reading);
  if (config === null) throw new Error('it was just written');
  const { given, lost } = withGiven(config, desired, { files: reading.files, registration: runBy ?? null, pid });
  return { given, lost };
}

variables('what a process was started with counts, whatever its unit says', async ({ home }) => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { env: { [TOKEN]: 'x' }, stdio: ['pipe', 'ignore', 'inherit'] });
  await new Promise((resolve) => child.once('spawn', resolve));
  try {
    assert.equal(await look(home, {}, child.pid), { given: ['token'], lost: [TOKEN] });
    assert.equal(await look(home, { runBy: unit({ [PASSWORD]: 'x' }) }, child.pid), { given: ['token'], lost: [TOKEN] });
  } finally {
    child.stdin.end();
    await new Promise((resolve) => child.once('close', resolve));
  }
});

variables('the first file that sets a variable counts, and a link leads to one', async ({ home }) => {
  await writeFile(join(home, 'mine.env'), 'A=1\nB="two words"\n');
  await symlink(join(home, 'mine.env'), join(home, '.openclaw', '.env'));
  await mkdir(join(home, '.config', 'openclaw'), { recursive: true });
  await writeFile(join(home, '.config', 'openclaw', 'gateway.env'), 'A=2\nC=3\n');
  const read = await readVariableFiles(desire(home));
  assert.equal([...read].sort(), [
    ['A', '1'],
    ['B', 'two words'],
    ['C', '3'],
  ]);
});

variables.run();
