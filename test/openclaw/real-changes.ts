/** What the real OpenClaw does while we work, and what we do to one that runs. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { WebSocket } from 'ws';
import { pidsOf } from '../stories/claw.ts';
import type { Sandbox } from '../stories/sandbox.ts';
import type { UserManager } from '../stories/user-manager.ts';

type Gateway = { readonly port: number };
export type RealFleet = { readonly main: Gateway; readonly lab: Gateway; readonly rescue: Gateway };

const APPLIES = 6;

/**
 * `main` writes into its own config, as its clients tell it to, while one apply after another changes a field of ours in it.
 * Everything that it said it wrote is there in the end, and so is what was declared last; nothing was restarted for it.
 */
export async function writeMeanwhile(box: Sandbox, fleet: RealFleet): Promise<void> {
  const config = join(box.home, '.openclaw-main', 'openclaw.json');
  const token = (await readFile(join(box.home, '.openclaw-main', 'gateway.token'), 'utf8')).trim();
  const before = await pidsOf(box);
  const writer = startWriter(fleet.main.port, token);
  const levels = Array.from({ length: APPLIES }, (_, at) => (at % 2 === 0 ? 'debug' : 'info'));
  for (const level of levels) {
    await box.fleet({ ...fleet, main: { ...fleet.main, config: { logging: { level } } } });
    const applied = await box.run('apply', '--yes', '--timeout', '200');
    assert.is(applied.code, 0, applied.out + applied.err);
  }
  const written = await writer.stop();
  assert.ok(written.length >= 3, `it wrote ${written.length} times`);
  const now = JSON.parse(await readFile(config, 'utf8'));
  const lost = written.filter((name) => now.agents?.defaults?.models?.[name] === undefined);
  assert.equal(lost, [], `of ${written.length} that it wrote`);
  assert.is(now.logging.level, levels.at(-1));
  assert.match((await box.run('apply', '--yes', '--timeout', '200')).out, 'nothing to do');
  assert.equal(await pidsOf(box), before);
  console.log(`wrote ${written.length} times during ${APPLIES} applies, nothing lost`);
  await box.fleet(fleet);
  assert.is((await box.run('apply', '--yes', '--timeout', '200')).code, 0);
}

/** One change of its config after another, as fast as it takes them: it takes 30 in a minute. */
function startWriter(port: number, token: string): { readonly stop: () => Promise<string[]> } {
  const written: string[] = [];
  let isOver = false;
  const run = async (): Promise<void> => {
    const client = await connect(port, token);
    try {
      for (let count = 0; !isOver && count < 28; count += 1) {
        const name = `openai/written-${count}`;
        const { payload } = await client.ask('config.get', {});
        const raw = JSON.stringify({ agents: { defaults: { models: { [name]: {} } } } });
        const { ok } = await client.ask('config.patch', { raw, baseHash: payload?.['hash'] });
        // It refuses one that was made from an older config than there is now; so the client may try again.
        if (ok) written.push(name);
      }
    } finally {
      client.close();
    }
  };
  const ended = run();
  return {
    stop: async () => {
      isOver = true;
      await ended;
      return written;
    },
  };
}

type Reply = { readonly ok: boolean; readonly payload?: { readonly [key: string]: unknown } };
type Client = { readonly ask: (method: string, params: object) => Promise<Reply>; readonly close: () => void };

async function connect(port: number, token: string): Promise<Client> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  const waiting = new Map<string, (reply: Reply) => void>();
  const challenged = Promise.withResolvers<void>();
  socket.on('error', challenged.reject);
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data));
    if (frame.event === 'connect.challenge') challenged.resolve();
    waiting.get(frame.id)?.(frame);
    waiting.delete(frame.id);
  });
  const ask = (method: string, params: object): Promise<Reply> => {
    const id = randomUUID();
    socket.send(JSON.stringify({ type: 'req', id, method, params }));
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  await challenged.promise;
  const client = { id: 'gateway-client', version: '1', platform: process.platform, mode: 'backend' };
  const scopes = ['operator.admin', 'operator.read', 'operator.write'];
  const hello = await ask('connect', { minProtocol: 3, maxProtocol: 4, client, role: 'operator', scopes, auth: { token } });
  assert.ok(hello.ok, JSON.stringify(hello));
  return { ask, close: () => socket.terminate() };
}

/** `main` on systemd and `lab` on the supervisor get other names, and their old ones again: state and identity stay, the old service is gone. */
export async function renameBoth(box: Sandbox, manager: UserManager, { main, lab, rescue }: RealFleet): Promise<void> {
  const identity = await identityOf(box, '.openclaw-main', main.port);
  await writeFile(join(box.home, '.openclaw-main', 'notes.md'), 'mine');
  const before = await pidsOf(box);
  await box.fleet({
    prime: { ...main, renamedFrom: 'main' },
    desk: { ...lab, renamedFrom: 'lab' },
    rescue: { ...rescue, rescues: 'prime' },
  });
  const renamed = await box.run('apply', '--yes', '--timeout', '200', '--parallel', '1');
  assert.is(renamed.code, 0, renamed.out + renamed.err);
  for (const [name, { port }] of Object.entries({ prime: main, desk: lab }))
    assert.match(renamed.out, `proven "${name}" answers on port ${port}`);
  const after = await pidsOf(box);
  for (const pid of [before['main'], before['lab']]) assert.not.ok(Object.values(after).includes(pid ?? 0));
  assert.is(await readFile(join(box.home, '.openclaw-prime', 'notes.md'), 'utf8'), 'mine');
  assert.is(await identityOf(box, '.openclaw-prime', main.port), identity, 'the same device');
  for (const folder of ['.openclaw-main', '.openclaw-lab']) assert.not.ok(existsSync(join(box.home, folder)), folder);
  const units = (await readdir(manager.units, { recursive: true })).join('\n');
  assert.match(units, 'openclaw-gateway-prime.service');
  assert.not.match(units, 'openclaw-gateway-main.service');
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
  await box.fleet({ main: { ...main, renamedFrom: 'prime' }, lab: { ...lab, renamedFrom: 'desk' }, rescue });
  const back = await box.run('apply', '--yes', '--timeout', '200', '--parallel', '1');
  assert.is(back.code, 0, back.out + back.err);
  await box.fleet({ main, lab, rescue });
  assert.match((await box.run('apply', '--yes')).out, 'nothing to do');
}

/** What it calls itself among its devices. */
async function identityOf({ home }: Sandbox, folder: string, port: number): Promise<unknown> {
  const client = await connect(port, (await readFile(join(home, folder, 'gateway.token'), 'utf8')).trim());
  const { payload } = await client.ask('gateway.identity.get', {});
  client.close();
  assert.ok(payload?.['deviceId'], 'it has an identity');
  return payload?.['deviceId'];
}
