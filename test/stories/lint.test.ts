/** Lint as people use it: mend the file, silence one rule with a reason, keep what was there before apart from what is new. */
import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { openSandbox, type Sandbox } from './sandbox.ts';

const lint = suite('lint');

/** A test with a sandbox of its own. */
function story(name: string, tell: (box: Sandbox) => Promise<void>): void {
  lint(name, async () => {
    const box = await openSandbox();
    try {
      await tell(box);
    } finally {
      await box.close();
    }
  });
}

const pair = (second: string) => `// my gateways
import { defineFleet, env } from 'omniclaw';

export default defineFleet({
  gateways: {
    main: { port: 41789 }, // first
${second}
  },
});
`;

story('--fix --dry-run shows a diff and writes nothing; --fix makes it; the file lints clean', async (box) => {
  const path = join(box.folder, 'omniclaw.fleet.ts');
  const before = pair("    rescue: { port: 41809, rescues: 'main' }, // 20 apart").replaceAll('41', '11');
  await writeFile(path, before, { mode: 0o640 });
  await chmod(path, 0o640);
  const shown = await box.run('lint', '--fix', '--dry-run');
  assert.is(shown.code, 1, shown.err);
  assert.match(shown.out, "-    rescue: { port: 11809, rescues: 'main' }, // 20 apart");
  assert.match(shown.out, "+    rescue: { port: 18789, rescues: 'main' }, // 20 apart");
  assert.is(await readFile(path, 'utf8'), before);
  const fixed = await box.run('lint', '--fix');
  assert.is(fixed.code, 0, fixed.out + fixed.err);
  assert.match(fixed.out, 'fixed set port of "rescue" to 18789');
  assert.is(await readFile(path, 'utf8'), before.replace('11809', '18789'));
  assert.is((await stat(path)).mode & 0o777, 0o640);
  assert.match((await box.run('lint', '--fix')).out, 'nothing to fix');
});

story('--fix goes through a link to the file it leads to, and keeps a byte order mark', async (box) => {
  await mkdir(join(box.home, 'dotfiles'));
  const real = join(box.home, 'dotfiles', 'fleet.json');
  await writeFile(real, '\ufeff{ "gateways": { "a": { "port": 11789 }, "b": { "port": 11790 } } }\n');
  await symlink(real, join(box.folder, 'omniclaw.fleet.json'));
  assert.is((await box.run('lint', '--fix')).code, 0);
  assert.is(await readFile(real, 'utf8'), '\ufeff{ "gateways": { "a": { "port": 11789 }, "b": { "port": 18789 } } }\n');
});

story('--fix does not take a secret out of the file: it is shown, and never printed', async (box) => {
  const path = join(box.folder, 'omniclaw.fleet.ts');
  const text = pair("    lab: { port: 18909, auth: { token: 'correct-horse-battery-staple' } },").replaceAll('41789', '18789');
  await writeFile(path, text);
  for (const args of [
    ['lint'],
    ['lint', '--fix'],
    ['lint', '--fix', '--dry-run'],
    ...['compact', 'json', 'sarif', 'github', 'junit'].map((format) => ['lint', '--format', format]),
  ]) {
    const { code, out, err } = await box.run(...args);
    assert.is(code, 1);
    assert.not.match(out + err, 'battery');
  }
  assert.match((await box.run('lint')).out, "+     lab: { port: 18909, auth: { token: env('LAB_AUTH_TOKEN') } },");
  assert.is(await readFile(path, 'utf8'), text);
});

story('--fix says what it could not mend, and changes nothing else', async (box) => {
  const path = join(box.folder, 'omniclaw.fleet.mjs');
  const text = "export default { gateways: Object.fromEntries(['a', 'b'].map((name, at) => [name, { port: 18789 + at * 20 }])) };\n";
  await writeFile(path, text);
  const { code, out } = await box.run('lint', '--fix');
  assert.is(code, 1);
  assert.match(out, 'nothing to fix');
  assert.match(out, 'OC103');
  assert.is(await readFile(path, 'utf8'), text);
});

story('--fix with a machine format keeps standard output for it', async (box) => {
  await box.fleet({ a: { port: 18789 }, b: { port: 18809 } });
  const { code, out, err } = await box.run('lint', '--fix', '--format', 'json');
  assert.is(code, 0, err);
  assert.equal(JSON.parse(out).findings, []);
  assert.match(err, 'fixed set port of "b"');
});

story('automatic ports: the lock file is a finding until it is written', async (box) => {
  await box.fleet({ a: { port: 'auto' }, b: {} });
  const before = await box.run('lint', '--format', 'compact');
  assert.is(before.code, 0);
  assert.is(before.out.match(/warning OC704/g)?.length, 2);
  assert.is((await box.run('lint', '--max-warnings', '0')).code, 1);
  assert.is((await box.run('lint', '--fix')).code, 0);
  assert.equal(Object.keys(JSON.parse(await readFile(join(box.folder, 'omniclaw.fleet.lock.json'), 'utf8')).ports), ['a', 'b']);
  assert.is((await box.run('lint', '--max-warnings', '0')).code, 0);
  await box.fleet({ a: { port: 30000 } });
  const { out } = await box.run('lint', '--format', 'compact');
  assert.match(out, 'the lock file keeps 18789 for "a", and the fleet file says 30000');
  assert.match(out, /omniclaw\.fleet\.lock\.json:5:5: warning OC704 the lock file keeps a port for "b"/);
});

story('a comment silences one rule where it stands, in code and in YAML; without a reason or an effect it is a finding', async (box) => {
  const text = (comment: string) => pair(`    ${comment}\n    lab: { port: 40000 },`).replaceAll('41789', '18789');
  const path = join(box.folder, 'omniclaw.fleet.ts');
  const codes = async () => ((await box.run('lint', '--format', 'compact')).out.match(/(?<=(?:error|warning) )OC\d+/g) ?? []).join(' ');
  await writeFile(path, text(''));
  assert.is(await codes(), 'OC105');
  await writeFile(path, text('// omniclaw-ignore OC105 -- the range is reserved'));
  assert.is(await codes(), '');
  assert.match((await box.run('lint')).out, '2 gateways: no problems, 1 ignored');
  await writeFile(path, text('/* omniclaw-ignore OC105 */'));
  assert.is(await codes(), 'OC703');
  await writeFile(path, text('// omniclaw-ignore OC103 -- not needed'));
  assert.is(await codes(), 'OC703 OC105');
  await writeFile(path, text("// 'omniclaw-ignore OC999 -- typo'"));
  assert.is(await codes(), 'OC105', 'another comment is no ignore');
  await writeFile(path, text('// omniclaw-ignore OC015 -- typo'));
  assert.match((await box.run('lint')).out, '"OC015" is no rule');
  const yaml = join(box.folder, 'x.yaml');
  await writeFile(yaml, 'gateways:\n  a: { port: 40000 } # omniclaw-ignore OC105 -- fine here\n');
  assert.is((await box.run('lint', '--fleet', yaml, '--max-warnings', '0')).code, 0);
});

story('a list of ignores does the same in JSON, and an ignored error does not stop a plan', async (box) => {
  const second = { port: 18900, browser: { cdpPortRange: { first: 18801, last: 18820 } } };
  await box.fleet({ a: { port: 18789, state: 'absent' }, b: { port: 18789 }, c: { ...second, state: 'stopped' } });
  assert.is((await box.run('lint')).code, 1);
  await box.fleet({
    b: { port: 18789 },
    c: { ...second, state: 'stopped', ignore: [{ rule: 'OC103', reason: 'b never opens a browser' }] },
  });
  assert.is((await box.run('lint', '--max-warnings', '0')).code, 0);
  assert.is((await box.run('plan')).code, 0);
  const sarif = JSON.parse((await box.run('lint', '--format', 'sarif')).out);
  assert.equal(sarif.runs[0].results[0].suppressions, [{ kind: 'inSource', status: 'accepted', justification: 'b never opens a browser' }]);
});

story('--only, --skip and --severity choose what is reported', async (box) => {
  await box.fleet({ a: { port: 18789 }, b: { port: 18809 }, c: { port: 40000 } });
  const codes = async (...args: string[]) => (await box.run('lint', '--format', 'compact', ...args)).out.match(/OC\d+/g) ?? [];
  assert.equal(await codes(), ['OC102', 'OC103', 'OC105']);
  assert.equal(await codes('--only', 'OC103,OC105'), ['OC103', 'OC105']);
  assert.equal(await codes('--skip', 'oc102', '--skip', 'OC103'), ['OC105']);
  assert.equal(await codes('--only', 'OC1', '--severity', 'error'), ['OC102', 'OC103']);
  assert.is((await box.run('lint', '--only', 'OC4')).code, 0);
  assert.match((await box.run('lint', '--only', 'OC0103')).err, '"--only" names no rule: "OC0103"');
  assert.match((await box.run('lint', '--severity', 'bad')).err, 'must be error, warning, note');
  assert.match((await box.run('lint', '--dry-run')).err, 'omniclaw lint --fix --dry-run');
});

story('a baseline keeps what is known apart from what is new', async (box) => {
  await box.fleet({ a: { port: 18789 }, b: { port: 18809 } });
  assert.is((await box.run('lint', '--write-baseline', 'known.json')).code, 0);
  assert.is((await box.run('lint', '--baseline', 'known.json')).code, 0);
  await box.fleet({ a: { port: 18789 }, z: { port: 20000 }, b: { port: 18810 } });
  assert.is((await box.run('lint', '--baseline', 'known.json')).code, 0, 'other lines and numbers are the same finding');
  await box.fleet({ a: { port: 18789 }, b: { port: 18809 }, c: { port: 18850 } });
  const { code, out } = await box.run('lint', '--baseline', 'known.json');
  assert.is(code, 1);
  assert.not.match(out, '"b" and "a" overlap');
  assert.match(out, '"c"');
  await writeFile(join(box.folder, 'known.json'), '{"findings":[]}');
  assert.match((await box.run('lint', '--baseline', 'known.json')).err, 'is no baseline of findings');
  assert.is((await box.run('lint', '--baseline', 'missing.json')).code, 2);
});

lint.run();
