/** The parts of the mutation run that decide something: loops that end, and what counts as explained. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { MutantResult } from '@stryker-mutator/api/core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { guardLoops } from './guard-loops.ts';
import { judge } from './judge.ts';
import { openResults, WORDS } from './kept-results.ts';

const mutation = suite('the mutation run');

const endless = [
  'for (;;) {}',
  'for (;;) ;',
  'while (true) { }',
  'while (true) void 0;',
  'do {} while (true);',
  'const list = [0]; for (const one of list) list.push(one);',
];
for (const code of endless) {
  mutation(`"${code}" ends`, async () => {
    globalThis.loopTurns.count = 0;
    const source = guardLoops(`export const run = () => { ${code} };`);
    const { run }: { run: () => void } = await import(`data:text/javascript,${encodeURIComponent(source)}`);
    assert.throws(run, 'this loop does not end');
  });
}

mutation('a loop that ends does what it did, and lines stay where they are', async () => {
  globalThis.loopTurns.count = 0;
  const source =
    'export function sum(list) {\n  let all = 0;\n  for (const one of list) if (one > 1) all += one; else { all += 10; }\n  return all;\n}\n';
  const guarded = guardLoops(source);
  assert.is(guarded.split('\n').length, source.split('\n').length);
  const { sum } = await import(`data:text/javascript,${encodeURIComponent(guarded)}`);
  assert.is(sum([1, 2, 3]), 15);
  assert.is(globalThis.loopTurns.count, 3);
});

mutation('the loop of what Stryker adds to a file does not count', async () => {
  globalThis.loopTurns.count = 0;
  const source =
    'function stryCov_9fa48() { for (let at = 0; at < 5; at += 1); }\nexport const run = () => { stryCov_9fa48(); for (const one of [1, 2]) void one; };\n';
  const { run } = await import(`data:text/javascript,${encodeURIComponent(guardLoops(source))}`);
  run();
  assert.is(globalThis.loopTurns.count, 2);
});

mutation('what lives must be on the page, and what is on the page must live', () => {
  const folder = mkdtempSync(join(tmpdir(), 'oc-'));
  const file = join(folder, 'a.ts');
  writeFileSync(file, 'const a = 1 + 2;\nconst b = a;\n');
  const page = join(folder, 'page.md');
  const mutant = (status: MutantResult['status'], replacement: string): MutantResult => ({
    id: replacement,
    fileName: file,
    mutatorName: 'm',
    replacement,
    status,
    location: { start: { line: 1, column: 11 }, end: { line: 1, column: 16 } },
  });
  const results = [
    mutant('Killed', '3'),
    mutant('Survived', '4'),
    mutant('NoCoverage', '5'),
    mutant('Timeout', '6'),
    mutant('Ignored', '7'),
  ];
  const ends = (list: readonly string[]) => list.map((one) => one.slice(one.indexOf('1 + 2')));
  writeFileSync(page, 'text\n');
  const bare = judge(results, page);
  assert.is(bare.score, 50);
  assert.equal(ends(bare.unexplained), ['1 + 2 => 4', '1 + 2 => 5']);
  writeFileSync(page, `\`\`\`text\n${[...bare.unexplained, bare.unexplained[0]?.replace(/4$/, '3')].join('\n')}\n\`\`\`\n`);
  const explained = judge(results, page);
  assert.equal([explained.unexplained, ends(explained.stale)], [[], ['1 + 2 => 3']]);
  rmSync(folder, { recursive: true });
});

mutation('what is known of a file is tried again when the file changed, or a test that noticed it, or lived and any test changed', () => {
  const root = mkdtempSync(join(tmpdir(), 'oc-'));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };
  const source = join('src', 'plan', 'a.ts');
  for (const name of [source, 'src/fleet/endpoint.ts', 'test/plan/one.test.ts', 'test/plan/two.test.ts', 'test/plan/help.ts'])
    write(name, name);
  for (const name of ['test/fleet/endpoint.test.ts', 'docs/rules.md', ...WORDS.map((folder) => `fixtures/${folder}/a.txt`)])
    write(name, name);
  const mutant = (column: number, status: MutantResult['status'], killer?: string): MutantResult => ({
    id: `${column}`,
    fileName: join(root, source),
    mutatorName: 'm',
    replacement: 'x',
    status,
    location: { start: { line: 1, column }, end: { line: 1, column: column + 1 } },
    ...(killer === undefined ? {} : { killedBy: [`${killer}|suite: title`] }),
  });
  const [one, two] = [join('test', 'plan', 'one.test.ts'), join('test', 'plan', 'two.test.ts')];
  const range = (column: number) => `${source}:1:${column - 1}-1:${column}`;

  assert.equal([openResults(root).toTry(source, 'all'), openResults(root).read(source)], [[source], null]);
  const all = [mutant(1, 'Killed', one), mutant(2, 'Killed', two), mutant(3, 'Survived'), mutant(4, 'NoCoverage'), mutant(5, 'Ignored')];
  openResults(root).keep(source, all);
  assert.equal(openResults(root).toTry(source, 'all'), []);
  assert.equal(
    openResults(root)
      .read(source)
      ?.map(({ status }) => status),
    all.map(({ status }) => status),
  );

  write(one, 'changed');
  assert.equal(openResults(root).toTry(source, 'all'), [range(1), range(3), range(4)]);
  assert.equal(openResults(root).toTry(source, 'alive'), [range(3), range(4)]);
  assert.is(openResults(root).countOld(source), 1);
  const answers = (which: 'all' | 'alive') => all.map((one) => openResults(root).answer(source, one, which));
  assert.equal(answers('all'), [null, `${two}|known`, null, null, null]);
  assert.equal(answers('alive'), [`${one}|known`, `${two}|known`, null, null, null]);
  openResults(root).keep(source, [{ ...mutant(1, 'Killed'), killedBy: [`${one}|known`] }]);
  assert.is(openResults(root).countOld(source), 1);
  openResults(root).keep(source, [mutant(1, 'Killed', one), mutant(3, 'Killed', two), mutant(4, 'Survived')]);
  assert.equal(openResults(root).toTry(source, 'all'), []);
  assert.equal(
    openResults(root)
      .read(source)
      ?.map(({ status }) => status),
    ['Killed', 'Killed', 'Killed', 'Survived', 'Ignored'],
  );

  write('test/plan/help.ts', 'changed');
  assert.equal(openResults(root).toTry(source, 'all'), [range(4)]);
  const before = openResults(root);
  write(source, 'changed');
  before.keep(source, all);
  assert.equal([openResults(root).toTry(source, 'all'), openResults(root).read(source)], [[source], null]);
  rmSync(root, { recursive: true });
});

mutation.run();
