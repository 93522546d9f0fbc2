/** What counts as a secret, and what is only a reference to one. */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Json } from '../../src/fleet/fleet-spec.ts';
import { isSecretReference } from '../../src/fleet/is-secret-reference.ts';
import { maskWords } from '../../src/fleet/mask-command.ts';
import {
  hasSecretForm,
  isAboutSecret,
  isSecretContainer,
  isSecretKey,
  isSecretVariable,
  mayHoldSecret,
  withoutPlaceholders,
} from '../../src/fleet/secret-forms.ts';
import { changedLines } from '../../src/plan/definition-lines.ts';
import { referenceIdentity, visitLeaves } from '../../src/plan/secret-reference.ts';
import { host } from './sample-gateway.ts';

const secrets = suite('secrets');

/** `count` characters that could be of a token. Made, so that no search for leaked credentials finds this file. */
const made = (count: number) => 'a1B2'.repeat(20).slice(0, count);

const keys: readonly (readonly [string, boolean])[] = [
  ...[
    'token',
    'botToken',
    'signingSecret',
    'password',
    'passwd',
    'passphrase',
    'passcode',
    'pass_code',
    'apiKey',
    'api_key',
    'API_KEY',
    'privateKey',
    'secret_key',
    'accessKey',
    'signing_key',
    'encryptionKey',
    'authKey',
    'credential',
    'credentials',
    'Authorization',
    'mnemonic',
  ].map((key) => [key, true] as const),
  ...['tokenFile', 'tokens', 'key', 'keyboard', 'user', 'passive', 'secretary', 'monkey', ''].map((key) => [key, false] as const),
];
for (const [key, is] of keys) secrets(`a key "${key}" ${is ? 'holds' : 'does not hold'} a secret`, () => assert.is(isSecretKey(key), is));

secrets('a container of secrets may be named in the plural', () => {
  assert.equal(['tokens', 'apiKeys', 'token', 'passwords', 'maxTokens', 'keys', 'tokensX'].map(isSecretContainer), [
    true,
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});

secrets('inside such a container some keys only describe the secret', () => {
  const about = [
    '$env',
    'source',
    'provider',
    'id',
    'env',
    'file',
    'path',
    'command',
    'mode',
    'type',
    'kind',
    'name',
    'user',
    'username',
    'url',
    'URL',
  ];
  assert.equal(
    about.filter((key) => !isAboutSecret(key)),
    [],
  );
  assert.equal(['value', 'ids', 'myid', 'ops', ''].filter(isAboutSecret), []);
});

secrets('variables have shorter names for secrets, in upper case', () => {
  const yes = ['DB_PASS', 'PASS', 'DB_PWD', 'GH_PAT', 'OPENAI_KEY', 'KEY', 'BASIC_AUTH', 'BOT_TOKEN', 'apiKey'];
  assert.equal(
    yes.filter((name) => !isSecretVariable(name)),
    [],
  );
  assert.equal(['PATH', 'COMPASS', 'KEYBOARD', 'MONKEY', 'pass', 'PASS_FILE', 'AUTHOR'].filter(isSecretVariable), []);
});

type Form = readonly [is: string, text: string, secret: boolean];
const forms: readonly Form[] = [
  ['Telegram', `123456:${made(35)}`, true],
  ['Telegram in a URL', `https://api.telegram.org/bot123456789012:${made(35)}/x`, true],
  ['one character less than Telegram', `123456:${made(34)}`, false],
  ['one more than Telegram', `123456:${made(36)}`, false],
  ['too few digits for Telegram', `12345:${made(35)}`, false],
  ['too many digits for Telegram', `1234567890123:${made(35)}`, false],
  ['OpenAI', `sk-${made(20)}`, true],
  ['Stripe', `rk_${made(20)}`, true],
  ['too short for OpenAI', `sk-${made(19)}`, false],
  ['a word that ends in sk', `ask-${made(20)}`, false],
  ['GitHub', `ghp_${made(36)}`, true],
  ['too short for GitHub', `ghp_${made(35)}`, false],
  ['a fine-grained token of GitHub', `github_pat_${made(22)}`, true],
  ['too short for a fine-grained one', `github_pat_${made(21)}`, false],
  ['GitLab', `glpat-${made(20)}`, true],
  ['too short for GitLab', `glpat-${made(19)}`, false],
  ['Slack', `xoxb-${made(10)}`, true],
  ['Slack for apps', `xapp-${made(10)}`, true],
  ['too short for Slack', `xoxb-${made(9)}`, false],
  ['AWS', `AKIA${'ABCD1234'.repeat(2)}`, true],
  ['AWS for a session', `ASIA${'ABCD1234'.repeat(2)}`, true],
  ['too long for AWS', `AKIA${'ABCD1234'.repeat(2)}9`, false],
  ['too short for AWS', `AKIA${'ABCD1234'.repeat(2).slice(1)}`, false],
  ['Google', `AIza${made(35)}`, true],
  ['too short for Google', `AIza${made(34)}`, false],
  ['Hugging Face', `hf_${made(30)}`, true],
  ['npm', `npm_${made(30)}`, true],
  ['too short for npm', `npm_${made(29)}`, false],
  ['a web token', `eyJ${made(10)}.eyJ${made(10)}.${made(10)}`, true],
  ['a web token without signature', `eyJ${made(10)}.eyJ${made(10)}.${made(9)}`, false],
  ['Discord', `${made(24)}.${made(6)}.${made(27)}`, true],
  ['too long a middle for Discord', `${made(24)}.${made(7)}.${made(27)}`, false],
  ['too long an end for Discord', `${made(24)}.${made(6)}.${made(39)}`, false],
  ['a private key', `x\n-----BEGIN ${'RSA '}PRIVATE KEY-----`, true],
  ['a private key of no kind', `-----BEGIN ${''}PRIVATE KEY-----`, true],
  ['a public key', '-----BEGIN PUBLIC KEY-----', false],
  ['a URL with a password', 'postgres://u:p@h/x', true],
  ['a URL with a password and no user', 'redis://:p@h', true],
  ['a URL with a user', 'postgres://u@h/x', false],
  ['a URL with an @ in its path', 'http://h:80/a@b', false],
  ['a URL in a sentence', 'see http://u:p@h', false],
  ['a sentence', 'a plain text about tokens', false],
];
for (const [is, text, secret] of forms)
  secrets(`${is}: ${secret ? 'a secret' : 'no secret'}`, () => assert.is(hasSecretForm(text), secret));

const shown: readonly Form[] = [
  ['a URL with a password in a sentence', 'see http://u:p@h', true],
  ['one behind a name', 'HTTPS_PROXY=http://u:p@h:3128', true],
  ['a list of URLs', 'http://a:80,http://b:81/x@y', false],
  ['a bearer token', 'X: Bearer x', true],
  ['a forbearer', 'a forbearer of x', false],
  ['a well-known form', `at ghp_${made(36)}`, true],
];
for (const [is, text, secret] of shown) secrets(`${is} is ${secret ? 'not ' : ''}shown`, () => assert.is(mayHoldSecret(text), secret));

secrets('a long text is looked through in no time', () => {
  const started = performance.now();
  for (const part of ['a', 'a.', '://', '://a:', 'x=', 'bearer', 'Bearer ']) {
    mayHoldSecret(part.repeat(30_000));
    maskWords([part.repeat(30_000)]);
    changedLines(`Environment=${part.repeat(30_000)}`, '');
    changedLines(`<a>${part.repeat(30_000)}`, '');
  }
  assert.ok(performance.now() - started < 2_000);
});

secrets('placeholders are taken out', () => {
  assert.is(withoutPlaceholders('Bearer ${' + 'A_1} and ${' + 'b}, not ${' + '1} or $X'), 'Bearer  and , not ${' + '1} or $X');
});

const references: readonly (readonly [Json, boolean])[] = [
  [{ $env: 'A' }, true],
  [{ $file: '/a' }, true],
  [{ $command: ['a'] }, true],
  [{ $env: 'A', x: 1 }, false],
  [{ env: 'A' }, false],
  [{}, false],
  [['$env'], false],
  ['$env', false],
  [null, false],
  [1, false],
];
for (const [value, is] of references) {
  secrets(`${JSON.stringify(value)} is ${is ? 'a' : 'no'} reference`, () => assert.is(isSecretReference(value), is));
}

secrets('a file is one reference in all its spellings; other references are compared as they are', () => {
  const identity = (reference: Parameters<typeof referenceIdentity>[0]) => referenceIdentity(reference, host);
  assert.is(identity({ $file: '~/t' }), identity({ $file: '../t' }));
  assert.is.not(identity({ $file: '~/t' }), identity({ $file: '~/u' }));
  assert.is.not(identity({ $env: 'A' }), identity({ $env: 'B' }));
  assert.is.not(identity({ $command: ['a', 'b'] }), identity({ $command: ['a b'] }));
});

secrets('texts and references are visited with the keys that lead to them', () => {
  const seen: unknown[] = [];
  visitLeaves({ a: 'x', b: [1, { $env: 'A' }, ['y']], c: { d: null, e: { f: 'z', n: true } } }, ['top'], (leaf, at) =>
    seen.push([at.join('.'), leaf]),
  );
  assert.equal(seen, [
    ['top.a', 'x'],
    ['top.b.1', { $env: 'A' }],
    ['top.b.2.0', 'y'],
    ['top.c.e.f', 'z'],
  ]);
});

secrets.run();
