/** Questions that are out before the answers are needed: each counts once, and nobody waits for what nobody takes. */
import { createHmac } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createEarlyAnswers, gatewaysToAsk } from '../../src/drivers/early-answers.ts';
import { type AskAll, askInTurn, MOST_QUESTIONS, type Question } from '../../src/drivers/questions.ts';
import { proofText } from '../../src/fleet/gateway-proof.ts';
import { runtimeOf } from '../../src/fleet/runtime.ts';
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
const services = { observe: async () => seen, asker: async () => null };

early('of a service manager are taken once; what went wrong is told to who takes it', async () => {
  let asked = 0;
  const broken = new Error('no answer');
  const answers = createEarlyAnswers({
    asker: async () => null,
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

early('go through the supervisor where it runs, and what it cannot ask is asked from here', async ({ folder, key }) => {
  const [server, other] = [await listen(prove(key)), await listen(prove(key))];
  const passedOn: Question[] = [];
  const half: AskAll = async (questions) => {
    passedOn.push(...questions);
    return [null, ...(await askInTurn(questions.slice(1)))];
  };
  try {
    for (const asker of [half, () => Promise.reject(new Error('another version')), async () => []]) {
      const answers = createEarlyAnswers({ ...services, asker: async () => asker });
      const places = [server, other].map(({ port }) => ({ port, stateDir: folder }));
      await answers.ask(places.map((place) => ({ service, place })));
      for (const place of places) assert.is((await answers.takeAnswer(place))?.kind, 'proven');
      await answers.close();
    }
    assert.equal(
      passedOn.map(({ port, timeoutMs }) => [port, timeoutMs]),
      [server, other].map(({ port }) => [port, runtimeOf('omniclaw').readiness.probe]),
    );
    assert.ok(
      passedOn.every(({ path }) => !path.includes(key)),
      'the supervisor is told no secret',
    );
    assert.is(server.asked() + other.asked(), 6);
  } finally {
    await server.close();
    await other.close();
  }
});

early('of a supervisor that cannot be reached, or never answers, hold up nobody', async ({ folder, key }) => {
  const server = await listen(prove(key));
  const place = { port: server.port, stateDir: folder };
  try {
    const without = createEarlyAnswers({ ...services, asker: () => Promise.reject(new Error('no socket')) });
    await without.ask([{ service, place }]);
    assert.is((await without.takeAnswer(place))?.kind, 'proven');
    await without.close();
    const silent = createEarlyAnswers({ ...services, asker: async () => () => new Promise<never>(() => undefined) });
    await silent.ask([{ service, place }]);
    const taken = silent.takeAnswer(place);
    await silent.close();
    assert.equal(await taken, { kind: 'foreign', problem: 'nobody waits for its answer any more' });
    assert.is(server.asked(), 1);
  } finally {
    await server.close();
  }
});

early('that a supervisor refuses when nobody waits any more are not asked for again', async ({ folder, key }) => {
  const server = await listen(prove(key));
  const asked = Promise.withResolvers<never>();
  try {
    const answers = createEarlyAnswers({ ...services, asker: async () => () => asked.promise });
    await answers.ask([{ service, place: { port: server.port, stateDir: folder } }]);
    await answers.close();
    asked.reject(new Error('closed'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.is(server.asked(), 0);
  } finally {
    await server.close();
  }
});

early('more than a supervisor takes at once are asked from here', async ({ folder, key }) => {
  const server = await listen(prove(key));
  let passedOn = 0;
  try {
    const answers = createEarlyAnswers({
      ...services,
      asker: async () => async (questions) => {
        passedOn = questions.length;
        return questions.map(() => ({ kind: 'silent' }));
      },
    });
    const places = Array.from({ length: MOST_QUESTIONS }, (_, at) => ({ port: at + 1, stateDir: folder }));
    await answers.ask([...places, { port: server.port, stateDir: folder }].map((place) => ({ service, place })));
    assert.is((await answers.takeAnswer({ port: server.port, stateDir: folder }))?.kind, 'proven');
    assert.is((await answers.takeAnswer({ port: 1, stateDir: folder }))?.kind, 'silent');
    assert.is(passedOn, MOST_QUESTIONS);
    await answers.close();
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
