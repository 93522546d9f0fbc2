/** Whether a gateway runs with its config, asked of one that writes into it meanwhile. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type AnswerAboutConfig, askAboutConfig } from '../../src/drivers/ask-about-config.ts';
import { lockPathOf } from '../../src/os/edit-file.ts';
import { waitForEditLock } from '../../src/os/edit-lock.ts';
import type { HeldLock } from '../../src/os/kernel-lock.ts';
import { asDeclared, sampleDesired, sampleGateway } from '../plan/sample-gateway.ts';

const about = suite('asking a gateway about its config');

type Question = { readonly times: number; readonly path: string };

/** Asks one that names the config on the disk whenever `isBetween` says so, and one that is gone otherwise. */
async function ask(isBetween: (question: Question) => Promise<boolean>, before: (path: string) => Promise<HeldLock | null>) {
  const folder = await mkdtemp(join(tmpdir(), 'about-config-'));
  const derived = sampleGateway('main', 20_000);
  const configPath = join(folder, 'omniclaw.json');
  const desired = sampleDesired({ ...derived, paths: { ...derived.paths, config: configPath } });
  const { config, service } = asDeclared(derived);
  if (config === null || service.live === null) throw new Error('the sample has no config');
  const { live } = service;
  await writeFile(configPath, config.text);
  const lock = await before(configPath);
  let times = 0;
  const answer = async () => {
    times += 1;
    const configHash = (await isBetween({ times, path: configPath })) ? config.hash : `${times}`.padEnd(64, '0');
    return { kind: 'proven', live: { ...live, configHash }, vouchesFor: null } as const;
  };
  try {
    const about: AnswerAboutConfig = await askAboutConfig(answer, desired, { configHash: 'planned', secretsHash: '', known: null });
    return { runs: about.runs, times };
  } finally {
    lock?.release();
    await rm(folder, { recursive: true });
  }
}

const holdLock = (path: string) => waitForEditLock(lockPathOf(path), 1_000);

about('a look between two writes is enough: nobody is kept from writing', async () => {
  assert.equal(await ask(async ({ times }) => times > 3, holdLock), { runs: 'as declared', times: 4 });
});

about('when no look falls between two writes, the next ones are made while nobody may write', async () => {
  const isStill = async ({ path }: Question): Promise<boolean> => {
    const lock = await waitForEditLock(lockPathOf(path), 0);
    lock?.release();
    return lock === null;
  };
  assert.equal((await ask(isStill, async () => null)).runs, 'as declared');
});

about('one that never names what is on the disk runs otherwise, also when nobody may be kept from writing', async () => {
  assert.equal((await ask(async () => false, holdLock)).runs, 'otherwise');
  assert.equal(
    (
      await ask(
        async () => false,
        async () => null,
      )
    ).runs,
    'otherwise',
  );
});

about.run();
