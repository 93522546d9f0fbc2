/** The gate is run on small files, each of which hides a failure in its own way. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

const gate = suite('the gate');
const root = join(import.meta.dirname, '..', '..');
const folder = join('fixtures', 'gate');

/** What the gate says of each file, and whether stock uvu, left alone with it, would have been content. */
const cases: readonly (readonly [string, RegExp, 'stock uvu is content' | 'stock uvu fails too' | 'not tried with stock uvu'])[] = [
  ['hook-before', /before hook: Error: the hook failed/, 'stock uvu is content'],
  ['hook-after', /after hook: Error: the hook failed/, 'stock uvu fails too'],
  ['hook-before-each', /before\.each hook: Error: the hook failed/, 'stock uvu fails too'],
  ['hook-after-each', /after\.each hook: Error: the hook failed/, 'stock uvu is content'],
  ['throws-text', /threw text, which is not an Error/, 'stock uvu is content'],
  ['throws-undefined', /threw undefined, which is not an Error/, 'stock uvu is content'],
  ['never-run', /is never run/, 'stock uvu is content'],
  ['empty-suite', /holds no test/, 'stock uvu is content'],
  ['no-suite', /holds no suite/, 'stock uvu is content'],
  ['only', /"\.only" hides other tests/, 'stock uvu is content'],
  ['skip', /is skipped/, 'stock uvu is content'],
  ['exits', /2 of 2 tests did not finish/, 'stock uvu fails too'],
  ['rejects', /nobody waits/, 'stock uvu fails too'],
  ['hangs', /did not end within 3 s/, 'stock uvu fails too'],
  ['imports-nothing', /does-not-exist/, 'stock uvu fails too'],
  ['leaves-process', /left process \d+ behind: sleep 60/, 'not tried with stock uvu'],
  ['fails', /as it should/, 'stock uvu fails too'],
];

for (const [name, says, stock] of cases) {
  gate(`${name} fails`, () => {
    const { status, stdout } = runGate(name);
    assert.is(status, 1, stdout);
    assert.match(stdout, says);
    assert.match(stdout.trimEnd().split('\n').at(-1) ?? '', /^\d+ passed, [1-9]\d* failed$/);
    if (stock === 'stock uvu is content') assert.is(runStock(name), 0);
  });
}

gate('a good file passes', () => {
  const { status, stdout } = runGate('passes');
  assert.is(status, 0, stdout);
  assert.is(stdout.trimEnd().split('\n').at(-1), '2 passed, 0 failed');
});

gate('a name that fits nothing fails', () => {
  assert.is(spawnSync(process.execPath, ['test/gate/run.ts', 'no-such-test'], { cwd: root }).status, 1);
});

gate('every file of the folder is tried', () => {
  const files = readdirSync(join(root, folder)).map((file) => file.replace('.ts', ''));
  assert.equal(files.sort(), ['passes', ...cases.map(([name]) => name)].sort());
});

function runGate(name: string) {
  const env = { ...process.env, OC_GATE_TIMEOUT_MS: '3000' };
  return spawnSync(process.execPath, ['test/gate/run.ts', join(folder, `${name}.ts`)], { cwd: root, env, encoding: 'utf8' });
}

function runStock(name: string): number | null {
  return spawnSync(process.execPath, [join(folder, `${name}.ts`)], { cwd: root, stdio: 'ignore', timeout: 5_000 }).status;
}

gate.run();
