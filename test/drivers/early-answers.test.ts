/** Questions that are out before the answers are needed: each counts once, and nobody waits for what nobody takes. */
import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createEarlyAnswers, gatewaysToAsk } from '../../src/drivers/early-answers.ts';
import { proofText } from '../../src/fleet/gateway-proof.ts';
import { toSpec } from '../../src/load/to-spec.ts';
import { deriveFleet } from '../../src/plan/derive-fleet.ts';
import { host } from '../plan/sample-gateway.ts';

const early = suite<{ folder: string; key: string }>('early answers');

early.before.each(async (context) => {
  context.folder = await mkdtemp(join(tmpdir(), 'oc-early-'));
  context.key = 'ab'.repeat(32);
  await writeFile(join(context.folder, 'instance.key'), `${context.key}\n`);
});

early.after.each(async ({ folder }) => {
  await rm(folder, { recursive: true });
});

type Listening = { readonly port: number; readonly asked: () => number; readonly close: () => Promise<void> };

async function listen(answer: (request: string, socket: Socket, port: number) => void): Promise<Listening> {
  let asked = 0;
  const open = new Set<Socket>();
  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    socket.on('data', (data) => {
      asked += 1;
      answer(data.toString('latin1'), socket, port);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return { port, asked: () => asked, close };
}

const prove = (key: string) => (request: string, socket: Socket, port: number) => {
  const [, challenge = ''] = /challenge=([\w-]+)/.exec(request) ?? [];
  const facts = { profile: 'main', startId: 's', pid: 42, configHash: 'c', secretsHash: '', port, challenge };
  const mac = createHmac('sha256', Buffer.from(key, 'hex')).update(proofText(facts)).digest('hex');
  const body = JSON.stringify({ ok: true, status: 'live', ...facts, mac });
  socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
};

const service = { id: 'main.service', driver: 'supervisor' } as const;
const seen = { registration: null, elsewhere: [], supervisor: 'gone' } as const;
const services = { observe: async () => seen };

early('of a service manager are taken once; what went wrong is told to who takes it', async () => {
  let asked = 0;
  const broken = new Error('no answer');
  const answers = createEarlyAnswers({
    observe: async ({ id }) => {
      asked += 1;
      if (id === 'broken.service') throw broken;
      return seen;
    },
  });
  await answers.ask([service, { ...service, id: 'broken.service' }].map((one) => ({ service: one, place: null })));
  assert.is(await answers.takeService(service), seen);
  assert.is(answers.takeService(service), null);
  assert.is(answers.takeService({ ...service, driver: 'systemd' }), null);
  assert.is(await answers.takeService({ ...service, id: 'broken.service' })?.catch((thrown: unknown) => thrown), broken);
  assert.is(asked, 2);
  await answers.close();
});

early('are asked for once, and taken once', async ({ folder, key }) => {
  const server = await listen(prove(key));
  try {
    const answers = createEarlyAnswers(services);
    const place = { port: server.port, stateDir: folder };
    await answers.ask([{ service, place }]);
    const answer = await answers.takeAnswer(place);
    assert.is(answer?.kind, 'proven');
    assert.is(answers.takeAnswer(place), null);
    assert.is(answers.takeAnswer({ ...place, stateDir: '/elsewhere' }), null);
    assert.is(server.asked(), 1);
    await answers.close();
  } finally {
    await server.close();
  }
});

early('of a program that never answers are given up when nobody waits any more', async ({ folder }) => {
  const server = await listen(() => undefined);
  try {
    const answers = createEarlyAnswers(services);
    const place = { port: server.port, stateDir: folder };
    await answers.ask([{ service, place }]);
    const taken = answers.takeAnswer(place);
    await answers.close();
    assert.equal(await taken, { kind: 'foreign', problem: 'nobody waits for its answer any more' });
  } finally {
    await server.close();
  }
});

early('of a gateway without its key, or with another one, are no proof', async ({ folder, key }) => {
  const server = await listen(prove(key.replaceAll('a', 'c')));
  try {
    const answers = createEarlyAnswers(services);
    const [wrong, none] = [
      { port: server.port, stateDir: folder },
      { port: server.port, stateDir: join(folder, 'none') },
    ];
    await answers.ask([wrong, none].map((place) => ({ service, place })));
    assert.equal(await answers.takeAnswer(wrong), { kind: 'stranger', claims: 'main' });
    assert.equal(await answers.takeAnswer(none), { kind: 'silent' });
    assert.is(server.asked(), 1);
    await answers.close();
  } finally {
    await server.close();
  }
});

early('are asked of gateways of ours that should run, where something listens', () => {
  const spec = toSpec({
    gateways: {
      main: { port: 18789 },
      off: { port: 19789, state: 'stopped' },
      other: { port: 20789, runtime: 'openclaw' },
      down: { port: 21789, service: { driver: 'external' } },
    },
  });
  const { gateways } = deriveFleet(spec, host, { ports: {} }, []);
  const asked = gatewaysToAsk(gateways, new Set([18789, 19789, 20789]), 'systemd');
  assert.equal(
    asked.map(({ service: { driver }, place }) => [driver, place?.port ?? null]),
    [
      ['systemd', 18789],
      ['systemd', null],
      ['systemd', null],
      ['external', null],
    ],
  );
});

early.run();
