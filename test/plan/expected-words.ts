/**
 * Compares what the program says with the words under `fixtures/`, case by case. WORDS_UPDATE=1 writes them anew, to be read
 * before they are committed.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as assert from 'uvu/assert';

/** A case by name, and what is said of it: indented lines. */
export type SpokenCase = readonly [is: string, say: () => string];

/** Adds a test for each case, and one that the file holds no others. `path`: below `fixtures/`. */
export function expectWords(test: (title: string, body: () => void) => void, path: string, cases: readonly SpokenCase[]): void {
  const file = join(import.meta.dirname, '..', '..', 'fixtures', path);
  const said = ([is, say]: SpokenCase) => `${is}\n${say()}`.trimEnd();
  if (process.env['WORDS_UPDATE'] === '1') writeFileSync(file, `${cases.map(said).join('\n\n')}\n`);
  const texts = readFileSync(file, 'utf8').split(/\n\n(?=\S)/);
  const expected = new Map(texts.map((text) => [text.split('\n')[0], text.trimEnd()]));
  for (const one of cases) test(`${path}: ${one[0]}`, () => assert.is(said(one), expected.get(one[0])));
  test(`${path} holds nothing else`, () => assert.is(expected.size, cases.length));
}
