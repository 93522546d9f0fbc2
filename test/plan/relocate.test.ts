/** Where things are looked for before folders move, and where they are afterwards. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { afterMoves, beforeMoves } from '../../src/plan/relocate.ts';
import { asDeclared, nothing, sampleDesired, sampleGateway } from './sample-gateway.ts';

const relocate = suite('relocate');
const from = sampleGateway('old', 18789);
const to = sampleGateway('main', 18789);
const folders = [{ from: from.paths.stateDir, to: to.paths.stateDir }];
const OLD = '/home/ann/.omniclaw-old';
const idsOf = (ones: readonly { readonly id: string }[]) => ones.map(({ id }) => id);

relocate('before: every path of the gateway is looked for where it still is, and the rest stays', () => {
  const desired = sampleDesired(to);
  const there = beforeMoves(desired, folders);
  assert.is(there.stateDir, OLD);
  assert.equal(idsOf(there.directories), [OLD, `${OLD}/logs`, `${OLD}/workspace-main`]);
  assert.equal(idsOf(there.keys), [`${OLD}/instance.key`, `${OLD}/gateway.token`]);
  assert.is(there.secrets.id, desired.secrets.id.replace('-main/', '-old/'));
  assert.is(there.config.id, `${OLD}/omniclaw.json`);
  assert.equal(there.config.fields, desired.config.fields);
  assert.equal(there.secrets.keys, desired.secrets.keys);
  assert.equal(there.service, desired.service);
  assert.is(there.directories[0]?.mode, 0o700);
  assert.equal(there.keys[0], { ...desired.keys[0], id: there.keys[0]?.id });
});

relocate('after: what was seen has its new paths, and no process runs', () => {
  const secrets = { kind: 'secrets', gateway: 'old', id: `${OLD}/secrets.json`, mode: 0o600, keys: ['T'], hash: 'h' } as const;
  const seen = { ...asDeclared(from), secrets: { stored: secrets, wanted: { ...secrets, hash: 'i' } } };
  const then = afterMoves(seen, folders);
  const moved = (id: string) => id.replace(OLD, to.paths.stateDir);
  assert.equal(then, {
    program: null,
    directories: seen.directories.map((one) => ({ ...one, id: moved(one.id) })),
    keys: seen.keys.map((one) => ({ ...one, id: moved(one.id) })),
    secrets: { stored: { ...secrets, id: moved(secrets.id) }, wanted: { ...secrets, id: moved(secrets.id), hash: 'i' } },
    config: seen.config === null ? null : { ...seen.config, id: moved(seen.config.id) },
    service: { ...seen.service, live: null },
  });
  assert.is(then.config?.id, '/home/ann/.omniclaw-main/omniclaw.json');
});

relocate('after: what was not there is not there', () => assert.equal(afterMoves(nothing, folders), nothing));

const PATHS: readonly (readonly [is: string, path: string, becomes: string])[] = [
  ['the folder itself', '/a', '/x'],
  ['in it', '/a/c', '/x/c'],
  ['in a folder of it that moves elsewhere', '/a/b/c', '/y/c'],
  ['that folder', '/a/b', '/y'],
  ['a name that begins the same', '/ab', '/ab'],
  ['a name that ends the same', '/c/a', '/c/a'],
  ['elsewhere', '/z', '/z'],
];
for (const [is, path, becomes] of PATHS) {
  for (const moves of [
    [
      { from: '/a', to: '/x' },
      { from: '/a/b', to: '/y' },
    ],
    [
      { from: '/a/b', to: '/y' },
      { from: '/a', to: '/x' },
    ],
  ])
    relocate(`${is}: "${path}" becomes "${becomes}", with ${moves[0]?.from} first`, () => {
      const directory = { kind: 'directory', gateway: 'main', id: path, mode: 0o700 } as const;
      assert.equal(idsOf(afterMoves({ ...nothing, directories: [directory] }, moves).directories), [becomes]);
    });
}

relocate.run();
