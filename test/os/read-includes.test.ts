/** What OpenClaw makes of `$include`, compared by hand with `src/config/includes.ts` of openclaw 2026.9.6. */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isJsonObject } from '../../src/fleet/json-object.ts';
import { parseJson5 } from '../../src/fleet/parse-json5.ts';
import { sourceOf } from '../../src/fleet/resolve-includes.ts';
import { runtimeOf } from '../../src/fleet/runtime.ts';
import { readIncludes } from '../../src/os/read-includes.ts';

const { includes: rules } = runtimeOf('openclaw').config;

type Context = { top: string; folder: string };
const includes = suite<Context>('readIncludes');

includes.before.each(async (context) => {
  context.top = await mkdtemp(join(tmpdir(), 'includes-'));
  context.folder = join(context.top, 'state');
  mkdirSync(context.folder);
});
includes.after.each(async ({ top }) => rm(top, { recursive: true }));

type Files = { readonly [name: string]: string };

async function read({ folder, top }: Context, root: string, files: Files = {}, roots: readonly string[] = []) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const parsed = parseJson5(root);
  if (!('value' in parsed) || !isJsonObject(parsed.value)) throw new Error(root);
  const start = { path: join(folder, 'openclaw.json'), document: parsed.value };
  const way = { rules, home: top, roots };
  const found = await readIncludes(start, way);
  const problems = found.problems.map(({ message }) => message.replaceAll(top, ''));
  const where = (...path: readonly string[]) => sourceOf(start, new Map(found.files.map((file) => [file.path, file])), way, path);
  return { value: found.value, problems, where, files: found.files.length };
}

const merged: readonly (readonly [is: string, root: string, files: Files, value: object])[] = [
  ['a file takes the place of the object', '{ a: { $include: "./f" } }', { f: '{ x: 1 }' }, { a: { x: 1 } }],
  [
    'siblings win, lists are joined',
    '{ a: { $include: "f", x: 2, l: [2] } }',
    { f: '{ x: 1, l: [1], y: 1 }' },
    { a: { x: 2, l: [1, 2], y: 1 } },
  ],
  [
    'files in order, the later wins',
    '{ $include: ["f", "g"] }',
    { f: '{ a: { x: 1, y: 1 } }', g: '{ a: { x: 2 } }' },
    { a: { x: 2, y: 1 } },
  ],
  [
    'a path begins at its own file',
    '{ $include: "p/f" }',
    { 'p/f': '{ a: { $include: "g" }, b: { $include: "../h" } }', 'p/g': '{ x: 1 }', h: '{ y: 1 }' },
    { a: { x: 1 }, b: { y: 1 } },
  ],
  ['out of the folder and in again', '{ $include: "../state/f" }', { f: '{ x: 1 }' }, { x: 1 }],
  ['a list, a text', '{ a: { $include: "f" }, b: { $include: "g" } }', { f: '[1, 2]', g: '"t"' }, { a: [1, 2], b: 't' }],
  ['inside of a list', '{ a: [{ $include: "f" }, 1] }', { f: '{ x: 1 }' }, { a: [{ x: 1 }, 1] }],
  ['a tilde is a folder of that name', '{ $include: "~/f" }', { '~/f': '{ x: 1 }' }, { x: 1 }],
  ['nothing', '{ a: { $include: [] } }', {}, { a: {} }],
];
for (const [is, root, files, value] of merged)
  includes(`merges: ${is}`, async (context) => {
    const found = await read(context, root, files);
    assert.equal([found.value, found.problems], [value, []]);
  });

const chain = (length: number): Files =>
  Object.fromEntries(Array.from({ length }, (_, at) => [`f${at}`, at === length - 1 ? '{ end: 1 }' : `{ a: { $include: "f${at + 1}" } }`]));
const nineOf = (name: string): string => `{ $include: [${`"${name}",`.repeat(9)}] }`;
const bomb = { f9: '{}', ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`f${at}`, nineOf(`f${at + 1}`)])) };

const refused: readonly (readonly [is: string, root: string, files: Files, problem: RegExp])[] = [
  ['a missing file', '{ $include: "f" }', {}, /^the included file "\/state\/f" does not exist$/],
  ['a file below a file', '{ $include: "f/g" }', { f: '{}' }, /lies below a file/],
  ['a cycle', '{ $include: "f" }', { f: '{ $include: "g" }', g: '{ $include: "./f" }' }, /^"\.\/f" includes itself$/],
  ['itself', '{ $include: "openclaw.json" }', {}, /includes itself/],
  ['no JSON5', '{ $include: "f" }', { f: '{\n  x: ' }, /"\/state\/f:2:6" is not valid JSON5/],
  ['an empty file', '{ $include: "f" }', { f: '' }, /is not valid JSON5/],
  ['a key twice', '{ $include: "f" }', { f: '{ "x": 1, "x": 2 }' }, /has the key "x" twice/],
  ['brackets without end', '{ $include: "f" }', { f: '['.repeat(200_000) }, /is nested too deeply|is not valid JSON5/],
  ['a folder', '{ $include: "f" }', { 'f/g': '' }, /"\/state\/f" is not a file/],
  ['a number', '{ $include: 5 }', {}, /must be a path or a list of paths/],
  ['a number in a list', '{ $include: [5] }', {}, /must be a path/],
  ['no name', '{ $include: "" }', {}, /must be a path/],
  ['a NUL in it', '{ $include: "a\\u0000b" }', {}, /must be a path/],
  ['a name that no file can have', `{ $include: "${'a'.repeat(5000)}" }`, {}, /has too long a name/],
  ['a list beside keys', '{ a: { $include: "f", x: 1 } }', { f: '[1]' }, /beside other keys must be an object/],
  ['a list as the whole', '{ $include: "f" }', { f: '[1]' }, /does not hold an object/],
  ['outside of the folder', '{ $include: "../f" }', { '../f': '{}' }, /"\/f" lies outside of the folder of the config/],
  ['too large', '{ $include: "f" }', { f: `{ x: "${'a'.repeat(2 * 1024 * 1024)}" }` }, /is larger than 2097152 bytes/],
  ['11 deep', '{ $include: "f0" }', chain(11), /^"f10" is one included file too many$/],
  ['files that grow without bounds', '{ $include: "f0" }', bomb, /is one included file too many/],
];
for (const [is, root, files, problem] of refused)
  includes(`refuses: ${is}`, async (context) => assert.match((await read(context, root, files)).problems[0] ?? '', problem));

includes('10 deep is fine', async (context) => assert.equal((await read(context, '{ $include: "f0" }', chain(10))).problems, []));

includes('a pipe is not waited for; links lead inside of the folder, and files have one name', async (context) => {
  const { folder, top } = context;
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  writeFileSync(join(top, 'outside'), '{}');
  writeFileSync(join(folder, 'inside'), '{ x: 1 }');
  symlinkSync('inside', join(folder, 'link'));
  symlinkSync('../outside', join(folder, 'way-out'));
  symlinkSync('loop', join(folder, 'loop'));
  const problemOf = async (name: string) => (await read(context, `{ $include: "${name}" }`)).problems[0] ?? '';
  assert.match(await problemOf('pipe'), 'is not a file');
  assert.is(await problemOf('link'), '');
  assert.match(await problemOf('way-out'), 'lies outside');
  assert.match(await problemOf('loop'), 'leads nowhere');
  linkSync(join(folder, 'inside'), join(folder, 'second'));
  assert.match(await problemOf('second'), 'a hard link');
});

includes('a folder that OPENCLAW_INCLUDE_ROOTS names is fine too', async (context) => {
  const { top } = context;
  const files = { '../shared/f': '{ x: 1 }' };
  assert.match((await read(context, `{ $include: "${top}/shared/f" }`, files)).problems[0] ?? '', 'lies outside');
  assert.equal((await read(context, `{ $include: "${top}/shared/f" }`, files, [`${top}/shared`])).value, { x: 1 });
});

includes('says in which file a value stands, and where in it', async (context) => {
  const files = { f: '{ port: 1, auth: { mode: "token" } }', g: '{ auth: { token: "t" }, deep: { $include: "f" } }' };
  const { where } = await read(context, '{ gateway: { $include: ["f", "g"], port: 2, auth: { x: 1 } }, own: 1 }', files);
  const placed = (...path: readonly string[]) => {
    const { file, keys } = where(...path);
    return [file.replace(`${context.folder}/`, ''), ...keys].join(' ');
  };
  assert.is(placed('own'), 'openclaw.json own');
  assert.is(placed('gateway', 'port'), 'openclaw.json gateway port');
  assert.is(placed('gateway', 'auth', 'mode'), 'f auth mode');
  assert.is(placed('gateway', 'auth', 'token'), 'g auth token');
  assert.is(placed('gateway', 'deep', 'port'), 'f port');
  assert.is(placed('gateway', 'nowhere'), 'openclaw.json gateway nowhere');
});

includes.run();
