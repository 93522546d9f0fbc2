import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { DerivedGateway } from '../../src/plan/derived-gateway.ts';
import { diffGateway } from '../../src/plan/diff-gateway.ts';
import type { ObservedGateway } from '../../src/plan/observed-gateway.ts';
import { asDeclared, nothing, sampleDesired, sampleGateway } from './sample-gateway.ts';

const diff = suite('diffGateway');
const main = sampleGateway('main', 18789);

function changesOf(derived: DerivedGateway, observed: ObservedGateway, remembered: Parameters<typeof diffGateway>[2]['remembered'] = []) {
  return diffGateway(sampleDesired(derived), observed, { remembered }).map(({ change }) => change);
}

function shortly(derived: DerivedGateway, observed: ObservedGateway): string[] {
  return changesOf(derived, observed).map(({ action, kind }) => `${action} ${kind}`);
}

diff('from nothing: folders, keys, config, then the process', () => {
  assert.equal(shortly(main, nothing), [
    'create directory',
    'create directory',
    'create directory',
    'create key',
    'create key',
    'create config',
    'start service',
  ]);
});

diff('as declared: nothing to do', () => {
  assert.equal(changesOf(main, asDeclared(main)), []);
});

diff('a token that the fleet file named once and no longer does becomes our own again; one of the user stays', () => {
  const path = ['gateway', 'auth', 'token'];
  const named = { $file: '/named' };
  const { config, ...rest } = asDeclared(main);
  if (config === null) throw new Error('the sample has a config');
  const text = config.text.replace(/\{\s*"\$file": "[^"]*"\s*\}/, JSON.stringify(named));
  const observed = { ...rest, config: { ...config, text, value: JSON.parse(text), written: JSON.parse(text) } };
  const written = changesOf(main, observed, [{ path, value: named, set: 'always' }]);
  assert.equal(written[0]?.before, { 'gateway.auth.token': named });
  assert.is(written[0]?.kind, 'config');
  const steps = diffGateway(sampleDesired(main), observed, { remembered: [{ path, value: named, set: 'always' }] });
  const merged = steps.flatMap((step) => (step.kind === 'config' ? step.merge.fields : []));
  assert.is(merged.find((field) => field.path.join() === path.join())?.set, 'always');
  assert.not.ok(changesOf(main, observed).some(({ kind }) => kind === 'config'));
});

const service: readonly (readonly [string, Parameters<typeof asDeclared>[1], string[], string])[] = [
  ['the supervisor is gone, the gateway runs', { supervisor: 'gone' }, ['adopt service'], 'runs, but its supervisor is gone'],
  ['runs, does not answer', { live: null }, ['restart service'], 'runs, but does not answer as this gateway'],
  ['never registered', { registration: null, live: null }, ['start service'], 'not running'],
];

for (const [is, changes, expected, reason] of service) {
  diff(is, () => {
    const found = changesOf(main, asDeclared(main, changes));
    assert.equal(
      found.map(({ action, kind }) => `${action} ${kind}`),
      expected,
    );
    assert.equal(found[0]?.reasons, [reason]);
  });
}

diff('a young process that has not answered yet is waited for, not restarted', () => {
  const observed = asDeclared(main, { live: null });
  const registration = observed.service.registration === null ? null : { ...observed.service.registration, ageMs: 900 };
  assert.equal(shortly(main, { ...observed, service: { ...observed.service, registration } }), ['start service']);
});

diff('a changed port edits one field of the config and restarts', () => {
  const [config, restart] = changesOf(sampleGateway('main', 19001), asDeclared(main));
  assert.equal(config?.before, { 'gateway.port': 18789 });
  assert.equal(config?.after, { 'gateway.port': 19001 });
  assert.is(config?.impact, 'restart');
  assert.is(restart?.action, 'restart');
  assert.ok(restart?.reasons.includes('serves port 18789, declared is 19001'));
});

diff('what the gateway and the user wrote stays, comments included', () => {
  const observed = asDeclared(main);
  const { config } = observed;
  if (config === null) throw new Error('the sample has a config');
  const text = config.text.replace('{\n', '{\n  // mine\n  "meta": { "by": "gateway" },\n').replace('18789', '18790');
  const value = {
    ...config.value,
    meta: { by: 'gateway' },
    gateway: { port: 18790, bind: 'loopback', auth: { mode: 'token', token: { $file: '/home/ann/.omniclaw-main/gateway.token' } } },
  };
  const [step] = diffGateway(
    sampleDesired(main),
    { ...observed, config: { ...config, text, value, written: value, hash: 'x' } },
    { remembered: [] },
  );
  assert.is(step?.kind, 'config');
  if (step?.kind === 'config') assert.is(step.resource.text, text.replace('18790', '18789'));
});

diff('a token that the user put into the config is kept, and never shown', () => {
  const observed = asDeclared(main);
  const { config } = observed;
  if (config === null) throw new Error('the sample has a config');
  const text = config.text.replace(/"token": \{[^}]*\}/, '"token": "hunter2hunter2hunter2hunter2"').replace('18789', '1');
  const gateway = { port: 1, bind: 'loopback', auth: { mode: 'token', token: 'hunter2hunter2hunter2hunter2' } };
  const value = { ...config.value, gateway };
  const changed = { ...observed, config: { ...config, text, value, written: value, hash: 'x' } };
  const [step] = diffGateway(sampleDesired(main), changed, { remembered: [] });
  assert.ok(step?.kind === 'config' && step.resource.text.includes('hunter2'));
  assert.not.match(JSON.stringify(step?.change), 'hunter2');
});

diff('a field that we wrote once and no longer own goes, unless somebody changed it', () => {
  const wide = sampleGateway('main', 18789, { channels: { telegram: { name: 'bot', mode: 'poll' } } });
  const remembered = sampleDesired(wide).config.fields;
  const [config] = changesOf(main, asDeclared(wide), remembered);
  assert.equal(config?.before, { 'channels.telegram.name': '(not ours)', 'channels.telegram.mode': '(not ours)' });
  const edited = remembered.map((field) => (field.path.at(-1) === 'name' ? { ...field, value: 'other' } : field));
  const [kept] = changesOf(main, asDeclared(wide), edited);
  assert.equal(Object.keys(kept?.before ?? {}), ['channels.telegram.mode']);
});

diff('the folder of a browser is told to the gateway as a whole path: it is meant from the fleet file', () => {
  const profiles = ['~/a', 'b', '/c'].map((userDataDir, at) => ({ name: `p${at}`, cdpPort: 9_000 + at, cdpUrl: null, userDataDir }));
  const { fields } = sampleDesired(sampleGateway('main', 18789, { browser: { ...main.spec.browser, profiles } })).config;
  assert.equal(
    fields.flatMap(({ path, value }) => (path.at(-1) === 'userDataDir' ? [value] : [])),
    ['/home/ann/a', '/home/ann/fleet/b', '/c'],
  );
});

diff('stopped: the process ends, files stay in line', () => {
  assert.equal(shortly(sampleGateway('main', 18789, { state: 'stopped' }), asDeclared(main)), ['stop service']);
  assert.equal(shortly(sampleGateway('main', 18789, { state: 'stopped' }), { ...asDeclared(main), service: nothing.service }), []);
});

diff('absent: the service goes and nothing else is touched', () => {
  assert.equal(shortly(sampleGateway('main', 18789, { state: 'absent' }), asDeclared(main)), ['delete service']);
  assert.equal(shortly(sampleGateway('main', 18789, { state: 'absent' }), nothing), []);
});

diff('a state folder that others can read is made private; the workspace keeps its mode', () => {
  const observed = asDeclared(main);
  const open = { ...observed, directories: observed.directories.map((directory) => ({ ...directory, mode: 0o755 })) };
  const changes = changesOf(main, open);
  assert.equal(
    changes.map(({ id }) => id),
    ['/home/ann/.omniclaw-main'],
  );
  assert.equal(changes[0]?.before, { mode: '0755' });
});

diff('every step says what it is about, and carries what is to be there', () => {
  const named = sampleGateway('main', 18789, { channels: { x: { token: { $env: 'T' } } } });
  const desired = sampleDesired(named);
  const secrets = { kind: 'secrets', gateway: 'main', id: desired.secrets.id, mode: 0o600, keys: ['T'], hash: 'h' } as const;
  const loose = {
    ...asDeclared(main),
    keys: desired.keys.map((key) => ({ ...key, mode: 0o644 })),
    secrets: { stored: null, wanted: secrets },
  };
  const open = { ...loose, directories: loose.directories.map((one) => ({ ...one, mode: 0o755 })) };
  for (const observed of [nothing, open]) {
    const steps = diffGateway(desired, observed, { remembered: [] });
    assert.equal(
      steps.map(({ kind }) => kind),
      steps.map(({ change }) => change.kind),
    );
    const directories = steps.flatMap((step) => (step.kind === 'directory' ? [step.resource] : []));
    assert.equal(directories, observed === nothing ? desired.directories : desired.directories.slice(0, 1));
    const keys = steps.flatMap((step) => (step.kind === 'key' ? [step.resource] : []));
    assert.equal(keys, desired.keys);
    const stored = steps.flatMap((step) => (step.kind === 'secrets' ? [step.resource] : []));
    assert.equal(stored, observed === nothing ? [] : [desired.secrets]);
    const previous = steps.flatMap((step) => (step.kind === 'config' ? [step.previous] : []));
    assert.equal(previous, [observed.config?.text ?? null]);
    const merges = steps.flatMap((step) => (step.kind === 'config' ? [step.merge] : []));
    assert.equal(merges, [{ fields: desired.config.fields, dropped: [], given: [] }]);
  }
});

diff('a merge says which fields it takes away, and which it takes back', () => {
  const wide = sampleGateway('main', 18789, { channels: { telegram: { name: 'bot' } } });
  const remembered = sampleDesired(wide).config.fields;
  const merge = diffGateway(sampleDesired(main), asDeclared(wide), { remembered }).flatMap((step) =>
    step.kind === 'config' ? [step.merge] : [],
  )[0];
  assert.equal(
    merge?.dropped.map(({ path, value }) => [path, value]),
    [[['channels', 'telegram', 'name'], 'bot']],
  );
});

diff('the plan of a gateway does not depend on anything but its inputs', () => {
  assert.is(JSON.stringify(changesOf(main, nothing)), JSON.stringify(changesOf(main, nothing)));
});

diff.run();
