import { pointer } from '../finding.ts';
import type { VariableSeen } from '../host-state.ts';
import type { HostRule, RuleFault } from '../rule.ts';
import { series } from '../series.ts';
import { quoted } from '../visible.ts';

const WHAT: { readonly [key in VariableSeen['decides']]: string } = { port: 'port', stateDir: 'state folder', configPath: 'config file' };

export const overridingVariable: HostRule = {
  code: 'OC406',
  severity: 'warning',
  title: 'a variable of this shell overrides a declared value',
  scope: 'host',
  find: ({ gateways, seen }) => {
    const known = new Set(gateways.map(({ name }) => name));
    return seen.variables.flatMap(({ name, decides, gateways: affected }): RuleFault[] => {
      const names = affected.filter((one) => known.has(one));
      if (names.length === 0) return [];
      return [
        {
          gateways: names,
          message: `the variable ${quoted(name)} of this shell overrides the ${WHAT[decides]} of ${series(names.map(quoted))} when they are run from it`,
          pointers: names.map((one) => pointer('gateways', one, decides)),
          fix: { description: `"unset ${name}"`, edits: [] },
        },
      ];
    });
  },
  page: {
    why: 'A variable wins over the config. A gateway that is started from this shell, or asked for its status, is then another one than the fleet file says; shells that a gateway opens inherit such variables from it.',
    mend: 'Unset the variable, and take it out of the shell profile.',
    bad: '{ "gateways": { "main": { "port": 18789 } } }',
    good: '{ "gateways": { "main": { "port": 18789 } } }',
    seen: {
      bad: {
        words: 'OMNICLAW_GATEWAY_PORT is set to another port in the shell',
        state: '{ "variables": [{ "name": "OMNICLAW_GATEWAY_PORT", "decides": "port", "gateways": ["main"] }] }',
      },
      good: { words: 'no such variable is set', state: '{ "variables": [] }' },
    },
  },
};
