import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { localChanges } from '../../src/load/local-change.ts';

const changes = suite('lines around edits');

const edit = (source: string, start: number, end: number, text: string) => ({ file: 'fleet.json', source, start, end, text });

changes('whole lines, before and after, with every kind of line break', () => {
  for (const lineBreak of ['\n', '\r\n', '\r']) {
    const source = ['{', '  "port": 1,', '}'].join(lineBreak);
    const start = source.indexOf('1');
    assert.equal(localChanges([edit(source, start, start + 1, '2')]), [
      { file: 'fleet.json', line: 2, before: '  "port": 1,', after: '  "port": 2,' },
    ]);
  }
});

changes('edits of one line are one change, those of others each their own', () => {
  const source = 'a: 1, b: 1\nc: 1';
  const found = localChanges([edit(source, 14, 15, '4'), edit(source, 9, 10, '3'), edit(source, 3, 4, '2')]);
  assert.equal(
    found.map(({ line, before, after }) => [line, before, after]),
    [
      [1, 'a: 1, b: 1', 'a: 2, b: 3'],
      [2, 'c: 1', 'c: 4'],
    ],
  );
});

changes('of a file that is one long line only the part around the edit, long enough for every message', () => {
  const source = `${'a'.repeat(300_000)}1${'b'.repeat(300_000)}`;
  const [found] = localChanges([edit(source, 300_000, 300_001, '22')]);
  assert.is(found?.line, 1);
  assert.match(found?.before ?? '', /^a{300,2000}1b{300,2000}$/);
  assert.is(found?.after, found?.before.replace('1', '22'));
});

changes.run();
