import { counted, describeMeetings } from '../describe-ports.ts';
import { countShared } from '../port-conflicts.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

export const hashedPorts: Rule = {
  code: 'OC110',
  severity: 'error',
  title: 'ports that a runtime derives from the names of two gateways collide',
  scope: 'fleet',
  find: ({ gateways }, { hashedPairs, separate }) => {
    const specs = new Map(gateways.map(({ name, spec }) => [name, spec]));
    return hashedPairs().flatMap(({ one, two, meetings }): RuleFault[] => {
      const [first] = meetings;
      if (first === undefined) return [];
      const ports = [one, two].map((name) => `${specs.get(name)?.port} from the name ${quoted(name)}`).join(' and ');
      return [
        {
          gateways: [two, one],
          message: `the runtime takes port ${ports}, and they share ${counted(countShared(meetings), 'port')}: ${describeMeetings(meetings)}`,
          pointers: [first.two.pointer, first.one.pointer],
          fix: separate([meetings]),
        },
      ];
    });
  },
  page: {
    why: 'A gateway for which nobody names a port takes one that is computed from its profile name. Two names can give ports whose blocks overlap; nothing warns of it, and it bites when enough browsers are open.',
    mend: 'Name a port for each of them, or write "auto".',
    bad: '{ "gateways": { "main": { "runtime": "openclaw" }, "rescue": { "runtime": "openclaw" } } }',
    good: '{ "gateways": { "main": { "runtime": "openclaw", "port": 18789 }, "rescue": { "runtime": "openclaw", "port": 19789 } } }',
  },
};
