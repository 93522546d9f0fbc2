/** What people type wrongly, and what they get: one sentence, what to type next, an exit code, and nothing written. */
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openSandbox } from './sandbox.ts';

const line = suite('the command line');

const wrong: readonly (readonly [string[], number, RegExp])[] = [
  [['aply'], 64, /did you mean "omniclaw apply"/],
  [['fleet', 'statsu'], 64, /did you mean "omniclaw fleet status"/],
  [['lint', '--formt', 'json'], 64, /did you mean "--format"/],
  [['lint', '--format', 'xml'], 64, /unknown format "xml"/],
  [['lint', '--fleet'], 64, /"--fleet" needs a value/],
  [['lint', '--fleet', 'nowhere.json'], 2, /nowhere\.json/],
  [['lint', 'extra'], 64, /unexpected argument "extra"/],
  [['lint', '--max-warnings', 'x'], 64, /must be a whole number/],
  [['--profile'], 64, /needs a value/],
  [['--profile', 'a', '--profile', 'b', 'gateway'], 64, /given twice/],
  [['--profile', '', 'gateway'], 64, /needs a value/],
  [['--profile', '../../x', 'gateway'], 64, /is not a profile name/],
  [['--profile', 'a', '--dev', 'gateway'], 64, /exclude each other/],
  [['gateway', '--port', 'abc'], 64, /port from 1 to 65535/],
  [['gateway', '--port', '18789x'], 64, /port from 1 to 65535/],
  [['gateway', '--port', ''], 64, /needs a value/],
  [['gateway', '--port', '0'], 64, /port from 1 to 65535/],
  [['plan', '--target', 'mian'], 64, /there is no gateway "mian"/],
  [['apply', '--yes', '--parallel', '0'], 64, /from 1 to 86400/],
  [['fleet', 'destroy', '--yes', '--purge', 'nobody'], 64, /there is no gateway "nobody"/],
  [['explain', 'OC9999'], 64, /there is no rule/],
  [['lint', '--yes=1'], 64, /unknown option "--yes"/],
];

for (const [args, exit, says] of wrong) {
  line(`omniclaw ${args.join(' ')}`, async () => {
    const box = await openSandbox();
    try {
      await writeFile(join(box.folder, 'omniclaw.fleet.json'), '{"gateways":{"main":{"port":18789}}}');
      const { code, out, err } = await box.run(...args);
      assert.is(code, exit, out + err);
      assert.match(err, says);
      assert.match(err, /^error: .*\[OCE_[A-Z_]+\]\n/);
      assert.not.match(err, /\n\s+at /);
      assert.equal(
        (await readdir(box.home)).filter((name) => name !== '.local'),
        [],
      );
    } finally {
      await box.close();
    }
  });
}

line('no fleet file: says where it looked', async () => {
  const box = await openSandbox();
  try {
    const { code, err } = await box.run('lint');
    assert.is(code, 2);
    assert.match(err, /OCE_NO_FLEET/);
  } finally {
    await box.close();
  }
});

line('what cannot run is 2 for lint, where 1 means findings, and 1 for plan, where 2 means changes', async () => {
  const box = await openSandbox();
  try {
    assert.is((await box.run('plan', '--detailed-exitcode')).code, 1);
    assert.is((await box.run('lint', '--fleet', 'nowhere.json')).code, 2);
    await box.fleet({ a: {} });
    for (const [text, says] of [
      ['{', 'is not valid JSON'],
      ['<<<<<<< HEAD\n{}\n', 'holds the marks of a merge conflict'],
      ['{"ports":{"a":0}}', 'has a wrong port for "a"'],
    ] as const) {
      await writeFile(join(box.folder, 'omniclaw.fleet.lock.json'), text);
      const { code, err } = await box.run('lint');
      assert.is(code, 2, err);
      assert.match(err, says);
    }
    const sarif = await box.run('lint', '--format', 'sarif');
    assert.is(JSON.parse(sarif.out).runs[0].invocations[0].exitCode, 2);
    await writeFile(join(box.folder, 'x.fleet.ts'), 'export default {};');
    const refused = await box.run('lint', '--no-exec', '--fleet', 'x.fleet.ts');
    assert.is(refused.code, 2);
    assert.match(refused.err, /is code, which "--no-exec" refuses to run \[OCE_REFUSED\]/);
  } finally {
    await box.close();
  }
});

line('with --json, what cannot run is a document too', async () => {
  const box = await openSandbox();
  try {
    const { out } = await box.run('lint', '--json', 'extra');
    assert.is(JSON.parse(out).error.code, 'OCE_USAGE');
  } finally {
    await box.close();
  }
});

line('help of every command fits 80 columns', async () => {
  const box = await openSandbox();
  try {
    for (const args of [[], ['lint'], ['plan'], ['apply'], ['fleet', 'status'], ['fleet', 'destroy'], ['explain'], ['gateway', 'run']]) {
      const { code, out } = await box.run(...args, '--help');
      assert.is(code, 0);
      assert.equal(
        out.split('\n').filter((text) => text.length > 80),
        [],
      );
    }
  } finally {
    await box.close();
  }
});

line.run();
