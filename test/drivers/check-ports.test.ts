/** Who has the ports of a gateway that is about to start, and who has them only for a moment. */
import { createServer } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { checkPorts } from '../../src/drivers/check-ports.ts';
import { sampleDesired, sampleGateway } from '../plan/sample-gateway.ts';

const checks = suite('the ports of a gateway that is about to start');

const NOBODYS = {
  observe: async () => ({ registration: null, elsewhere: [], supervisor: 'gone' as const }),
  asker: async () => null,
  processesOf: async () => [],
  serviceOf: () => null,
  failure: async () => null,
  carryOut: async () => undefined,
  close: () => undefined,
};

/** What is said of a port that is let go of after so long; `null`: nothing. `pids`: processes of the service that wants it. */
async function check(heldMs: number, pids: readonly number[] = []): Promise<string | null> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  const derived = sampleGateway('main', address !== null && typeof address === 'object' ? address.port : 0);
  const timer = setTimeout(() => server.close(), heldMs);
  try {
    await checkPorts(derived, sampleDesired(derived), { services: { ...NOBODYS, processesOf: async () => pids }, released: new Set() });
    return null;
  } catch (thrown) {
    return String(thrown);
  } finally {
    clearTimeout(timer);
    server.close();
  }
}

checks('one that is held is told, with who holds it', async () => {
  assert.match((await check(60_000)) ?? '', `held by process ${process.pid}`);
});

checks('one that is held by what its own service has started is free', async () => {
  assert.is(await check(60_000, [process.ppid]), null);
});

checks('one that is held for a moment only, as by a service that is ending, is free', async () => {
  assert.is(await check(50), null);
});

checks.run();
