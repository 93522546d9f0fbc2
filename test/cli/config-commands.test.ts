/** `omniclaw config ...` with what people type, and with real editors that behave and misbehave. */
import { chmod, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runProgram } from '../../src/cli/run-program.ts';
import { openSandbox, type Sandbox } from '../stories/sandbox.ts';
import { typeInto } from '../stories/typed-terminal.ts';

const START = '{\n  // the port\n  gateway: { port: 31000 },\n  list: [1, /* two */ 2], // both\n}\n';

type Ran = { readonly code: number; readonly out: string; readonly err: string };

const config = suite<{ home: string; file: string; run: (...args: string[]) => Promise<Ran> }>('config commands');

config.before.each(async (context) => {
  context.home = await realpath(await mkdtemp(join(tmpdir(), 'oc-')));
  context.file = join(context.home, 'omniclaw.json');
  await writeFile(context.file, START);
  context.run = async (...args) => {
    const [out, err]: [string[], string[]] = [[], []];
    const quiet = { outIsTerminal: false, errIsTerminal: false, canAsk: false, columns: 80, color: 'plain' } as const;
    const terminal = { ...quiet, out: (text: string) => void out.push(text), err: (text: string) => void err.push(text) };
    const environment = { HOME: context.home, OMNICLAW_CONFIG_PATH: context.file };
    return { code: await runProgram(['config', ...args], { terminal, environment }), out: out.join(''), err: err.join('') };
  };
});

config.after.each(async ({ home }) => {
  await rm(home, { recursive: true, force: true });
});

/** `leaves`: what becomes of the text; `null`: nothing. */
const WRITES: readonly (readonly [args: readonly string[], code: number, leaves: readonly [string, string] | null, says: RegExp])[] = [
  [['set', 'gateway.port', '31001'], 0, ['31000', '31001'], /changed gateway\.port in .*\ntakes a restart of the gateway: gateway\.port/],
  [['set', 'gateway["port"]', '0x7919'], 0, ['31000', '31001'], /changed/],
  [['set', 'gateway.port', '31000'], 0, null, /nothing to change/],
  [['set', 'gateway.port', '31001', '--dry-run'], 0, null, /would change gateway\.port/],
  [['set', 'gateway.port', '70000'], 78, null, /"gateway\.port" must be an integer from 1 to 65535, got 70000; .* was not changed/],
  [['set', 'gateway.port', '-5'], 78, null, /got -5/],
  [['set', 'gateway.port', 'NaN'], 78, null, /got "NaN"/],
  [['set', 'gateway.port.x', '1'], 64, null, /"gateway\.port" is 31000, and has nothing below it/],
  [['set', 'list[1]', '5'], 0, ['/* two */ 2', '/* two */ 5'], /changed list in/],
  [['set', 'list[2]', '3'], 0, ['/* two */ 2]', '/* two */ 2, 3]'], /changed list in/],
  [['set', 'list[9]', '3'], 64, null, /"list" is a list of 2, and has no place "9"/],
  [['set', 'list.last', '3'], 64, null, /has no place "last"/],
  [['unset', 'list[0]'], 0, ['[1, /* two */ 2]', '[ /* two */ 2]'], /changed list in/],
  [['set', 'list', '[1, 2'], 64, null, /the value is not valid JSON5 \(character 6 of line 1\)/],
  [
    ['set', 'tools.note', 'two words'],
    0,
    ['2], // both\n', '2], // both\n  "tools": {\n    "note": "two words"\n  },\n'],
    /changed tools\.note/,
  ],
  [['set', 'tools["a.b"]', "'quoted'"], 0, ['2], // both\n', '2], // both\n  "tools": {\n    "a.b": "quoted"\n  },\n'], /changed/],
  [['unset', 'gateway.nothing'], 0, null, /nothing to change/],
  [
    ['set', 'gateway.auth.token', '{ $env: "T" }'],
    0,
    ['31000 }', '31000, "auth": {\n      "token": {\n        "$env": "T"\n      }\n    } }'],
    /changed gateway\.auth\.token in/,
  ],
  [
    ['patch', '{ gateway: { port: null, bind: "lan" } }'],
    0,
    ['{ port: 31000 }', '{\n    "bind": "lan"\n  }'],
    /changed gateway\.port, gateway\.bind/,
  ],
  [['patch', '{ "__proto__": { a: 1 } }'], 64, null, /has a key "__proto__"/],
  [['patch', '{ a: '], 64, null, /the patch cannot be used: 1:\d+ it is not valid JSON5/],
  [['patch'], 64, null, /either on the line or with "--file"/],
  [['patch', '--file', '/nonexistent'], 1, null, /cannot be read/],
  [['set', 'gateway.port', '31001', '--base-hash', 'old'], 4, null, /changed by somebody else/],
  ...['', '.', 'gateway..port', '__proto__', 'a.__proto__.b', 'a["', 'a["\\q"]', 'a[-1]', 'a[b]'].map(
    (path) => [['set', path, '1'], 64, null, /is no path into a config/] as const,
  ),
];
for (const [args, code, leaves, says] of WRITES) {
  config(`config ${args.join(' ')}`, async ({ file, run }) => {
    const ran = await run(...args);
    assert.is(ran.code, code, `${ran.out}${ran.err}`);
    assert.match(ran.out + ran.err, says);
    assert.is(await readFile(file, 'utf8'), leaves === null ? START : START.replace(...leaves));
  });
}

config('get shows values and hides secrets; schema is the schema', async ({ run }) => {
  assert.is((await run('get', 'list[1]')).out, '2\n');
  assert.is((await run('get', 'gateway')).out, '{\n  "port": 31000\n}\n');
  for (const path of ['list[2]', 'list.length', 'gateway.port.x', 'constructor']) assert.is((await run('get', path)).code, 1, path);
  await run('set', 'gateway.auth.token', 'a-literal-one');
  assert.not.match((await run('get')).out, 'a-literal-one');
  assert.is(JSON.parse((await run('schema')).out).$schema, 'http://json-schema.org/draft-07/schema#');
});

config('a config that cannot be parsed is shown by no command, and changed only by an editor', async ({ file, run }) => {
  await writeFile(file, '{ bad');
  for (const args of [
    ['get'],
    ['get', 'gateway'],
    ['set', 'a', '1'],
    ['unset', 'a'],
    ['patch', '{ a: 1 }'],
    ['set', 'a', '1', '--dry-run'],
  ]) {
    const ran = await run(...args);
    assert.is(ran.code, 78, args.join(' '));
    assert.match(ran.err, /omniclaw\.json:1:6" is not valid JSON5.*\n.*omniclaw config edit/);
  }
  assert.is((await run('validate')).code, 78);
  assert.is(await readFile(file, 'utf8'), '{ bad');
});

const edit = suite<{ box: Sandbox; file: string; editor: (script: string) => Promise<string> }>('config edit');

edit.before.each(async (context) => {
  context.box = await openSandbox();
  context.file = join(context.box.home, 'omniclaw.json');
  context.box.environment['OMNICLAW_CONFIG_PATH'] = context.file;
  await writeFile(context.file, START);
  // An editor whose name holds a space, so that its variable needs quotes. "$1" is its own argument, "$2" the file.
  context.editor = async (script) => {
    const path = join(context.box.folder, 'my editor');
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return `"${path}" --wait`;
  };
});

edit.after.each(async ({ box, file }) => {
  const left = await readdir(box.home);
  const text = await readFile(file, 'utf8');
  await box.close();
  assert.equal(
    left.filter((name) => name.startsWith('.edit-')),
    [],
  );
  assert.match(text, '// the port');
});

const EDITS: readonly (readonly [is: string, script: string, code: number, port: number, says: RegExp])[] = [
  ['a change is put in place', 'sed -i s/31000/31001/ "$2"', 0, 31001, /changed gateway\.port in .*\ntakes a restart/],
  ['a comment is a change too', 'echo "// more" >> "$2"', 0, 31000, /changed .*omniclaw\.json, but no value in it/],
  ['no change is none', 'test "$1" = --wait', 0, 31000, /nothing to change/],
  ['an editor that fails changes nothing', 'sed -i s/31000/31001/ "$2"; exit 3', 1, 31000, /ended with 3; nothing was changed/],
  ['nor one that is killed', 'sed -i s/31000/31001/ "$2"; kill -9 $$', 1, 31000, /was ended by SIGKILL; nothing/],
  ['nor one that removes the file', 'rm "$2"', 1, 31000, /the editor took the file away; nothing/],
  ['what cannot be used is not put in place', 'sed -i s/31000/310000/ "$2"', 78, 31000, /not put in place: 3:\d+ "gateway\.port" must be/],
];
for (const [is, script, code, port, says] of EDITS) {
  edit(is, async ({ box, file, editor }) => {
    box.environment['EDITOR'] = await editor(script);
    const ran = await box.run('config', 'edit');
    assert.is(ran.code, code, `${ran.out}${ran.err}`);
    assert.match(ran.out + ran.err, says);
    assert.match(await readFile(file, 'utf8'), `port: ${port} }`);
  });
}

edit('an edit that somebody else was quicker with is kept beside the config', async ({ box, file, editor }) => {
  box.environment['VISUAL'] = await editor(`sed -i s/31000/31001/ "$2"; sed -i s/31000/31009/ ${JSON.stringify(file)}`);
  const { code, err } = await box.run('config', 'edit');
  assert.is(code, 4, err);
  assert.match(err, /your text is kept in ".*omniclaw\.json\.edited"/);
  assert.match(await readFile(file, 'utf8'), 'port: 31009');
  assert.match(await readFile(`${file}.edited`, 'utf8'), 'port: 31001');
});

edit('in a terminal, what cannot be used may be edited again', async ({ box, file, editor }) => {
  box.environment['EDITOR'] = await editor('grep -q 310000 "$2" && exec sed -i s/310000/31002/ "$2"; sed -i s/31000/310000/ "$2"');
  const terminal = typeInto(box, ['config', 'edit']);
  await terminal.see('3:14 "gateway.port" must be an integer from 1 to 65535, got 310000');
  await terminal.see('edit it again? [y/N]');
  terminal.type('y\r');
  const { code, shown } = await terminal.ended;
  assert.is(code, 0, shown);
  assert.match(await readFile(file, 'utf8'), 'port: 31002 }');
});

config.run();
edit.run();
