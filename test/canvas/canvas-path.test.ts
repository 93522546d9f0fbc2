import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createCapabilities } from '../../src/canvas/canvas-capability.ts';
import { readCanvasPath } from '../../src/canvas/canvas-path.ts';
import { canvasRoot } from '../../src/canvas/canvas-root.ts';
import { contentTypeOf } from '../../src/canvas/content-type.ts';
import { pushText } from '../../src/canvas/push-canvas.ts';
import { watchTree } from '../../src/canvas/watch-tree.ts';
import { OmniclawError } from '../../src/fleet/omniclaw-error.ts';
import { until } from '../browser/browser-box.ts';

const canvas = suite('canvas addresses');

const good: readonly (readonly [string, readonly string[], 'yes' | 'no'])[] = [
  ['/', [], 'yes'],
  ['/a.html', ['a.html'], 'no'],
  ['/a/b/', ['a', 'b'], 'yes'],
  ['/a%20b.html', ['a b.html'], 'no'],
  ['/%C3%A4.css', ['ä.css'], 'no'],
  ['/%252e%252e', ['%2e%2e'], 'no'],
  ['/a..b', ['a..b'], 'no'],
];
for (const [raw, segments, folder] of good)
  canvas(`reads ${raw}`, () => assert.equal(readCanvasPath(raw), { kind: 'path', segments, folder }));

const bad = [
  ...[
    '',
    'a',
    '//',
    '/a//b',
    '/.',
    '/..',
    '/a/..',
    '/a/../b',
    '/a/./b',
    '/.git',
    '/a/.env',
    '/%2e%2e/x',
    '/%2E/x',
    '/a%2fb',
    '/a%2Fb',
    '/a%5cb',
  ],
  ...[
    '/a\\b',
    '/a%00',
    '/a%0d%0ab',
    '/a\u0000b',
    '/%',
    '/%zz',
    '/%ff',
    '/%c0%ae%c0%ae/x',
    '/c:/x',
    '/a:b',
    '/..%2f..%2fetc',
    `/${'a'.repeat(2_100)}`,
  ],
];
for (const raw of bad) canvas(`refuses ${JSON.stringify(raw.slice(0, 30))}`, () => assert.is(readCanvasPath(raw).kind, 'refused'));

canvas('a capability is good on its port, with its token, for its time, as it was made', () => {
  const [key, now] = [Buffer.alloc(32, 7), 1_700_000_000_000];
  const made = createCapabilities(key, 18793, 'token');
  const { text, expiresAt } = made.mint(now);
  assert.is(made.accepts(text, now), 'yes');
  assert.is(made.accepts(text, expiresAt - 1), 'yes');
  assert.is(made.accepts(text, expiresAt), 'no');
  assert.is(createCapabilities(key, 18793, 'token').accepts(text, now), 'yes');
  assert.is(createCapabilities(key, 18794, 'token').accepts(text, now), 'no');
  assert.is(createCapabilities(key, 18793, 'other').accepts(text, now), 'no');
  assert.is(createCapabilities(key, 18793, null).accepts(text, now), 'no');
  assert.is(createCapabilities(Buffer.alloc(32, 8), 18793, 'token').accepts(text, now), 'no');
  for (let at = 0; at < text.length; at += 1) {
    const changed = `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`;
    // The last of 43 letters carries two bits that decode to nothing.
    if (at < text.length - 1) assert.is(made.accepts(changed, now), 'no', changed);
  }
  for (const wrong of ['', '.', text.slice(1), `${text}A`, `${text} `, text.toUpperCase()])
    assert.is(made.accepts(wrong, now), 'no', wrong);
});

canvas('the root may not hold the state folder', () => {
  const place = { stateDir: '/home/u/.omniclaw', home: '/home/u' };
  assert.is(canvasRoot(null, place), '/home/u/.omniclaw/canvas');
  assert.is(canvasRoot('~/site', place), '/home/u/site');
  assert.is(canvasRoot('pages', place), '/home/u/.omniclaw/pages');
  for (const root of ['/', '/home', '/home/u', '~', '~/.omniclaw', '.', '/home/u/.omniclaw/', '/home/u/x/..'])
    assert.throws(() => canvasRoot(root, place), /holds the state folder/, root);
});

canvas('only known endings have a type that a browser runs', () => {
  assert.is(contentTypeOf('/a/b.HTML'), 'text/html; charset=utf-8');
  for (const name of ['a', 'a.', 'a.exe', 'a.htmlx', 'html', 'a.php']) assert.is(contentTypeOf(name), 'application/octet-stream', name);
});

canvas('a page is pushed only under a name that can be served', async () => {
  const root = await mkdtemp(join(tmpdir(), 'oc-canvas-'));
  for (const name of ['../x', '.x', 'a//b', '/x', 'a/', 'a\\b', '', 'a/../b', 'a:b'])
    assert.is(
      await pushText(root, name, Buffer.from('x')).then(
        () => 'pushed',
        (cause: unknown) => (cause instanceof OmniclawError ? cause.code : cause),
      ),
      'OCE_USAGE',
      name,
    );
  await pushText(root, 'a b/ä.html', Buffer.from('x'));
  assert.is(await readFile(join(root, 'a b', 'ä.html'), 'utf8'), 'x');
  await rm(root, { recursive: true });
});

canvas('a watched folder tells of every change, a link to itself or not, and of coming back', async () => {
  const top = await mkdtemp(join(tmpdir(), 'oc-watch-'));
  const root = join(top, 'root');
  let told = 0;
  const tree = watchTree(root, () => {
    told += 1;
  });
  await tree.ready;
  const tells = async (change: () => Promise<unknown>): Promise<void> => {
    const before = told;
    await change();
    await until('the change is told', async () => told > before);
  };
  await tells(() => mkdir(join(root, 'deep'), { recursive: true }));
  await tells(() => symlink('loop', join(root, 'loop')));
  await tells(() => writeFile(join(root, 'deep', 'a'), '1'));
  await tells(() => mkdir(join(root, 'new', 'folder'), { recursive: true }));
  await tells(() => writeFile(join(root, 'new', 'folder', 'a'), '1'));
  await tells(() => rm(root, { recursive: true }));
  await tells(() => mkdir(root));
  await tells(() => writeFile(join(root, 'a'), '1'));
  tree.close();
  await rm(top, { recursive: true });
});

canvas.run();
