/** Columns of text, compared with counting them one character at a time. */
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { firstColumns, lastColumns, widthOf } from '../../src/render/style.ts';

const columns = suite('columns');

const text = fc
  .array(fc.constantFrom('a', 'Z', ' ', 'é', 'e\u0301', '\u0301', '漢', '😀', '\u02ff'), { maxLength: 12 })
  .map((parts) => parts.join(''));
const width = fc.integer({ min: -2, max: 14 });

/** Characters from one end that fit, those without a width included. */
function fitting(characters: readonly string[], most: number): string[] {
  const fits = characters.findIndex((_, at) => characters.slice(0, at + 1).reduce((sum, one) => sum + widthOf(one), 0) > most);
  return fits < 0 ? [...characters] : characters.slice(0, fits);
}

columns('the first ones', () => {
  fc.assert(
    fc.property(text, width, (one, most) => assert.is(firstColumns(one, most), fitting([...one], most).join(''))),
    { numRuns: 2_000 },
  );
});

columns('the last ones', () => {
  fc.assert(
    fc.property(text, width, (one, most) =>
      assert.is(
        lastColumns(one, most),
        fitting([...one].toReversed(), most)
          .toReversed()
          .join(''),
      ),
    ),
    { numRuns: 2_000 },
  );
});

columns.run();
