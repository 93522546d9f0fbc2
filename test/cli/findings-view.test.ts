import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { textEditsOf } from '../../src/cli/findings-view.ts';
import { readYaml } from '../../src/load/read-yaml.ts';
import { createSourceText } from '../../src/load/source-text.ts';
import type { Finding, Fix } from '../../src/plan/finding.ts';

const test = suite('cli: findings view');

test('the places in a text are looked up once, however many findings there are, and a fix that they share is worked out once', () => {
  const document = readYaml(createSourceText('fleet.yaml', 'gateways:\n  a: { port: 18000 }\n  b: { port: 18001 }\n'));
  const fixOf = (name: string, value: number): Fix => ({
    description: '',
    edits: [{ pointer: `/gateways/${name}/port`, value }],
  });
  const finding = (fix: Fix | null): Finding => ({ code: 'OC101', severity: 'error', message: '', gateways: [], locations: [], fix });
  const [one, other] = [fixOf('a', 19000), fixOf('b', 20000)];
  const findings = [finding(one), finding(one), finding(other), finding(null)];
  let looks = 0;
  const tree = () => {
    looks += 1;
    return document.tree();
  };
  const editsOf = textEditsOf({ loaded: { value: document.value, tree }, findings });
  const edits = findings.map(editsOf);
  assert.equal(
    edits.map((list) => list.map(({ start, end, text }) => [start, end, text])),
    [[[23, 28, '19000']], [[23, 28, '19000']], [[44, 49, '20000']], []],
  );
  assert.is(looks, 1);
  assert.is(edits[0], edits[1]);
});

test.run();
