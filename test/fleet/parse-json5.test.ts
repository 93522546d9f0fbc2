import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { parseJson5 } from '../../src/fleet/parse-json5.ts';

const parse = suite('parseJson5');

parse('reads comments, bare keys, single quotes, hex, signs and trailing commas', () => {
  const text = '// top\n{ a: \'x\', "b": [1, -2, +3, 0x10, .5,], /* c */ c: { d: null, e: true, }, } // end\n';
  assert.equal(parseJson5(text), { value: { a: 'x', b: [1, -2, 3, 16, 0.5], c: { d: null, e: true } } });
});

parse('reads every JSON document as JSON.parse does', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      if (text.includes('__proto__')) return;
      assert.equal(parseJson5(text), { value: JSON.parse(text) });
    }),
  );
});

const refused: readonly (readonly [string, string, number, number])[] = [
  ['{ a: 1, a: 2 }', 'has the key "a" twice', 1, 9],
  ['{\n  a: process.exit(0)\n}', 'holds something that is not data', 2, 6],
  ['{ "__proto__": 1 }', 'has a key "__proto__"', 1, 3],
  ['{ a: `x` }', 'holds something that is not data', 1, 6],
  ['{ a: 1n }', 'holds something that is not data', 1, 6],
  ['{ a: /x/ }', 'holds something that is not data', 1, 6],
  ['{ a: NaN }', 'holds something that is not data', 1, 6],
  ['{ a: 1e999 }', 'holds a number that is too large', 1, 6],
  ['{ a }', 'holds something that is not data', 1, 3],
  ['{ [a]: 1 }', 'holds something that is not data', 1, 3],
  ['{ ...a }', 'holds something that is not data', 1, 3],
  ['[1,,2]', 'has an empty place in an array', 1, 1],
  ['{} {}', 'has more text after its value', 1, 4],
  ['{\r\n  a: ,\r\n}', 'is not valid JSON5', 2, 6],
  ['', 'is not valid JSON5', 1, 1],
];

for (const [text, problem, line, column] of refused) {
  parse(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseJson5(text), { problem, line, column }));
}

parse.run();
