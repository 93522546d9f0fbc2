import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json } from '../../src/fleet/fleet-spec.ts';
import { isJsonObject } from '../../src/fleet/json-object.ts';
import { findCycles } from '../../src/plan/find-cycles.ts';
import type { SourceEdit } from '../../src/plan/finding.ts';
import { joinFixes, toFix } from '../../src/plan/port-fixes.ts';
import { withEdits } from '../../src/plan/with-edits.ts';

const edits = suite('edits and fixes');

const set = (pointer: string, value: Json): SourceEdit => ({ pointer, value });
const rows: readonly (readonly [string, Json, readonly SourceEdit[], Json])[] = [
  ['none', { a: 1 }, [], { a: 1 }],
  ['a value', { a: 1, b: 2 }, [set('/a', 3)], { a: 3, b: 2 }],
  ['a new key comes last', { b: 2 }, [set('/a', 1)], { b: 2, a: 1 }],
  ['objects on the way are made', {}, [set('/a/b/c', 1)], { a: { b: { c: 1 } } }],
  ['two in one object', { a: { x: 1 } }, [set('/a/y', 2), set('/a/z', 3)], { a: { x: 1, y: 2, z: 3 } }],
  ['an escaped key', { 'x/y': { '~': 1 } }, [set('/x~1y/~0', 2)], { 'x/y': { '~': 2 } }],
  ['an item of a list', { a: [1, { b: 2 }, 3] }, [set('/a/1/b', 9), set('/a/2', 8)], { a: [1, { b: 9 }, 8] }],
  ['a list keeps its length', { a: [1] }, [set('/a/5', 9)], { a: [1] }],
  ['the last one wins', { a: 1 }, [set('/a', 2), set('/a', 3)], { a: 3 }],
  ['an outer one after an inner one', { a: { b: 1 } }, [set('/a/b', 2), set('/a', { c: 3 })], { a: { c: 3 } }],
  ['an inner one after an outer one', { a: { b: 1 } }, [set('/a', { c: 3 }), set('/a/d', 4)], { a: { c: 3, d: 4 } }],
  ['a value that is no object becomes one', { a: 1 }, [set('/a/b', 2)], { a: { b: 2 } }],
  ['null becomes an object', { a: null }, [set('/a/b', 2)], { a: { b: 2 } }],
  ['a key that every object has', {}, [set('/constructor', 1)], { constructor: 1 }],
];
for (const [is, value, list, expected] of rows) {
  edits(is, () => {
    const before = JSON.stringify(value);
    const after = withEdits(value, list);
    assert.is(JSON.stringify(after), JSON.stringify(expected));
    assert.is(JSON.stringify(value), before, 'the value given stays as it is');
  });
}

edits('what does not change is shared', () => {
  const value = { a: { deep: [1] }, b: 1 };
  const after = withEdits(value, [set('/b', 2)]);
  assert.is(isJsonObject(after) && after['a'] === value.a, true);
});

edits('ports as a fix: in words and as edits', () => {
  const found = new Map<string, Json>([
    ['/gateways/a~1b/port', 18909],
    ['/gateways/a~1b/browser/cdpPortRange', { first: 1, last: 2 }],
  ]);
  assert.equal(toFix('a/b', ['/gateways/a~1b/port', '/gateways/a~1b/browser/cdpPortRange'], found), {
    description: 'set port of "a/b" to 18909, set browser.cdpPortRange of "a/b" to {"first":1,"last":2}',
    edits: [set('/gateways/a~1b/port', 18909), set('/gateways/a~1b/browser/cdpPortRange', { first: 1, last: 2 })],
  });
  assert.equal(toFix('a/b', ['/gateways/a~1b/port', '/gateways/a~1b/canvasHost/port'], found), {
    description: 'there is no free block of ports left for "a/b": remove a gateway, or switch off browsers that are not used',
    edits: [],
  });
});

edits('several fixes as one: each edit and each sentence once', () => {
  const [one, two] = [
    { description: 'x', edits: [set('/a', 1)], by: 'hand' as const },
    { description: 'y', edits: [set('/b', 2)] },
  ];
  assert.equal(joinFixes([one]), one);
  assert.equal(joinFixes([one, two, { ...two, edits: [set('/b', 2), set('/c', 3)] }]), {
    description: 'x, y',
    edits: [set('/a', 1), set('/b', 2), set('/c', 3)],
  });
  assert.equal(joinFixes([]), { description: '', edits: [] });
});

const cycles: readonly (readonly [string, { readonly [name: string]: string }, readonly string[][]])[] = [
  ['nobody', {}, []],
  ['a chain', { a: 'b', b: 'c' }, []],
  ['itself', { b: 'b' }, [['b']]],
  ['two', { a: 'b', b: 'a' }, [['a', 'b']]],
  ['three, entered from outside', { a: 'c', b: 'd', c: 'b', d: 'c' }, [['b', 'd', 'c']]],
  ['it begins with the first name of the list', { d: 'b', b: 'c', c: 'd' }, [['b', 'c', 'd']]],
  [
    'two cycles',
    { a: 'b', b: 'a', c: 'd', d: 'c' },
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['two that lead into one', { a: 'c', b: 'c', c: 'd', d: 'c' }, [['c', 'd']]],
  ['a name that is not in the list', { a: 'z', z: 'a' }, []],
];
for (const [is, targets, expected] of cycles) {
  edits(`cycles: ${is}`, () =>
    assert.equal(
      findCycles(['a', 'b', 'c', 'd'], (name) => targets[name] ?? null),
      expected,
    ),
  );
}

edits.run();
