/** A damaged ledger is read as less, never as something else, and never stops anybody. */
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type LedgerEntry, openLedger } from '../../src/apply/ledger.ts';

const ledger = suite('the ledger');

const entry = (port: number): LedgerEntry => ({
  fleet: '/fleet/omniclaw.fleet.ts',
  runtime: 'omniclaw',
  service: `omniclaw-gateway-${port}.service`,
  stateDir: `/home/me/.omniclaw-${port}`,
  config: `/home/me/.omniclaw-${port}/omniclaw.json`,
  port,
  fields: [{ path: ['gateway', 'port'], value: port, set: 'always' }],
  tried: [],
  protect: false,
  generation: '',
});

ledger('cut short at every byte, and with every byte turned over', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  const path = join(folder, 'ledger.json');
  const whole = await openLedger(path);
  await whole.record('one', entry(20_000));
  await whole.record('two', entry(20_120));
  const bytes = await readFile(path);
  try {
    for (let length = 0; length < bytes.length - 2; length += 1) {
      await writeFile(path, bytes.subarray(0, length));
      assert.equal((await openLedger(path)).names(), [], `cut at ${length}`);
    }
    for (let at = 0; at < bytes.length; at += 1) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ 0x10;
      await writeFile(path, flipped);
      const names = (await openLedger(path)).names();
      assert.ok(names.length <= 2, `byte ${at}: ${names.join()}`);
    }
    await writeFile(path, '{"formatVersion":2,"gateways":{"one":{}}}');
    assert.equal((await openLedger(path)).names(), [], 'a newer one');
  } finally {
    await rm(folder, { recursive: true });
  }
});

ledger('what is read and recorded again is not written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  const path = join(folder, 'ledger.json');
  try {
    const first = await openLedger(path);
    await first.record('one', entry(20_000));
    await first.record('two', entry(20_120));
    const before = await stat(path, { bigint: true });
    const second = await openLedger(path);
    await second.record('one', entry(20_000));
    await second.record('two', entry(20_120));
    const after = await stat(path, { bigint: true });
    assert.equal([after.ino, after.mtimeNs], [before.ino, before.mtimeNs]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

ledger('what could not be written is not taken for written', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  const opened = await openLedger(join(folder, 'ledger.json'));
  await opened.record('one', entry(20_000));
  await rm(folder, { recursive: true });
  for (let tries = 0; tries < 2; tries += 1) {
    const told = await opened.record('one', entry(20_120)).catch((thrown: unknown) => thrown);
    assert.match(String(told), 'cannot be written');
  }
});

ledger.run();
