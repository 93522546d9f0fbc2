import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { analyseFleet } from '../../src/plan/fleet-analysis.ts';
import { wrongRescue } from '../../src/plan/rules/rescue-targets.ts';
import { host, sampleGateway } from './sample-gateway.ts';

const test = suite('rescue targets');

/** What is proposed to a gateway "main1" that rescues `rescues`, beside so many others. */
function proposed(rescues: string, others: readonly string[]) {
  const gateways = [sampleGateway('main1', 18789, { rescues }), ...others.map((name) => sampleGateway(name, 18789))];
  const spec = { defaults: {}, gateways: gateways.map((one) => one.spec) };
  const input = { spec, host, gateways, claims: [], lock: null, running: new Set<string>(), seen: null };
  if (wrongRescue.scope !== 'fleet') throw new Error('a rule of the fleet');
  return wrongRescue.find(input, analyseFleet(input)).map(({ fix }) => [fix?.description, fix?.edits]);
}

const remove = [['remove "rescues", or name a gateway of this file', []]];
const many = (count: number) => Array.from({ length: count }, (_, at) => `other-gateway-${at}`);

test('a name that is nearly that of another gateway is set right', () => {
  assert.equal(proposed('mian', ['main']), [['set rescues of "main1" to "main"', [{ pointer: '/gateways/main1/rescues', value: 'main' }]]]);
});

test('a name that is nearly its own, or nobody else has, is not', () => {
  assert.equal(proposed('main2', ['lab']), remove);
  assert.equal(proposed('something', ['lab']), remove);
});

test('among more than a thousand names the nearest is not searched', () => {
  assert.is(proposed('mian', ['main', ...many(998)])[0]?.[0], 'set rescues of "main1" to "main"');
  assert.equal(proposed('mian', ['main', ...many(999)]), remove);
});

test.run();
