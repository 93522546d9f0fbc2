/** A gateway that writes its config again and again, against an apply that does so too: nobody loses a key. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyConfig, observeConfig } from '../../src/drivers/config-file.ts';
import { runtimeOf } from '../../src/fleet/runtime.ts';
import { differingFields, mergeConfig, plainConfig, spellingOf } from '../../src/plan/desired-config.ts';
import type { Step } from '../../src/plan/diff-gateway.ts';

const writers = suite('two writers of one config');

const APPLIES = Number(process.env['OC_APPLIES'] ?? 60);

/** The least number of times that both write. */
const MEETINGS = 6;

const SPELLING = spellingOf('omniclaw', '/');
const WAY = { rules: runtimeOf('omniclaw').config.includes, home: '/', roots: [] };
const READING = { way: WAY, givenIn: () => [] };

writers('no key is lost and the last declared value stands', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'writers-'));
  const path = join(folder, 'omniclaw.json');
  await writeFile(path, '{\n  // mine\n  "gateway": { "port": 1 }\n}\n');
  const writer = spawn(process.execPath, [join(import.meta.dirname, '../../fixtures/programs/write-config.ts'), path, '1'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const printed: string[] = [];
  writer.stdout.setEncoding('utf8').on('data', (text: string) => printed.push(text));
  try {
    // The writer may be slow to start; both are to have met often.
    let port = 1;
    while (port <= APPLIES || (await writtenBy(path)) < MEETINGS) {
      port += 1;
      await applyConfig(await step(path, port), { lock: 'kernel', reading: READING, spelling: SPELLING });
    }
    writer.stdin.end();
    await new Promise((resolve) => writer.once('close', resolve));
    const count = Number(printed.join(''));
    const now = await observeConfig('main', path, READING);
    assert.ok(count >= MEETINGS, `the writer wrote ${count} times`);
    assert.is(await writtenBy(path), count, 'lost keys');
    assert.equal(now?.value['gateway'], { port });
    assert.match(await readFile(path, 'utf8'), '// mine');
  } finally {
    writer.kill();
    await rm(folder, { recursive: true });
  }
});

/** How many keys of the writer stand in the config. */
async function writtenBy(path: string): Promise<number> {
  const written = (await observeConfig('main', path, READING))?.value['written'];
  return Object.keys(typeof written === 'object' && written !== null ? written : {}).length;
}

/** What a plan makes of the config as it is now: the writer has changed it by the time it is carried out. */
writers('a config that has become a link is not written, and neither is what it leads to', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'writers-'));
  const [path, real] = [join(folder, 'openclaw.json'), join(folder, 'real.json')];
  await writeFile(path, '{}');
  const planned = await step(path, 1);
  await rename(path, real);
  await symlink(real, path);
  const writing = {
    lock: 'sidecar',
    reading: { ...READING, way: { ...WAY, rules: runtimeOf('openclaw').config.includes } },
    spelling: SPELLING,
  } as const;
  const [thrown] = await Promise.allSettled([applyConfig(planned, writing)]);
  assert.match(thrown.status === 'rejected' ? String(thrown.reason) : '', 'is a symbolic link');
  assert.is(await readFile(real, 'utf8'), '{}');
  assert.is(await readlink(path), real);
  await rm(folder, { recursive: true });
});

async function step(path: string, port: number): Promise<Extract<Step, { kind: 'config' }>> {
  const fields = [{ path: ['gateway', 'port'], value: port, set: 'always' as const }];
  const seen = await observeConfig('main', path, READING);
  const text = mergeConfig(seen?.text ?? null, differingFields(seen ?? plainConfig({}), fields, SPELLING), []);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return {
    kind: 'config',
    resource: { kind: 'config', gateway: 'main', id: path, text, mode: 0o600, hash: '' },
    previous: seen?.text ?? null,
    merge: { fields, dropped: [], given: [] },
    change: { action: 'update', gateway: 'main', kind: 'config', id: path, before: null, after: null, reasons: [], impact: 'none' },
  };
}

writers.run();
