/** What a gateway that is not ours is asked with: its token or password, wherever that stands. */
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { lookUpIn, readVariableFiles } from '../../src/drivers/gateway-variables.ts';
import { credentialsOf } from '../../src/drivers/proofs/gateway-credentials.ts';
import type { GatewaySpec, JsonObject } from '../../src/fleet/fleet-spec.ts';
import { OmniclawError } from '../../src/fleet/omniclaw-error.ts';
import { desireGateway } from '../../src/plan/desired-gateway.ts';
import { configHash } from '../../src/plan/diff-gateway.ts';
import { host, launch, sampleGateway } from '../plan/sample-gateway.ts';

type Context = { home: string };
const credentials = suite<Context>('what a gateway is asked with');

credentials.before.each(async (context) => {
  context.home = await realpath(await mkdtemp(join(tmpdir(), 'oc-auth-')));
});
credentials.after.each(async ({ home }) => rm(home, { recursive: true, force: true }));

type Place = {
  /** Below `gateway.auth`, and what else its config says. */
  readonly auth: JsonObject;
  readonly config?: JsonObject;
  readonly remote?: JsonObject;
  readonly environment?: { readonly [name: string]: string };
  /** Files by their path in the home. */
  readonly files?: { readonly [path: string]: string };
  readonly changes?: Partial<GatewaySpec>;
  readonly shell?: { readonly [name: string]: string };
  readonly stateDir?: string;
};

async function ask(
  home: string,
  { auth, remote = {}, config = {}, environment = {}, files = {}, changes = {}, shell = {}, ...place }: Place,
) {
  const stateDir = join(home, place.stateDir ?? '.openclaw');
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(home, path, '..'), { recursive: true });
    await writeFile(join(home, path), text);
  }
  const sample = sampleGateway('main', 18789, { runtime: 'openclaw', ...changes });
  const derived = { ...sample, paths: { stateDir, config: `${stateDir}/openclaw.json`, workspace: `${stateDir}/workspace` } };
  const desired = desireGateway(derived, { ...host, home }, launch);
  const value = { gateway: { auth, remote }, ...config };
  const common = { kind: 'config', gateway: 'main', id: desired.config.id, text: '', mode: 0o600, hash: configHash(value) } as const;
  const places = {
    environment: new Map(Object.entries({ HOME: home, ...environment })),
    files: await readVariableFiles(desired),
    config: value,
  };
  const observed = { ...common, value, written: value, included: [], given: [], lost: [] };
  return credentialsOf(observed, { desired, lookUp: lookUpIn(desired, places), shell });
}

const named = { token: `\${MYTOK}` };
const dotenv = { '.openclaw/.env': '# tokens\nexport MYTOK="from .env" # mine\n' };
const FOUND: readonly (readonly [is: string, place: Place, expected: JsonObject | 'missing' | null])[] = [
  ['a token', { auth: { token: 't' } }, { token: 't' }],
  ['a password, and no mode', { auth: { password: 'p' } }, { password: 'p' }],
  ['a password, and a token that is not asked for', { auth: { mode: 'password', token: 't', password: 'p' } }, { password: 'p' }],
  ['a blank password', { auth: { token: 't', password: ' ' } }, { token: 't' }],
  ['a password beside a proxy', { auth: { mode: 'trusted-proxy', password: 'p' } }, { password: 'p' }],
  ['nobody is asked', { auth: { mode: 'none', token: 't' } }, null],
  ['nothing', { auth: {} }, 'missing'],
  ['the variable for a token', { auth: {}, files: { '.openclaw/.env': 'OPENCLAW_GATEWAY_TOKEN=v' } }, { token: 'v' }],
  [
    'its own token counts for more than the variable',
    { auth: { token: 't' }, environment: { OPENCLAW_GATEWAY_TOKEN: 'v' } },
    { token: 't' },
  ],
  ['the variable for a password', { auth: { token: 't' }, environment: { OPENCLAW_GATEWAY_PASSWORD: 'v' } }, { password: 'v' }],
  [
    'the variable for a password, beside a proxy',
    { auth: { mode: 'trusted-proxy' }, environment: { OPENCLAW_GATEWAY_PASSWORD: 'v' } },
    { password: 'v' },
  ],
  ['the one for a gateway elsewhere', { auth: {}, remote: { token: 'r' } }, { token: 'r' }],
  [
    'the variable counts for more than that',
    { auth: {}, remote: { token: 'r' }, environment: { OPENCLAW_GATEWAY_TOKEN: 'v' } },
    { token: 'v' },
  ],
  ['a mode without what it asks for', { auth: { mode: 'password', token: 't' } }, 'missing'],
  ['a variable of its process', { auth: named, environment: { MYTOK: 'of the process' }, files: dotenv }, { token: 'of the process' }],
  ['a variable of .env', { auth: named, files: dotenv }, { token: 'from .env' }],
  ['a variable without braces', { auth: { token: '$MYTOK' }, files: dotenv }, { token: 'from .env' }],
  [
    'a reference to a variable',
    { auth: { token: { source: 'env', provider: 'default', id: 'MYTOK' } }, files: dotenv },
    { token: 'from .env' },
  ],
  ['a password of .env', { auth: { password: `\${MYTOK}` }, files: dotenv }, { password: 'from .env' }],
  [
    'a variable that its unit has from .env, which says another by now',
    { auth: named, environment: { MYTOK: 'old', OPENCLAW_SERVICE_MANAGED_ENV_KEYS: 'A,MYTOK' }, files: dotenv },
    { token: 'from .env' },
  ],
  ['a variable of its config', { auth: named, config: { env: { MYTOK: 'of env', vars: { MYTOK: 'of vars' } } } }, { token: 'of env' }],
  [
    'a variable among those of its config',
    { auth: named, config: { env: { MYTOK: ' ', vars: { MYTOK: 'of vars' } } } },
    { token: 'of vars' },
  ],
  ['.env counts for more than its config', { auth: named, files: dotenv, config: { env: { MYTOK: 'of env' } } }, { token: 'from .env' }],
  [
    'an empty variable of its process hides .env',
    { auth: named, environment: { MYTOK: '' }, files: dotenv, config: { env: { MYTOK: 'c' } } },
    { token: 'c' },
  ],
  ['gateway.env of the default folder', { auth: named, files: { '.config/openclaw/gateway.env': 'MYTOK=g' } }, { token: 'g' }],
  [
    '.env counts for more than gateway.env',
    { auth: named, files: { ...dotenv, '.config/openclaw/gateway.env': 'MYTOK=g' } },
    { token: 'from .env' },
  ],
  [
    'a file that its provider names',
    {
      auth: { token: { source: 'file', provider: 'x', id: 'value' } },
      files: { secret: 'f\n' },
      config: { secrets: { providers: { x: { source: 'file', path: '~/secret' } } } },
    },
    { token: 'f' },
  ],
  [
    'what cannot be read, and a variable of this shell that the fleet file names',
    { auth: named, changes: { auth: { mode: 'token', token: { $env: 'TOK' } } }, shell: { TOK: 'of the shell' } },
    { token: 'of the shell' },
  ],
  [
    'what cannot be read, and a value that was stored for the fleet file',
    {
      auth: { token: { source: 'exec', provider: 'x', id: 'y' } },
      changes: { auth: { mode: 'token', token: { $env: 'TOK' } } },
      files: { '.openclaw/secrets.json': '{ "env:TOK": "stored" }' },
    },
    { token: 'stored' },
  ],
  [
    'what cannot be read, and a file that the fleet file names',
    { auth: named, changes: { auth: { mode: 'token', token: { $file: '~/tok' } } }, files: { tok: 'in a file\n' } },
    { token: 'in a file' },
  ],
];
for (const [is, place, expected] of FOUND) credentials(`found: ${is}`, async ({ home }) => assert.equal(await ask(home, place), expected));

const REFUSED: readonly (readonly [is: string, place: Place, message: string, hint: string])[] = [
  ['a variable that nobody sets', { auth: named }, 'its gateway token cannot be read', 'set "auth.token" of "main" in the fleet file'],
  [
    'one of gateway.env, and another folder',
    { auth: named, stateDir: '.openclaw-lab', files: { '.config/openclaw/gateway.env': 'MYTOK=g' } },
    'its gateway token cannot be read',
    'set "auth.token"',
  ],
  [
    'a config that stands for another variable',
    { auth: named, config: { env: { MYTOK: `\${OTHER}` } } },
    'its gateway token cannot be read',
    'set "auth.token"',
  ],
  [
    'a password that nobody sets, whatever token the fleet file names',
    {
      auth: { mode: 'password', password: `\${MYTOK}` },
      changes: { auth: { mode: 'token', token: { $env: 'TOK' } } },
      shell: { TOK: 'x' },
    },
    'its gateway password cannot be read',
    'name a file or a variable in "gateway.auth.password"',
  ],
  ['a proxy', { auth: { mode: 'trusted-proxy' } }, 'only its proxy is let in', 'set "gateway.auth.password"'],
];
for (const [is, place, message, hint] of REFUSED)
  credentials(`refused: ${is}`, async ({ home }) => {
    const thrown = await ask(home, place).then(
      () => null,
      (error: unknown) => error,
    );
    if (!(thrown instanceof OmniclawError)) throw new Error(String(thrown));
    assert.is(thrown.code, 'OCE_OBSERVE');
    assert.match(thrown.message, message);
    assert.match(thrown.hint, hint);
  });

credentials.run();
