import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { GatewaySpec } from '../../src/fleet/fleet-spec.ts';
import { secretPlaces } from '../../src/plan/secret-places.ts';
import { withFilesFromRoot } from '../../src/plan/secret-reference.ts';
import { host, sampleGateway } from './sample-gateway.ts';

const test = suite('secret places');

const from = (name: string) => ({ $env: name });
const settings: Partial<GatewaySpec> = {
  auth: { mode: 'token', token: from('TOKEN') },
  service: {
    driver: 'auto',
    env: { KEY: from('KEY'), PLAIN: 'text' },
    limits: { memoryMiB: null, cpuPercent: null, tasks: null },
    hardening: 'default',
  },
  channels: { chat: { botToken: from('BOT'), name: 'x' } },
  agents: { writer: { keys: [from('ONE'), 'text', from('TWO')] } },
  config: { models: { apiKey: { $file: 'model.key' } } },
};
const places = (changes: Partial<GatewaySpec>) =>
  secretPlaces([sampleGateway('a', 18789, { ...settings, ...changes })], host).map(({ gateway, pointer, identity }) => [
    gateway,
    pointer,
    identity,
  ]);

test('every reference is found with its place, and no text', () => {
  assert.equal(places({}), [
    ['a', '/gateways/a/auth/token', '{"$env":"TOKEN"}'],
    ['a', '/gateways/a/service/env/KEY', '{"$env":"KEY"}'],
    ['a', '/gateways/a/channels/chat/botToken', '{"$env":"BOT"}'],
    ['a', '/gateways/a/agents/writer/keys/0', '{"$env":"ONE"}'],
    ['a', '/gateways/a/agents/writer/keys/2', '{"$env":"TWO"}'],
    ['a', '/gateways/a/config/models/apiKey', '{"$file":"/home/ann/fleet/model.key"}'],
  ]);
});

test('a token that nobody asks for is not needed, and a gateway that goes needs none', () => {
  assert.is(places({ auth: { mode: 'none', token: from('TOKEN') } }).length, 5);
  assert.equal(places({ state: 'absent' }), []);
});

test('files of secrets are named from the root at any depth, and nothing else changes', () => {
  const file = { $file: 'a.key' };
  assert.equal(withFilesFromRoot({ list: [file, 1, null, { $file: '~/b' }], deep: { $env: 'X' }, text: 'a.key' }, host), {
    list: [{ $file: '/home/ann/fleet/a.key' }, 1, null, { $file: '~/b' }],
    deep: { $env: 'X' },
    text: 'a.key',
  });
  assert.equal(withFilesFromRoot({ $file: '/a' }, host), { $file: '/a' });
});

test.run();
