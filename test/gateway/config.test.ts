/** The config of a gateway: what is accepted, what is resolved, how it is changed, and how a running gateway takes it up. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CONFIG_RELOADS, reloadOf } from '../../src/fleet/config-reloads.ts';
import { changeConfig, patchText } from '../../src/gateway/change-config.ts';
import { type ConfigSource, inspectConfig } from '../../src/gateway/inspect-config.ts';
import { REDACTED, redactDocument, redactText, restoreText } from '../../src/gateway/redact-config.ts';
import { freeBase, openSandbox, ROOT } from '../stories/sandbox.ts';
import { connectClient } from './client.ts';
import { startGateway } from './running-gateway.ts';

const config = suite<{ folder: string; source: ConfigSource }>('the config of a gateway');

config.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), 'oc-'));
  context.source = {
    path: join(context.folder, 'omniclaw.json'),
    home: context.folder,
    variables: { PORT_NAME: 'x', CHAT_TOKEN: 'secret' },
  };
});

config.after.each(async ({ folder }) => {
  await rm(folder, { recursive: true, force: true });
});

const WRONG: readonly (readonly [text: string, says: RegExp])[] = [
  ['{ gateway: { prot: 18789 } }', /1:14 "gateway" has the unknown key "prot"; did you mean "port"\?/],
  ['{ gatway: { port: 18789 } }', /1:3 the config has the unknown key "gatway"; did you mean "gateway"\?/],
  ['{\n  // here\n  gateway: {\n    port: "18789" } }', /4:5 "gateway.port" must be an integer from 1 to 65535, got "18789"/],
  ['{ gateway: { port: 65426 } }', /must be at most 65425/],
  [
    '{ gateway: { port: 0, bind: "everywhere" }, browser: { enabled: 1 } }',
    /"gateway.port".*"gateway.bind" must be "loopback", "lan" or an IP address.*"browser.enabled" must be true or false/s,
  ],
  ['{ gateway: { auth: { mode: "none" }, bind: "lan" } }', /"none", which is refused/],
  ['{ gateway: { auth: { token: { $env: "A", $file: "b" } } } }', /"gateway.auth.token" must be \{ "\$env": "NAME" \}.* or a text/],
  ['{ env: { NODE_OPTIONS: "x" } }', /1:10 "env" has the key "NODE_OPTIONS", which must be a variable name/],
  ['{ browser: { profiles: { a: { cdpPort: 1, cdpUrl: "http://h:1" } } } }', /has both a cdpPort and a cdpUrl/],
  ['{ a: 1, a: 2 }', /1:9 has the key "a" twice/],
  ['{ "__proto__": { x: 1 } }', /has a key "__proto__"/],
  ['[]', /does not hold an object/],
  ['{ x: $' + '{HOME} }', /not valid JSON5/],
  ['{ x: "$' + '{NOT_SET_ANYWHERE}" }', /"NOT_SET_ANYWHERE" is not set/],
  ['{ $include: "missing.json" }', /the included file ".*missing.json" does not exist/],
  ['{ $include: 5 }', /"\$include" must be a path/],
];

for (const [text, says] of WRONG) {
  config(`refuses ${text.replaceAll('\n', ' ')}`, async ({ source }) => {
    await writeFile(source.path, text);
    const { problems } = await inspectConfig(source);
    assert.match(problems.map(({ line, column, message }) => `${line}:${column} ${message}`).join('\n'), says);
  });
}

config('keeps sections that it does not know, and says so', async ({ source }) => {
  await writeFile(source.path, '{ tools: { x: 1 }, agents: { mine: true }, channels: { chat: {} } }');
  const { problems, unknown } = await inspectConfig(source);
  assert.equal([problems, unknown], [[], ['tools']]);
});

config('merges included files below the object that names them, and expands variables in memory only', async ({ source, folder }) => {
  await mkdir(join(folder, 'parts'));
  await writeFile(join(folder, 'parts', 'a.json'), '{ port: 1000, bind: "lan", $include: "b.json" }');
  await writeFile(join(folder, 'parts', 'b.json'), '{ port: 2000, reload: "off" }');
  const text =
    '{ gateway: { $include: ["parts/a.json"], port: 3000 }, channels: { chat: { token: "$' +
    '{CHAT_TOKEN}", literal: "$$' +
    '{CHAT_TOKEN}" } } }';
  await writeFile(source.path, text);
  const { declaration, authored, includes } = await inspectConfig(source);
  assert.equal(declaration.gateway, { bind: 'lan', port: 3000, reload: 'off' });
  assert.equal(declaration.channels, { chat: { token: 'secret', literal: '$' + '{CHAT_TOKEN}' } });
  assert.equal(
    includes.map((path) => path.slice(folder.length)),
    ['/parts/a.json', '/parts/b.json'],
  );
  const { after } = await changeConfig(source, null, (before) => patchText(before, { gateway: { port: 4000 } }));
  assert.is(await readFile(source.path, 'utf8'), text.replace('port: 3000', 'port: 4000'));
  assert.match(JSON.stringify(authored), 'CHAT_TOKEN');
  assert.is(after.declaration.gateway?.port, 4000);
});

config('an include that names itself, or a link, is refused', async ({ source, folder }) => {
  await writeFile(source.path, '{ $include: "a.json" }');
  await writeFile(join(folder, 'a.json'), '{ $include: "a.json" }');
  assert.match((await inspectConfig(source)).problems.map(({ message }) => message).join(), 'includes itself');
  await symlink('/etc/passwd', join(folder, 'link.json'));
  await writeFile(source.path, '{ $include: "link.json" }');
  const [refused] = (await inspectConfig(source)).problems;
  assert.match(refused?.message ?? '', 'is a symbolic link');
});

config('changes keep comments, are private, and leave backups', async ({ source, folder }) => {
  await writeFile(source.path, '{\n  // the port\n  gateway: { port: 1000 }, // kept\n}\n', { mode: 0o644 });
  for (let port = 1001; port < 1010; port += 1) await changeConfig(source, null, (text) => patchText(text, { gateway: { port } }));
  assert.is(await readFile(source.path, 'utf8'), '{\n  // the port\n  gateway: { port: 1009 }, // kept\n}\n');
  assert.is((await stat(source.path)).mode & 0o777, 0o600);
  const backups = (await readdir(folder)).filter((name) => name.includes('.bak')).sort();
  assert.equal(
    backups,
    ['', '.1', '.2', '.3', '.4'].map((age) => `omniclaw.json.bak${age}`),
  );
  assert.match(await readFile(join(folder, 'omniclaw.json.bak'), 'utf8'), '1008');
});

config('a writer that has seen another config is refused, and a wrong result never takes its place', async ({ source }) => {
  await writeFile(source.path, '{ gateway: { port: 1000 } }');
  const { hash } = await inspectConfig(source);
  const { after } = await changeConfig(source, hash, (text) => patchText(text, { x: 1 }));
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => 'done',
      (thrown: { code: string }) => thrown.code,
    );
  assert.is(await codeOf(changeConfig(source, hash, (text) => patchText(text, { x: 2 }))), 'OCE_CHANGED');
  assert.is(await codeOf(changeConfig(source, after.hash, (text) => patchText(text, { gateway: { port: 0 } }))), 'OCE_CONFIG');
  assert.is((await inspectConfig(source)).hash, after.hash);
});

config('twenty writers at once lose nothing', async ({ source }) => {
  await Promise.all(Array.from({ length: 20 }, (_, at) => changeConfig(source, null, (text) => patchText(text, { [`key${at}`]: at }))));
  assert.is(Object.keys((await inspectConfig(source)).authored).length, 20);
});

config('secrets are hidden from clients and come back when a client writes what it has read', () => {
  const document = {
    gateway: { auth: { token: 'literal-token' } },
    channels: { a: { botToken: '$' + '{NAME}', apiKey: { $env: 'KEY' }, list: [{ password: 'p' }], name: 'n' } },
    env: { MY_PASS: 'x', MODE: 'y' },
  };
  const text = `// mine\n${JSON.stringify(document, null, 2)}\n`;
  const shown = redactText(text, document);
  assert.not.match(shown, /literal-token|"p"|"x"/);
  assert.match(shown, /^\/\/ mine\n/);
  assert.equal(redactDocument(document).channels, {
    a: { botToken: '$' + '{NAME}', apiKey: { $env: 'KEY' }, list: [{ password: REDACTED }], name: 'n' },
  });
  assert.equal(restoreText(shown, redactDocument(document), document), { text, missing: [] });
  assert.equal(restoreText('{}', { other: { token: REDACTED } }, document).missing, ['other.token']);
});

config('the page lists what each change takes', async () => {
  const page = await readFile(join(ROOT, 'docs', 'config.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `([^`]+)` \| (hot|restart) \| (.+) \|$/gm)].map(([, path, takes, effect]) => ({
    path,
    takes,
    effect,
  }));
  assert.equal(rows, CONFIG_RELOADS);
  assert.equal(
    ['gateway.port', 'gateway.auth.token', 'browser.headless', 'browser.controlPort', 'tools.x', 'env.A'].map((path) =>
      reloadOf(path.split('.')),
    ),
    ['restart', 'hot', 'hot', 'restart', 'hot', 'restart'],
  );
});

config('a running gateway takes up what it can, says what waits, and refuses what is wrong', async () => {
  const box = await openSandbox();
  const gateway = await startGateway(box, 'main', await freeBase());
  const client = await connectClient(gateway.base, gateway.token);
  const { hash } = (await client.call('config.get')).payload;
  const told = client.event('config.changed');
  const hot = await client.call('config.patch', { raw: '{ browser: { headless: true } } // why not', baseHash: hash });
  assert.equal([hot.payload.changed, hot.payload.restart], [true, []]);
  assert.equal(await told, { restart: [] });
  assert.is((await client.call('status')).payload.configHash.length, 64);
  const cold = await client.call('config.patch', { raw: '{ gateway: { port: 2000 } }', baseHash: hot.payload.hash });
  assert.equal(cold.payload.restart, ['gateway.port']);
  const before = (await client.call('status')).payload;
  assert.equal([before.restart, before.port], [['gateway.port'], gateway.base]);
  const refused = gateway.logged('config-refused');
  await writeFile(gateway.configPath, '{ gateway: { port: "x" } }');
  assert.match(String((await refused)['problem']), 'must be an integer');
  assert.is((await client.call('status')).payload.configHash, before.configHash);
  assert.is((await client.call('config.get')).payload.valid, false);
  client.end();
  await gateway.stop();
  await box.close();
});

config('a client that writes what it has read keeps the secrets, however it spells what stands for them', async () => {
  const box = await openSandbox();
  const gateway = await startGateway(box, 'main', await freeBase());
  const client = await connectClient(gateway.base, gateway.token);
  const write = async (raw: string) => client.call('config.set', { raw, baseHash: (await client.call('config.get')).payload.hash });
  const held = async () => JSON.parse(await readFile(gateway.configPath, 'utf8'));
  await writeFile(gateway.configPath, '{ "channels": { "a": { "botToken": "s3cret-of-a-bot", "n": 1 } } }');
  const { raw } = (await client.call('config.get')).payload;
  assert.not.match(raw, 's3cret');
  assert.is((await write(raw.replace('"n": 1', '"n": 2'))).ok, true);
  assert.equal((await held()).channels, { a: { botToken: 's3cret-of-a-bot', n: 2 } });
  assert.is((await write(raw.replace(REDACTED, `\\u005f${REDACTED.slice(1)}`).replace('"n": 1', '"n": 3'))).ok, true);
  assert.equal((await held()).channels, { a: { botToken: 's3cret-of-a-bot', n: 3 } });
  assert.is((await write('{ "channels": {} }')).ok, true);
  assert.match((await write(raw)).error.message, 'stands for no secret at channels.a.botToken');
  client.end();
  await gateway.stop();
  await box.close();
});

config.run();
