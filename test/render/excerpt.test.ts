/** The excerpt of a finding: the caret stands under what is meant, whatever stands before it, and no line is too wide. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { renderFindings } from '../../src/render/render-findings.ts';
import { painter, widthOf } from '../../src/render/style.ts';

const excerpts = suite('excerpts');

/** The shown line and what is below it, for a place in a line. */
function excerpt(line: string, column: number): { readonly shown: string; readonly carets: string } {
  const text = renderFindings(
    [
      {
        code: 'OC701',
        severity: 'error',
        gateways: [],
        message: 'x',
        locations: [{ pointer: '', file: '/f', line: 1, column }],
        fix: null,
      },
    ],
    {
      paint: painter('plain'),
      columns: 80,
      textOf: () => line,
      shorten: (path) => path,
      whyOf: () => '',
      changesOf: () => [],
      listAll: 'omniclaw lint --format compact',
    },
  );
  const [, , shown = '', carets = ''] = text.split('\n');
  return { shown, carets };
}

/** What stands above the first caret. */
function marked({ shown, carets }: { readonly shown: string; readonly carets: string }): string {
  let [width, found] = [0, ''];
  for (const character of shown) {
    if (width >= carets.indexOf('^') && width <= carets.lastIndexOf('^')) found += character;
    width += widthOf(character);
  }
  return found;
}

const rows: readonly (readonly [string, string, string])[] = [
  ['plain', '{ port: ', '18789'],
  ['a tab', '\t\tport:\t', '18789'],
  ['wide characters', '{ "主要": { "カ": ', '18789'],
  ['emoji', '/* 🦀🦀 */ port: ', '18789'],
  ['marks that join', 'e\u0301e\u0301 port: ', '18789'],
  ['control characters', '"\u001b[31m\u0000": ', '18789'],
  ['characters without width', '"\u200b\u202e\ufeff": ', '18789'],
  ['half a character', '"\ud800": ', '18789'],
  ['a long line', `{ ${'"x": 1, '.repeat(4_000)}`, '18789'],
  ['a long line of wide characters', '主'.repeat(500), '18789'],
];

for (const [is, before, token] of rows) {
  for (const after of ['', ' }, // end', ` ${'y'.repeat(5_000)}`]) {
    excerpts(`${is}${after === '' ? '' : `, then ${after.length} more`}`, () => {
      const found = excerpt(before + token + after, before.length + 1);
      assert.is(marked(found), token);
      assert.ok(widthOf(found.shown) <= 76, found.shown);
      assert.not.match(found.shown, /[\p{Cc}\p{Cf}\p{Cs}]/u);
    });
  }
}

excerpts.run();
