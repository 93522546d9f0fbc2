import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { DerivedGateway } from '../../src/plan/derived-gateway.ts';
import { diffGateway } from '../../src/plan/diff-gateway.ts';
import type { ObservedGateway } from '../../src/plan/observed-gateway.ts';
import { fixedPorts, stageFleet } from '../../src/plan/stage-fleet.ts';
import { asDeclared, nothing, sampleDesired, sampleGateway } from './sample-gateway.ts';

const stage = suite('stageFleet');

function work(derived: DerivedGateway, observed: ObservedGateway) {
  return { derived, observed, steps: diffGateway(sampleDesired(derived), observed, { remembered: [] }) };
}

function outline(...one: Parameters<typeof stageFleet>[0]): string[] {
  return stageFleet(one).flatMap(({ name, tracks }) =>
    tracks.map(({ gateway, steps }) => `${name}: ${gateway} ${steps.map(({ change }) => `${change.action} ${change.kind}`).join(', ')}`),
  );
}

stage('two gateways that swap ports both let go before either takes', () => {
  const [a, b] = [sampleGateway('a', 18789), sampleGateway('b', 19789)];
  assert.equal(outline(work(sampleGateway('a', 19789), asDeclared(a)), work(sampleGateway('b', 18789), asDeclared(b))), [
    'release: a stop service',
    'release: b stop service',
    'wave 1: a update config, start service',
    'wave 1: b update config, start service',
  ]);
});

stage('a gateway that moves to a free port is restarted in one go', () => {
  assert.equal(outline(work(sampleGateway('a', 20789), asDeclared(sampleGateway('a', 18789)))), [
    'wave 1: a update config, restart service',
  ]);
});

stage('one that takes the port of a gateway to be removed waits for it', () => {
  const gone = sampleGateway('old', 18789, { state: 'absent' });
  assert.equal(outline(work(gone, asDeclared(sampleGateway('old', 18789))), work(sampleGateway('new', 18791), nothing)), [
    'release: old delete service',
    'wave 1: new create directory, create directory, create directory, create key, create key, create config, start service',
  ]);
});

stage('of a gateway whose config is gone, the ports follow from the one that it answers on', () => {
  const gone = sampleGateway('old', 20789, { state: 'absent' });
  const observed = { ...asDeclared(sampleGateway('old', 18789)), config: null };
  for (const [port, waits] of [
    [18789, true],
    [18791, true],
    [18793, true],
    [18790, false],
  ] as const) {
    const next = sampleGateway('new', port);
    const ports = { gateway: port, browserControl: null, canvas: null, cdp: null, relays: [] };
    assert.is(outline(work(gone, observed), work({ ...next, ports }, nothing))[0] === 'release: old delete service', waits, `${port}`);
  }
});

stage('what is switched off listens on no port', () => {
  const { ports, ...rest } = sampleGateway('a', 18789);
  assert.equal(fixedPorts({ ...rest, ports }), [18789, 18791, 18793]);
  assert.equal(fixedPorts({ ...rest, ports: { ...ports, browserControl: null, canvas: null } }), [18789]);
});

stage('a chain of moves releases only what is wanted by another', () => {
  const found = outline(
    work(sampleGateway('a', 19789), asDeclared(sampleGateway('a', 18789))),
    work(sampleGateway('b', 20789), asDeclared(sampleGateway('b', 19789))),
  );
  assert.equal(found, ['release: b stop service', 'wave 1: a update config, restart service', 'wave 1: b update config, start service']);
});

stage('a rescue is finished before the gateway it rescues is touched', () => {
  const stages = stageFleet([
    work(sampleGateway('main', 18789), nothing),
    work(sampleGateway('rescue', 19789, { rescues: 'main' }), nothing),
    work(sampleGateway('backup', 20789, { rescues: 'rescue' }), nothing),
  ]);
  assert.equal(
    stages.map(({ name, tracks }) => [name, tracks.map(({ gateway, after }) => [gateway, after])]),
    [
      ['wave 1', [['backup', []]]],
      ['wave 2', [['rescue', ['backup']]]],
      ['wave 3', [['main', ['rescue']]]],
    ],
  );
});

stage('a rescue that cannot be worked on holds up what it rescues, also where that would only free a port', () => {
  const rescue = sampleGateway('rescue', 21789, { rescues: 'a' });
  const moving = [
    work(sampleGateway('a', 19789), asDeclared(sampleGateway('a', 18789))),
    work(sampleGateway('b', 18789), asDeclared(sampleGateway('b', 20789))),
  ];
  const stages = stageFleet(moving, [rescue, ...moving.map(({ derived }) => derived)]);
  assert.equal(
    stages.map(({ name, tracks }) => [name, tracks.map(({ gateway, after }) => [gateway, after])]),
    [
      ['release', [['a', ['rescue']]]],
      [
        'wave 1',
        [
          ['a', ['rescue']],
          ['b', []],
        ],
      ],
    ],
  );
});

stage('nothing to do makes no stage', () => {
  assert.equal(outline(work(sampleGateway('a', 18789), asDeclared(sampleGateway('a', 18789)))), []);
});

stage.run();
