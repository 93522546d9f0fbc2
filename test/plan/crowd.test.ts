/** Where very many gateways clash: a finding for each gateway, not for each pair. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyIgnores } from '../../src/plan/apply-ignores.ts';
import { CROWD } from '../../src/plan/crowd.ts';
import { checkJson } from './check-json.ts';

const crowd = suite('crowds');

const fleetOf = (count: number, gateway: (at: number) => object): string =>
  JSON.stringify({ gateways: Object.fromEntries(Array.from({ length: count }, (_, at) => [`g${at}`, gateway(at)])) });

crowd('up to nine gateways on one port are told pair by pair', async () => {
  const found = await checkJson(fleetOf(CROWD + 1, () => ({ port: 18789, browser: { enabled: false } })));
  assert.is(found.length, (CROWD * (CROWD + 1)) / 2);
  assert.ok(found.every(({ gateways, locations }) => gateways.length === 2 && locations.length === 2));
});

crowd('of more, the later ones have a finding each, with the names and places of all others', async () => {
  const found = await checkJson(fleetOf(CROWD + 2, () => ({ port: 18789, browser: { enabled: false } })));
  assert.is(found.length, (CROWD * (CROWD + 1)) / 2 + 1);
  const last = found.find(({ gateways }) => gateways[0] === 'g9');
  assert.equal(last?.gateways, ['g9', 'g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8']);
  assert.equal(
    last?.locations.map(({ pointer }) => pointer),
    last?.gateways.map((name) => `/gateways/${name}/port`),
  );
  assert.is(
    last?.message,
    '"g9" and "g0" have the same gateway port 18789 and canvas port 18793, so the one that starts second cannot have them; "g0" and "g9" share 2 ports in all; likewise with "g1", "g2", "g3" and 5 more',
  );
  assert.match(last?.fix?.description ?? '', /^set port of "g9" to \d+$/);
});

crowd('browser endpoints too', async () => {
  const found = await checkJson(fleetOf(CROWD + 2, (at) => ({ port: 18789 + 120 * at, browser: { cdpUrl: 'https://chrome:9222' } })));
  const last = found.filter(({ gateways }) => gateways[0] === 'g9');
  assert.equal(
    last.map(({ code, gateways }) => ({ code, gateways: gateways.length })),
    [{ code: 'OC201', gateways: CROWD + 2 }],
  );
  assert.match(last[0]?.message ?? '', /are one endpoint; likewise with "g1", "g2", "g3" and 5 more$/);
});

crowd('one of the others cannot silence the finding, the gateway itself can', async () => {
  const found = await checkJson(fleetOf(CROWD + 2, () => ({ port: 18789, browser: { enabled: false } })));
  const codes = { known: new Set(['OC101']), checked: new Set(['OC101']) };
  const place = { pointer: '', file: 'fleet.json', line: 1, column: 1 };
  const left = (name: string) =>
    applyIgnores(found, [{ code: 'OC101', reason: 'a test', place, target: { kind: 'gateway', name } }], codes).findings.map(
      ({ gateways }) => gateways[0],
    );
  assert.ok(left('g0').includes('g9'));
  assert.not.ok(left('g9').includes('g9'));
  assert.is(left('g0').length, found.length - CROWD, 'its own pairs with the others are silent');
});

crowd.run();
