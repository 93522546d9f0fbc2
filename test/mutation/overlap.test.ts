/** No branch of the code that compares ports, paths and endpoints can be changed without a test that fails. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const overlap = suite('mutants of the overlap code');
const ROOT = join(import.meta.dirname, '..', '..');
const FILES = ['plan/interval', 'plan/port-conflicts', 'plan/normal-path', 'plan/path-tree', 'fleet/endpoint'];

overlap('each is noticed by a test, or explained in docs/mutation.md', () => {
  const run = spawnSync(
    process.execPath,
    [join(ROOT, 'test', 'mutation', 'run.ts'), ...FILES, '--tests=interval,port-conflicts,normal-path,endpoint'],
    { cwd: ROOT, encoding: 'utf8', env: { ...process.env, MUTATION_REPORT: join(process.env['TMPDIR'] ?? '', 'mutation.json') } },
  );
  assert.is(run.status, 0, `${run.stdout.slice(-4_000)}${run.stderr.slice(-2_000)}`);
  assert.match(run.stdout, /\d{3} Killed/);
});

overlap.run();
