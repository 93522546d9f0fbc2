import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Rule } from '../../src/plan/rule.ts';
import { RULES } from '../../src/plan/rule-registry.ts';
import { applyFixes, checkJson, checkOnHost, codesOf } from './check-json.ts';

const rules = suite('rules');

for (const rule of RULES) {
  const { code, page } = rule;
  const check = (text: string, which: 'bad' | 'good') =>
    rule.scope === 'host' ? checkOnHost(text, JSON.parse(rule.page.seen[which].state)) : checkJson(text);
  rules(`${code}: the bad fleet of its page has it, the good one is clean`, async () => {
    assert.ok(codesOf(await check(page.bad, 'bad')).includes(code), page.bad);
    assert.equal(codesOf(await check(page.good, 'good')), [], page.good);
  });
}

/** `RULES.md` of the design, by what finds each. Codes that are made here beside them: OC111. */
const OFFLINE_CODES =
  'OC101 OC102 OC103 OC104 OC105 OC106 OC109 OC110 OC111 OC201 OC202 OC203 OC204 OC206 OC301 OC302 OC303 OC304 OC305 OC306 OC309 OC401 OC402 OC403 OC501 OC502 OC503 OC504 OC505 OC601 OC602 OC603 OC701 OC702 OC703 OC704 OC705 OC706';
const LIVE_CODES = 'OC107 OC108 OC205 OC307 OC308 OC404 OC405 OC406 OC407 OC408 OC506';

rules('every rule of the design is there, and the live ones look at the host', () => {
  const codes = (isMeant: (rule: Rule) => boolean) => RULES.filter(isMeant).map(({ code }) => code);
  assert.equal(codes(({ scope }) => scope === 'host').join(' '), LIVE_CODES);
  assert.equal(
    codes(({ scope }) => scope !== 'host')
      .sort()
      .join(' '),
    OFFLINE_CODES,
  );
});

rules('codes are used once', () => {
  assert.is(new Set(RULES.map(({ code }) => code)).size, RULES.length);
});

const pair = (a: number, b: number) => `{"gateways":{"main":{"port":${a}},"rescue":{"port":${b}}}}`;

rules('20 apart: both places, the 83 shared ports, when it bites, and a fix that is clean', async () => {
  const text = pair(18789, 18809);
  const findings = await checkJson(text);
  assert.equal(codesOf(findings), ['OC102', 'OC103']);
  for (const { message, locations, fix } of findings) {
    assert.match(message, 'share 83 ports');
    assert.equal(
      locations.map(({ pointer }) => pointer),
      ['/gateways/rescue/port', '/gateways/main/port'],
    );
    assert.ok(fix !== null && fix.edits.length > 0);
  }
  assert.match(findings.map(({ message }) => message).join(), 'is taken when "main" opens its 10th browser profile');
  assert.match(findings.map(({ message }) => message).join(), 'overlap in 80 ports, 18820-18899');
  assert.equal(await checkJson(applyFixes(text, findings)), []);
});

for (const step of [1, 2, 10, 20, 99, 100, 110]) {
  rules(`${step} apart is found`, async () => {
    assert.ok((await checkJson(pair(18789, 18789 + step))).length > 0);
  });
}

for (const other of [18900, 19001, 19789, 18678]) {
  rules(`18789 beside ${other} is clean`, async () => {
    assert.equal(await checkJson(pair(18789, other)), []);
  });
}

const cases: readonly (readonly [string, string, string[]])[] = [
  ['base 65425 fits', '{"gateways":{"a":{"port":65425}}}', []],
  ['base 65426 does not', '{"gateways":{"a":{"port":65426}}}', ['OC104']],
  [
    'no browser: only the fixed ports count',
    '{"gateways":{"a":{"port":18789,"browser":{"enabled":false}},"b":{"port":18795,"browser":{"enabled":false}}}}',
    [],
  ],
  ['an absent gateway claims nothing', '{"gateways":{"a":{"port":18789},"b":{"port":18789,"state":"absent"}}}', []],
  [
    'a CDP port in the range of another',
    '{"gateways":{"a":{"port":18789},"b":{"port":19789,"browser":{"profiles":{"x":{"cdpPort":18850}}}}}}',
    ['OC102'],
  ],
  [
    'the same CDP port twice',
    '{"gateways":{"a":{"port":18789,"browser":{"profiles":{"x":{"cdpPort":18800},"y":{"cdpPort":18800}}}}}}',
    ['OC109'],
  ],
  [
    'an overridden control port',
    '{"gateways":{"a":{"port":18789},"b":{"port":19789,"browser":{"controlPort":18789}}}}',
    ['OC101', 'OC103'],
  ],
  [
    '~ and its absolute form',
    '{"gateways":{"a":{"port":18789,"stateDir":"~/x"},"b":{"port":19789,"stateDir":"/home/ann//x/./"}}}',
    ['OC301', 'OC302'],
  ],
  [
    'a config beside the default instance',
    '{"gateways":{"default":{"port":18789},"main":{"port":19789,"configPath":"~/.omniclaw/main.json"}}}',
    ['OC304'],
  ],
  ['temporary state', '{"gateways":{"a":{"port":18789,"stateDir":"/tmp"}}}', ['OC306']],
  ['a system folder', '{"gateways":{"a":{"port":18789,"workspace":"/etc/x"}}}', ['OC306']],
  ['names', '{"gateways":{"..":{"port":18789},"a/b":{"port":19789},"-x":{"port":20789},"%h":{"port":21789}}}', ['OC401']],
  ['Main beside main', '{"gateways":{"main":{"port":18789},"Main":{"port":19789}}}', ['OC401', 'OC402']],
  ['__proto__ and constructor', '{"gateways":{"__proto__":{"port":18789},"constructor":{"port":19789}}}', ['OC401']],
  [
    'a Telegram token',
    '{"gateways":{"a":{"port":18789,"channels":{"telegram":{"bot":"123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw_"}}}}}',
    ['OC503'],
  ],
  ['rescues itself', '{"gateways":{"a":{"port":18789,"rescues":"a"}}}', ['OC601']],
  ['a rescue cycle is named once', '{"gateways":{"a":{"port":18789,"rescues":"b"},"b":{"port":19789,"rescues":"a"}}}', ['OC601']],
  [
    'a rescue in the block of its main',
    '{"gateways":{"main":{"port":18789},"rescue":{"port":18809,"rescues":"main"}}}',
    ['OC102', 'OC103', 'OC602'],
  ],
];

for (const [is, text, codes] of cases) {
  rules(is, async () => assert.equal(codesOf(await checkJson(text)), codes));
}

rules('a secret is found and never printed', async () => {
  const findings = await checkJson('{"gateways":{"a":{"port":18789,"auth":{"token":"hunter2hunter2hunter2"}}}}');
  assert.equal(codesOf(findings), ['OC503', 'OC505']);
  assert.not.match(JSON.stringify(findings), 'hunter2');
});

rules.run();
