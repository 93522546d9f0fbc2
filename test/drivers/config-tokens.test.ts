/** Tokens that gateways have in their own configs are compared (OC502), and shown nowhere. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { observeSecrets } from '../../src/drivers/host-state/observe-secrets.ts';
import { toSpec } from '../../src/load/to-spec.ts';
import { blankHostState } from '../../src/plan/blank-host-state.ts';
import type { Claim } from '../../src/plan/claim.ts';
import { collectClaims } from '../../src/plan/collect-claims.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import { runRules } from '../../src/plan/run-rules.ts';
import { seenCredentialIdentity } from '../../src/plan/seen-identity.ts';

const tokens = suite('tokens in configs');
const TOKEN = 'canary'.repeat(6);

tokens('a literal, an included one, one in a file, and one that is named in the fleet file', async () => {
  const home = await mkdtemp(join(tmpdir(), 'tokens-'));
  try {
    const write = async (folder: string, name: string, text: string): Promise<void> => {
      await mkdir(join(home, folder), { recursive: true });
      await writeFile(join(home, folder, name), text);
    };
    const provider = `{ source: 'file', provider: 'omniclaw-token', id: 'value' }`;
    await write('.openclaw-a', 'openclaw.json', `{ gateway: { auth: { token: '${TOKEN}' } } }`);
    await write('.openclaw-b', 'openclaw.json', '{ gateway: { $include: "part" } }');
    await write('.openclaw-b', 'part', `{ auth: { token: '${TOKEN}' } }`);
    const providers = `{ 'omniclaw-token': { source: 'file', path: '${home}/.openclaw-c/gateway.token', mode: 'singleValue' } }`;
    await write('.openclaw-c', 'openclaw.json', `{ gateway: { auth: { token: ${provider} } }, secrets: { providers: ${providers} } }`);
    await write('.openclaw-c', 'gateway.token', `${TOKEN}\n`);
    await write('.openclaw-other', 'openclaw.json', '{ gateway: { auth: { token: "another" } } }');
    await write('.openclaw-variable', 'openclaw.json', '{ gateway: { auth: { token: "$' + '{TOKEN}" } } }');
    await write('.openclaw-broken', 'openclaw.json', '{');
    const names = ['a', 'b', 'c', 'other', 'variable', 'broken', 'absent'];
    const openclaw = Object.fromEntries(names.map((name, at) => [name, { runtime: 'openclaw' as const, port: 20_000 + 120 * at }]));
    const spec = toSpec({ gateways: { ...openclaw, named: { port: 22_000, auth: { token: { $env: 'NAMED' } } } } });
    const host = { home, hostname: 'box', platform: 'linux', user: 'ann', fleetDir: home } as const;
    const { gateways } = deriveFleet(spec, host, { ports: {} }, []);
    const secrets = await observeSecrets(gateways, host, { NAMED: TOKEN });
    assert.not.match(JSON.stringify(secrets), 'canary');
    const prints = Map.groupBy(secrets, ({ fingerprint }) => fingerprint);
    assert.equal(
      [...prints.values()].map((same) => same.map(({ gateway }) => gateway).sort()),
      [['a', 'b', 'c', 'named'], ['other']],
    );
    const seen = { ...blankHostState(host), secrets };
    const claims = collectClaims(gateways, host, (path) => path, seenCredentialIdentity(seen));
    const tokensShared = (claimed: readonly Claim[]) =>
      runRules({ spec, host, gateways, claims: claimed, lock: null, running: new Set(), seen: null }).filter(
        ({ code }) => code === 'OC502',
      );
    const faults = tokensShared(claims);
    assert.equal(
      faults.map(({ message }) => message),
      ['b', 'c', 'named'].map((name) => `"${name}" and "a" accept the same token`),
    );
    assert.equal(faults[0]?.pointers, ['/gateways/b', '/gateways/a']);
    assert.equal(tokensShared(collectClaims(gateways, host, (path) => path)), []);
  } finally {
    await rm(home, { recursive: true });
  }
});

tokens.run();
