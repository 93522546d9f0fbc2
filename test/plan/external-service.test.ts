/** Gateways that something else runs, and configs that nobody can read, when ports change hands. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { DerivedGateway } from '../../src/plan/derived-gateway.ts';
import { diffGateway } from '../../src/plan/diff-gateway.ts';
import type { ObservedGateway } from '../../src/plan/observed-gateway.ts';
import { stageFleet } from '../../src/plan/stage-fleet.ts';
import { asDeclared, nothing, sampleDesired, sampleGateway } from './sample-gateway.ts';

const test = suite('external service');

const work = (derived: DerivedGateway, observed: ObservedGateway) => ({
  derived,
  observed,
  steps: diffGateway(sampleDesired(derived), observed, { remembered: [] }),
});
const stages = (...one: Parameters<typeof stageFleet>[0]) => stageFleet(one).map(({ name }) => name);

const old = sampleGateway('old', 18789);
const observed = asDeclared(old);
const next = work(sampleGateway('new', 18791), nothing);

test('a port is released before another takes it, but not by us when we do not run who has it', () => {
  const gone = sampleGateway('old', 18789, { state: 'absent' });
  assert.equal(stages(work(gone, observed), next), ['release', 'wave 1']);
  const external: DerivedGateway = { ...gone, service: { ...gone.service, driver: 'external' } };
  const unregistered = { ...observed, service: { ...observed.service, registration: null } };
  assert.equal(stages(work(external, unregistered), next), ['wave 1']);
});

test('a port that is no number counts as none', () => {
  if (observed.config === null) throw new Error('the sample has a config');
  const value = { ...observed.config.value, gateway: { port: 'x' }, browser: {} };
  const odd = {
    ...observed,
    config: { ...observed.config, value, text: JSON.stringify(value) },
    service: { ...observed.service, live: null },
  };
  assert.equal(stages(work(sampleGateway('old', 18789, { state: 'absent' }), odd), next), ['release', 'wave 1']);
});

test.run();
