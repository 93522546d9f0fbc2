/** References in schemas that gateway programs print. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json } from '../../src/fleet/fleet-spec.ts';
import { findReferenceFault, ownReferences } from '../../src/fleet/pulled-schema.ts';

const references = suite('references of a pulled schema');

const DEFINITIONS = {
  'a~b': {},
  'a/b': {},
  'a%b': {},
  one: { $ref: '#/definitions/two' },
  two: { $ref: '#/definitions/one' },
  tree: { properties: { inner: { $ref: '#/definitions/tree' } } },
};

const cases: readonly (readonly [reference: Json, kept: boolean, fault: RegExp | null])[] = [
  ['#/definitions/a~0b', true, null],
  ['#/definitions/a~1b', true, null],
  ['#/definitions/a%25b', true, null],
  ['#/definitions/tree', true, null],
  ['#/definitions/nowhere', false, null],
  ['http://elsewhere.example/x', false, null],
  ['#/definitions/a%b', false, /^its reference "#\/definitions\/a%b" cannot be read$/],
  ['#/%', false, /cannot be read/],
  ['#/%e0%a4', false, /cannot be read/],
  ['#/definitions/a~2', false, /^its reference "#\/definitions\/a~2" cannot be read$/],
  ['#/definitions/a~', false, /cannot be read/],
  ['#/definitions/one', true, /leads back to itself$/],
  ['#/properties/x', true, /leads back to itself$/],
];
for (const [reference, kept, fault] of cases)
  references(JSON.stringify(reference), () => {
    const { one, two, ...others } = DEFINITIONS;
    const definitions = reference === '#/definitions/one' ? DEFINITIONS : others;
    const schema = { properties: { x: { $ref: reference } }, definitions };
    assert.equal(ownReferences(schema)['properties'], { x: kept ? { $ref: reference } : {} });
    const found = findReferenceFault(schema);
    if (fault === null) assert.is(found, null);
    else assert.match(found ?? '', fault);
  });

references('data that looks like a reference is none', () => {
  assert.is(findReferenceFault({ properties: { x: { const: { $ref: '#/%' } }, $ref: { type: 'string' } } }), null);
});

references.run();
