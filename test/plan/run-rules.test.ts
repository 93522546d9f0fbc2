import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyIgnores } from '../../src/plan/apply-ignores.ts';
import type { Finding } from '../../src/plan/finding.ts';
import { explainRule, ruleCodes } from '../../src/plan/run-rules.ts';

const test = suite('run rules');

test('a look at the host checks the rules of the host too; those of loading are known and not looked for', () => {
  const [fleet, host] = [ruleCodes('fleet'), ruleCodes('host')];
  const has = (codes: ReadonlySet<string>) => ['OC101', 'OC107', 'OC702'].map((code) => codes.has(code));
  assert.equal(has(fleet.known), [true, true, true]);
  assert.equal(has(fleet.checked), [true, false, false]);
  assert.equal(has(host.checked), [true, true, false]);
});

test('a rule of the host is explained with the hosts of its two fleets', () => {
  assert.ok(explainRule('oc107')?.seen?.bad.words !== undefined);
  assert.is(explainRule('OC101')?.seen, null);
  assert.is(explainRule('OC999'), undefined);
});

test('one of a crowd silences what begins at its line, and no other does', () => {
  const place = (line: number) => ({ pointer: '', file: '/f.ts', line, column: 1 });
  const finding: Finding = {
    code: 'OC101',
    severity: 'error',
    gateways: Array.from({ length: 12 }, (_, at) => `g${at}`),
    message: '',
    locations: [place(5), place(6)],
    fix: null,
  };
  const left = (line: number) => {
    const target = { kind: 'line', file: '/f.ts', line, gateways: [] } as const;
    return applyIgnores([finding], [{ code: 'OC101', reason: 'x', place: place(line), target }], ruleCodes('fleet')).findings.includes(
      finding,
    );
  };
  assert.equal([left(5), left(6)], [false, true]);
});

test.run();
