/** Secret references in the words of a gateway that reads them from providers, and back. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { SecretReference } from '../../src/fleet/fleet-schema.ts';
import type { Json } from '../../src/fleet/fleet-spec.ts';
import { fromProvider, toProviders } from '../../src/plan/secret-providers.ts';
import { host } from './sample-gateway.ts';

const providers = suite('secret providers');

/** The name of the provider of a file follows from its path: a config keeps it when the fleet file is written anew. */
const FILE_PROVIDER = 'omniclaw-1d241612a2eb';

providers('references become providers at any depth, and what is no reference stays', () => {
  const value = { token: { $env: 'A' }, list: [{ deep: { $file: '~/t' } }, 'text', null, 7], on: true };
  const { fields, problems } = toProviders([{ path: ['channels'], value, set: 'always' }], '/state', host);
  const read = (name: string, reads: { readonly [key: string]: string }) =>
    Object.entries(reads).map(([key, one]) => ({ path: ['secrets', 'providers', name, key], value: one, set: 'always' }));
  assert.equal(problems, []);
  assert.equal(fields, [
    {
      path: ['channels'],
      value: {
        token: { source: 'file', provider: 'omniclaw', id: '/env:A' },
        list: [{ deep: { source: 'file', provider: FILE_PROVIDER, id: 'value' } }, 'text', null, 7],
        on: true,
      },
      set: 'always',
    },
    ...read('omniclaw', { source: 'file', path: '/state/secrets.json', mode: 'json' }),
    ...read(FILE_PROVIDER, { source: 'file', path: '/home/ann/t', mode: 'singleValue' }),
  ]);
});

providers('without references there are no providers', () => {
  const fields = [{ path: ['a'], value: 'x', set: 'if-absent' as const }];
  assert.equal(toProviders(fields, '/state', host), { fields, problems: [] });
});

providers('a command stays, and its place is told', () => {
  const value = { list: ['x', { key: { $command: ['pass'] } }] };
  const { fields, problems } = toProviders([{ path: ['channels', 'a'], value, set: 'always' }], '/state', host);
  assert.equal(fields, [{ path: ['channels', 'a'], value, set: 'always' }]);
  assert.equal(problems, ['"channels.a.list.1.key" comes from a command, and this runtime takes secrets from variables and files only']);
});

const config = { secrets: { providers: { mine: { path: '/mine' }, 'omniclaw-1': { path: '/t' }, 'omniclaw-2': { path: 7 } } } };
const rows: readonly (readonly [is: string, value: Json, expected: SecretReference | null])[] = [
  ['a variable', { source: 'file', provider: 'omniclaw', id: '/env:A' }, { $env: 'A' }],
  ['a file', { source: 'file', provider: 'omniclaw-1', id: 'value' }, { $file: '/t' }],
  ['nothing', null, null],
  ['another source', { source: 'exec', provider: 'omniclaw', id: '/env:A' }, null],
  ['a provider without a name', { source: 'file', provider: 7, id: '/env:A' }, null],
  ['the provider of the user', { source: 'file', provider: 'mine', id: 'value' }, null],
  ['a variable of the provider of the user', { source: 'file', provider: 'mine', id: '/env:A' }, null],
  ['something else of our file', { source: 'file', provider: 'omniclaw', id: '/other' }, null],
  ['an id that is no text', { source: 'file', provider: 'omniclaw', id: 7 }, null],
  ['a part of a file', { source: 'file', provider: 'omniclaw-1', id: '/part' }, null],
  ['a provider that is not there', { source: 'file', provider: 'omniclaw-3', id: 'value' }, null],
  ['a provider without a path', { source: 'file', provider: 'omniclaw-2', id: 'value' }, null],
];
for (const [is, value, expected] of rows)
  providers(`read back: ${is}`, () => {
    assert.equal(fromProvider(value, config), expected);
  });

providers.run();
