import type { Json } from '../../fleet/fleet-spec.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import type { DerivedGateway } from '../derived-gateway.ts';
import { pointer } from '../finding.ts';
import type { Rule, RuleFault } from '../rule.ts';

export const literalSecret: Rule = {
  code: 'OC503',
  severity: 'error',
  title: 'a secret stands in the fleet file',
  scope: 'fleet',
  find: ({ gateways }) => gateways.flatMap((gateway) => secretsOf(gateway).map((keys) => fault(gateway.name, keys))),
  page: {
    why: 'The fleet file is kept in git. Whoever reads the repository, or any old copy of it, has the secret.',
    mend: 'Name where the secret comes from instead: env("NAME"), file("path") or command("pass", "show", "name"). Then replace the secret itself, because it has been in the file.',
    bad: '{ "gateways": { "main": { "port": 18789, "auth": { "token": "c2VjcmV0LXNlY3JldC1zZWNyZXQ" } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "auth": { "token": { "$env": "MAIN_TOKEN" } } } } }',
  },
};

function fault(gateway: string, keys: readonly string[]): RuleFault {
  const variable = [gateway, ...keys.slice(keys[0] === 'channels' ? 1 : 0)]
    .join('_')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase();
  const name = /^[A-Z_]/.test(variable) ? variable : `_${variable}`;
  const place = pointer('gateways', gateway, ...keys);
  return {
    gateways: [gateway],
    message: `"${keys.join('.')}" of "${gateway}" holds a secret in clear text`,
    pointers: [place],
    fix: {
      description: `replace it by env('${name}'), and replace the secret itself, because it has been in the file`,
      edits: [{ pointer: place, value: { $env: name } }],
    },
  };
}

function secretsOf({ spec }: DerivedGateway): string[][] {
  const token = typeof spec.auth.token === 'string' && holdsValue(spec.auth.token) ? [['auth', 'token']] : [];
  const trees: readonly (readonly [string[], Json])[] = [
    [['service', 'env'], spec.service.env],
    [['channels'], spec.channels],
    [['agents'], spec.agents],
    [['config'], spec.config],
  ];
  return [...token, ...trees.flatMap(([keys, tree]) => search(tree, keys))];
}

function search(value: Json, keys: string[]): string[][] {
  if (Array.isArray(value)) return value.flatMap((inner, at) => search(inner, [...keys, String(at)]));
  if (isJsonObject(value)) {
    if (['$env', '$file', '$command'].some((key) => Object.hasOwn(value, key))) return [];
    return Object.entries(value).flatMap(([key, inner]) => search(inner, [...keys, key]));
  }
  if (typeof value !== 'string' || !holdsValue(value)) return [];
  const key = keys.findLast((one) => !/^\d+$/.test(one)) ?? '';
  return SECRET_KEY.test(key) || SECRET_SHAPES.some((shape) => shape.test(value)) ? [keys] : [];
}

const SECRET_KEY = /(?:token|secret|password|passwd|api_?key|private_?key|credentials?|auth_?key)$/i;

/** Forms of well-known credentials. Source: the providers' documentation of their token formats. */
const SECRET_SHAPES = [
  /^\d{6,12}:[A-Za-z0-9_-]{35}$/,
  /^sk-[A-Za-z0-9_-]{20,}$/,
  /^gh[pousr]_[A-Za-z0-9]{36,}$/,
  /^xox[abprs]-[A-Za-z0-9-]{10,}$/,
  /^AKIA[0-9A-Z]{16}$/,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
];

/** Empty text and `${NAME}` placeholders hold nothing. */
function holdsValue(text: string): unknown {
  return text.trim() !== '' && !/^\$\{[A-Za-z_][A-Za-z0-9_]*\}$/.test(text.trim()) ? true : undefined;
}
