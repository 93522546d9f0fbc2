/** A stranger's first minute: a fleet file for this host, new or from what runs on it, that an editor and plan agree with. */
import { execFile, execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
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

story('a unit with another home is another gateway, and its name alone says nothing', async ({ box }) => {
  const units = join(box.home, '.config', 'systemd', 'user');
  await mkdir(units, { recursive: true });
  const settings = { two: [`OPENCLAW_HOME=${box.home}/two`], three: [`HOME=${box.home}/three`], 'gateway-lab': [] };
  for (const [at, [name, variables]] of Object.entries(settings).entries()) {
    const environment = variables.map((one) => `Environment=${one}\n`).join('');
    const start = `ExecStart=/usr/bin/node /opt/openclaw/index.js gateway --port ${21000 + at * 1000}\n`;
    await writeFile(join(units, `openclaw-${name}.service`), `[Service]\n${start}${environment}`);
  }
  for (const [home, port] of [
    ['', 18789],
    ['two', 19000],
    ['three', 19001],
  ] as const) {
    await mkdir(join(box.home, home, '.openclaw'), { recursive: true });
    await writeFile(join(box.home, home, '.openclaw', 'openclaw.json'), JSON.stringify({ gateway: { mode: 'local', port } }));
  }
  const made = await box.run('init', '--import', '--format', 'json');
  assert.is(made.code, 0, said(made));
  const { gateways }: { gateways: { [name: string]: { stateDir?: string; port: number } } } = JSON.parse(
    await textIn(box, 'omniclaw.fleet.json'),
  );
  assert.equal(
    Object.values(gateways)
      .map(({ stateDir, port }) => `${stateDir} ${port}`)
      .sort(),
    ['undefined 23000', '~/three/.openclaw 22000', '~/two/.openclaw 21000'],
  );
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

/** Lays out a home as it was written by hand from the facts about OpenClaw. */
async function layOut(box: Sandbox, name: string): Promise<void> {
  await cp(join(ROOT, 'fixtures', 'openclaw', name), box.home, { recursive: true, verbatimSymlinks: true });
  for (const entry of await readdir(box.home, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    await writeFile(path, (await readFile(path, 'utf8')).replaceAll('@HOME@', box.home));
  }
}

type Imported = { gateways: { [name: string]: { [key: string]: unknown } } };

async function importAs(box: Sandbox): Promise<{ fleet: Imported; notes: string; text: string }> {
  const made = await box.run('init', '--import', '--json', '--format', 'json');
  assert.is(made.code, 0, said(made));
  const text = await textIn(box, 'omniclaw.fleet.json');
  const { notes }: { notes: { gateway: string; message: string }[] } = JSON.parse(made.out);
  return {
    fleet: JSON.parse(text),
    text: text + made.out,
    notes: notes.map(({ gateway, message }) => `${gateway}: ${message}\n`).join(''),
  };
}

story('two OpenClaw gateways with units: declared, no secret copied, nothing worse than a warning', async ({ box }) => {
  await layOut(box, 'main-and-rescue');
  const { fleet, notes, text } = await importAs(box);
  assert.not.match(text, 'fixture-');
  assert.equal(fleet.gateways, {
    default: {
      runtime: 'openclaw',
      port: 18789,
      program: { path: '~/.npm-global/lib/node_modules/openclaw/openclaw.mjs', node: '/usr/bin/node' },
      browser: { profiles: { openclaw: { cdpPort: 18800 }, away: { cdpUrl: 'http://10.0.0.42:9222' } } },
      service: { driver: 'systemd' },
    },
    rescue: {
      runtime: 'openclaw',
      port: 19789,
      program: { path: '~/.npm-global/lib/node_modules/openclaw/openclaw.mjs', node: '/usr/bin/node' },
      workspace: '~/rescue-notes',
      channels: { telegram: { accounts: { ops: { botToken: { $env: 'RESCUE_TELEGRAM_ACCOUNTS_OPS_BOT_TOKEN' } } } } },
      service: { driver: 'systemd' },
    },
  });
  assert.match(notes, /default: "browser\.profiles\.rented\.cdpUrl" was not copied/);
  const linted = await box.run('lint', '--json');
  assert.equal(
    JSON.parse(linted.out).findings.map(({ code }: { code: string }) => code),
    ['OC204'],
  );
});

story('a file that a config includes from a folder which only its unit names is read, now and by the plan', async ({ box }) => {
  const [state, shared, units] = [join(box.home, '.openclaw'), join(box.home, 'shared'), join(box.home, '.config', 'systemd', 'user')];
  for (const folder of [state, shared, units]) await mkdir(folder, { recursive: true, mode: 0o700 });
  const base = join(shared, 'base.json5');
  await writeFile(base, JSON.stringify({ gateway: { mode: 'local', port: 18789, bind: 'loopback', auth: { token: 'hidden' } } }), {
    mode: 0o600,
  });
  await writeFile(join(state, 'openclaw.json'), JSON.stringify({ $include: base }), { mode: 0o600 });
  const unit = ['[Service]', 'ExecStart=/usr/bin/node /opt/openclaw/openclaw.mjs gateway', `Environment=OPENCLAW_INCLUDE_ROOTS=${shared}`];
  await writeFile(join(units, 'openclaw-gateway.service'), `${unit.join('\n')}\n`);
  const { fleet } = await importAs(box);
  const { service, ...declared } = fleet.gateways['default'] ?? {};
  assert.equal(service, { driver: 'systemd', env: { OPENCLAW_INCLUDE_ROOTS: shared } });
  assert.is(declared['port'], 18789);
  const env = { OPENCLAW_INCLUDE_ROOTS: shared };
  await box.fleet({ default: { runtime: 'openclaw', port: 18789, state: 'stopped', service: { driver: 'supervisor', env } } });
  const planned = await box.run('plan', '--detailed-exitcode');
  assert.is(planned.code, 0, said(planned));
});

story('an awkward home: what can be read is declared, the rest is told', async ({ box }) => {
  await layOut(box, 'awkward');
  await mkdir(join(box.home, '.openclaw-pipe'));
  execFileSync('mkfifo', [join(box.home, '.openclaw-pipe', 'openclaw.json')]);
  await symlink(join(box.home, 'nowhere'), join(box.home, '.omniclaw'));
  const { fleet, notes } = await importAs(box);
  assert.equal(Object.keys(fleet.gateways), ['default', 'Work_2', 'apple']);
  assert.is(fleet.gateways['apple']?.['stateDir'], '~/R&D/apple');
  for (const says of [
    '"broken" was left out',
    'openclaw.json:5:1" is not valid JSON5',
    '"pipe" was left out',
    'is not a file',
    'alias" leads to',
    '2026.bak" was left out',
    'nothing" has no openclaw.json',
  ])
    assert.match(notes, says);
  assert.is((await box.run('lint')).code, 0);
});

story('fifty profiles', async ({ box }) => {
  for (let at = 0; at < 50; at += 1) {
    await mkdir(join(box.home, `.omniclaw-p${at}`));
    await writeFile(join(box.home, `.omniclaw-p${at}`, 'omniclaw.json'), JSON.stringify({ gateway: { port: 20_000 + at * 120 } }));
  }
  const { fleet } = await importAs(box);
  assert.is(Object.keys(fleet.gateways).length, 50);
  assert.is((await box.run('lint', '--max-warnings', '0')).code, 0);
});

story('no home, or an empty one: refused with what to type instead; a home that cannot be written is read', async ({ box }) => {
  const refused = await box.run('init', '--import');
  assert.is(refused.code, 1);
  assert.match(refused.err, /no gateway was found below[^\n]*\n {2}try: omniclaw init\n/);
  box.environment['HOME'] = join(box.home, 'missing');
  assert.is((await box.run('init', '--import')).code, 1);
  assert.is((await box.run('init')).code, 0);
  assert.equal(await readdir(box.home), []);
  await rm(join(box.folder, 'omniclaw.fleet.ts'));
  box.environment['HOME'] = box.home;
  await layOut(box, 'main-and-rescue');
  await chmod(box.home, 0o500);
  assert.is((await box.run('init', '--import')).code, 0);
  await chmod(box.home, 0o700);
});

story('wrong words', async ({ box }) => {
  for (const [args, says] of [
    [['--format', 'toml'], /unknown format "toml"/],
    [['--fleet', 'x.txt'], /"x\.txt" must end in/],
    [['--fleet', 'x.json', '--format', 'yaml'], /does not fit/],
  ] as const) {
    const { code, err } = await box.run('init', ...args);
    assert.is(code, 64);
    assert.match(err, says);
  }
  assert.is((await box.run('init', '--fleet', 'no/where.json')).code, 1);
  assert.equal(await readdir(box.folder), []);
});

story.run();
