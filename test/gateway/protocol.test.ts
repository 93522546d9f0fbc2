/** The protocol as clients see it. */
import { generateKeyPairSync, sign } from 'node:crypto';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import framesSchema from '../../schema/frames.schema.json' with { type: 'json' };
import { needTool } from '../gate/need-tool.ts';
import { freeBase, openSandbox } from '../stories/sandbox.ts';
import { CONNECT, connectClient, openClient } from './client.ts';
import { openGateway, type RunningGateway, startGateway } from './running-gateway.ts';

const protocol = suite<{ gateway: RunningGateway }>('the protocol');

protocol.before(async (context) => {
  context.gateway = await openGateway();
});

protocol.after(async ({ gateway }) => {
  await gateway.stop();
  await gateway.box.close();
});

const methods = [
  'config.apply',
  'config.get',
  'config.patch',
  'config.schema',
  'config.set',
  'health',
  'logs.tail',
  'status',
  'system-presence',
];

for (const [minProtocol, maxProtocol, spoken] of [
  [3, 3, 3],
  [4, 4, 4],
  [3, 4, 4],
  [1, 9, 4],
] as const) {
  protocol(`a client that speaks ${minProtocol} to ${maxProtocol} gets ${spoken}`, async ({ gateway }) => {
    const client = await openClient(gateway.base);
    const { ok, payload } = await client.call('connect', { ...CONNECT, minProtocol, maxProtocol, auth: { token: gateway.token } });
    assert.ok(ok);
    assert.is(payload.protocol, spoken);
    client.end();
  });
}

protocol('hello-ok is as the schema says, and lists the methods that are there', async ({ gateway }) => {
  const client = await openClient(gateway.base);
  const { payload } = await client.call('connect', { ...CONNECT, auth: { token: gateway.token } });
  const ajv = new Ajv({ strict: false }).addSchema(framesSchema);
  const validate = ajv.getSchema('omniclaw.frames#/$defs/HelloOk');
  assert.ok(validate?.(payload), ajv.errorsText(validate?.errors));
  assert.equal(
    methods.filter((name) => !payload.features.methods.includes(name)),
    [],
  );
  assert.is(payload.snapshot.stateDir, gateway.stateDir);
  assert.is(payload.snapshot.configPath, gateway.configPath);
  for (const name of ['health', 'status', 'system-presence', 'logs.tail', 'config.get', 'config.schema'])
    assert.ok((await client.call(name)).ok, name);
  client.end();
});

const refusals: readonly (readonly [is: string, method: string, params: object, code: string, closes: number])[] = [
  ['another method first', 'health', {}, 'CONNECT_FIRST', 1008],
  ['no parameters', 'connect', {}, 'INVALID_CONNECT', 1008],
  ['a client without a name', 'connect', { ...CONNECT, client: {} }, 'INVALID_CONNECT', 1008],
  ['an older protocol', 'connect', { ...CONNECT, minProtocol: 1, maxProtocol: 2 }, 'PROTOCOL_MISMATCH', 1002],
  ['a newer protocol', 'connect', { ...CONNECT, minProtocol: 5, maxProtocol: 9 }, 'PROTOCOL_MISMATCH', 1002],
  ['another role', 'connect', { ...CONNECT, role: 'node' }, 'ROLE_UNSUPPORTED', 1008],
  ['no token', 'connect', CONNECT, 'AUTH_TOKEN_MISSING', 1008],
  ['a wrong token', 'connect', { ...CONNECT, auth: { token: 'wrong' } }, 'AUTH_TOKEN_MISMATCH', 1008],
  ['a wrong password', 'connect', { ...CONNECT, auth: { password: 'wrong' } }, 'AUTH_TOKEN_MISMATCH', 1008],
];

for (const [is, method, params, code, closes] of refusals) {
  protocol(`refuses ${is}`, async ({ gateway }) => {
    const client = await openClient(gateway.base);
    const { ok, error } = await client.call(method, params);
    assert.not(ok);
    assert.is(error.details['code'], code);
    assert.is(await client.closed, closes);
  });
}

protocol('a client with a device of its own and the shared token is let in', async ({ gateway }) => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const client = await openClient(gateway.base);
  const device = {
    id: 'd'.repeat(64),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64url'),
    signature: sign(null, Buffer.from('whatever its version signs'), privateKey).toString('base64url'),
    signedAt: Date.now(),
    nonce: 'n',
  };
  assert.ok((await client.call('connect', { ...CONNECT, device, auth: { token: gateway.token, deviceToken: 'x' } })).ok);
  client.end();
});

protocol('scopes that a client claims count for nothing', async ({ gateway }) => {
  const box = await openSandbox();
  const base = await freeBase();
  const { mkdir, writeFile } = await import('node:fs/promises');
  await mkdir(box.stateDir('open'));
  await writeFile(`${box.stateDir('open')}/omniclaw.json`, '{ gateway: { auth: { mode: "none" } } }');
  const unguarded = await startGateway(box, 'open', base);
  const client = await openClient(base);
  const hello = await client.call('connect', { ...CONNECT, scopes: ['operator.admin'] });
  assert.equal(hello.payload.auth, { method: 'none', role: 'operator', scopes: ['operator.read', 'operator.write'] });
  const { hash } = (await client.call('config.get')).payload;
  const { error } = await client.call('config.patch', { raw: '{ x: 1 }', baseHash: hash });
  assert.equal([error.code, error.details['missingScope']], ['FORBIDDEN', 'operator.admin']);
  client.end();
  await unguarded.stop();
  await box.close();
  assert.ok(gateway.pid > 0);
});

protocol('answers unknown methods, wrong parameters and a second connect without closing', async ({ gateway }) => {
  const client = await connectClient(gateway.base, gateway.token);
  assert.is((await client.call('agent')).error.details['code'], 'UNKNOWN_METHOD');
  assert.is((await client.call('__proto__')).error.details['code'], 'UNKNOWN_METHOD');
  assert.match((await client.call('connect', CONNECT)).error.message, 'connected already');
  assert.match((await client.call('logs.tail', { limit: 0 })).error.message, '"limit" must be an integer from 1 to 5000, got 0');
  assert.match((await client.call('config.set', {})).error.message, 'the parameters lacks "raw"');
  assert.ok((await client.call('health')).ok);
  client.end();
});

protocol('logs.tail goes on from where it was', async ({ gateway }) => {
  const client = await connectClient(gateway.base, gateway.token);
  const first = (await client.call('logs.tail')).payload;
  assert.match(first.lines.join('\n'), '"event":"ready"');
  assert.equal((await client.call('logs.tail', { cursor: first.cursor })).payload.lines, []);
  assert.is((await client.call('logs.tail', { cursor: first.cursor + 1_000_000 })).payload.reset, true);
  client.end();
});

protocol('tells its clients that it stops, and closes them with 1012', async () => {
  const own = await openGateway();
  const client = await connectClient(own.base, own.token);
  const told = client.event('shutdown');
  const ended = own.stop();
  assert.match(JSON.stringify(await told), 'the gateway stops');
  assert.is(await client.closed, 1012);
  assert.is(await ended, 0);
  await own.box.close();
});

protocol('the client library of OpenClaw connects and reads health and status', async ({ gateway }) => {
  const main = needTool('gateway-client');
  const { GatewayClient } = await import(pathToFileURL(main).href);
  assert.is(createRequire(main)('../package.json').version, '2026.9.1');
  const connected = Promise.withResolvers<void>();
  const client = new GatewayClient({
    url: `ws://127.0.0.1:${gateway.base}`,
    token: gateway.token,
    onHelloOk: () => connected.resolve(),
    onConnectError: connected.reject,
  });
  client.start();
  await connected.promise;
  assert.is((await client.request('health', {})).ok, true);
  assert.is((await client.request('status', {})).profile, 'main');
  assert.is((await client.request('config.get', {})).path, gateway.configPath);
  client.stop();
});

protocol.run();
