/** What a change of some gateways has to know of those that stay as they are. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { DerivedGateway } from '../../src/plan/derived-gateway.ts';
import { diffGateway } from '../../src/plan/diff-gateway.ts';
import { blockedByLeftOut } from '../../src/plan/left-out.ts';
import type { ObservedGateway } from '../../src/plan/observed-gateway.ts';
import type { GatewayWork } from '../../src/plan/stage-fleet.ts';
import { asDeclared, nothing, sampleDesired, sampleGateway } from './sample-gateway.ts';

const left = suite('gateways that a change leaves out');

const workOn = (derived: DerivedGateway, observed: ObservedGateway): GatewayWork => ({
  derived,
  observed,
  steps: diffGateway(sampleDesired(derived), observed, { remembered: [] }),
});
const started = (port: number) => workOn(sampleGateway('new', port), nothing);
const other = sampleGateway('other', 18789);
const running = { derived: other, observed: asDeclared(other) };

left('one that is to start on a port of a running one is blocked, and told how to change both', () => {
  assert.equal(blockedByLeftOut([started(18789)], [running]), [
    {
      gateway: 'new',
      message: 'port 18789 of "new" is held by "other", which "--target" leaves out',
      hint: 'omniclaw apply --target new --target other',
    },
  ]);
});

const openclaw = sampleGateway('new', 18787, { runtime: 'openclaw' });
const withoutCanvas = { ...openclaw, ports: { ...openclaw.ports, canvas: null } };
const plain = sampleGateway('other', 18789, { runtime: 'openclaw' });
const moved = workOn(sampleGateway('new', 18789), asDeclared(sampleGateway('new', 19000)));
const rows: readonly (readonly [
  is: string,
  work: readonly GatewayWork[],
  leftOut: Parameters<typeof blockedByLeftOut>[1],
  ports: number[],
])[] = [
  ['one that starts anew on the port', [moved], [running], [18789]],
  ['its control port is the port of the other', [started(18787)], [running], [18789]],
  ['only the range of browsers meets it', [started(18700)], [running], []],
  ['one that does not run holds nothing', [started(18789)], [{ derived: other, observed: asDeclared(other, { live: null }) }], []],
  ['one that runs already is not started', [workOn(sampleGateway('new', 18789), asDeclared(sampleGateway('new', 18789)))], [running], []],
  ['one that is stopped needs no port', [workOn(sampleGateway('new', 18789, { state: 'stopped' }), asDeclared(other))], [running], []],
  ['its control port opens on request only', [workOn(withoutCanvas, nothing)], [running], []],
  ['the other has no control port and no canvas that listen', [started(18791)], [{ derived: plain, observed: asDeclared(plain) }], []],
  ['nobody is left out', [started(18789)], [], []],
];
for (const [is, work, leftOut, ports] of rows)
  left(is, () => {
    const found = blockedByLeftOut(work, leftOut).map(({ message }) => Number(/^port (\d+) /.exec(message)?.[1]));
    assert.equal(found, ports);
  });

left.run();
