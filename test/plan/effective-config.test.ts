/** Configs of OpenClaw that include files: what the fleet file decides is written beside `$include`, and never into another file. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject } from '../../src/fleet/fleet-spec.ts';
import { isJsonObject } from '../../src/fleet/json-object.ts';
import { parseJson5 } from '../../src/fleet/parse-json5.ts';
import { type IncludedFile, resolveIncludes } from '../../src/fleet/resolve-includes.ts';
import { configHash, diffGateway } from '../../src/plan/diff-gateway.ts';
import { effectiveValue, findIncludeFault, includeRoots, includeWayOf, includeWayOfDerived } from '../../src/plan/effective-config.ts';
import { findDrift } from '../../src/plan/find-drift.ts';
import { nothing, sampleDesired, sampleGateway } from './sample-gateway.ts';

const effective = suite('configs that include files');

const ID = '/home/ann/.omniclaw-main/omniclaw.json';
const PART = '/home/ann/.omniclaw-main/part.json5';

/** What a plan makes of a config and the file beside it. `config`: what the fleet file says of it. */
function planOf(text: string, part: string | { readonly problem: string }, config: JsonObject = {}) {
  const desired = sampleDesired(sampleGateway('main', 18789, { runtime: 'openclaw', config, state: 'stopped' }));
  const written = parse(text);
  const file: IncludedFile = typeof part === 'string' ? { path: PART, text: part, document: parse(part) } : { path: PART, ...part };
  const { value } = resolveIncludes({ path: ID, document: written }, new Map([[PART, file]]), includeWayOf(desired));
  const common = { kind: 'config', gateway: 'main', id: ID, mode: 0o600, hash: configHash(written) } as const;
  const observed = {
    ...nothing,
    directories: desired.directories,
    config: { ...common, text, value, written, included: [file], given: [], lost: [] },
  };
  const steps = diffGateway(desired, observed, { remembered: [] });
  const step = steps.find((one) => one.kind === 'config');
  return {
    text: step?.resource.text ?? null,
    before: step?.change.before ?? null,
    after: step?.change.after ?? null,
    reasons: step?.change.reasons ?? [],
    fault: findIncludeFault(desired, observed.config, steps),
    drift: findDrift(desired, observed, []).filter(({ field }) => /^(?:gateway|channels)/.test(field)),
  };
}

function parse(text: string): JsonObject {
  const parsed = parseJson5(text);
  if (!('value' in parsed) || !isJsonObject(parsed.value)) throw new Error(text);
  return parsed.value;
}

const ROOT = '{\n  gateway: { $include: "./part.json5" },\n}\n';

effective('what an included file says as declared is as declared', () => {
  const { text, fault, drift } = planOf(ROOT, '{ mode: "local", bind: "loopback", port: 18789, auth: { token: "t" } }');
  assert.equal([text, fault, drift], [null, null, []]);
});

effective('what it says otherwise is overruled beside "$include", and the plan names the file', () => {
  const { text, before, after, reasons, fault, drift } = planOf(ROOT, '{ mode: "local", bind: "loopback", port: 1, auth: { token: "t" } }');
  assert.is(text, ROOT.replace('"./part.json5" }', '"./part.json5", "port": 18789 }'));
  assert.equal([before, after, fault], [{ 'gateway.port': 1 }, { 'gateway.port': 18789 }, null]);
  assert.equal(reasons, ['gateway.port differs from the fleet file', `the included file "${PART}" says otherwise, and stays as it is`]);
  assert.equal(
    drift.map(({ field, installed }) => [field, installed]),
    [['gateway.port', 1]],
  );
  assert.is(
    planOf(text ?? '', '{ mode: "local", bind: "loopback", port: 1, auth: { token: "t" } }').text,
    null,
    'and then it is as declared',
  );
});

effective('a list that the gateway would join to the declared one is no change that could succeed', () => {
  const config = { channels: { telegram: { allowFrom: ['ann'] } } };
  const root =
    '{ gateway: { mode: "local", bind: "loopback", port: 18789, auth: { token: "t" } }, channels: { $include: "./part.json5" } }';
  const { fault } = planOf(root, '{ telegram: { allowFrom: ["bob"] } }', config);
  assert.match(fault?.message ?? '', /^"channels.telegram.allowFrom" of its config would be more than what is declared: .*part.json5"/);
  assert.is(fault?.hint, `edit "${PART}"`);
  assert.is(planOf(root, '{ telegram: { allowFrom: ["ann"] } }', config).fault, null);
  assert.is(planOf(root, '{ telegram: { dmPolicy: "open" } }', config).fault, null);
});

effective('an included file that cannot be used stops the change, unless the change takes it out', () => {
  const broken = { problem: `the included file "${PART}" does not exist` };
  const { fault } = planOf(ROOT, broken);
  assert.is(fault?.message, `"${ID}": the included file "${PART}" does not exist`);
  const bind = { gateway: { bind: 'lan' } };
  const root = '{ gateway: { mode: "local", port: 18789, auth: { token: "t" }, bind: { $include: "./part.json5" } } }';
  assert.is(planOf(root, broken, bind).fault?.gateway, undefined);
});

effective('an include that names no file stops the change as well', () => {
  const desired = sampleDesired(sampleGateway('main', 18789, { runtime: 'openclaw' }));
  const text = '{ "$include": 5 }';
  const config = {
    kind: 'config',
    gateway: 'main',
    id: ID,
    mode: 0o600,
    hash: '',
    text,
    value: {},
    written: parse(text),
    included: [],
    given: [],
    lost: [],
  } as const;
  const fault = findIncludeFault(desired, config, []);
  assert.match(fault?.message ?? '', 'must be a path');
  assert.is(fault?.hint, `edit "${ID}"`);
  assert.is(findIncludeFault(desired, null, []), null, 'there is no config yet');
  assert.is(findIncludeFault({ ...desired, state: 'absent' }, config, []), null, 'its config is left alone');
  const [folder] = diffGateway(desired, nothing, { remembered: [] });
  assert.is(folder?.kind, 'directory');
  assert.match(findIncludeFault(desired, config, folder === undefined ? [] : [folder])?.message ?? '', 'must be a path');
});

const AUTH = 'gateway: { mode: "local", bind: "loopback", port: 18789, auth: { token: "t" } }';
const KEPT: readonly (readonly [is: string, text: string, part: string, config: JsonObject])[] = [
  ['an object of the user where an empty one is declared', `{ ${AUTH}, x: { $include: "./part.json5", mine: 1 } }`, '{ y: 1 }', { x: {} }],
  ['nothing, where nothing is declared', `{ ${AUTH}, x: null, y: { $include: "./part.json5" } }`, '{}', { x: null }],
];
for (const [is, text, part, config] of KEPT)
  effective(`what is beside an included file is no fault: ${is}`, () => assert.is(planOf(text, part, config).fault, null));

effective('a secret to which an included file adds is more than what is declared', () => {
  const declared = { tools: { token: { source: 'env', provider: 'p', id: 'T' } } };
  const own = '{ source: "env", provider: "p", id: "T" }';
  const { fault } = planOf(`{ ${AUTH}, tools: { $include: "./part.json5", token: ${own} } }`, '{ token: { more: 1 } }', declared);
  assert.match(fault?.message ?? '', /^"tools.token" of its config would be more than what is declared/);
});

effective('a token of ours to which an included file adds is the business of the user', () => {
  const { text, fault } = planOf(
    '{ gateway: { $include: "./part.json5", auth: { token: { source: "file", provider: "omniclaw-token", id: "value" } } } }',
    '{ mode: "local", bind: "loopback", port: 18789, auth: { token: { more: 1 } } }',
  );
  assert.equal([text, fault], [null, null]);
});

effective('a list that is declared stands in the file, whatever the gateway adds: it is not written again', () => {
  const config = { channels: { telegram: { allowFrom: ['ann'] } } };
  const root = `{ ${AUTH}, channels: { $include: "./part.json5", telegram: { allowFrom: ['ann'] } } }`;
  const { text, fault, drift } = planOf(root, '{ telegram: { allowFrom: ["bob"] } }', config);
  assert.equal([text, drift], [null, []]);
  assert.match(fault?.message ?? '', 'would be more than what is declared');
});

effective('a text that is no object is an empty config', () => {
  const desired = sampleDesired(sampleGateway('main', 18789));
  for (const text of ['', ' ', '[]', '{']) assert.equal(effectiveValue(desired, null, text), {});
});

effective('where included files may lie follows from the environment of the service', () => {
  const { service } = sampleGateway('main', 18789).spec;
  const derived = sampleGateway('main', 18789, { runtime: 'openclaw', service: { ...service, env: { OPENCLAW_INCLUDE_ROOTS: '~/a' } } });
  const way = includeWayOf(sampleDesired(derived));
  assert.equal([way.home, way.roots], ['/home/ann', ['/home/ann/a']]);
  assert.equal(includeWayOfDerived(derived, '/home/ann'), way);
  const secret = { ...derived.spec.service, env: { OPENCLAW_INCLUDE_ROOTS: { $env: 'A' } } };
  assert.equal(includeWayOfDerived({ ...derived, spec: { ...derived.spec, service: secret } }, '/home/ann').roots, []);
});

effective('what the change makes of the config counts, whatever else it does first', () => {
  const declared = { gateway: { bind: { $include: './part.json5' } } };
  const desired = sampleDesired(sampleGateway('main', 18789, { runtime: 'openclaw', config: { x: { $include: './part.json5' } } }));
  assert.is(findIncludeFault(desired, null, diffGateway(desired, nothing, { remembered: [] })), null, 'a new config');
  const plain = sampleDesired(sampleGateway('main', 18789, { runtime: 'openclaw' }));
  const text = JSON.stringify(declared);
  const common = { kind: 'config', gateway: 'main', id: ID, mode: 0o600, hash: '', text, value: {}, written: declared } as const;
  const config = { ...common, included: [{ path: PART, problem: 'it is a pipe' }], given: [], lost: [] };
  const steps = diffGateway(plain, { ...nothing, config }, { remembered: [] });
  assert.is(steps[0]?.kind, 'directory');
  assert.is(findIncludeFault(plain, config, steps), null, 'it is taken out');
  assert.is(findIncludeFault(plain, config, [])?.message, `"${ID}": it is a pipe`);
});

effective('the fleet file may include a file itself', () => {
  const root =
    '{ gateway: { mode: "local", bind: "loopback", port: 18789, auth: { token: "t" } }, channels: { $include: "./part.json5" } }';
  const { text, fault } = planOf(root, '{ telegram: {} }', { channels: { $include: './part.json5' } });
  assert.equal([text, fault], [null, null]);
});

effective('folders of OPENCLAW_INCLUDE_ROOTS are absolute', () => {
  assert.equal(includeRoots(' /a//: ~/b :c::~: / :/x~', '/home/ann'), ['/a', '/home/ann/b', '/home/ann', '/', '/x~']);
  assert.equal(includeRoots(undefined, '/home/ann'), []);
});

effective.run();
