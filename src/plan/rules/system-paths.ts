import type { Rule, RuleFault } from '../rule.ts';
import { readSystemPlaces, whatIsWrong } from '../system-places.ts';
import { quoted } from '../visible.ts';

export const systemPath: Rule = {
  code: 'OC306',
  severity: 'error',
  title: 'a state folder or workspace is the home, a system folder or a temporary one',
  scope: 'fleet',
  find: ({ host }, { claims, moveFolder }) => {
    const places = readSystemPlaces(host);
    const reported = new Set<string>();
    return claims.path.flatMap((claim): RuleFault[] => {
      if (claim.role !== 'stateDir' && claim.role !== 'workspace') return [];
      const what = whatIsWrong(claim, places);
      if (what === null || reported.has(claim.pointer)) return [];
      // A workspace inside a bad state folder has the same cause and needs no finding of its own.
      reported.add(claim.pointer);
      const message = `the ${claim.role === 'workspace' ? 'workspace' : 'state folder'} of ${quoted(claim.gateway)} is ${quoted(claim.path)}, ${what}`;
      return [
        {
          gateways: [claim.gateway],
          message,
          pointers: [claim.pointer],
          fix: moveFolder(claim, null) ?? { description: `give ${quoted(claim.gateway)} a folder below the home`, edits: [] },
        },
      ];
    });
  },
  page: {
    why: 'A gateway makes its state folder private, and a purge deletes it with everything inside. Temporary folders are emptied by the system.',
    mend: "Use a folder below the home, best the one that follows from the gateway's name.",
    bad: '{ "gateways": { "main": { "port": 18789, "stateDir": "~" } } }',
    good: '{ "gateways": { "main": { "port": 18789, "stateDir": "~/gateways/main" } } }',
  },
};
