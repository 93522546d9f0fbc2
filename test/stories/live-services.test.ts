/** Plan beside a real user manager of systemd: masked units, lost programs, second supervisors, services that are not what they were. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBases, openSandbox, type Sandbox } from './sandbox.ts';
import { startUserManager, type UserManager } from './user-manager.ts';

const services = suite('live rules of services');

function story(name: string, tell: (box: Sandbox, manager: UserManager) => Promise<void>): void {
  services(name, async () => {
    const box = await openSandbox();
    const manager = await startUserManager(box);
    try {
      await tell(box, manager);
    } finally {
      await manager.close();
      await box.close();
    }
  });
}

type Found = { code: string; severity: string; gateways: string[]; message: string; fix: { description: string } | null };

async function findings(box: Sandbox): Promise<Found[]> {
  return JSON.parse((await box.run('plan', '--json')).out).findings;
}

const codes = (found: readonly Found[]) => found.map(({ code, gateways }) => [code, ...gateways].join(' ')).sort();
const find = (found: readonly Found[], code: string) => found.find((one) => one.code === code);

/** What is always true here: the account of the tests does not linger, unless it really does. */
const LINGER = existsSync(`/var/lib/systemd/linger/${userInfo().username}`) ? [] : ['OC408 main'];
const UNIT = 'omniclaw-gateway-main.service';
const quiet = { browser: { enabled: false }, canvasHost: { enabled: false } };

story('a healthy service has nothing but the linger warning; then each thing that goes wrong with it is named', async (box, manager) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a, ...quiet } });
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, applied.out + applied.err);
  assert.is(await manager.show(UNIT, 'ActiveState'), 'active');
  assert.equal(codes(await findings(box)), LINGER);

  const dropIn = join(manager.units, `${UNIT}.d`, 'local.conf');
  await mkdir(join(manager.units, `${UNIT}.d`));
  await writeFile(dropIn, '[Service]\nEnvironment=TZ=Europe/Vienna\n');
  await manager.systemctl('daemon-reload');
  const stale = await findings(box);
  assert.equal(codes(stale), ['OC405 main', ...LINGER]);
  assert.match(find(stale, 'OC405')?.message ?? '', 'the process runs with other values of "TZ"');

  await writeFile(dropIn, '[Service]\nExecStart=\nExecStart=/gone/bin/node /gone/omniclaw.js --profile main gateway run\n');
  await manager.systemctl('daemon-reload');
  const lost = await findings(box);
  assert.equal(codes(lost), ['OC405 main', 'OC407 main', ...LINGER]);
  assert.is(find(lost, 'OC407')?.severity, 'error', 'a drop-in is not ours to mend');
  assert.match(find(lost, 'OC407')?.message ?? '', 'starts "/gone/bin/node');
  assert.match(find(lost, 'OC405')?.message ?? '', 'program: the user unit');
  assert.is((await box.run('plan')).code, 1);

  await writeFile(dropIn, '');
  await writeFile(
    join(manager.units, 'bot.service'),
    `[Service]\nExecStart=${process.execPath} /opt/omniclaw.js --profile main gateway run\n[Install]\nWantedBy=default.target\n`,
  );
  await manager.systemctl('daemon-reload');
  await manager.systemctl('enable', 'bot.service');
  const twice = await findings(box);
  assert.equal(codes(twice), ['OC404 main', ...LINGER]);
  assert.match(find(twice, 'OC404')?.message ?? '', 'the user unit "bot.service"');
  assert.match(find(twice, 'OC404')?.fix?.description ?? '', '"systemctl --user disable --now bot.service"');
  await manager.systemctl('disable', 'bot.service');
  assert.equal(codes(await findings(box)), LINGER);
});

story('a masked unit stops the plan, and unmasking it as told mends it', async (box, manager) => {
  const [a = 0] = await freeBases(1);
  await box.fleet({ main: { port: a, ...quiet } });
  await manager.systemctl('mask', UNIT);
  assert.is(await manager.show(UNIT, 'LoadState'), 'masked');
  const masked = await findings(box);
  assert.equal(codes(masked), ['OC407 main', ...LINGER]);
  assert.is(find(masked, 'OC407')?.fix?.description, `"systemctl --user unmask ${UNIT}"`);
  await manager.systemctl('unmask', UNIT);
  assert.equal(codes(await findings(box)), LINGER);
  await box.fleet({ main: { port: a, ...quiet, service: { driver: 'supervisor' } } });
  await manager.systemctl('mask', UNIT);
  assert.equal(codes(await findings(box)), [], 'our supervisor needs no unit');
});

services.run();
