/** Ticks, pings and who is there: a gateway in this process, whose ticks are shorter. */
import { mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import WebSocket from 'ws';
import { type RunningGateway, runGateway } from '../../src/gateway/run-gateway.ts';
import { freeBase } from '../stories/sandbox.ts';
import { CONNECT, connectClient } from './client.ts';

const ticks = suite<{ home: string; base: number; token: string; gateway: RunningGateway }>('ticks');

ticks.before(async (context) => {
  context.home = await realpath(await mkdtemp(join(tmpdir(), 'oc-')));
  context.base = await freeBase();
  const stateDir = join(context.home, 'state');
  const place = { profile: 'main', stateDir, configPath: join(stateDir, 'omniclaw.json'), home: context.home };
  const request = { ...place, environment: {}, port: context.base, version: '1' };
  context.gateway = await runGateway(request, { parts: [], log: () => undefined, tickMs: 100 });
  context.token = (await readFile(join(stateDir, 'gateway.token'), 'utf8')).trim();
});

ticks.after(async ({ gateway, home }) => {
  await gateway.close();
  await rm(home, { recursive: true, force: true });
});

ticks('come in order, with the time, and as often as the hello said', async ({ base, token }) => {
  const client = await connectClient(base, token);
  const frames: { readonly seq: number; readonly payload: { readonly ts: number } }[] = [];
  await new Promise<void>((enough) =>
    client.socket.on('message', (data) => {
      const frame = JSON.parse(String(data));
      if (frame.event === 'tick') frames.push(frame);
      if (frames.length === 3) enough();
    }),
  );
  // The first may have come before anybody listened.
  assert.equal(
    frames.map(({ seq }) => seq - (frames[0]?.seq ?? 0)),
    [0, 1, 2],
  );
  const times = frames.map(({ payload: { ts } }) => ts);
  assert.equal(times.toSorted(), times);
  client.end();
});

ticks('a client that answers no ping is cut off, and leaves the presence; the others stay', async ({ base, token }) => {
  const good = await connectClient(base, token);
  const deaf = new WebSocket(`ws://127.0.0.1:${base}/`, { autoPong: false });
  const closed = new Promise<number>((code) => deaf.once('close', code));
  deaf.on('error', () => undefined);
  const seen = await new Promise<{ instanceId: string }[]>((welcome) =>
    deaf.on('message', (data) => {
      const { event, payload } = JSON.parse(String(data));
      if (event === 'connect.challenge') {
        const params = { ...CONNECT, client: { ...CONNECT.client, id: 'deaf' }, auth: { token } };
        deaf.send(JSON.stringify({ type: 'req', id: '1', method: 'connect', params }));
      }
      if (payload?.type === 'hello-ok') welcome(payload.snapshot.presence);
    }),
  );
  const present = async () => (await good.call('system-presence')).payload.map(({ instanceId }: { instanceId: string }) => instanceId);
  assert.ok(seen.some(({ instanceId }) => instanceId === 'deaf'));
  // Not a goodbye: a client that is gone would not answer one.
  assert.is(await closed, 1006);
  // Each question takes a turn, in which the gateway hears of the end of a socket.
  for (let tries = 0; tries < 1_000 && (await present()).includes('deaf'); tries += 1);
  const left = await present();
  assert.equal([left.includes('deaf'), left.includes('test')], [false, true]);
  good.end();
});

ticks.run();
