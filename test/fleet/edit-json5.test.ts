import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { removeField, setField, withdrawField } from '../../src/fleet/edit-json5.ts';
import type { Json } from '../../src/fleet/fleet-spec.ts';
import { parseJson5 } from '../../src/fleet/parse-json5.ts';
import { fieldAt } from '../../src/plan/desired-config.ts';

const edit = suite('edit JSON5');

const config = `// mine
{
  // the port
  gateway: { port: 1, auth: { mode: 'token' } }, // trailing
  'agents': {
    defaults: { workspace: "/x" } // ws
  },
  /* keep */ list: [1,2,],
  meta: { a: 1 }, // last
}
`;

const edits: readonly (readonly [string, (text: string) => string, readonly [string, string]])[] = [
  ['replaces a value in place', (text) => setField(text, ['gateway', 'port'], 2), ['port: 1', 'port: 2']],
  ['adds to an object on one line', (text) => setField(text, ['gateway', 'bind'], 'lan'), ["'token' } }", '\'token\' }, "bind": "lan" }']],
  ['keeps a comment with its line', (text) => setField(text, ['agents', 'x'], 1), ['} // ws\n', '}, // ws\n    "x": 1\n']],
  ['adds below the last property', (text) => setField(text, ['z'], true), ['}, // last\n', '}, // last\n  "z": true,\n']],
  ['replaces a scalar parent', (text) => setField(text, ['meta', 'a', 'b'], 1), ['a: 1 }', 'a: {\n    "b": 1\n  } }']],
  ['removes a line', (text) => removeField(text, ['meta']), ['\n  meta: { a: 1 },', '']],
  ['removes the last of an object', (text) => removeField(text, ['gateway', 'auth']), [", auth: { mode: 'token' }", ' ']],
  ['replaces an element of a list', (text) => setField(text, ['list', '0'], 9), ['[1,2,]', '[9,2,]']],
  ['adds to a list', (text) => setField(text, ['list', '2'], 3), ['[1,2,]', '[1,2, 3,]']],
  ['removes from a list', (text) => removeField(text, ['list', '1']), ['2,]', ']']],
  ['replaces a list that has no such place', (text) => setField(text, ['list', 'x'], 1), ['[1,2,]', '{\n    "x": 1\n  }']],
  ['leaves what is not there', (text) => removeField(text, ['nothing', 'here']), ['', '']],
];

for (const [name, change, [from, to]] of edits) {
  edit(name, () => assert.is(change(config), config.replace(from, to)));
}

edit('withdraws a field with the objects that held nothing else, except those that are to stay', () => {
  const text = '{\n  "a": { "b": { "c": 1, }, },\n  "d": { /* why */ "e": 1 },\n  "list": [{ "f": 1 }],\n  "g": { "h": 1, "i": 2 }\n}\n';
  const without = (path: string, ...kept: string[]) =>
    parseJson5(
      withdrawField(
        text,
        path.split('.'),
        kept.map((one) => one.split('.')),
      ),
    );
  const whole = { a: { b: { c: 1 } }, d: { e: 1 }, list: [{ f: 1 }], g: { h: 1, i: 2 } };
  const { a: _, ...others } = whole;
  assert.equal(without('a.b.c'), { value: others });
  assert.equal(without('a.b.c', 'a'), { value: { ...whole, a: {} } });
  assert.equal(without('a.b.c', 'a.b'), { value: { ...whole, a: { b: {} } } });
  assert.equal(without('d.e'), { value: { ...whole, d: {} } }, 'a comment is no nothing');
  assert.equal(without('list.0.f'), { value: { ...whole, list: [{}] } }, 'a list keeps its length');
  assert.equal(without('g.h'), { value: { ...whole, g: { i: 2 } } });
  for (const absent of ['a.b.x', 'a.x.c', 'x', 'g.h.z']) assert.equal(without(absent), { value: whole }, absent);
  assert.is(withdrawField('{ "a": { "b": 1 } }', ['a', 'b'], []), '{  }');
});

edit('works on an empty object, and keeps the comments in it', () => {
  assert.is(setField('{}', ['a', 'b'], 1), '{\n  "a": {\n    "b": 1\n  }\n}');
  assert.is(setField('{ a: [ /* none */ ] }\n', ['a', '0'], 1), '{ a: [ /* none */\n  1\n] }\n');
  assert.is(setField('{\n  // nothing yet\n}\n', ['a'], 1), '{\n  // nothing yet\n  "a": 1\n}\n');
});

const key = fc.constantFrom('a', 'b', 'c', 'gateway', 'x-y');
const path = fc.array(key, { minLength: 1, maxLength: 3 });
const value: fc.Arbitrary<Json> = fc.oneof(
  fc.integer(),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([1, 'x']),
  fc.constant({ p: 1 }),
);

edit('any run of edits leaves a document with the last values set, and comments intact', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(path, value), { minLength: 1, maxLength: 12 }), (changes) => {
      let text = config;
      for (const [where, what] of changes) {
        text = setField(text, where, what);
        const parsed = parseJson5(text);
        assert.ok('value' in parsed, text);
        assert.equal(fieldAt(parsed.value, where), what);
        assert.is(setField(text, where, what), text);
      }
      for (const [where] of changes) {
        text = removeField(text, where);
        const parsed = parseJson5(text);
        assert.ok('value' in parsed, text);
        assert.is(fieldAt(parsed.value, where), undefined);
      }
      assert.ok(text.startsWith('// mine\n'));
      assert.match(text, '// the port');
    }),
    { numRuns: 300 },
  );
});

edit.run();
