/** Two gateways with browsers, from the command line. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freePort } from '../../bench/browser-deaths.ts';
import { browsersBelow, until } from '../browser/browser-box.ts';
import { openPageServer } from '../browser/page-server.ts';
import { needTool } from '../gate/need-tool.ts';
import { freeBases, openSandbox, type Sandbox } from './sandbox.ts';

const story = suite<{ box: Sandbox }>('browsers of two gateways');
story.before.each(async (context) => {
  context.box = await openSandbox();
});
story.after.each(({ box }) => box.close());

type Profiles = { readonly [name: string]: object };

/** Writes a config and starts the gateway; resolves when it is ready. */
async function startGateway(box: Sandbox, profile: string, port: number, profiles: Profiles) {
  await mkdir(box.stateDir(profile), { recursive: true, mode: 0o700 });
  const browser = { executablePath: needTool('chromium'), headless: true, profiles };
  await writeFile(join(box.stateDir(profile), 'omniclaw.json'), JSON.stringify({ gateway: { port }, browser }));
  const gateway = box.start('--profile', profile, 'gateway');
  await until(`"${profile}" runs`, async () =>
    (await box.run('--profile', profile, 'browser', 'status', '--json')).out.includes('"gatewayRunning": true'),
  );
  return gateway;
}

async function browser(box: Sandbox, profile: string, ...args: string[]) {
  const { code, out, err } = await box.run('--profile', profile, 'browser', ...args, '--json');
  return { code, err, answer: out === '' ? {} : JSON.parse(out) };
}

story('two gateways drive their own at once; killed, they leave none, and come back on the same folders', async ({ box }) => {
  const pages = await openPageServer();
  const [a = 0, b = 0] = await freeBases(2);
  const [second, third] = [await freePort(), await freePort()];
  const profiles = { main: { default: {}, more: { cdpPort: second } }, rescue: { default: { cdpPort: third } } };
  assert.is((await browser(box, 'main', 'status')).code, 78);
  const main = await startGateway(box, 'main', a, profiles.main);
  const rescue = await startGateway(box, 'rescue', b, profiles.rescue);
  const opened = await Promise.all([
    browser(box, 'main', 'open', `${pages.origin}/form`),
    browser(box, 'main', 'open', `${pages.origin}/blue`, '--browser-profile', 'more'),
    browser(box, 'rescue', 'open', `${pages.origin}/frames`),
  ]);
  assert.equal(
    opened.map(({ answer }) => answer.title),
    ['Form', 'Blue', 'Frames'],
  );
  const titles = async (profile: string, ...more: string[]) =>
    (await browser(box, profile, 'tabs', ...more)).answer.tabs.map(({ title }: { title: string }) => title);
  assert.equal(await titles('main'), ['Form']);
  assert.equal(await titles('main', '--browser-profile', 'more'), ['Blue']);
  assert.equal(await titles('rescue'), ['Frames']);
  const port = async (profile: string) => (await browser(box, profile, 'status')).answer.cdpPort;
  assert.equal([await port('main'), await port('rescue')], [a + 11, third]);

  const ended = main.ended;
  main.kill('SIGKILL');
  assert.is((await ended).signal, 'SIGKILL');
  await until('no browser of "main" is left', async () => (await browsersBelow(box.stateDir('main'))).length === 0);
  assert.equal(await titles('rescue'), ['Frames']);
  assert.equal(await port('main'), a + 11);
  const back = await startGateway(box, 'main', a, profiles.main);
  assert.is((await browser(box, 'main', 'open', `${pages.origin}/form`)).answer.title, 'Form');
  for (const gateway of [back, rescue]) {
    gateway.kill('SIGTERM');
    assert.is((await gateway.ended).code, 0);
  }
  assert.equal(await browsersBelow(box.home), []);
  await pages.close();
});

story.run();
