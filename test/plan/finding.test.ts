/** Findings: their order, their places, what silences them, which are shown, and what stays the same of them. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyIgnores, type Codes, type Ignore } from '../../src/plan/apply-ignores.ts';
import { compareFindings, countBySeverity, type Fault, type Finding, locateFaults, pointer } from '../../src/plan/finding.ts';
import { fingerprintOf } from '../../src/plan/fingerprint.ts';
import { explainRule, ruleCodes } from '../../src/plan/run-rules.ts';
import { SEVERITIES, selectFindings } from '../../src/plan/select-findings.ts';
import { quoted, visible } from '../../src/plan/visible.ts';

const findings = suite('findings');

const fault = (code: Fault['code'], changes: Partial<Fault> = {}): Fault => ({
  code,
  severity: 'error',
  gateways: ['a'],
  message: 'm',
  pointers: ['/gateways/a/port'],
  fix: null,
  ...changes,
});
const at = (line: number, column = 1, file = 'f.json') => ({ pointer: '/gateways/a', file, line, column });
const finding = (code: Finding['code'], changes: Partial<Finding> = {}): Finding => {
  const { pointers: _, ...rest } = fault(code);
  return { ...rest, locations: [at(1)], ...changes };
};

findings('the keys of a pointer are escaped', () => {
  assert.is(pointer('gateways', 'a/b', '~c', '~1', 3), '/gateways/a~1b/~0c/~01/3');
  assert.is(pointer(), '');
});

findings('places are looked up in the order of the pointers', () => {
  const [found] = locateFaults([fault('OC101', { pointers: ['/x', '/y'] })], (place) => ({
    ...at(place === '/x' ? 7 : 8),
    pointer: place,
  }));
  assert.equal(
    found,
    finding('OC101', {
      locations: [
        { ...at(7), pointer: '/x' },
        { ...at(8), pointer: '/y' },
      ],
    }),
  );
});

findings('are sorted when their places are known', () => {
  const faults = [fault('OC301', { pointers: ['/late'] }), fault('OC101', { pointers: ['/early'] })];
  const found = locateFaults(faults, (place) => at(place === '/late' ? 9 : 2));
  assert.equal(
    found.map(({ code }) => code),
    ['OC101', 'OC301'],
  );
});

const sorted: readonly (readonly [string, Finding, Finding])[] = [
  ['by file', finding('OC301', { locations: [at(9, 9, 'a')] }), finding('OC101', { locations: [at(1, 1, 'b')] })],
  ['by line', finding('OC301', { locations: [at(2, 9)] }), finding('OC101', { locations: [at(10, 1)] })],
  ['by column', finding('OC301', { locations: [at(2, 9)] }), finding('OC101', { locations: [at(2, 10)] })],
  ['by code', finding('OC101', { message: 'z' }), finding('OC301', { message: 'a' })],
  ['by message', finding('OC101', { message: 'a' }), finding('OC101', { message: 'b' })],
  ['by code, where one has no place', finding('OC101', { locations: [] }), finding('OC301')],
  ['by code, where the other has no place', finding('OC101'), finding('OC301', { locations: [] })],
  ['by code, where there is no place', finding('OC101', { locations: [] }), finding('OC301', { locations: [] })],
];
for (const [is, first, second] of sorted) {
  findings(`are sorted ${is}`, () => {
    assert.equal([second, first].sort(compareFindings), [first, second]);
    assert.equal([first, second].sort(compareFindings), [first, second]);
  });
}

findings('that are the same in all of these are equal', () => assert.is(compareFindings(finding('OC101'), finding('OC101')), 0));

findings('are counted by severity', () => {
  const severities = ['error', 'warning', 'error', 'note', 'error', 'warning'] as const;
  assert.equal(countBySeverity(severities.map((severity) => ({ severity }))), { errors: 3, warnings: 2, notes: 1 });
});

findings('are shown by code and severity', () => {
  const all = [finding('OC101'), finding('OC102', { severity: 'warning' }), finding('OC201', { severity: 'note' })];
  const shown = (only: string[], skip: string[], severity: Finding['severity'] = 'note') =>
    selectFindings(all, { only, skip, severity }).map(({ code }) => code);
  assert.equal(shown([], []), ['OC101', 'OC102', 'OC201']);
  assert.equal(shown([], [], 'warning'), ['OC101', 'OC102']);
  assert.equal(shown([], [], 'error'), ['OC101']);
  assert.equal(shown(['OC1'], []), ['OC101', 'OC102']);
  assert.equal(shown(['OC201', 'OC101'], []), ['OC101', 'OC201']);
  assert.equal(shown([], ['OC1']), ['OC201']);
  assert.equal(shown(['OC1'], ['OC102']), ['OC101']);
  assert.equal(SEVERITIES, ['error', 'warning', 'note']);
});

findings('keep their fingerprint when lines, numbers and words change, and no other', () => {
  const one = finding('OC101', { gateways: ['a', 'b'] });
  const mark = fingerprintOf(one);
  assert.match(mark, /^[0-9a-f]{32}$/);
  assert.is(fingerprintOf({ ...one, message: 'other', severity: 'warning', locations: [at(99, 7)] }), mark);
  assert.is.not(fingerprintOf({ ...one, code: 'OC102' }), mark);
  assert.is.not(fingerprintOf({ ...one, gateways: ['b', 'a'] }), mark);
  assert.is.not(fingerprintOf({ ...one, locations: [{ ...at(1), pointer: '/gateways/b' }] }), mark);
  assert.is(fingerprintOf(finding('OC101')), fingerprintOf(finding('OC101')));
});

findings('show characters that cannot be seen, and cut long texts', () => {
  assert.is(visible('plain ~ text'), 'plain ~ text');
  assert.is(visible('größer 😀'), 'größer 😀');
  assert.is(visible('a\nb\u202e\u200b\u00a0\u2028'), 'a\\u{a}b\\u{202e}\\u{200b}\\u{a0}\\u{2028}');
  assert.is(visible('\u{e0001}'), '\\u{e0001}');
  assert.is(visible('x'.repeat(120)), 'x'.repeat(120));
  assert.is(visible('x'.repeat(121)), `${'x'.repeat(120)}…`);
  assert.is(quoted('a"\n'), '"a"\\u{a}"');
});

const codes: Codes = { known: new Set(['OC101', 'OC102', 'OC301', 'OC701', 'OC702', 'OC703']), checked: new Set(['OC101', 'OC102']) };
const place = at(50);
const ignore = (code: string, changes: Partial<Ignore> = {}): Ignore => ({
  code,
  reason: 'because',
  place,
  target: { kind: 'gateway', name: 'a' },
  ...changes,
});
const line = (number: number, gateways: readonly string[] = [], file = 'f.json'): Ignore['target'] => ({
  kind: 'line',
  file,
  line: number,
  gateways,
});

type IgnoreRow = readonly [is: string, ignores: readonly Ignore[], left: readonly string[], suppressed: readonly string[]];
const some = [
  finding('OC101', { gateways: ['a', 'b'], locations: [at(5), at(7)] }),
  finding('OC102', { gateways: ['b'], locations: [at(9)] }),
];
const ignored: readonly IgnoreRow[] = [
  ['no ignore', [], ['OC101 m', 'OC102 m'], []],
  ['by the gateway', [ignore('OC101')], ['OC102 m'], ['OC101 because']],
  ['by the second gateway of a finding', [ignore('OC101', { target: { kind: 'gateway', name: 'b' } })], ['OC102 m'], ['OC101 because']],
  ['by its line', [ignore('OC101', { target: line(5) })], ['OC102 m'], ['OC101 because']],
  ['by the line of its second place', [ignore('OC101', { target: line(7) })], ['OC102 m'], ['OC101 because']],
  ['by the line of the key of its gateway', [ignore('OC102', { target: line(1, ['b']) })], ['OC101 m'], ['OC102 because']],
  [
    'two that silence the same are both used',
    [ignore('OC101'), ignore('OC101', { target: line(5), reason: 'also' })],
    ['OC102 m'],
    ['OC101 because'],
  ],
  [
    'another line, another file, another gateway, another code',
    [
      ignore('OC101', { target: line(6) }),
      ignore('OC101', { target: line(5, [], 'g.json') }),
      ignore('OC101', { target: line(6, ['c']) }),
      ignore('OC102', { target: { kind: 'gateway', name: 'a' } }),
    ],
    [
      'OC101 m',
      'OC102 m',
      ...Array(3).fill('OC703 nothing here has OC101, so this ignore has no effect'),
      'OC703 nothing here has OC102, so this ignore has no effect',
    ],
    [],
  ],
  [
    'one silences, the other has no effect and comes first because it stands first',
    [ignore('OC101'), ignore('OC102', { place: at(2) })],
    ['OC703 nothing here has OC102, so this ignore has no effect', 'OC102 m'],
    ['OC101 because'],
  ],
  ['one of a rule that was not checked may have its effect elsewhere', [ignore('OC301')], ['OC101 m', 'OC102 m'], []],
  [
    'without a reason it works, and is told',
    [ignore('OC101', { reason: ' ' })],
    ['OC102 m', 'OC703 the ignore of OC101 gives no reason'],
    ['OC101  '],
  ],
  ['a word that is no rule', [ignore('OC10l')], ['OC101 m', 'OC102 m', 'OC703 "OC10l" is no rule, so this ignore has no effect'], []],
];
for (const [is, ignores, left, silenced] of ignored) {
  findings(`ignored: ${is}`, () => {
    const outcome = applyIgnores(some, ignores, codes);
    assert.equal(
      outcome.findings.map(({ code, message }) => `${code} ${message}`),
      left,
    );
    assert.equal(
      outcome.suppressed.map(({ finding: { code }, reason }) => `${code} ${reason}`),
      silenced,
    );
  });
}

for (const code of ['OC701', 'OC702', 'OC703'] as const) {
  findings(`${code} cannot be ignored`, () => {
    const { findings: left, suppressed } = applyIgnores([finding(code)], [ignore(code)], codes);
    const refused = left.find(({ message }) => message === `${code} cannot be ignored`);
    assert.equal([left.length, suppressed.length], [2, 0]);
    assert.equal([refused?.code, refused?.fix?.description], ['OC703', 'remove the ignore and mend the file']);
  });
}

findings('a bad ignore is told where it stands, with what to do', () => {
  const told = (one: Ignore) => applyIgnores([], [one], codes).findings[0];
  assert.equal(told(ignore('OC101', { target: line(5, ['a', 'b']) })), {
    code: 'OC703',
    severity: 'warning',
    gateways: ['a', 'b'],
    message: 'nothing here has OC101, so this ignore has no effect',
    locations: [place],
    fix: { description: 'remove it', edits: [] },
  });
  assert.equal(told(ignore('OC101'))?.gateways, ['a']);
  assert.is(told(ignore('OC10l'))?.fix?.description, 'write "OC101"');
  assert.is(told(ignore('everything'))?.fix?.description, 'remove it; "omniclaw explain" lists the rules');
  const [reasonless] = applyIgnores([finding('OC101')], [ignore('OC101', { reason: '' })], codes).findings;
  assert.is(reasonless?.fix?.description, 'say why after the code: omniclaw-ignore CODE -- reason, or "reason" in the list');
});

findings('lint looks for the rules of the file; plan for those of the host as well; nobody for what reading reports', () => {
  const [lint, plan] = [ruleCodes('fleet'), ruleCodes('host')];
  assert.equal(lint.known, plan.known);
  assert.ok(lint.checked.has('OC101') && plan.checked.has('OC101'));
  assert.ok(!lint.checked.has('OC701') && lint.known.has('OC701'));
  assert.ok(lint.checked.size < lint.known.size && plan.checked.size >= lint.checked.size);
});

findings('a rule is explained by its code in any case', () => {
  const page = explainRule('oc101');
  assert.equal([page?.code, page?.severity, page?.scope, page?.title], ['OC101', 'error', 'fleet', 'two gateways have the same port']);
  assert.ok(page !== undefined && page.why !== '' && page.mend !== '' && page.bad !== '' && page.good !== '');
  assert.is(explainRule('OC999'), undefined);
});

findings.run();
