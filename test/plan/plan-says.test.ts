/** What a plan says it would do, case by case: desired against observed, and the order of several gateways. */
import { suite } from 'uvu';
import type { Json } from '../../src/fleet/fleet-spec.ts';
import type { DerivedGateway } from '../../src/plan/derived-gateway.ts';
import type { OwnedField } from '../../src/plan/desired-config.ts';
import { configHash, diffGateway } from '../../src/plan/diff-gateway.ts';
import type { ObservedGateway, ServiceRegistration } from '../../src/plan/observed-gateway.ts';
import { changesOf } from '../../src/plan/plan.ts';
import type { Change, SecretsResource } from '../../src/plan/resource.ts';
import { stageFleet } from '../../src/plan/stage-fleet.ts';
import { expectWords } from './expected-words.ts';
import { asDeclared, nothing, sampleDesired, sampleGateway } from './sample-gateway.ts';

const says = suite('what a plan says');
const main = sampleGateway('main', 18789);
type Changes = Parameters<typeof sampleGateway>[2];
const also = (changes: Changes) => sampleGateway('main', 18789, changes);
const seen = asDeclared(main);

function linesOf({ action, kind, id, before, after, reasons, impact }: Change): string {
  return `  ${action} ${kind} ${id}, impact ${impact}\n    ${JSON.stringify(before)} -> ${JSON.stringify(after)}\n    ${reasons.join('; ')}\n`;
}

type DiffCase = readonly [is: string, derived: DerivedGateway, observed: ObservedGateway, remembered?: readonly OwnedField[]];

const withService = (changes: Partial<ObservedGateway['service']>, observed = seen): ObservedGateway => ({
  ...observed,
  service: { ...observed.service, ...changes },
});

function withRegistration(changes: Partial<ServiceRegistration>, service: Partial<ObservedGateway['service']> = {}): ObservedGateway {
  const { registration } = seen.service;
  return withService({ registration: registration === null ? null : { ...registration, ...changes }, ...service });
}

function withConfig(change: (value: { [key: string]: Json }) => { [key: string]: Json }, mode = 0o600): ObservedGateway {
  const { config } = seen;
  if (config === null) throw new Error('the sample has a config');
  const value = change(structuredClone(config.value));
  return {
    ...seen,
    config: { ...config, value, written: value, text: `${JSON.stringify(value, null, 2)}\n`, hash: configHash(value), mode },
  };
}

const registered = (changes: Partial<ServiceRegistration> = {}): ServiceRegistration => ({
  origin: 'ours',
  program: sampleDesired(main).service.program,
  definition: null,
  faults: [],
  wanted: 'running',
  phase: 'running',
  pid: 7,
  ageMs: 60_000,
  lastExit: '',
  ...changes,
});
const secrets = (hash: string, mode = 0o600): SecretsResource => ({
  kind: 'secrets',
  gateway: 'main',
  id: '/s',
  mode,
  keys: ['A', 'B'],
  hash,
});
const live = (changes: object) => ({ ...(seen.service.live ?? raise()), ...changes });
const external = also({ service: { ...main.spec.service, driver: 'external' } });
const asExternal: DerivedGateway = { ...external, service: { ...external.service, driver: 'external' } };
const asUnit: DerivedGateway = { ...main, service: { ...main.service, driver: 'systemd' } };
const unitText = sampleDesired(asUnit).service.definition?.text ?? raise();
const field = (path: string, value: Json): OwnedField => ({ path: path.split('.'), value, set: 'always' });

function raise(): never {
  throw new Error('the sample answers');
}

const command: Changes = {
  runtime: 'command',
  program: { version: null, path: null, node: null, command: ['/usr/bin/thing', '{port}'], health: '/healthz' },
};

const DIFFS: readonly DiffCase[] = [
  ['nothing is there', main, nothing],
  ['everything is there', main, seen],
  ['the config lies elsewhere', { ...main, paths: { ...main.paths, config: '/etc/main.json' } }, nothing],
  ['the config lies in the root', { ...main, paths: { ...main.paths, config: '/main.json' } }, nothing],
  ['a token of its own: no token file', also({ auth: { mode: 'token', token: { $env: 'T' } } }), nothing],
  ['no authentication: no token file', also({ auth: { mode: 'none', token: null } }), nothing],
  [
    'others can read the state folder and the workspace',
    main,
    { ...seen, directories: seen.directories.map((one) => ({ ...one, mode: 0o755 })) },
  ],
  ['the group can write to the state folder', main, { ...seen, directories: seen.directories.map((one) => ({ ...one, mode: 0o720 })) }],
  ['others can read the keys', main, { ...seen, keys: seen.keys.map((one) => ({ ...one, mode: 0o604 })) }],
  ['a key is missing', main, { ...seen, keys: seen.keys.slice(0, 1) }],
  ['secrets to store', main, { ...seen, secrets: { stored: null, wanted: secrets('1') } }],
  ['secrets that changed', main, { ...seen, secrets: { stored: secrets('1'), wanted: secrets('2') } }],
  ['secrets that are no longer wanted', main, { ...seen, secrets: { stored: secrets('1'), wanted: null } }],
  [
    'secrets as they are',
    main,
    { ...seen, secrets: { stored: secrets('1'), wanted: secrets('1') }, service: { ...seen.service, live: live({ secretsHash: '1' }) } },
  ],
  [
    'secrets that others can read',
    main,
    {
      ...seen,
      secrets: { stored: secrets('1', 0o640), wanted: secrets('1') },
      service: { ...seen.service, live: live({ secretsHash: '1' }) },
    },
  ],
  ['others can read the config', main, withConfig((value) => value, 0o644)],
  ['a field differs', main, withConfig((value) => ({ ...value, gateway: { port: 1, bind: 'lan' } }))],
  [
    'fields of others stay',
    main,
    withConfig((value) => ({ ...value, meta: { by: 'gateway' }, browser: { enabled: false, color: 'red' } })),
  ],
  ['a field that was an object', main, withConfig((value) => ({ ...value, canvasHost: true }))],
  [
    'a token that somebody wrote',
    main,
    withConfig((value) => ({ ...value, gateway: { port: 1, bind: 'loopback', auth: { mode: 'token', token: 'hunter2' } } })),
  ],
  [
    'a password where a mode belongs',
    also({ config: { db: { password: 'new' } } }),
    withConfig((value) => ({ ...value, db: { password: 'hunter2' } })),
  ],
  [
    'a reference takes the place of another',
    also({ auth: { mode: 'token', token: { $env: 'A' } } }),
    asDeclared(also({ auth: { mode: 'token', token: { $env: 'B' } } })),
  ],
  [
    'fields that we no longer own go',
    main,
    withConfig((value) => ({ ...value, old: { a: 1, b: 2, c: 3 } })),
    [field('old.a', 1), field('old.b', 9), field('old.d', 4), field('gateway.port', 18789)],
  ],
  [
    'a field that became an object of ours stays',
    also({ config: { x: { y: 1 } } }),
    asDeclared(also({ config: { x: { y: 1 } } })),
    [field('x', { y: 1 })],
  ],
  [
    'a token that we declared the last time goes back to the file',
    main,
    asDeclared(also({ auth: { mode: 'token', token: { $env: 'T' } } })),
    [field('agents.defaults.workspace', 'x'), field('gateway.auth.token', { $env: 'T' })],
  ],
  [
    'a token that somebody changed since stays',
    main,
    asDeclared(also({ auth: { mode: 'token', token: { $env: 'U' } } })),
    [field('gateway.auth.token', { $env: 'T' })],
  ],
  [
    'a token that we only filled in stays',
    main,
    asDeclared(also({ auth: { mode: 'token', token: { $env: 'T' } } })),
    [{ ...field('gateway.auth.token', { $env: 'T' }), set: 'if-absent' }],
  ],
  [
    'a token that was never there is filled in',
    main,
    withConfig(({ gateway, ...value }) => ({
      ...value,
      gateway: { port: 18789, bind: 'loopback', auth: { mode: 'token' }, was: gateway ?? null },
    })),
    [field('gateway.auth.token', { $env: 'T' })],
  ],
  ['a list of ours that changed', also({ config: { x: [1, { a: 1 }] } }), asDeclared(also({ config: { x: [1, { a: 2 }] } }))],
  [
    'a change that it could take up while it runs, and it may not',
    also({ auth: { mode: 'token', token: { $env: 'A' } }, config: { gateway: { reload: 'off' } } }),
    asDeclared(also({ auth: { mode: 'token', token: { $env: 'B' } }, config: { gateway: { reload: 'off' } } })),
  ],
  [
    'a change that it could take up, beside one that it could not',
    sampleGateway('main', 19001, { auth: { mode: 'token', token: { $env: 'A' } } }),
    asDeclared(also({ auth: { mode: 'token', token: { $env: 'B' } } })),
  ],
  [
    'a change that it could take up, and other reasons to restart',
    also({ auth: { mode: 'token', token: { $env: 'A' } } }),
    withService(
      {
        live: live({
          secretsHash: 'x',
          configHash: asDeclared(also({ auth: { mode: 'token', token: { $env: 'B' } } })).config?.hash ?? '',
        }),
      },
      asDeclared(also({ auth: { mode: 'token', token: { $env: 'B' } } })),
    ),
  ],
  [
    'a change that it could take up, and it does not run',
    also({ auth: { mode: 'token', token: { $env: 'A' } } }),
    withService({ live: null }, asDeclared(also({ auth: { mode: 'token', token: { $env: 'B' } } }))),
  ],
  ['null where a value belongs', also({ config: { x: 1, y: null } }), withConfig((value) => ({ ...value, x: null, y: 2 }))],
  [
    'a key whose name only begins like that of a secret',
    also({ config: { keyboard: 'us', api_key: 'n' } }),
    withConfig((value) => ({ ...value, keyboard: 'de', api_key: 'o' })),
  ],
  [
    'a change that it could take up while it runs, and a section says that it may not',
    also({ auth: { mode: 'token', token: { $env: 'A' } }, config: { gateway: { reload: { mode: 'off' } } } }),
    asDeclared(also({ auth: { mode: 'token', token: { $env: 'B' } }, config: { gateway: { reload: { mode: 'off' } } } })),
  ],
  ['a file that comes to be included', also({ config: { x: { $include: './x.json5' } } }), seen],
  ['a folder of ours that was removed', main, { ...seen, directories: seen.directories.filter(({ id }) => !id.endsWith('/logs')) }],
  [
    'a token that the user wrote, and no keys',
    main,
    {
      ...withConfig((value) => ({ ...value, gateway: { port: 18789, bind: 'loopback', auth: { mode: 'token', token: 'hunter2' } } })),
      keys: [],
    },
  ],
  ['a gateway that keeps its own config', also(command), nothing],
  ['an empty object of the user stays', also({ config: { x: {} } }), withConfig((value) => ({ ...value, x: { mine: 1 } }))],
  ['never registered', main, withService({ registration: null, live: null })],
  ['runs, and nobody registered it', main, withService({ registration: null })],
  ['declared stopped', also({ state: 'stopped' }), seen],
  ['declared stopped, and it is', also({ state: 'stopped' }), withRegistration({ wanted: 'stopped', pid: null }, { live: null })],
  ['declared stopped, and it is ending', also({ state: 'stopped' }), withRegistration({ wanted: 'stopped' })],
  ['declared stopped, and never registered', also({ state: 'stopped' }), withService({ registration: null, live: null })],
  ['declared absent', also({ state: 'absent' }), seen],
  ['declared absent, and nothing is there', also({ state: 'absent' }), nothing],
  ['stopped by hand', main, withRegistration({ wanted: 'stopped', phase: 'stopped', pid: null }, { live: null })],
  ['it ended', main, withRegistration({ phase: 'failed', pid: null, lastExit: 'exit 78' }, { live: null })],
  ['it waits for its next start', main, withRegistration({ phase: 'backoff', pid: null, lastExit: 'exit 1' }, { live: null })],
  ['everything of its program changed', main, withRegistration({ program: { argv: [], env: {}, workingDirectory: '/', logFile: '/l' } })],
  ['its definition says nothing of its program', main, withRegistration({ program: null })],
  ['faults of its registration', main, withRegistration({ faults: [{ message: 'no linger', impact: 'none' }] })],
  [
    'faults that need a restart',
    main,
    withRegistration({
      faults: [
        { message: 'a', impact: 'none' },
        { message: 'b', impact: 'restart' },
      ],
    }),
  ],
  ['it serves something else', main, withService({ live: live({ port: 1, configHash: 'x', secretsHash: 'y' }) })],
  ['young and silent', main, withRegistration({ ageMs: 14_999, faults: [{ message: 'no linger', impact: 'none' }] }, { live: null })],
  ['old and silent', main, withRegistration({ ageMs: 15_000, faults: [{ message: 'no linger', impact: 'none' }] }, { live: null })],
  ['its supervisor is gone', main, withService({ supervisor: 'gone' })],
  [
    'it runs under another driver',
    main,
    withService({ registration: null, elsewhere: [{ driver: 'systemd', registration: registered() }] }),
  ],
  [
    'it runs here, and is registered with another driver',
    main,
    withService({ elsewhere: [{ driver: 'systemd', registration: registered({ pid: null }) }] }),
  ],
  [
    'it does not run, and is registered with another driver',
    main,
    withService({ registration: null, live: null, elsewhere: [{ driver: 'launchd', registration: registered({ pid: null }) }] }),
  ],
  [
    'declared stopped, and it runs under another driver',
    also({ state: 'stopped' }),
    withService({ registration: null, elsewhere: [{ driver: 'systemd', registration: registered() }] }),
  ],
  [
    'its supervisor is gone, and it is registered elsewhere',
    main,
    withService({ supervisor: 'gone', elsewhere: [{ driver: 'systemd', registration: registered({ pid: null }) }] }),
  ],
  [
    'declared stopped, and its definition is another one',
    { ...asUnit, spec: { ...asUnit.spec, state: 'stopped' } },
    withRegistration({ definition: `${unitText}\n# another\n` }),
  ],
  [
    'declared absent, and its definition is another one',
    { ...asUnit, spec: { ...asUnit.spec, state: 'absent' } },
    withRegistration({ definition: `${unitText}\n# another\n` }),
  ],
  [
    'somebody else made its unit, which starts the same gateway in its own way',
    asUnit,
    withRegistration({
      origin: 'theirs',
      definition: unitText,
      program: { argv: ['/n', '/opt/omniclaw/x.js'], env: {}, workingDirectory: '', logFile: '' },
    }),
  ],
  ['its definition is missing', asUnit, withRegistration({ definition: null })],
  ['its definition is the declared one', asUnit, withRegistration({ definition: unitText })],
  ['its definition is another one', asUnit, withRegistration({ definition: unitText.replace('Restart=on-failure', 'Restart=no') })],
  ['it is being stopped, and is to run', main, withRegistration({ wanted: 'stopped' })],
  ['declared stopped, and it waits for its next start', also({ state: 'stopped' }), withRegistration({ pid: null }, { live: null })],
  [
    'declared stopped, stopped here and running elsewhere',
    also({ state: 'stopped' }),
    withRegistration({ wanted: 'stopped', pid: null }, { live: null, elsewhere: [{ driver: 'systemd', registration: registered() }] }),
  ],
  [
    'something else ran what is declared stopped',
    { ...asExternal, spec: { ...asExternal.spec, state: 'stopped' } },
    withService({ registration: null, live: null }),
  ],
  [
    'we run what something else has to run, and it is declared stopped',
    { ...asExternal, spec: { ...asExternal.spec, state: 'stopped' } },
    withService({ registration: null, elsewhere: [{ driver: 'supervisor', registration: registered() }] }),
  ],
  ['something else has to run it', asExternal, withService({ registration: null, live: null })],
  ['something else runs it', asExternal, withService({ registration: null })],
  ['something else runs it with another port', asExternal, withService({ registration: null, live: live({ port: 1 }) })],
  [
    'we run what something else has to run',
    asExternal,
    withService({ registration: null, elsewhere: [{ driver: 'supervisor', registration: registered() }] }),
  ],
  [
    'something else runs what is declared stopped',
    { ...asExternal, spec: { ...asExternal.spec, state: 'stopped' } },
    withService({ registration: null }),
  ],
  [
    'something else runs what is declared absent',
    { ...asExternal, spec: { ...asExternal.spec, state: 'absent' } },
    withService({ registration: null }),
  ],
];

expectWords(
  says,
  'plans/gateways.txt',
  DIFFS.map(([is, derived, observed, remembered = []]) => [
    is,
    () =>
      diffGateway(sampleDesired(derived), observed, { remembered })
        .map(({ change }) => linesOf(change))
        .join(''),
  ]),
);

type StageCase = readonly [is: string, ...work: readonly (readonly [derived: DerivedGateway, observed: ObservedGateway])[]];
const at = (name: string, port: number, changes: Changes = {}) => sampleGateway(name, port, changes);
const [a, b, c] = [at('a', 18789), at('b', 19789), at('c', 20789)];
const moved = (derived: DerivedGateway, port: number, changes: Changes = {}) =>
  [at(derived.name, port, changes), asDeclared(derived)] as const;
const silent = (derived: DerivedGateway): ObservedGateway => ({
  ...asDeclared(derived),
  service: { ...asDeclared(derived).service, live: null },
});

const elsewhere: Changes = {
  browser: { enabled: true, controlPort: 30000, cdpPortRange: null, cdpUrl: null, profiles: [] },
  canvasHost: { enabled: true, port: 30010 },
};

const STAGES: readonly StageCase[] = [
  ['two swap their ports beside one that stays', moved(a, 19789), moved(b, 18789), [c, asDeclared(c)]],
  ['one moves to a port that it holds itself', moved(a, 18791)],
  [
    'what was its control port is wanted',
    [at('a', 18789, { state: 'stopped' }), asDeclared(at('a', 18789, elsewhere))],
    [at('new', 30000), nothing],
  ],
  [
    'what was its canvas port is wanted',
    [at('a', 18789, { state: 'stopped' }), asDeclared(at('a', 18789, elsewhere))],
    [at('new', 30010), nothing],
  ],
  [
    'its usual control port is not held when it has another one',
    [at('a', 18789, { state: 'stopped' }), asDeclared(at('a', 18789, elsewhere))],
    [at('new', 18791), nothing],
  ],
  [
    'it answers nowhere, and its config names another port than it is to have',
    [at('a', 40000, { state: 'stopped' }), silent(a)],
    [at('new', 18789), nothing],
  ],
  [
    'it runs under another driver',
    [
      at('a', 18789, { state: 'stopped' }),
      withService({ registration: null, elsewhere: [{ driver: 'systemd', registration: registered() }] }, asDeclared(a)),
    ],
    [at('new', 18789), nothing],
  ],
  [
    'two swap their ports, and the unit of one is another one',
    [
      { ...at('a', 19789), service: { ...a.service, driver: 'systemd' } },
      withService({ registration: registered({ definition: `${unitText}\n# another\n`, program: null }) }, asDeclared(a)),
    ],
    moved(b, 18789),
  ],
  ['nobody has anything to do', [a, asDeclared(a)], [b, asDeclared(b)]],
  ['two swap their ports', moved(a, 19789), moved(b, 18789)],
  ['three change places in a ring', moved(a, 19789), moved(b, 20789), moved(c, 18789)],
  ['one is stopped, another takes its port', [at('a', 18789, { state: 'stopped' }), asDeclared(a)], [at('new', 18789), nothing]],
  ['one is removed, another takes its control port', [at('a', 18789, { state: 'absent' }), asDeclared(a)], [at('new', 18791), nothing]],
  [
    'one is removed, another takes its canvas port',
    [at('a', 18789, { state: 'absent' }), asDeclared(a)],
    [at('new', 18793, { canvasHost: { enabled: false, port: null } }), nothing],
  ],
  ['one is removed, and nobody wants its ports', [at('a', 18789, { state: 'absent' }), asDeclared(a)], [at('new', 18790), nothing]],
  ['only its browsers were there', [at('a', 18789, { state: 'absent' }), asDeclared(a)], [at('new', 18800), nothing]],
  ['two want what one leaves', [at('a', 18789, { state: 'absent' }), asDeclared(a)], [at('x', 18789), nothing], [at('y', 18791), nothing]],
  ['it answers nowhere: its config says what it holds', [at('a', 18789, { state: 'stopped' }), silent(a)], [at('new', 18789), nothing]],
  [
    'it answers nowhere and has no config',
    [at('a', 18789, { state: 'stopped' }), { ...silent(a), config: null }],
    [at('new', 18789), nothing],
  ],
  [
    'what holds the port was never registered',
    [at('a', 18789, { state: 'stopped' }), withService({ registration: null }, asDeclared(a))],
    [at('new', 18789), nothing],
  ],
  [
    'rescues come first, also in a ring',
    [at('main', 18789, { rescues: 'r' }), nothing],
    [at('r', 19789, { rescues: 'main' }), nothing],
    [at('deep', 20789, { rescues: 'r' }), nothing],
  ],
  ['a released gateway whose rescue waits', moved(a, 19789, { rescues: 'b' }), moved(b, 18789)],
];

expectWords(
  says,
  'plans/stages.txt',
  STAGES.map(([is, ...pairs]) => [
    is,
    () => {
      const work = pairs.map(([derived, observed]) => ({
        derived,
        observed,
        steps: diffGateway(sampleDesired(derived), observed, { remembered: [] }),
      }));
      const stages = stageFleet(work);
      const lines = stages.flatMap(({ name, tracks }) =>
        tracks.flatMap(({ gateway, steps, after }) => [
          `  ${name}: ${gateway}${after.length > 0 ? ` after ${after.join(', ')}` : ''}\n`,
          ...steps
            .filter(({ kind }) => kind === 'service' || kind === 'config')
            .map(({ change }) => `  ${linesOf(change).split('\n').join('\n  ').trimEnd()}\n`),
        ]),
      );
      return `${lines.join('')}  ${changesOf({ stages }).length} changes`;
    },
  ]),
);

says.run();
