import type { Json, JsonObject } from '../../fleet/fleet-spec.ts';
import { isSameJson } from '../../fleet/gateway-proof.ts';
import {
  hasSecretForm,
  isAboutSecret,
  isSecretContainer,
  isSecretKey,
  isSecretVariable,
  withoutPlaceholders,
} from '../../fleet/secret-forms.ts';
import type { DerivedGateway } from '../derived-gateway.ts';
import { type Fix, pointer } from '../finding.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { visitLeaves } from '../secret-reference.ts';
import { quoted } from '../visible.ts';

export const literalSecret: Rule = {
  code: 'OC503',
  severity: 'error',
  title: 'a secret stands in the fleet file',
  scope: 'fleet',
  find: ({ gateways, spec }) => {
    const inDefaults = findSecrets(spec.defaults);
    const shared = new Set(inDefaults.map((keys) => JSON.stringify(keys)));
    // A gateway that only inherits the secret has no finding of its own.
    const own = (gateway: DerivedGateway) =>
      findSecrets(gateway.spec).filter((keys) => !shared.has(JSON.stringify(keys)) || !sameValue(spec.defaults, gateway.spec, keys));
    return [...inDefaults.map(describeDefault), ...gateways.flatMap((gateway) => own(gateway).map((keys) => describe(gateway.name, keys)))];
  },
  page: {
    why: 'The fleet file is kept in git. Whoever reads the repository, or any old copy of it, has the secret.',
    mend: 'Name where the secret comes from instead: env("NAME"), file("path") or command("pass", "show", "name"). Then replace the secret itself, because it has been in the file.',
    bad: '{ "gateways": { "main": { "port": 18789, "auth": { "token": "c2VjcmV0LXNlY3JldC1zZWNyZXQ" } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "auth": { "token": { "$env": "MAIN_TOKEN" } } } } }',
  },
};

/** Where each kind of setting stands, and how to tell a secret there beside its form. */
const PLACES: readonly {
  readonly keys: readonly string[];
  readonly isSecret: (key: string) => boolean;
}[] = [
  { keys: ['auth', 'token'], isSecret: () => true },
  { keys: ['service', 'env'], isSecret: isSecretVariable },
  { keys: ['channels'], isSecret: isSecretKey },
  { keys: ['agents'], isSecret: isSecretKey },
  { keys: ['config'], isSecret: isSecretKey },
  { keys: ['labels'], isSecret: () => false },
];

/** The keys that lead to each secret. Values are looked at here and nowhere else. */
function findSecrets(settings: Settings): string[][] {
  const found: string[][] = [];
  for (const { keys, isSecret } of PLACES) {
    const value = valueAt(settings, keys);
    if (value === null) continue;
    visitLeaves(value, keys, (leaf, place) => {
      if (typeof leaf !== 'string' || leaf.trim() === '') return;
      const rest = withoutPlaceholders(leaf);
      const isOpen = rest === leaf && (isSecret(nameOf(place)) || (!isCount(leaf) && isHeld(place)));
      if (isOpen || hasSecretForm(rest)) found.push([...place]);
    });
  }
  return found;
}

/** What `defaults` and a gateway have in common: everything under which a secret may stand. */
type Settings = DerivedGateway['spec'] | JsonObject;

function valueAt(settings: Settings, keys: readonly string[]): Json {
  let value: unknown = settings;
  for (const key of keys) value = value !== null && typeof value === 'object' ? Reflect.get(value, key) : undefined;
  return isJson(value) ? value : null;
}

function isJson(value: unknown): value is Json {
  return value === null || ['string', 'number', 'boolean', 'object'].includes(typeof value);
}

function sameValue(one: Settings, two: Settings, keys: readonly string[]): boolean {
  return isSameJson(valueAt(one, keys), valueAt(two, keys));
}

/** Whether a value stands in a list of secrets, or in an object of them under a key that does not merely describe one. */
function isHeld(keys: readonly string[]): boolean {
  const names = keys.filter((key) => !isIndex(key));
  const [last = '', holder = ''] = names.toReversed();
  return (isIndex(keys.at(-1) ?? '') && isSecretContainer(last)) || (isSecretContainer(holder) && !isAboutSecret(last));
}

/** `tokens` is also what models count. */
function isCount(text: string): boolean {
  return /^\d{1,8}$/.test(text.trim());
}

function isIndex(key: string): boolean {
  return /^\d+$/.test(key);
}

/** The key of a value; of the list when the value stands in one. */
function nameOf(keys: readonly string[]): string {
  return keys.findLast((key) => !isIndex(key)) ?? '';
}

function describeDefault(keys: readonly string[]): RuleFault {
  const place = pointer('defaults', ...keys);
  const message = `${quoted(keys.join('.'))} of the defaults holds a secret in clear text`;
  return { gateways: [], message, pointers: [place], fix: referTo(place, 'default', keys) };
}

function describe(gateway: string, keys: readonly string[]): RuleFault {
  const place = pointer('gateways', gateway, ...keys);
  const message = `${quoted(keys.join('.'))} of ${quoted(gateway)} holds a secret in clear text`;
  return { gateways: [gateway], message, pointers: [place], fix: referTo(place, gateway, keys) };
}

function referTo(place: string, gateway: string, keys: readonly string[]): Fix {
  if (keys[0] === 'labels') return { description: 'remove it, and replace the secret itself, because it has been in the file', edits: [] };
  const name = variableName(gateway, keys);
  return {
    description: `replace it by env('${name}'), and replace the secret itself, because it has been in the file`,
    edits: [{ pointer: place, value: { $env: name } }],
    by: 'hand',
  };
}

function variableName(gateway: string, keys: readonly string[]): string {
  const rest = keys[0] === 'channels' || keys[0] === 'config' ? keys.slice(1) : keys[0] === 'service' ? keys.slice(2) : keys;
  const words = [gateway, ...rest].join('_').replace(/([a-z0-9])([A-Z])/g, '$1_$2');
  const name = words.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
  return /^[A-Z_]/.test(name) ? name : `_${name}`;
}
