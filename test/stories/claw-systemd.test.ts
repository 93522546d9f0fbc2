/** A gateway that has installed its own unit: taken as it is, and replaced only by somebody who says so. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { layOut, pidsOf, releaseFolder } from './claw.ts';
import { freeBases, isFree, openSandbox, type Sandbox } from './sandbox.ts';
import { until } from './until.ts';
import { startUserManager, type UserManager, writeUnit } from './user-manager.ts';

type Context = { box: Sandbox; manager: UserManager };
const story = suite<Context>('gateways that are not ours, over systemd');
const MAIN = 'openclaw-gateway-main.service';

story.before.each(async (context) => {
  context.box = await openSandbox();
  context.manager = await startUserManager(context.box);
});
story.after.each(async ({ box, manager }) => {
  await manager.close();
  await box.close();
});

story('its own unit is imported with an empty plan, and adopted when something has to change', async ({ box, manager }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const script = await layOut(join(box.home, 'claw'), '2026.9.6');
  const state = join(box.home, '.openclaw-main');
  await mkdir(state, { mode: 0o700 });
  const token = 'literal-token-of-the-gateway-itself';
  const config = {
    gateway: { mode: 'local', bind: 'loopback', port: a, auth: { token } },
    plugins: { entries: {} },
    wizard: { lastRunAt: 'then' },
  };
  await writeFile(join(state, 'openclaw.json'), JSON.stringify(config), { mode: 0o600 });
  const own = unitOf(script, box, a);
  await writeUnit(manager, MAIN, own);
  await manager.systemctl('enable', '--now', MAIN);

  assert.is((await box.run('init', '--import', '--format', 'json')).code, 0);
  const text = await readFile(join(box.folder, 'omniclaw.fleet.json'), 'utf8');
  assert.not.match(text, token);
  const planned = await box.run('plan', '--detailed-exitcode');
  assert.is(planned.code, 0, planned.out + planned.err);
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  assert.is(await readFile(join(manager.units, MAIN), 'utf8'), own, 'nothing of it was touched');
  assert.not.ok(existsSync(join(state, 'gateway.token')) || existsSync(join(state, 'logs')), 'nothing was put beside it');

  const { gateways } = JSON.parse(text);
  await box.fleet({ main: { ...gateways.main, port: b } });
  const refused = await box.run('apply', '--yes');
  assert.is(refused.code, 1, refused.out + refused.err);
  assert.match(refused.out.replaceAll(/\s+/g, ' '), `the unit "${MAIN}" was not made by omniclaw, and would have to be replaced`);
  const adopted = await box.run('apply', '--yes', '--adopt');
  assert.is(adopted.code, 0, adopted.out + adopted.err);
  assert.match(adopted.out, `proven "main" answers on port ${b}`);
  assert.is(await readFile(join(manager.units, `${MAIN}.before-omniclaw`), 'utf8'), own, 'what it replaces is kept');
  const after = JSON.parse(await readFile(join(state, 'openclaw.json'), 'utf8'));
  assert.equal([after.gateway.port, after.gateway.auth.token, after.wizard, after.plugins], [b, token, config.wizard, config.plugins]);
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
});

story('a token that its own unit sets has to be moved before the unit is replaced', async ({ box, manager }) => {
  const [a = 0, b = 0] = await freeBases(2);
  const script = await layOut(join(box.home, 'claw'), '2026.9.6');
  const state = join(box.home, '.openclaw-main');
  await mkdir(state, { mode: 0o700 });
  const gateway = { mode: 'local', bind: 'loopback', port: a };
  await writeFile(join(state, 'openclaw.json'), JSON.stringify({ gateway }), { mode: 0o600 });
  const variable = 'OPENCLAW_GATEWAY_TOKEN=canary-of-the-gateway-itself';
  const own = unitOf(script, box, a).replace('Environment=PATH', `Environment=${variable}\nEnvironment=PATH`);
  await writeUnit(manager, MAIN, own);
  await manager.systemctl('enable', '--now', MAIN);

  await box.fleet({ main: { runtime: 'openclaw', program: { path: script }, port: a } });
  await until(async () => !(await isFree(a)));
  const planned = await box.run('plan', '--detailed-exitcode');
  assert.is(planned.code, 0, planned.out + planned.err);
  await box.fleet({ main: { runtime: 'openclaw', program: { path: script }, port: b } });
  const refused = await box.run('apply', '--yes', '--adopt');
  assert.is(refused.code, 1, refused.out + refused.err);
  assert.match(refused.out.replaceAll(/\s+/g, ' '), 'move "OPENCLAW_GATEWAY_TOKEN" into ".env" in its state folder');
  assert.not.match(refused.out + refused.err, 'canary');
  assert.is(await readFile(join(manager.units, MAIN), 'utf8'), own, 'nothing was touched');

  await writeFile(join(state, '.env'), `${variable}\n`, { mode: 0o600 });
  const adopted = await box.run('apply', '--yes', '--adopt');
  assert.is(adopted.code, 0, adopted.out + adopted.err);
  assert.match(adopted.out, `proven "main" answers on port ${b}`);
  assert.not.match(adopted.out + adopted.err, 'canary');
  const after = JSON.parse(await readFile(join(state, 'openclaw.json'), 'utf8'));
  assert.equal(after.gateway, { ...gateway, port: b });
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
});

story('nothing that the user manager was told reaches it, and a release that fails is taken back', async ({ box, manager }) => {
  const [port = 0] = await freeBases(1);
  await layOut(releaseFolder(box, '2026.9.1'), '2026.9.1');
  await layOut(releaseFolder(box, '2026.9.2'), '2026.9.2', { broken: 1 });
  const canaries = ['GATEWAY_PORT=1', 'STATE_DIR=/canary', 'CONFIG_PATH=/canary', 'GATEWAY_TOKEN=canary', 'HOME=/canary', 'PROFILE=canary'];
  await manager.systemctl('set-environment', ...canaries.map((one) => `OPENCLAW_${one}`), 'NODE_OPTIONS=--no-canary');
  await box.fleet({ main: { runtime: 'openclaw', port, program: { version: '2026.9.1' } } });
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  const { main = 0 } = await pidsOf(box);
  assert.not.match(await readFile(`/proc/${main}/environ`, 'utf8'), 'canary');
  assert.is(await manager.show(MAIN, 'Restart'), 'always');
  await box.fleet({ main: { runtime: 'openclaw', port, program: { version: '2026.9.2' } } });
  const failed = await box.run('apply', '--yes');
  assert.is(failed.code, 1, failed.out + failed.err);
  assert.match(failed.out.replaceAll(/\s+/g, ' '), 'rolled back to generation 1, which runs and is proven');
  assert.match(await manager.show(MAIN, 'ExecStart'), '/2026.9.1/');
});

story('a unit of another name goes on running it, and no second one is made beside it', async ({ box, manager }) => {
  const [port = 0] = await freeBases(1);
  const script = await layOut(join(box.home, 'claw'), '2026.9.6');
  const state = join(box.home, '.openclaw-main');
  await mkdir(state, { mode: 0o700 });
  const gateway = { mode: 'local', bind: 'loopback', port, auth: { token: 'literal-token-of-the-gateway-itself' } };
  await writeFile(join(state, 'openclaw.json'), JSON.stringify({ gateway }), { mode: 0o600 });
  const unit = unitOf(script, box, port).replace('Environment=OPENCLAW_SYSTEMD_UNIT=openclaw-gateway-main.service\n', '');
  await writeUnit(manager, 'claw-bot.service', unit);
  await manager.systemctl('enable', '--now', 'claw-bot.service');

  const imported = await box.run('init', '--import', '--format', 'json');
  assert.is(imported.code, 0, imported.out + imported.err);
  assert.match(
    imported.out.replaceAll(/\s+/g, ' '),
    'type "systemctl --user disable --now claw-bot.service" and take "service.driver" out',
  );
  const { gateways } = JSON.parse(await readFile(join(box.folder, 'omniclaw.fleet.json'), 'utf8'));
  assert.equal(gateways.main.service, { driver: 'external' });
  await until(async () => (await box.run('plan', '--detailed-exitcode')).code === 0);

  await box.fleet({ main: { ...gateways.main, service: { driver: 'systemd' } } });
  const refused = await box.run('apply', '--yes', '--adopt');
  assert.is(refused.code, 1, refused.out + refused.err);
  assert.match(
    refused.out.replaceAll(/\s+/g, ' '),
    'claw-bot.service" is set up to run it, and apply would make a second service beside it',
  );
  const found = await box.run('plan', '--adopt');
  assert.is(found.code, 1, found.out + found.err);
  assert.match(found.out.replaceAll(/\s+/g, ' '), 'error[OC404] "main" is run by the user unit "claw-bot.service"');
  assert.not.ok(existsSync(join(manager.units, MAIN)));
  await manager.systemctl('disable', '--now', 'claw-bot.service');
  const applied = await box.run('apply', '--yes', '--adopt');
  assert.is(applied.code, 0, applied.out + applied.err);
  assert.match(applied.out, `proven "main" answers on port ${port}`);
});

/** Source: openclaw 2026.9.6, `src/daemon/systemd-unit.ts` and `src/daemon/service-env.ts`. */
function unitOf(script: string, { home }: Sandbox, port: number): string {
  return `[Unit]
Description=OpenClaw Gateway (profile: main)
After=network-online.target
Wants=network-online.target
StartLimitBurst=10
StartLimitIntervalSec=300

[Service]
ExecStart=${process.execPath} ${script} gateway --port ${port}
Restart=always
RestartSec=5
RestartPreventExitStatus=78
TimeoutStopSec=330
TimeoutStartSec=30
SuccessExitStatus=0 143
OOMPolicy=continue
KillMode=mixed
Environment=HOME=${home}
Environment=PATH=/usr/bin:/bin
Environment=OPENCLAW_PROFILE=main
Environment=OPENCLAW_STATE_DIR=${home}/.openclaw-main
Environment=OPENCLAW_CONFIG_PATH=${home}/.openclaw-main/openclaw.json
Environment=OPENCLAW_GATEWAY_PORT=${port}
Environment=OPENCLAW_SYSTEMD_UNIT=openclaw-gateway-main.service
Environment=OPENCLAW_SERVICE_MARKER=openclaw
Environment=OPENCLAW_SERVICE_KIND=gateway
Environment=OPENCLAW_SERVICE_VERSION=2026.9.6

[Install]
WantedBy=default.target
`;
}

story.run();
