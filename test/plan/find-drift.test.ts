/** What drift says, field by field: what is declared, what is installed, what runs, and who changed it. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { JsonObject } from '../../src/fleet/fleet-spec.ts';
import { fieldAt, type OwnedField } from '../../src/plan/desired-config.ts';
import { configHash } from '../../src/plan/diff-gateway.ts';
import { findDrift } from '../../src/plan/find-drift.ts';
import type { ObservedGateway } from '../../src/plan/observed-gateway.ts';
import { expectWords, type SpokenCase } from './expected-words.ts';
import { asDeclared, nothing, sampleDesired, sampleGateway, sampleProof } from './sample-gateway.ts';

const drift = suite('findDrift');
const main = sampleGateway('main', 18789);
const seen = asDeclared(main);
const { fields } = sampleDesired(main).config;
const STATE_DIR = main.paths.stateDir;

type Case = { readonly declared?: typeof main; readonly observed: ObservedGateway; readonly remembered?: readonly OwnedField[] };

function tell({ declared = main, observed, remembered = [] }: Case): string {
  return findDrift(sampleDesired(declared), observed, remembered)
    .map(
      (one) =>
        `  ${one.gateway} ${one.field}: declared ${JSON.stringify(one.declared)}, installed ${JSON.stringify(one.installed)}, runs ${JSON.stringify(one.running)}, changed by ${one.changedBy}\n`,
    )
    .join('');
}

const service = (changes: Partial<ObservedGateway['service']>): ObservedGateway => ({ ...seen, service: { ...seen.service, ...changes } });
const registered = (changes: Partial<NonNullable<ObservedGateway['service']['registration']>>) => {
  const { registration } = seen.service;
  return registration === null ? null : { ...registration, ...changes };
};
/** The config has this value; the process runs with it, or still with the one before. */
const written = (value: JsonObject, process: 'with it' | 'without it'): ObservedGateway => {
  if (seen.config === null) throw new Error('the sample has a config');
  const hash = configHash(value);
  const port = Number(fieldAt(value, ['gateway', 'port']));
  const live = process === 'with it' ? { ...sampleProof(main, hash), port } : seen.service.live;
  return {
    ...seen,
    config: { ...seen.config, text: JSON.stringify(value), value, written: value, hash },
    service: { ...seen.service, live },
  };
};
const value = seen.config?.value ?? {};
const onPort = (port: number): JsonObject => ({ ...value, gateway: { ...Object(value['gateway']), port } });
const remembered = (port: number): OwnedField[] =>
  fields.map((one) => (one.path.join('.') === 'gateway.port' ? { ...one, value: port } : one));
const withMode = (mode: number): ObservedGateway => ({
  ...seen,
  directories: seen.directories.map((one) => ({ ...one, mode })),
  config: seen.config === null ? null : { ...seen.config, mode },
});
const stopped = sampleGateway('main', 18789, { state: 'stopped' });
const absent = sampleGateway('main', 18789, { state: 'absent' });
const secret = sampleGateway('main', 18789, { channels: { x: { token: { $env: 'T' }, note: 'n', botToken: 'hunter2' } } });

const CASES: readonly SpokenCase[] = [
  ['as declared', () => tell({ observed: seen })],
  ['nothing is there', () => tell({ observed: nothing })],
  ['nothing is to be there', () => tell({ declared: absent, observed: nothing })],
  ['it is to be absent, and runs', () => tell({ declared: absent, observed: seen })],
  ['it is to be stopped, and runs', () => tell({ declared: stopped, observed: seen })],
  [
    'it is to be stopped, and is',
    () => tell({ declared: stopped, observed: service({ registration: registered({ wanted: 'stopped', phase: 'stopped' }), live: null }) }),
  ],
  [
    'it is to be stopped, is installed so, and runs',
    () => tell({ declared: stopped, observed: service({ registration: registered({ wanted: 'stopped' }) }) }),
  ],
  ['it is to run, and failed', () => tell({ observed: service({ registration: registered({ phase: 'failed' }), live: null }) })],
  [
    'it is to run, does, and is installed as stopped',
    () => tell({ observed: service({ registration: registered({ wanted: 'stopped' }) }) }),
  ],
  ['it runs, and nothing starts it', () => tell({ observed: service({ registration: null }) })],
  ['others read it', () => tell({ observed: withMode(0o755) })],
  ['the group writes it', () => tell({ observed: withMode(0o620) })],
  ['only the owner may do anything', () => tell({ observed: withMode(0o500) })],
  ['its config is gone', () => tell({ observed: { ...seen, config: null } })],
  ['another port is written and runs', () => tell({ observed: written(onPort(19001), 'with it') })],
  ['another port is written and does not run', () => tell({ observed: written(onPort(19001), 'without it') })],
  [
    'another port is written and nothing runs',
    () => tell({ observed: { ...written(onPort(19001), 'with it'), service: service({ live: null }).service } }),
  ],
  ['the fleet file has changed it', () => tell({ observed: written(onPort(19001), 'with it'), remembered: remembered(19001) })],
  ['somebody has changed it here', () => tell({ observed: written(onPort(19001), 'with it'), remembered: remembered(18789) })],
  ['both have changed it', () => tell({ observed: written(onPort(19001), 'with it'), remembered: remembered(20000) })],
  ['a field that was not there when it was last applied', () => tell({ declared: secret, observed: seen, remembered: fields })],
  [
    'fields with secrets, which run',
    () =>
      tell({
        declared: secret,
        observed: written({ ...value, channels: { x: { token: 'hunter3', note: 'm', botToken: 'hunter4' } } }, 'with it'),
      }),
  ],
  [
    'fields with secrets, which do not run',
    () =>
      tell({
        declared: secret,
        observed: written({ ...value, channels: { x: { token: 'hunter3', note: 'm', botToken: 'hunter4' } } }, 'without it'),
      }),
  ],
  [
    'it runs with other secrets',
    () =>
      tell({
        observed: {
          ...seen,
          secrets: {
            stored: null,
            wanted: { kind: 'secrets', gateway: 'main', id: `${STATE_DIR}/s`, mode: 0o600, keys: ['T'], hash: 'h' },
          },
        },
      }),
  ],
  [
    'it runs with another config than the one that is written',
    () => tell({ observed: service({ live: sampleProof(main, 'f'.repeat(64)) }) }),
  ],
  [
    'it runs with another program',
    () =>
      tell({
        observed: service({ registration: registered({ program: { argv: ['/x'], env: {}, workingDirectory: '/', logFile: '/l' } }) }),
      }),
  ],
  ['the same, and it is to be stopped', () => tell({ declared: stopped, observed: service({ live: sampleProof(main, 'f'.repeat(64)) }) })],
  ['its supervisor is gone', () => tell({ observed: service({ supervisor: 'gone' }) })],
];
expectWords(drift, 'plans/drift.txt', CASES);

drift('no secret is told, whoever has it', () => {
  const observed = written({ ...value, channels: { x: { token: 'hunter3', botToken: 'hunter4' } } }, 'with it');
  assert.not.match(tell({ declared: secret, observed }), 'hunter');
});

drift.run();
