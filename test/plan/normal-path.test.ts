import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { absolutePath, ancestors, normalPath } from '../../src/plan/normal-path.ts';
import { createPathTree } from '../../src/plan/path-tree.ts';
import { host } from './sample-gateway.ts';

const paths = suite('paths');

const normal: readonly (readonly [string, string])[] = [
  ['/', '/'],
  ['//', '/'],
  ['/a', '/a'],
  ['/a/', '/a'],
  ['/a//b', '/a/b'],
  ['/a/./b/.', '/a/b'],
  ['/a/b/..', '/a'],
  ['/a/../b', '/b'],
  ['/..', '/'],
  ['/../../a', '/a'],
  ['/a/..b/...', '/a/..b/...'],
];
for (const [given, expected] of normal) paths(`"${given}" is "${expected}"`, () => assert.is(normalPath(given), expected));

const absolute: readonly (readonly [string, string])[] = [
  ['~', '/home/ann'],
  ['~/', '/home/ann'],
  ['~/a/../b', '/home/ann/b'],
  ['~bob/a', '/home/ann/fleet/~bob/a'],
  ['/x/./y', '/x/y'],
  ['a', '/home/ann/fleet/a'],
  ['./a', '/home/ann/fleet/a'],
  ['../a', '/home/ann/a'],
  ['', '/home/ann/fleet'],
];
for (const [written, expected] of absolute) {
  paths(`"${written}" in a fleet file means "${expected}"`, () => assert.is(absolutePath(written, host), expected));
}

paths('a home with a trailing slash', () => assert.is(absolutePath('~', { ...host, home: '/home/ann/' }), '/home/ann'));

paths('the folders above a path, itself first', () => {
  assert.equal(ancestors('/a/b/c'), ['/a/b/c', '/a/b', '/a', '/']);
  assert.equal(ancestors('/a'), ['/a', '/']);
  assert.equal(ancestors('/'), ['/']);
});

const meetings: readonly (readonly [string, string, string, boolean])[] = [
  ['the same path', '/a/b', '/a/b', true],
  ['a path below', '/a/b', '/a/b/c/d', true],
  ['a folder above', '/a/b', '/a', true],
  ['the root', '/a/b', '/', true],
  ['beside', '/a/b', '/a/c', false],
  ['a name that begins the same', '/a/b', '/a/bc', false],
  ['below a folder that is only on the way', '/a/b/c', '/a/b/d', false],
];
for (const [is, has, asked, meets] of meetings) {
  paths(`path tree: ${is}`, () => {
    const tree = createPathTree();
    tree.add(has, 'one');
    assert.is(tree.meetsOthers(asked, 'two'), meets);
    assert.is(tree.meetsOthers(asked, 'one'), false, 'nobody is in the way of oneself');
    tree.add(has, 'two');
    assert.is(tree.meetsOthers(asked, 'one'), meets);
    assert.is(tree.meetsOthers(asked, 'two'), meets);
  });
}

paths('path tree: the root is somebody, too', () => {
  const tree = createPathTree();
  assert.is(tree.meetsOthers('/', 'one'), false);
  tree.add('/', 'one');
  assert.is(tree.meetsOthers('/a', 'two'), true);
  assert.is(tree.meetsOthers('/a', 'one'), false);
});

paths.run();
