import * as fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { brief, loadText } from './load-text.ts';

const test = suite('load: spec');

const specOf = async (fleet: unknown) => {
  const { spec, findings } = await loadText('omniclaw.fleet.json', JSON.stringify(fleet));
  assert.equal(findings.map(brief), []);
  return spec?.gateways ?? [];
};

test('nothing is optional', async () => {
  assert.equal(await specOf({ gateways: { main: {} } }), [
    {
      name: 'main',
      runtime: 'omniclaw',
      program: { version: null, path: null, node: null, command: [], health: '/healthz' },
      port: 'auto',
      portFrom: 'file',
      bind: 'loopback',
      auth: { mode: 'token', token: null },
      authFrom: 'usual',
      stateDir: null,
      configPath: null,
      workspace: null,
      browser: { enabled: true, controlPort: null, cdpPortRange: null, cdpUrl: null, profiles: [] },
      canvasHost: { enabled: true, port: null },
      channels: {},
      agents: {},
      config: {},
      service: { driver: 'auto', env: {}, limits: { memoryMiB: null, cpuPercent: null, tasks: null }, hardening: 'default' },
      state: 'running',
      protect: false,
      rescues: null,
      renamedFrom: null,
      labels: {},
      ignore: [],
    },
  ]);
});

test('objects of the defaults merge; scalars, lists and references replace', async () => {
  const [main, other] = await specOf({
    defaults: {
      bind: 'lan',
      auth: { token: { $env: 'A' } },
      browser: { profiles: { work: { cdpPort: 1 }, home: { cdpPort: 2 } } },
      config: { list: [1, 2], deep: { a: 1, b: 2 } },
      labels: { team: 'x' },
    },
    gateways: {
      main: {
        bind: 'loopback',
        auth: { token: { $file: 'f' } },
        browser: { enabled: false, profiles: { work: { cdpPort: 3 }, play: {} } },
        config: { list: [3], deep: { b: { c: 3 } } },
      },
      other: {},
    },
  });
  assert.is(main?.bind, 'loopback');
  assert.equal(main?.auth.token, { $file: 'f' });
  assert.equal(main?.browser.profiles, [
    { name: 'work', cdpPort: 3, cdpUrl: null, userDataDir: null },
    { name: 'home', cdpPort: 2, cdpUrl: null, userDataDir: null },
    { name: 'play', cdpPort: null, cdpUrl: null, userDataDir: null },
  ]);
  assert.equal(main?.config, { list: [3], deep: { a: 1, b: { c: 3 } } });
  assert.equal(other?.config, { list: [1, 2], deep: { a: 1, b: 2 } });
  assert.equal(other?.auth.token, { $env: 'A' });
  assert.equal([main?.labels, other?.labels], [{ team: 'x' }, { team: 'x' }]);
});

test('keys of Object.prototype are plain data', async () => {
  const text = `{"defaults":{"config":{"__proto__":{"polluted":1}},"labels":{"__proto__":"d","constructor":"d"}},
    "gateways":{"__proto__":{"port":1,"config":{"__proto__":{"polluted":2},"toString":3}},"constructor":{"port":2,"browser":{"profiles":{"__proto__":{"cdpPort":3}}}},"toString":{}}}`;
  for (const [name, source] of [
    ['omniclaw.fleet.json', text],
    ['omniclaw.fleet.yaml', text],
    ['omniclaw.fleet.mjs', `export default JSON.parse(${JSON.stringify(text)});`],
  ] as const) {
    const { spec, findings } = await loadText(name, source);
    assert.equal(findings.map(brief), [], name);
    assert.equal(
      spec?.gateways.map((gateway) => gateway.name),
      ['__proto__', 'constructor', 'toString'],
    );
    assert.equal(
      spec?.gateways.map((gateway) => gateway.port),
      [1, 2, 'auto'],
    );
    const [first, second] = spec?.gateways ?? [];
    assert.is(JSON.stringify(first?.config), '{"__proto__":{"polluted":2},"toString":3}');
    assert.is(JSON.stringify(second?.config), '{"__proto__":{"polluted":1}}');
    assert.equal(Object.getOwnPropertyNames(second?.labels ?? {}), ['__proto__', 'constructor']);
    assert.is(second?.browser.profiles[0]?.name, '__proto__');
    assert.not.ok('polluted' in {});
    assert.is(Object.getPrototypeOf(first?.config), Object.prototype);
  }
});

test('the order of the file is kept', async () => {
  const gateways = await specOf({ gateways: { rescue: {}, main: {}, alpha: {} } });
  assert.equal(
    gateways.map(({ name }) => name),
    ['rescue', 'main', 'alpha'],
  );
});

test('JSON, YAML and code give the same spec', async () => {
  const fleet = fc.dictionary(
    fc.string({ minLength: 1 }).filter((name) => !/[\p{Cs}]/u.test(name)),
    fc.record(
      { port: fc.oneof(fc.constant('auto'), fc.integer({ min: 1, max: 65535 })), config: fc.dictionary(fc.string(), fc.jsonValue()) },
      { requiredKeys: [] },
    ),
    { maxKeys: 4 },
  );
  await fc.assert(
    fc.asyncProperty(fleet, async (gateways) => {
      const text = JSON.stringify({ gateways });
      const json = await loadText('omniclaw.fleet.json', text);
      const code = await loadText('omniclaw.fleet.mjs', `export default JSON.parse(${JSON.stringify(text)});`);
      assert.equal(json.findings.map(brief), []);
      assert.is(JSON.stringify(json.spec), JSON.stringify(code.spec));
      const yaml = await loadText('omniclaw.fleet.yaml', text);
      if (yaml.spec !== null) assert.is(JSON.stringify(yaml.spec), JSON.stringify(json.spec));
    }),
    { numRuns: 40, seed: 20_261 },
  );
});

test('ten thousand gateways', async () => {
  const gateways = Object.fromEntries(
    Array.from({ length: 10_000 }, (_, index) => [
      `gw-${index}`,
      { port: 1024 + 6 * index, browser: { enabled: false }, canvasHost: { enabled: false } },
    ]),
  );
  assert.is((await specOf({ gateways })).length, 10_000);
});

test.run();
