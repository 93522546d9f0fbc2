/** Fleets of gateways that are not ours, with small programs that behave like them, over the supervisor. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { needTool } from '../gate/need-tool.ts';
import { layOut, pidsOf, releaseFolder } from './claw.ts';
import { freeBases, isFree, openSandbox, ROOT, type Sandbox } from './sandbox.ts';

type Context = { box: Sandbox };
const story = suite<Context>('gateways that are not ours');

story.before.each(async (context) => {
  context.box = await openSandbox();
});
story.after.each(async ({ box }) => box.close());

story('a gateway that writes its own config all the time loses nothing, and the second apply finds nothing', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6', { writesEveryMs: 15, startMs: 200 });
  const main = { runtime: 'openclaw', program: { path } };
  await box.fleet({ main: { ...main, port: a } });
  box.environment['OPENCLAW_GATEWAY_PORT'] = String(b);
  box.environment['OPENCLAW_CANARY'] = 'canary';
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  const { main: pid = 0 } = await pidsOf(box);
  const environ = await readFile(`/proc/${pid}/environ`, 'utf8');
  assert.not.match(environ, 'canary');
  for (const variable of [`OPENCLAW_STATE_DIR=${box.home}/.openclaw-main`, 'OPENCLAW_PROFILE=main', 'OPENCLAW_SUPERVISOR_MODE=external'])
    assert.match(environ, `\0${variable}\0`);

  // What is there already, and what the gateway writes while we work, stays; what it takes up by itself restarts nothing.
  const config = join(box.home, '.openclaw-main', 'openclaw.json');
  const before = await touchesOf(config);
  await box.fleet({ main: { ...main, port: a, config: { logging: { level: 'debug' } } } });
  const logged = await box.run('apply', '--yes');
  assert.is(logged.code, 0, logged.out + logged.err);
  assert.match(flat(logged.out), 'takes up logging.level while it runs');
  assert.equal(await pidsOf(box), { main: pid });
  assert.ok((await touchesOf(config)) > before);
  assert.is(JSON.parse(await readFile(config, 'utf8')).logging.level, 'debug');

  // A port moves config and process; nothing is left of the old one.
  await box.fleet({ main: { ...main, port: b, config: { logging: { level: 'debug' } } } });
  const moved = await box.run('apply', '--yes');
  assert.is(moved.code, 0, moved.out + moved.err);
  assert.match(flat(moved.out), `proven "main" answers on port ${b}`);
  const { gateway, meta, logging } = JSON.parse(await readFile(config, 'utf8'));
  assert.is(gateway.port, b);
  assert.is(meta.lastTouchedVersion, '2026.9.6');
  assert.is(logging.level, 'debug');
  assert.ok(await isFree(a));
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  const same = await box.run('init', '--import', '--force', '--format', 'json');
  assert.is(same.code, 0, same.err);
  const planned = await box.run('plan', '--detailed-exitcode');
  assert.is(planned.code, 0, planned.out + planned.err);

  await box.fleet({ main: { ...main, state: 'absent' } });
  const gone = await box.run('apply', '--yes');
  assert.is(gone.code, 0, gone.out + gone.err);
  assert.ok(existsSync(config), 'its state stays');
  assert.ok(await isFree(b));
});

story(
  'a release that reads no secrets from files is told before anything is written, and gets along with a token in its config',
  async ({ box }) => {
    const [port = 0] = await freeBases(1);
    const path = await layOut(join(box.home, 'claw'), '2026.2.1');
    await box.fleet({ main: { runtime: 'openclaw', program: { path }, port } });
    const blocked = await box.run('apply', '--yes');
    assert.is(blocked.code, 1, blocked.out + blocked.err);
    assert.match(flat(blocked.out), 'release 2026.2.1 of "openclaw" reads no secrets from files');
    assert.match(flat(blocked.out), 'set program.version of "main" to 2026.4.15 or later');
    const state = join(box.home, '.openclaw-main');
    assert.not.ok(existsSync(state), 'nothing was written');

    await mkdir(state, { mode: 0o700 });
    await writeFile(join(state, 'openclaw.json'), JSON.stringify({ gateway: { auth: { token: 'canary'.repeat(6) } } }), { mode: 0o600 });
    const applied = await box.run('apply', '--yes', '--adopt');
    assert.is(applied.code, 0, applied.out + applied.err);
    assert.match(applied.out, `proven "main" answers on port ${port}`);
    assert.not.match(applied.out + applied.err, 'canary');
  },
);

story('a gateway that speaks TLS is proven by it, also when it begins and when it ends to do so', async ({ box }) => {
  needTool('openssl');
  const [port = 0] = await freeBases(1);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6');
  const main = { runtime: 'openclaw', program: { path }, port };
  for (const enabled of [true, false, true]) {
    await box.fleet({ main: { ...main, config: { gateway: { tls: { enabled } } } } });
    const applied = await box.run('apply', '--yes');
    assert.is(applied.code, 0, applied.out + applied.err);
    assert.match(applied.out, `proven "main" answers on port ${port}`);
    assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
    assert.is(enabled, await isSecure(port));
  }
});

story('a gateway that is up to date for a moment only, because it writes all the time, is not started again for it', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6', { writesEveryMs: 800, takesMs: 700 });
  await box.fleet({ main: { runtime: 'openclaw', program: { path }, port } });
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  const pids = await pidsOf(box);
  for (let count = 0; count < 4; count += 1) assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  assert.equal(await pidsOf(box), pids);
});

story('a config that includes files is imported, planned and moved with them, and they stay as they are', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6');
  const state = join(box.home, '.openclaw-main');
  await mkdir(join(state, 'parts'), { recursive: true, mode: 0o700 });
  const part = JSON.stringify({ mode: 'local', port: a, bind: 'loopback', auth: { $include: './auth.json5' } });
  await writeFile(join(state, 'parts', 'gateway.json5'), part, { mode: 0o600 });
  await writeFile(join(state, 'parts', 'auth.json5'), JSON.stringify({ mode: 'token', token: 'canary'.repeat(6) }), { mode: 0o600 });
  const root = '{\n  "gateway": { "$include": "./parts/gateway.json5" }\n}\n';
  await writeFile(join(state, 'openclaw.json'), root, { mode: 0o600 });
  const imported = await box.run('init', '--import', '--format', 'json');
  assert.is(imported.code, 0, imported.out + imported.err);
  const { gateways } = JSON.parse(await readFile(join(box.folder, 'omniclaw.fleet.json'), 'utf8'));
  assert.equal(gateways, { main: { runtime: 'openclaw', port: a, state: 'stopped' } });
  assert.match(flat(imported.out + imported.err), 'parts of its config stand in');

  const main = { runtime: 'openclaw', program: { path } };
  await box.fleet({ main: { ...main, port: a } });
  const applied = await box.run('apply', '--yes', '--adopt');
  assert.is(applied.code, 0, applied.out + applied.err);
  assert.not.match(applied.out, 'update config');
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  await box.fleet({ main: { ...main, port: b } });
  const moved = await box.run('apply', '--yes');
  assert.is(moved.code, 0, moved.out + moved.err);
  assert.match(flat(moved.out), `proven "main" answers on port ${b}`);
  assert.match(flat(moved.out), 'gateway.json5" says otherwise, and stays as it is');
  assert.not.match(moved.out + moved.err, 'canary');
  assert.equal(JSON.parse(await readFile(join(state, 'openclaw.json'), 'utf8')).gateway, { $include: './parts/gateway.json5', port: b });
  assert.is(await readFile(join(state, 'parts', 'gateway.json5'), 'utf8'), part);
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');

  // It keeps everything under another name, though nothing in its folder was made by us.
  await box.fleet({ desk: { ...main, port: b, renamedFrom: 'main' } });
  const renamed = await box.run('apply', '--yes');
  assert.is(renamed.code, 0, renamed.out + renamed.err);
  assert.match(flat(renamed.out), `proven "desk" answers on port ${b}`);
  const office = join(box.home, '.openclaw-desk');
  assert.is(await readFile(join(office, 'parts', 'gateway.json5'), 'utf8'), part);
  assert.not.ok(existsSync(state));
  await rm(join(office, 'parts', 'auth.json5'));
  const broken = await box.run('plan');
  assert.is(broken.code, 1, broken.out);
  assert.match(flat(broken.out), 'the included file');
});

story('a config that is a link is imported and run as it is, and is told when it would have to change', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6');
  const [state, dot] = [join(box.home, '.openclaw-main'), join(box.home, 'dot')];
  const [link, real] = [join(state, 'openclaw.json'), join(dot, 'oc.json')];
  await Promise.all([mkdir(join(state, 'parts'), { recursive: true, mode: 0o700 }), mkdir(dot)]);
  const gateway = { mode: 'local', port: a, bind: 'loopback', auth: { mode: 'token', token: 'canary'.repeat(6) } };
  await writeFile(join(state, 'parts', 'gateway.json5'), JSON.stringify(gateway), { mode: 0o600 });
  const root = '{ "gateway": { "$include": "./parts/gateway.json5" } }\n';
  await writeFile(real, root, { mode: 0o644 });
  await symlink(real, link);
  const imported = await box.run('init', '--import', '--format', 'json');
  assert.is(imported.code, 0, imported.out + imported.err);
  const { gateways } = JSON.parse(await readFile(join(box.folder, 'omniclaw.fleet.json'), 'utf8'));
  assert.equal(gateways, { main: { runtime: 'openclaw', port: a, state: 'stopped' } });
  const open = await box.run('plan', '--adopt');
  assert.is(open.code, 1, open.out + open.err);
  assert.match(flat(open.out), 'is a symbolic link, and a link is not written through: others can read the config');
  assert.match(flat(open.out), 'try: chmod 600 ~/dot/oc.json');

  await chmod(real, 0o600);
  const doctor = await box.run('doctor');
  assert.not.match(doctor.out + doctor.err, 'symbolic link');
  const main = { runtime: 'openclaw', program: { path } };
  await box.fleet({ main: { ...main, port: a } });
  const applied = await box.run('apply', '--yes', '--adopt');
  assert.is(applied.code, 0, applied.out + applied.err);
  assert.not.match(applied.out, 'update config');
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');

  await box.fleet({ main: { ...main, port: b } });
  const blocked = await box.run('apply', '--yes');
  assert.is(blocked.code, 1, blocked.out + blocked.err);
  assert.match(flat(blocked.out), 'a link is not written through: gateway.port differs from the fleet file');
  assert.is(await readlink(link), real);
  assert.is(await readFile(real, 'utf8'), root);
  const [, hint = ''] = /try: (cp -p \S+ \S+ && mv \S+ \S+)/.exec(flat(blocked.out)) ?? [];
  execFileSync('sh', ['-c', hint], { env: box.environment });
  const moved = await box.run('apply', '--yes');
  assert.is(moved.code, 0, moved.out + moved.err);
  assert.match(flat(moved.out), `proven "main" answers on port ${b}`);
  assert.is(await readFile(real, 'utf8'), root);
});

story('a variable that says its port is imported, and a start on another port than the declared one is refused', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6');
  const state = join(box.home, '.openclaw-main');
  const [config, file] = [join(state, 'openclaw.json'), join(state, '.env')];
  const gateway = { mode: 'local', port: a, bind: 'loopback', auth: { token: 'canary'.repeat(6) } };
  await mkdir(state, { mode: 0o700 });
  await writeFile(config, JSON.stringify({ gateway, env: { vars: { OPENCLAW_GATEWAY_PORT: String(b + 1) } } }), { mode: 0o600 });
  await writeFile(file, `OPENCLAW_GATEWAY_PORT=${b}\n`, { mode: 0o600 });
  const imported = await box.run('init', '--import', '--format', 'json');
  assert.is(imported.code, 0, imported.out + imported.err);
  assert.match(flat(imported.out), `says port ${a}, but "OPENCLAW_GATEWAY_PORT" in "~/.openclaw-main/.env" starts it on ${b}`);
  const { gateways } = JSON.parse(await readFile(join(box.folder, 'omniclaw.fleet.json'), 'utf8'));
  assert.equal(gateways, { main: { runtime: 'openclaw', port: b, state: 'stopped' } });

  const main = { runtime: 'openclaw', program: { path }, port: a };
  await box.fleet({ main });
  const refused = await box.run('plan', '--adopt');
  assert.is(refused.code, 1, refused.out);
  assert.match(flat(refused.out), `"OPENCLAW_GATEWAY_PORT" in "~/.openclaw-main/.env" is ${b}, and wins over the declared port ${a}`);
  await rm(file);
  assert.match(
    flat((await box.run('plan', '--adopt')).out),
    `take "env.vars.OPENCLAW_GATEWAY_PORT" out of "~/.openclaw-main/openclaw.json"`,
  );
  for (const declared of [
    { ...main, port: b + 1 },
    { ...main, state: 'stopped' },
    { ...main, service: { driver: 'external' } },
  ]) {
    await box.fleet({ main: declared });
    const planned = await box.run('plan', '--adopt');
    assert.is(planned.code, 0, planned.out + planned.err);
  }
});

story('a client of a gateway elsewhere is imported as none, and made none by a plan, whoever is to be adopted', async ({ box }) => {
  const [a = 0] = await freeBases(1);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6');
  const config = join(box.home, '.openclaw', 'openclaw.json');
  const client = JSON.stringify({ gateway: { mode: 'remote', remote: { url: 'ws://10.0.0.5:18789', token: 'canary'.repeat(6) } } });
  await mkdir(join(box.home, '.openclaw'), { mode: 0o700 });
  await writeFile(config, client, { mode: 0o600 });
  const imported = await box.run('init', '--import');
  assert.is(imported.code, 1, imported.out);
  assert.match(flat(imported.err), 'no gateway was found');
  assert.match(flat(imported.err), '"gateway.mode" in its config is "remote", which makes it a client of a gateway elsewhere');
  assert.not.match(imported.out + imported.err, 'canary');

  const main = { runtime: 'openclaw', program: { path }, port: a };
  for (const state of ['running', 'stopped']) {
    await box.fleet({ default: { ...main, state } });
    const refused = await box.run('apply', '--yes', '--adopt');
    assert.is(refused.code, 1, refused.out + refused.err);
    assert.match(flat(refused.out), `set gateway.mode to "local" in "~/.openclaw/openclaw.json", if this host shall run it`);
    assert.is(await readFile(config, 'utf8'), client);
  }
  await box.fleet({ default: { ...main, state: 'absent' } });
  assert.not.match((await box.run('plan')).out, 'is a client');
  await writeFile(config, client.replace('remote', 'local'), { mode: 0o600 });
  await box.fleet({ default: { ...main, state: 'stopped' } });
  const planned = await box.run('plan', '--adopt');
  assert.is(planned.code, 0, planned.out + planned.err);
  assert.match(flat(planned.out), 'update config ~/.openclaw/openclaw.json');
});

story('a release that does not become ready is taken back to the one before, and one is fetched from a registry', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  const fleetOf = (version: string) => box.fleet({ main: { runtime: 'openclaw', port, program: { version } } });
  await layOut(releaseFolder(box, '2026.9.1'), '2026.9.1');
  await layOut(releaseFolder(box, '2026.9.3'), '2026.9.3', { broken: 1 });
  await fleetOf('2026.9.1');
  assert.is((await box.run('apply', '--yes')).code, 0);
  const registry = await serveRelease(box, '2026.9.2');
  try {
    await fleetOf('2026.9.2');
    assert.match((await box.run('plan')).out, '+ main create program');
    const fetched = await box.run('apply', '--yes');
    assert.is(fetched.code, 0, fetched.out + fetched.err);
    assert.match(await commandOf(box), '/2026.9.2/');
    await fleetOf('2026.9.9');
    const unknown = await box.run('apply', '--yes');
    assert.match(flat(unknown.out + unknown.err), 'openclaw@2026.9.9 could not be installed');
    assert.match(await commandOf(box), '/2026.9.2/', 'the one that works was left alone');
  } finally {
    registry.close();
  }
  await fleetOf('2026.9.3');
  const failed = await box.run('apply', '--yes');
  assert.is(failed.code, 1, failed.out + failed.err);
  assert.match(flat(failed.out), 'this release does not work');
  assert.match(flat(failed.out), 'rolled back to generation 2', failed.out + failed.err);
  assert.match(await commandOf(box), '/2026.9.2/');
});

story('secrets come from a private file of the gateway, and from no environment, unit or plan', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6');
  const [token, bot] = ['t'.repeat(40), 'canary-of-the-bot'];
  await writeFile(join(box.folder, 'token'), `${token}\n`, { mode: 0o600 });
  const channels = { telegram: { botToken: { $env: 'BOT' } } };
  await box.fleet({ main: { runtime: 'openclaw', port, program: { path }, auth: { token: { $file: 'token' } }, channels } });
  box.environment['BOT'] = bot;
  const applied = await box.run('apply', '--yes', '--json');
  assert.is(applied.code, 0, applied.out + applied.err);
  const state = join(box.home, '.openclaw-main');
  const text = await readFile(join(state, 'openclaw.json'), 'utf8');
  for (const shown of [applied.out, text, await readFile(`/proc/${(await pidsOf(box))['main']}/environ`, 'utf8')])
    assert.not.match(shown, bot);
  assert.equal(JSON.parse(text).channels.telegram.botToken, { source: 'file', provider: 'omniclaw', id: '/env:BOT' });
  assert.is(JSON.parse(await readFile(join(state, 'secrets.json'), 'utf8'))['env:BOT'], bot);
  assert.not.ok(existsSync(join(state, 'gateway.token')), 'it has a token already');

  // From another shell nothing changes; a new value reaches the gateway by a restart.
  delete box.environment['BOT'];
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  box.environment['BOT'] = 'another';
  const pids = await pidsOf(box);
  assert.is((await box.run('apply', '--yes')).code, 0);
  assert.is.not((await pidsOf(box))['main'], pids['main']);
  assert.is((await box.run('init', '--import', '--force', '--format', 'json')).code, 0);
  const planned = await box.run('plan', '--detailed-exitcode');
  assert.is(planned.code, 0, planned.out + planned.err);
});

story(
  'a gateway with a password keeps it and is asked with it; of one behind a proxy it is told that it cannot be asked',
  async ({ box }) => {
    const [a = 0, b = 0] = await freeBases(2);
    const path = await layOut(join(box.home, 'claw'), '2026.9.6');
    const gateway = { mode: 'local', bind: 'loopback', port: a };
    const config = await writeConfig(box, { gateway: { ...gateway, auth: { mode: 'trusted-proxy', trustedProxy: { userHeader: 'x' } } } });
    const before = await readFile(config, 'utf8');
    const main = { runtime: 'openclaw', program: { path }, port: b };
    await box.fleet({ main });
    const refused = await box.run('apply', '--yes', '--adopt');
    assert.is(refused.code, 1, refused.out + refused.err);
    assert.match(flat(refused.out), 'its "gateway.auth.mode" is "trusted-proxy", and only its proxy is let in');
    assert.match(flat(refused.out), 'set "gateway.auth.password" in "');
    assert.is(await readFile(config, 'utf8'), before, 'nothing is written that could not be proven');

    const auth = { password: 'a-password-of-the-gateway-itself' };
    await writeConfig(box, { gateway: { ...gateway, auth } });
    const imported = await box.run('init', '--import', '--force', '--format', 'json');
    assert.match(flat(imported.out), 'clients prove themselves by "password"');
    const { gateways } = JSON.parse(await readFile(join(box.folder, 'omniclaw.fleet.json'), 'utf8'));
    await box.fleet({ main: { ...gateways.main, ...main, state: 'running' } });
    const applied = await box.run('apply', '--yes', '--adopt');
    assert.is(applied.code, 0, applied.out + applied.err);
    assert.match(applied.out, `proven "main" answers on port ${b}`);
    assert.equal(JSON.parse(await readFile(config, 'utf8')).gateway, { ...gateway, port: b, auth });
    assert.not.ok(existsSync(join(box.home, '.openclaw-main', 'gateway.token')), 'no token was made beside it');
    assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  },
);

story('a token that its config names as a variable is found where the gateway finds it', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6');
  const auth = { mode: 'token', token: `\${MYTOK}` };
  const config = await writeConfig(box, { gateway: { mode: 'local', bind: 'loopback', port: a, auth } });
  const dotenv = join(box.home, '.openclaw-main', '.env');
  await writeFile(dotenv, 'MYTOK=canary-of-the-gateway-itself\n', { mode: 0o600 });
  for (const port of [a, b]) {
    await adoptMain(box, path, port);
    assert.equal(JSON.parse(await readFile(config, 'utf8')).gateway.auth, auth);
  }

  // The gateway goes on with what it has read. A fleet file that names the same token is of help.
  await writeFile(dotenv, '', { mode: 0o600 });
  const lost = await box.run('plan');
  assert.match(flat(lost.out + lost.err), 'its gateway token cannot be read');
  assert.match(flat(lost.out + lost.err), 'set "auth.token" of "main" in the fleet file');
  await box.fleet({ main: { runtime: 'openclaw', program: { path }, port: b, auth: { token: { $file: join(box.home, 'token') } } } });
  await writeFile(join(box.home, 'token'), 'canary-of-the-gateway-itself\n', { mode: 0o600 });
  const named = await box.run('apply', '--yes');
  assert.is(named.code, 0, named.out + named.err);
  assert.not.match(named.out + named.err, 'canary');
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
});

story('a token that stands beside its config stays the one that its clients have', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6');
  const gateway = { mode: 'local', bind: 'loopback', port: a };
  const config = await writeConfig(box, { gateway });
  const state = join(box.home, '.openclaw-main');
  await writeFile(join(state, '.env'), 'OPENCLAW_GATEWAY_TOKEN=canary-of-the-gateway-itself\n', { mode: 0o600 });
  for (const port of [a, b]) {
    await adoptMain(box, path, port);
    assert.equal(JSON.parse(await readFile(config, 'utf8')).gateway, { ...gateway, port });
    assert.not.ok(existsSync(join(state, 'gateway.token')), 'no other was made');
    assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  }
});

story('a gateway that says it is another one is no success; nor is one that nobody can start', async ({ box }) => {
  const [port = 0] = await freeBases(1);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6', { says: '/elsewhere' });
  await box.fleet({ main: { runtime: 'openclaw', port, program: { path } } });
  const other = await box.run('apply', '--yes');
  assert.is(other.code, 3, other.out + other.err);
  assert.match(flat(other.out), 'says it is profile "/elsewhere"');
  await box.fleet({ main: { runtime: 'openclaw', port } });
  const missing = await box.run('plan');
  assert.is(missing.code, 1);
  assert.match(flat(missing.out), 'the program "openclaw" is not installed on this host');
  assert.match(flat(missing.out), 'set program.version of "main" to a release');
});

story('a rescue of ours mends it: status, log, the config with which it was proven, and a new start', async ({ box }) => {
  const [port = 0, other = 0] = await freeBases(2);
  const path = await layOut(join(box.home, 'claw'), '2026.9.6');
  await box.fleet({ main: { runtime: 'openclaw', port, program: { path } }, rescue: { port: other, rescues: 'main' } });
  const rescue = (...words: readonly string[]) => box.run('--profile', 'rescue', 'rescue', ...words);
  assert.match((await rescue('status')).err, '"rescue" rescues no gateway');
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  const well = await rescue('status');
  assert.is(well.code, 0, well.out + well.err);
  assert.match(well.out, `"main" (openclaw) runs and is proven on port ${port}`);

  // No fleet file is needed, and what the gateway itself has written since is what was proven.
  await rm(join(box.folder, 'omniclaw.fleet.json'));
  const config = join(box.home, '.openclaw-main', 'openclaw.json');
  for (const broken of ['{ "nobody": 1 }', '{ not even', '']) {
    await writeFile(config, broken);
    const before = await rescue('restart', '--yes', '--timeout', '5');
    assert.is.not(before.code, 0, before.out + before.err);
    const ill: { proven: boolean; config: string } = JSON.parse((await rescue('status', '--json')).out);
    assert.equal([ill.proven, ill.config], [false, broken === '{ not even' ? 'broken' : 'changed']);
    const restored = await rescue('restore', '--yes');
    assert.is(restored.code, 0, restored.out + restored.err);
    assert.match(restored.out, `proven "main" answers on port ${port}`);
    assert.is(await readFile(`${config}.before-rescue`, 'utf8'), broken);
  }
  assert.match((await rescue('logs')).out, `http server listening on ${port}`);
  assert.is((await rescue('restart', '--yes')).code, 0);
});

story('any command: started on its port with an environment of its own, proven by an answer of its own process', async ({ box }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const program = (status: string) => ({
    command: [process.execPath, join(ROOT, 'fixtures', 'programs', 'answer.mjs'), '{port}', status],
    health: '/ready',
  });
  box.environment['CANARY'] = 'canary';
  await box.fleet({ web: { runtime: 'command', port: a, program: program('200'), service: { env: { GREETING: 'hello' } } } });
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  const environment = await (await fetch(`http://127.0.0.1:${a}/`)).text();
  assert.match(environment, '"GREETING":"hello"');
  assert.not.match(environment, 'canary');
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');

  // What runs does not say its port and its health page; what was proven does.
  const imported = await box.run('init', '--import', '--force', '--format', 'json');
  assert.is(imported.code, 0, imported.out + imported.err);
  const same = await box.run('plan', '--detailed-exitcode');
  assert.is(same.code, 0, same.out + same.err);
  const kept = join(box.home, '.local', 'state', 'omniclaw', 'generations');
  await rename(kept, `${kept}-away`);
  const unknown = await box.run('init', '--import', '--force', '--format', 'json');
  assert.is(unknown.code, 1, unknown.out);
  assert.match(flat(unknown.err), 'the command gateway "web", which runs');
  assert.match(flat(unknown.err), 'was left out: it was never proven');
  await rename(`${kept}-away`, kept);

  await box.fleet({ web: { runtime: 'command', port: b, program: program('503') } });
  const failed = await box.run('apply', '--yes', '--timeout', '2');
  assert.is(failed.code, 1, failed.out + failed.err);
  assert.match(flat(failed.out), 'answers "/ready" with status 503');
  assert.match(flat(failed.out), 'rolled back to generation 1');
  assert.is((await fetch(`http://127.0.0.1:${a}/`)).status, 200);
});

/** Text without the line breaks of a narrow terminal. */
function isSecure(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => settle(true));
    const settle = (secure: boolean) => {
      socket.destroy();
      resolve(secure);
    };
    socket.once('error', () => settle(false));
  });
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** Has a "main" that is there taken over and proven on a port, with nothing secret told. */
async function adoptMain(box: Sandbox, path: string, port: number): Promise<void> {
  await box.fleet({ main: { runtime: 'openclaw', program: { path }, port } });
  const applied = await box.run('apply', '--yes', '--adopt');
  assert.is(applied.code, 0, applied.out + applied.err);
  assert.match(applied.out, `proven "main" answers on port ${port}`);
  assert.not.match(applied.out + applied.err, 'canary');
}

/** The config of "main" as it is before it is adopted. Gives its path. */
async function writeConfig({ home }: Sandbox, config: object): Promise<string> {
  const state = join(home, '.openclaw-main');
  await mkdir(state, { recursive: true, mode: 0o700 });
  await writeFile(join(state, 'openclaw.json'), JSON.stringify(config), { mode: 0o600 });
  return join(state, 'openclaw.json');
}

async function touchesOf(path: string): Promise<number> {
  return JSON.parse(await readFile(path, 'utf8')).meta.touched;
}

/** The script that the supervisor runs. */
async function commandOf({ home }: Sandbox): Promise<string> {
  const table = JSON.parse(await readFile(join(home, '.local/state/omniclaw/run/supervisor.json'), 'utf8'));
  return table.services[0].entry.program.argv.join(' ');
}

/** A registry that knows one release. The account's settings of npm lead to it. */
async function serveRelease(box: Sandbox, version: string) {
  const folder = join(box.home, 'made');
  await layOut(folder, version);
  const made = join(folder, 'node_modules', 'openclaw');
  await mkdir(join(box.home, 'packed'));
  const tarball = join(box.home, 'packed', 'claw.tgz');
  execFileSync('tar', ['-czf', tarball, '--transform', 's,^\\.,package,', '-C', made, '.']);
  await rm(folder, { recursive: true });
  const bytes = await readFile(tarball);
  const server = createServer((request, response): unknown => {
    if (request.url?.endsWith('.tgz') === true) return response.end(bytes);
    if (request.url !== '/openclaw') return response.writeHead(404).end('{}');
    const dist = { tarball: `http://${request.headers.host}/claw.tgz` };
    const about = { name: 'openclaw', 'dist-tags': { latest: version }, versions: { [version]: { name: 'openclaw', version, dist } } };
    return response.end(JSON.stringify(about));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  await writeFile(join(box.home, '.npmrc'), `registry=http://127.0.0.1:${port}/\nfetch-retries=0\n`);
  return server;
}

story.run();
