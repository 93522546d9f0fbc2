import type { Json } from '../../fleet/fleet-spec.ts';
import { isSecretReference } from '../../fleet/is-secret-reference.ts';
import type { DerivedGateway } from '../derived-gateway.ts';
import { pointer } from '../finding.ts';
import type { Rule, RuleFault, RuleInput } from '../rule.ts';
import { referenceIdentity, visitLeaves } from '../secret-reference.ts';
import { quoted } from '../visible.ts';

export const sharedDefaults: Rule = {
  code: 'OC603',
  severity: 'warning',
  title: 'a rescue depends on the credentials of its main through the defaults',
  scope: 'fleet',
  find: (input) => {
    const byName = new Map(input.gateways.map((gateway) => [gateway.name, gateway]));
    return input.gateways.flatMap((rescue): RuleFault[] => {
      const main = byName.get(rescue.spec.rescues ?? '');
      return main === undefined || main === rescue ? [] : findDependence(rescue, main, input);
    });
  },
  page: {
    why: 'When the key is revoked, runs out of credit or is rate limited, the main gateway and the one that should repair it stop at the same time.',
    mend: 'Give the rescue a key of its own, best of another provider.',
    bad: '{ "defaults": { "config": { "models": { "apiKey": { "$env": "MODEL_KEY" } } } }, "gateways": { "main": { "port": 18789 }, "rescue": { "port": 19789, "rescues": "main" } } }',
    good: '{ "defaults": { "config": { "models": { "apiKey": { "$env": "MODEL_KEY" } } } }, "gateways": { "main": { "port": 18789 }, "rescue": { "port": 19789, "rescues": "main", "config": { "models": { "apiKey": { "$env": "RESCUE_MODEL_KEY" } } } } } }',
  },
};

function findDependence(rescue: DerivedGateway, main: DerivedGateway, { spec, host }: RuleInput): RuleFault[] {
  const identities = (value: Json) => {
    const found = new Map<string, readonly string[]>();
    visitLeaves(value, [], (leaf, keys) => {
      if (isSecretReference(leaf)) found.set(referenceIdentity(leaf, host), keys);
    });
    return found;
  };
  const ofDefaults = identities(settingsOf(spec.defaults));
  const ofMain = identities(settingsOf(main.spec));
  const shared = [...identities(settingsOf(rescue.spec))].find(([identity]) => ofDefaults.has(identity) && ofMain.has(identity));
  if (shared === undefined) return [];
  const [identity, keys] = shared;
  return [
    {
      gateways: [rescue.name, main.name],
      message: `the rescue ${quoted(rescue.name)} uses the credential ${quoted(keys.join('.'))} that ${quoted(main.name)} has from the defaults too`,
      pointers: [pointer('gateways', rescue.name), pointer('defaults', ...(ofDefaults.get(identity) ?? keys))],
      fix: { description: `name a credential of its own at ${quoted(keys.join('.'))} of ${quoted(rescue.name)}`, edits: [] },
    },
  ];
}

/** Everything that holds credentials but channels and the token, which OC501, OC502 and OC602 compare. */
function settingsOf({ config = {}, agents = {} }: { readonly config?: Json; readonly agents?: Json }): Json {
  return { config, agents };
}
