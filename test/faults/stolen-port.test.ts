/** A port that somebody takes after apply has looked at it and before the gateway has it. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBase, type Ran } from '../stories/sandbox.ts';
import { PATIENCE_MS } from '../stories/until.ts';
import { DRIVERS, type FaultBox, openBox } from './fault-box.ts';
import { startApply } from './start-apply.ts';
import { assertConverges } from './world.ts';

for (const driver of DRIVERS) {
  const stolen = suite<{ box: FaultBox }>(`a port stolen between check and bind, ${driver}`);

  stolen.before.each(async (context) => {
    context.box = await openBox(driver);
  });
  stolen.after.each(async ({ box }) => {
    await box.close();
  });

  stolen('the gateway is not called ready, its starts are bounded, and it comes up when the port is free', async ({ box }) => {
    const { ran, thief, port } = await applyWithThief(box, 'start');
    assert.is(ran.code, 3, ran.out + ran.err);
    assert.match(ran.out, `port ${port + 4} of the canvas host is held by`, ran.out);
    const starts = await startsUntilGivenUp(box);
    assert.ok(starts >= 1 && starts <= 6, `${starts} starts`);
    const refused = await box.run('apply', '--yes');
    assert.is(refused.code, 1, refused.out);
    assert.match(refused.out.replaceAll(/\s+/g, ' '), `port ${port + 4} of "main" is held by process ${process.pid}`);
    await close(thief);
    await assertConverges(box, 'the thief has gone');
  });

  stolen('a gateway that ran goes back to the ports it had', async ({ box }) => {
    const before = await freeBase();
    await box.fleet({ main: { port: before } });
    assert.is((await box.run('apply', '--yes')).code, 0);
    const { ran, thief, port } = await applyWithThief(box, 'restart');
    assert.is(ran.code, 1, ran.out + ran.err);
    assert.match(ran.out, '"outcome":"rolled-back"');
    assert.is((await fetch(`http://127.0.0.1:${before}/healthz`)).status, 200);
    await close(thief);
    await assertConverges(box, 'the thief has gone');
    assert.is((await fetch(`http://127.0.0.1:${port}/healthz`)).status, 200);
  });

  stolen.run();
}

type Theft = { readonly ran: Ran; readonly thief: Server; readonly port: number };

/** Takes the canvas port when apply says that it starts the gateway. One that comes too late tries with other ports. */
async function applyWithThief(box: FaultBox, action: 'start' | 'restart'): Promise<Theft> {
  for (let tries = 0; tries < 10; tries += 1) {
    const port = await freeBase();
    await box.fleet({ main: { port } });
    const run = startApply(box, '--timeout', '60');
    await run.event(
      `"action":"${tries === 0 ? action : 'restart'}","kind":"service","id":"omniclaw-gateway-main.service","status":"started"`,
    );
    const thief = await listen(port + 4);
    const ran = await run.ended;
    if (thief !== null) return { ran, thief, port };
  }
  throw new Error('the gateway was always faster');
}

/** How often the gateway was started until its service manager gave it up. */
async function startsUntilGivenUp(box: FaultBox): Promise<number> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const { service } = JSON.parse((await box.run('--profile', 'main', 'gateway', 'status', '--json')).out);
    if (service.phase === 'failed') break;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  const log = await readFile(join(box.stateDir('main'), 'logs', 'gateway.log'), 'utf8');
  return log.split('\n').filter((line) => line.startsWith('port ')).length;
}

function listen(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.resume()).unref();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
