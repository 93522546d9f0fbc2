/** A stranger's first minute: a fleet file for this host, new or from what runs on it, that an editor and plan agree with. */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freeBases, openSandbox, type Ran, ROOT, type Sandbox } from './sandbox.ts';

const story = suite<{ box: Sandbox }>('init');

story.before.each(async (context) => {
  context.box = await openSandbox();
});

story.after.each(async ({ box }) => {
  await box.close();
});

/** What the compiler says about a folder; empty when it is content. */
function typeCheck(folder: string): Promise<string> {
  return new Promise((resolve) => {
    execFile(join(ROOT, 'node_modules', '.bin', 'tsc'), ['--noEmit', '-p', '.'], { cwd: folder }, (_error, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
}

const textIn = (box: Sandbox, name: string) => readFile(join(box.folder, name), 'utf8');

function said({ code, out, err }: Ran): string {
  return `exit ${code}\n${out}${err}`;
}

story('a new fleet lints clean, plans, and type-checks with nothing installed', async ({ box }) => {
  const made = await box.run('init');
  assert.is(made.code, 0, said(made));
  assert.match(made.out, /wrote omniclaw\.fleet\.ts\n[\s\S]*next: omniclaw lint, then omniclaw plan\n$/);
  assert.equal((await readdir(box.folder)).sort(), ['omniclaw-env.d.ts', 'omniclaw.fleet.ts', 'tsconfig.json']);
  const linted = await box.run('lint', '--max-warnings', '0');
  assert.is(linted.code, 0, said(linted));
  const planned = await box.run('plan', '--json');
  assert.equal(Object.keys(JSON.parse(planned.out).gateways), ['main', 'rescue']);
  assert.is(await typeCheck(box.folder), '');
  const text = await textIn(box, 'omniclaw.fleet.ts');
  await writeFile(join(box.folder, 'omniclaw.fleet.ts'), text.replace('port:', 'prot:'));
  assert.match(await typeCheck(box.folder), /'prot' does not exist in type 'GatewayDeclaration'/);
  assert.equal(await readdir(box.home), [], 'nothing is written outside the folder');
});

story('JSON and YAML name a schema that is there, and lint clean', async ({ box }) => {
  for (const [format, line] of [
    ['json', '"$schema": "./omniclaw.fleet.schema.json"'],
    ['yaml', '# yaml-language-server: $schema=./omniclaw.fleet.schema.json'],
  ] as const) {
    assert.is((await box.run('init', '--format', format)).code, 0);
    assert.match(await textIn(box, `omniclaw.fleet.${format}`), line);
    assert.is(await textIn(box, 'omniclaw.fleet.schema.json'), await readFile(join(ROOT, 'schema', 'fleet.schema.json'), 'utf8'));
    const linted = await box.run('lint', '--no-exec', '--max-warnings', '0');
    assert.is(linted.code, 0, said(linted));
    await rm(join(box.folder, `omniclaw.fleet.${format}`));
  }
});

story('where a package file lists omniclaw, only the fleet file is written', async ({ box }) => {
  await writeFile(join(box.folder, 'package.json'), '{"devDependencies":{"omniclaw":"^0.1.0"}}');
  assert.is((await box.run('init')).code, 0);
  assert.equal((await readdir(box.folder)).sort(), ['omniclaw.fleet.ts', 'package.json']);
  assert.not.match(await textIn(box, 'omniclaw.fleet.ts'), '<reference');
});

story('what is there stays: a file, a link, another fleet, the settings of a project', async ({ box }) => {
  const path = join(box.folder, 'omniclaw.fleet.ts');
  await writeFile(path, 'mine');
  await writeFile(join(box.folder, 'tsconfig.json'), '{}');
  const refused = await box.run('init');
  assert.is(refused.code, 1);
  assert.match(refused.err, /exists already \[OCE_REFUSED\]\n {2}try: add --force/);
  assert.is(await readFile(path, 'utf8'), 'mine');
  assert.is((await box.run('init', '--force')).code, 0);
  assert.match(await readFile(path, 'utf8'), 'defineFleet');
  assert.is(await textIn(box, 'tsconfig.json'), '{}');
  assert.match((await box.run('init', '--format', 'json', '--force')).err, /would be a second fleet file/);
  await rm(path);
  await writeFile(join(box.home, 'target'), 'theirs');
  await symlink(join(box.home, 'target'), path);
  assert.match((await box.run('init', '--force')).err, /is a symbolic link/);
  assert.is(await readFile(join(box.home, 'target'), 'utf8'), 'theirs');
});

story('a dry run prints the file and writes nothing', async ({ box }) => {
  const shown = await box.run('init', '--dry-run');
  assert.match(shown.out, /^\/\/\/ <reference[\s\S]*defineFleet/);
  assert.is(shown.err, 'nothing was written\n');
  const { text, written } = JSON.parse((await box.run('init', '--dry-run', '--json')).out);
  assert.is(text, shown.out);
  assert.equal(written, []);
  assert.equal(await readdir(box.folder), []);
});

story('the blocks it takes are free now and not those of gateways that do not run', async ({ box }) => {
  await mkdir(join(box.home, '.openclaw'));
  await writeFile(join(box.home, '.openclaw', 'openclaw.json'), '{ gateway: { port: 18900 } }');
  const made = await box.run('init', '--dry-run', '--json');
  const ports = [...String(JSON.parse(made.out).text).matchAll(/port: (\d+),/g)].map(([, port]) => Number(port));
  assert.is(ports.length, 2, said(made));
  assert.ok(
    ports.every((port) => port + 110 < 18900 || port > 18900 + 110),
    ports.join(),
  );
  assert.match((await box.run('init')).out, '1 more on this host already: "omniclaw init --import --force" reads them');
});

story('gateways that apply made are imported with an empty plan, in every format', async ({ box }) => {
  const [a = 0, b = 0, c = 0] = await freeBases(3);
  box.environment['BOT_TOKEN'] = 'x'.repeat(40);
  await box.fleet({
    main: {
      port: a,
      bind: 'lan',
      browser: { profiles: { work: { cdpPort: a + 20 }, away: { cdpUrl: 'http://10.0.0.42:9222' } } },
      stateDir: '~/gateways/main',
      service: { env: { TZ: 'UTC' } },
    },
    rescue: {
      port: b,
      rescues: 'main',
      channels: { telegram: { enabled: true, botToken: { $env: 'BOT_TOKEN' } } },
      canvasHost: { enabled: false },
      config: { logging: { level: 'debug' } },
    },
    lab: { port: c, state: 'stopped', browser: { enabled: false } },
  });
  const applied = await box.run('apply', '--yes');
  assert.is(applied.code, 0, said(applied));
  await rm(join(box.folder, 'omniclaw.fleet.json'));
  for (const format of ['ts', 'json', 'yaml']) {
    const made = await box.run('init', '--import', '--format', format);
    assert.is(made.code, 0, said(made));
    assert.not.match(made.out, 'to be looked at');
    const planned = await box.run('plan', '--detailed-exitcode');
    assert.is(planned.code, 0, said(planned) + (await textIn(box, `omniclaw.fleet.${format}`)));
    assert.match(planned.out, 'nothing to do');
    if (format === 'ts') assert.is(await typeCheck(box.folder), '');
    await rm(join(box.folder, `omniclaw.fleet.${format}`));
  }
  delete box.environment['BOT_TOKEN'];
});

story.run();
