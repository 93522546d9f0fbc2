import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { GatewaySpec, JsonObject } from '../../src/fleet/fleet-spec.ts';
import { configHash, diffGateway } from '../../src/plan/diff-gateway.ts';
import type { ObservedGateway } from '../../src/plan/observed-gateway.ts';
import { asDeclared, sampleDesired, sampleGateway, sampleProof } from './sample-gateway.ts';

const test = suite('diff service');

const external = { driver: 'external', name: 'omniclaw-gateway-a.service' } as const;
const sample = (changes: Partial<GatewaySpec> = {}) => sampleGateway('a', 18789, changes);

function told(derived: ReturnType<typeof sample>, observed: ObservedGateway): string[] {
  return diffGateway(sampleDesired(derived), observed, { remembered: [] }).map(
    ({ change: { action, kind, reasons, impact } }) => `${action} ${kind} (${impact}): ${reasons.join('; ')}`,
  );
}

test('what something else runs is stopped by it; a registration of ours that is left is deleted', () => {
  const absent = { ...sample({ state: 'absent' }), service: external };
  const observed = asDeclared(sample());
  assert.equal(told(absent, { ...observed, service: { ...observed.service, registration: null } }), [
    'stop service (restart): declared absent',
  ]);
  assert.equal(told(absent, observed), ['delete service (restart): declared absent']);
});

/** The sample with other values in its config, as the process runs with it. */
function withConfig(change: (value: JsonObject) => JsonObject): ObservedGateway {
  const observed = asDeclared(sample());
  if (observed.config === null) throw new Error('the sample has a config');
  const value = change(observed.config.value);
  const hash = configHash(value);
  return {
    ...observed,
    config: { ...observed.config, value, hash, text: JSON.stringify(value) },
    service: { ...observed.service, live: sampleProof(sample(), hash) },
  };
}

test('keys that are taken up while it runs are named, each once', () => {
  const next = sample({ channels: { x: { one: 1, two: 2 } } });
  assert.equal(
    told(
      next,
      withConfig((value) => value),
    ),
    [
      'update config (reload): channels.x.one differs from the fleet file; channels.x.two differs from the fleet file',
      'reload service (reload): takes up channels.x.one, channels.x.two while it runs',
    ],
  );
});

test('a supervisor that is gone comes back with the change that the process takes up by itself', () => {
  const observed = withConfig((value) => value);
  assert.equal(told(sample({ channels: { x: 1 } }), { ...observed, service: { ...observed.service, supervisor: 'gone' } }), [
    'update config (reload): channels.x differs from the fleet file',
    'adopt service (reload): takes up channels.x while it runs; runs, but its supervisor is gone',
  ]);
});

test('an object that comes to be empty, and a value in place of nothing at all', () => {
  assert.equal(
    told(
      sample({ agents: { x: {} } }),
      withConfig((value) => value),
    ),
    ['update config (reload): agents.x differs from the fleet file', 'reload service (reload): takes up agents.x while it runs'],
  );
  assert.equal(
    told(
      sample({ agents: { x: { y: 1 } } }),
      withConfig((value) => ({ ...value, agents: { ...Object(value['agents']), x: null } })),
    ),
    ['update config (reload): agents.x.y differs from the fleet file', 'reload service (reload): takes up agents.x while it runs'],
  );
});

test('an object with a key that begins like a reference is one value', () => {
  const { fields } = sampleDesired(sample({ config: { a: { $env: 'A', more: 1 }, b: { c: 1, d: {} } } })).config;
  const own = fields.filter(({ path: [first] }) => first === 'a' || first === 'b').map(({ path, value }) => [path.join('.'), value]);
  assert.equal(own, [
    ['a', { $env: 'A', more: 1 }],
    ['b.c', 1],
    ['b.d', {}],
  ]);
});

test.run();
