import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Finding } from '../../src/plan/finding.ts';
import { type FindingsView, renderFindings } from '../../src/render/render-findings.ts';

const rendering = suite('findings as text');

const FILE = '/home/ann/omniclaw.fleet.json';
const place = (line: number, column = 3) => ({ pointer: `/gateways/g${line}/port`, file: FILE, line, column });
const fixOf = (name: string, port: number) => ({
  description: `set port of "${name}" to ${port}`,
  edits: [{ pointer: `/gateways/${name}/port`, value: port }],
});
const finding = (changes: Partial<Finding>): Finding => ({
  code: 'OC101',
  severity: 'error',
  gateways: ['g2', 'g1'],
  message: 'two gateways have the same port',
  locations: [place(2), place(1)],
  fix: fixOf('g2', 18909),
  ...changes,
});

const view = (text: string, changes: Partial<FindingsView> = {}): FindingsView => ({
  paint: (_style, shown) => shown,
  columns: 80,
  textOf: () => text,
  shorten: () => 'fleet.json',
  whyOf: () => '',
  changesOf: () => [],
  listAll: 'omniclaw lint --format compact',
  ...changes,
});

const LINES = ['1', '2', '3', '4', '5', '6'].map((name) => `  "g${name}": 1`).join('\n');

rendering('findings that one fix mends are one block, with each place once', () => {
  const two = [finding({}), finding({ code: 'OC103', message: 'two ranges overlap', locations: [place(2), place(3)] })];
  const text = renderFindings(two, view(LINES));
  assert.is(text.split('fix:').length, 2);
  assert.is(text.match(/fleet\.json:\d/g)?.join(), 'fleet.json:2,fleet.json:1,fleet.json:3');
});

rendering('of a cause with many findings the first ones stand for all, and the rest is counted by rule', () => {
  const many = Array.from({ length: 9 }, (_, at) =>
    finding({ code: at < 5 ? 'OC101' : 'OC103', message: `number ${at}`, locations: [place(2), place(at + 3)] }),
  );
  const text = renderFindings(many, view(LINES));
  assert.match(text, 'number 3');
  assert.not.match(text, 'number 4');
  assert.match(text, 'and 5 more of the same cause (1 OC101, 4 OC103)');
  assert.match(text, '::: and 7 more places');
});

rendering('of very many causes the worst hundred are shown where they stand, and the others are counted', () => {
  const many = Array.from({ length: 150 }, (_, at) => {
    const severity = at % 2 === 0 ? 'warning' : at < 149 ? 'error' : 'note';
    return finding({ severity, message: `number ${at}.`, locations: [place(at + 1)], fix: null });
  });
  const text = renderFindings(many, view(LINES));
  const shown = [...text.matchAll(/^(\w+)\[OC101\] number (\d+)\./gm)].map(([, severity, at]) => ({ severity, at: Number(at) }));
  assert.is(shown.length, 100);
  assert.is(shown.filter(({ severity }) => severity === 'error').length, 74);
  assert.equal(
    shown.map(({ at }) => at),
    shown.map(({ at }) => at).toSorted((a, b) => a - b),
  );
  assert.match(text, 'and 49 warnings, 1 note more; "omniclaw lint --format compact" lists everything');
  assert.not.match(renderFindings(many.slice(0, 100), view(LINES)), 'lists everything');
});

rendering('what nobody can mend is one block for each place that is wrong', () => {
  const fix = { description: 'there is no free block of ports left', edits: [] };
  const text = renderFindings(
    [finding({ fix }), finding({ fix, locations: [place(2), place(4)] }), finding({ fix, locations: [place(3)] })],
    view(LINES),
  );
  assert.is(text.split('fix:').length, 3);
});

rendering('findings without a fix are one block for each set of places', () => {
  const text = renderFindings(
    [finding({ fix: null }), finding({ fix: null, locations: [place(1), place(2)] }), finding({ fix: null, locations: [place(1)] })],
    view(LINES),
  );
  assert.is(text.split('-->').length, 3);
});

rendering('a line of half a million characters is cut around the place, and what cannot be seen is escaped', () => {
  const line = `${'x'.repeat(300_000)}\u001b[31m18789${'y'.repeat(200_000)}`;
  const text = renderFindings([finding({ locations: [place(1, 300_006)] })], view(line));
  assert.match(text, 'x\\u{1b}[31m18789y');
  const [, shown = '', carets = ''] = /\n( {2}1 \| .*)\n(.*\^+)\n/.exec(text) ?? [];
  assert.is(shown.indexOf('18789'), carets.indexOf('^'));
  assert.ok(shown.length < 100, shown);
});

rendering('the change of a long line is shown around the first difference', () => {
  const lead = 'a'.repeat(500);
  const changesOf = () => [{ file: FILE, line: 1, before: `${lead}18789 }`, after: `${lead}18909 }` }];
  const text = renderFindings([finding({})], view(LINES, { changesOf }));
  assert.match(text, /\n {2}1 - \.\.\.a+18789 }\n/);
  assert.match(text, /\n {2}1 \+ \.\.\.a+18909 }\n/);
});

rendering.run();
