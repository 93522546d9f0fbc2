import { pointer } from '../finding.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

export const protectedAbsent: Rule = {
  code: 'OC706',
  severity: 'error',
  title: 'a protected gateway would be deleted or replaced',
  scope: 'fleet',
  find: ({ gateways }) =>
    gateways.flatMap(({ name, spec }): RuleFault[] =>
      spec.protect && spec.state === 'absent'
        ? [
            {
              gateways: [name],
              message: `${quoted(name)} is protected and declared absent`,
              pointers: [pointer('gateways', name, 'state'), pointer('gateways', name, 'protect')],
              fix: { description: `set "protect" of ${quoted(name)} to false first, if it is really to go`, edits: [] },
            },
          ]
        : [],
    ),
  page: {
    why: 'The protection is there so that nobody removes the gateway by mistake.',
    mend: 'Take the protection away in a change of its own, then remove the gateway.',
    bad: '{ "gateways": { "main": { "port": 18789, "protect": true, "state": "absent" } } }',
    good: '{ "gateways": { "main": { "port": 18789, "protect": true } } }',
  },
};
