import type { SecretReference } from '../../fleet/fleet-schema.ts';
import type { Fix } from '../finding.ts';
import type { HostRule, RuleFault, SeenHost } from '../rule.ts';
import { type SecretPlace, secretPlaces } from '../secret-places.ts';
import { series } from '../series.ts';
import { shellWord } from '../shell-word.ts';
import { quoted } from '../visible.ts';

const fleet = '{ "gateways": { "main": { "port": 18789, "auth": { "token": { "$env": "MAIN_TOKEN" } } } } }';
const seen = (words: string, state: string, problem: string): SeenHost => ({
  words: `the variable MAIN_TOKEN is ${words}`,
  state: `{ "secrets": [{ "gateway": "main", "reference": "{\\"$env\\":\\"MAIN_TOKEN\\"}", "state": "${state}", "problem": "${problem}", "fingerprint": null }] }`,
});

export const missingSecret: HostRule = {
  code: 'OC506',
  severity: 'error',
  title: 'a secret reference does not resolve on this host',
  scope: 'host',
  find: ({ gateways, host, seen: { secrets } }) => {
    const keyOf = (gateway: string, reference: string) => JSON.stringify([gateway, reference]);
    const missing = new Map(secrets.flatMap((one) => (one.state === 'missing' ? [[keyOf(one.gateway, one.reference), one.problem]] : [])));
    if (missing.size === 0) return [];
    const places = Map.groupBy(secretPlaces(gateways, host), ({ gateway, identity }) => keyOf(gateway, identity));
    return [...places].flatMap(([key, group]): RuleFault[] => {
      const [problem, first] = [missing.get(key), group[0]];
      return problem === undefined || first === undefined ? [] : [describe(group, first, problem)];
    });
  },
  page: {
    why: 'The gateway cannot start without its secrets, and apply stops before it changes anything.',
    mend: 'Set the variable in the shell that runs apply, write the file, or install the program that gives the secret.',
    bad: fleet,
    good: fleet,
    seen: { bad: seen('not set', 'missing', 'the environment variable \\"MAIN_TOKEN\\" is not set'), good: seen('set', 'resolves', '') },
  },
};

function describe(places: readonly SecretPlace[], first: SecretPlace, problem: string): RuleFault {
  const keys = series(places.map(({ keys: one }) => quoted(one.join('.'))));
  return {
    gateways: [first.gateway],
    message: `${problem}, and ${quoted(first.gateway)} needs it for ${keys}`,
    pointers: places.map(({ pointer }) => pointer),
    fix: howToProvide(first.reference),
  };
}

function howToProvide(reference: SecretReference): Fix {
  if ('$env' in reference) return { description: `"export ${reference.$env}=..."`, edits: [] };
  if ('$file' in reference) return { description: `write the secret into ${quoted(reference.$file)}, mode 0600`, edits: [] };
  return { description: `"command -v ${shellWord(reference.$command[0] ?? '')}" has to find it`, edits: [] };
}
