/** Two gateways with browsers, from the command line. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freePort } from '../../bench/browser-deaths.ts';
import { browsersBelow, until } from '../browser/browser-box.ts';
import { openPageServer } from '../browser/page-server.ts';
import { needTool } from '../gate/need-tool.ts';
import { ask, bearer, type RunningGateway, startGateway } from '../gateway/running-gateway.ts';
import { freeBases, openSandbox, type Sandbox } from './sandbox.ts';

const story = suite<{ box: Sandbox }>('browsers of two gateways');
story.before.each(async (context) => {
  context.box = await openSandbox();
});
story.after.each(({ box }) => box.close());

type Profiles = { readonly [name: string]: object };

async function start(box: Sandbox, profile: string, port: number, profiles: Profiles): Promise<RunningGateway> {
  await mkdir(box.stateDir(profile), { recursive: true, mode: 0o700 });
  const browser = { executablePath: needTool('chromium'), headless: true, profiles };
  await writeFile(join(box.stateDir(profile), 'omniclaw.json'), JSON.stringify({ gateway: { port }, browser }));
  return startGateway(box, profile, port);
}

async function browser(box: Sandbox, profile: string, ...args: string[]) {
  const { code, out, err } = await box.run('--profile', profile, 'browser', ...args, '--json');
  return { code, err, answer: out === '' ? {} : JSON.parse(out) };
}

/** Titles of the open tabs, from the control port. */
async function titles({ base, token }: RunningGateway, browserProfile = 'default'): Promise<string[]> {
  const { body } = await ask(base + 2, `/tabs?profile=${browserProfile}`, { headers: bearer(token) });
  return JSON.parse(body).tabs.map(({ title }: { title: string }) => title);
}

story('two gateways drive their own at once; killed, they leave none, and come back on the same folders', async ({ box }) => {
  const pages = await openPageServer();
  const [a = 0, b = 0] = await freeBases(2);
  const [second, third] = [await freePort(), await freePort()];
  const profiles = { main: { default: {}, more: { cdpPort: second } }, rescue: { default: { cdpPort: third } } };
  const main = await start(box, 'main', a, profiles.main);
  const rescue = await start(box, 'rescue', b, profiles.rescue);
  const opened = await Promise.all([
    browser(box, 'main', 'open', `${pages.origin}/form`),
    browser(box, 'main', 'open', `${pages.origin}/blue`, '--browser-profile', 'more'),
    browser(box, 'rescue', 'open', `${pages.origin}/frames`),
  ]);
  assert.equal(
    opened.map(({ answer }) => answer.title),
    ['Form', 'Blue', 'Frames'],
  );
  assert.equal([await titles(main), await titles(main, 'more'), await titles(rescue)], [['Form'], ['Blue'], ['Frames']]);
  const status = async (profile: string) => {
    const { answer } = await browser(box, profile, 'status');
    return [answer.gatewayRunning, answer.running, answer.cdpPort];
  };
  assert.equal(
    [await status('main'), await status('rescue')],
    [
      [true, true, a + 11],
      [true, true, third],
    ],
  );

  await main.stop('SIGKILL');
  await until('no browser of "main" is left', async () => (await browsersBelow(box.stateDir('main'))).length === 0);
  assert.equal(await titles(rescue), ['Frames']);
  assert.equal(await status('main'), [false, false, a + 11]);
  const back = await start(box, 'main', a, profiles.main);
  assert.is((await browser(box, 'main', 'open', `${pages.origin}/form`)).answer.title, 'Form');
  for (const gateway of [back, rescue]) assert.is(await gateway.stop(), 0);
  assert.equal(await browsersBelow(box.home), []);
  await pages.close();
});

story.run();
