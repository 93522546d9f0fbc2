/** A gateway that somebody else's unit starts gets no second service. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { GatewaySpec } from '../../src/fleet/fleet-spec.ts';
import { diffGateway } from '../../src/plan/diff-gateway.ts';
import { NOTHING_SAID, type Sighting } from '../../src/plan/found-gateway.ts';
import { guardBeside, startsBeside } from '../../src/plan/unit-beside.ts';
import { host, nothing, sampleDesired, sampleGateway } from './sample-gateway.ts';

const beside = suite('unit beside');
const UNITS = `${host.home}/.config/systemd/user`;

function work(changes: Partial<GatewaySpec> = {}) {
  const stateDir = `${host.home}/.openclaw-main`;
  const sample = sampleGateway('main', 18789, { runtime: 'openclaw', ...changes });
  const derived = {
    ...sample,
    paths: { ...sample.paths, stateDir },
    service: { ...sample.service, driver: changes.service?.driver ?? 'auto' },
  };
  return { derived, observed: nothing, steps: diffGateway(sampleDesired(derived), nothing, { remembered: [] }) };
}

function unit(changes: Partial<Sighting>): Sighting {
  return {
    ...NOTHING_SAID,
    profile: 'main',
    runtime: 'openclaw',
    kind: 'systemd',
    where: `${UNITS}/bot.service`,
    wanted: 'running',
    ...changes,
  };
}

const rows: readonly (readonly [is: string, unit: Sighting, changes: Partial<GatewaySpec>, blocked: 'yes' | 'no'])[] = [
  ['another unit that is on', unit({}), {}, 'yes'],
  ['one that is off', unit({ wanted: 'stopped' }), {}, 'no'],
  ['its own unit', unit({ where: `${UNITS}/openclaw-gateway-main.service` }), {}, 'no'],
  ['a system unit of the same name', unit({ where: '/etc/systemd/system/openclaw-gateway-main.service' }), {}, 'yes'],
  ['the unit of the name before', unit({ where: `${UNITS}/openclaw-gateway-old.service` }), { renamedFrom: 'old' }, 'no'],
  ['a unit of another folder', unit({ stateDir: '/srv/x' }), {}, 'no'],
  ['a unit of another runtime', unit({ runtime: 'omniclaw', stateDir: `${host.home}/.openclaw-main` }), {}, 'no'],
];
for (const [is, one, changes, blocked] of rows)
  beside(is, () => assert.is(guardBeside(work(changes), [one], host) === null, blocked === 'no'));

beside('it says which, and what to type', () => {
  assert.equal(guardBeside(work(), [unit({})], host), {
    gateway: 'main',
    message: `"${UNITS}/bot.service" is set up to run it, and apply would make a second service beside it`,
    hint: 'systemctl --user disable --now bot.service; or set service.driver of "main" to "external"',
  });
});

beside('units are looked at for a start of what others make units for', () => {
  const { service } = work().derived.spec;
  assert.is(startsBeside(work()), true);
  assert.is(startsBeside(work({ runtime: 'omniclaw' })), false);
  assert.is(startsBeside(work({ state: 'stopped' })), false);
  assert.is(startsBeside(work({ service: { ...service, driver: 'external' } })), false);
});
beside.run();
