/** What an editor shows of a key: nobody should have to leave the fleet file to learn what it takes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';

type Node = { readonly [key: string]: unknown };
type Key = { readonly place: string; readonly schema: Node; readonly isRequired: 'yes' | 'no' };

const isNode = (value: unknown): value is Node => value !== null && typeof value === 'object' && !Array.isArray(value);
const nodes = (value: unknown): [string, Node][] =>
  Object.entries(Object(value)).flatMap(([key, one]) => (isNode(one) ? [[key, one] satisfies [string, Node]] : []));

/** Every declared key below a schema, `$ref` followed once for each part by the caller. */
function keysOf(schema: Node, place: string): Key[] {
  const required: unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const own = nodes(schema['properties']).map(
    ([name, one]): Key => ({ place: `${place}/${name}`, schema: one, isRequired: required.includes(name) ? 'yes' : 'no' }),
  );
  const inner = [
    ...nodes(schema['properties']),
    ...nodes(schema['anyOf']),
    ...nodes(schema['patternProperties']),
    ...nodes({ additionalProperties: schema['additionalProperties'], items: schema['items'] }),
  ];
  return [...own, ...inner.flatMap(([name, one]) => keysOf(one, `${place}/${name}`))];
}

const schema: Node = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'schema', 'fleet.schema.json'), 'utf8'));
const parts = new Map(nodes(schema['$defs']));
const resolve = (one: Node): Node =>
  typeof one['$ref'] === 'string' ? { ...parts.get(one['$ref'].split('/').at(-1) ?? ''), ...one } : one;
const keys = [...keysOf(schema, ''), ...[...parts].flatMap(([name, part]) => keysOf(part, name))];

/** Optional keys for which leaving them out is not the same as any value. */
const WITHOUT_DEFAULT = /\/(?:\$schema|defaults|reason)$|\/(?:auth|browser|canvasHost|service)$/;

const editors = suite('the schema of the fleet file');

editors('every key of the language is there', () => {
  assert.ok(keys.length > 50, String(keys.length));
  for (const place of ['/gateways', '/defaults', 'BrowserProfileDeclaration/cdpPort', 'SecretReference/0/$env'])
    assert.ok(
      keys.some((key) => key.place === place),
      place,
    );
});

for (const { place, schema: declared, isRequired } of keys) {
  editors(`${place} says what it is, with an example, and what it is when left out`, () => {
    const { description, examples, default: value } = resolve(declared);
    assert.type(description, 'string');
    assert.ok(Array.isArray(examples) && examples.length > 0, 'no example');
    const says = value !== undefined || /Default: /.test(String(description));
    assert.ok(says || isRequired === 'yes' || WITHOUT_DEFAULT.test(place), 'no default');
  });
}

editors.run();
