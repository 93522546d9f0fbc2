import { nearestName } from '../../fleet/nearest-name.ts';
import { runtimeOf } from '../../fleet/runtime.ts';
import { type Fix, pointer } from '../finding.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { visible } from '../visible.ts';

const advise = (description: string): Fix => ({ description, edits: [] });

export const invalidName: Rule = {
  code: 'OC401',
  severity: 'error',
  title: 'a gateway has a name that cannot be a profile name',
  scope: 'fleet',
  find: ({ gateways }) =>
    gateways.flatMap(({ name, spec }): RuleFault[] => {
      const { pattern, form } = runtimeOf(spec.runtime).profileName;
      if (pattern.test(name)) return [];
      const better = suggestName(name);
      return [
        {
          gateways: [name],
          message: `"${visible(name)}" is not a profile name: ${form}`,
          pointers: [pointer('gateways', name)],
          fix: advise(better === '' ? `rename it, for example to "lab"` : `rename it to "${better}"`),
        },
      ];
    }),
  page: {
    why: 'The name becomes part of a folder, of a service name and of commands. Other characters break one of them, or mean something to a shell.',
    mend: 'Use 1 to 32 lower-case letters, digits and inner hyphens.',
    bad: '{ "gateways": { "My Bot": { "port": 18789 } } }',
    good: '{ "gateways": { "my-bot": { "port": 18789 } } }',
  },
};

function suggestName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 32)
    .replace(/^-+|-+$/g, '');
}

export const equalNames: Rule = {
  code: 'OC402',
  severity: 'error',
  title: 'two gateways have names that are equal on some systems',
  scope: 'fleet',
  find: ({ claims }) => {
    const seen = new Map<string, { gateway: string; pointer: string; name: string }>();
    const reported = new Set<string>();
    return claims.flatMap((claim): RuleFault[] => {
      if (claim.kind !== 'name') return [];
      const key = `${claim.scope}\n${claim.identity}`;
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, claim);
      if (earlier === undefined || earlier.gateway === claim.gateway || reported.has(claim.gateway)) return [];
      reported.add(claim.gateway);
      const what =
        claim.scope === 'profile' ? 'differ only in upper and lower case' : `have the same service name "${visible(claim.name)}"`;
      return [
        {
          gateways: [claim.gateway, earlier.gateway],
          message: `"${visible(claim.gateway)}" and "${visible(earlier.gateway)}" ${what}`,
          pointers: [claim.pointer, earlier.pointer],
          fix: advise(`rename "${visible(claim.gateway)}"`),
        },
      ];
    });
  },
  page: {
    why: 'Folders and service names made from the two names are one and the same on file systems that ignore case, so the second gateway overwrites the first.',
    mend: 'Give them names that differ in more than upper and lower case.',
    bad: '{ "gateways": { "lab": { "runtime": "openclaw", "port": 18789 }, "Lab": { "runtime": "openclaw", "port": 18909 } } }',
    good: '{ "gateways": { "lab": { "runtime": "openclaw", "port": 18789 }, "lab-2": { "runtime": "openclaw", "port": 18909 } } }',
  },
};

export const reservedName: Rule = {
  code: 'OC403',
  severity: 'error',
  title: 'a gateway has a name that the runtime or the platform needs for itself',
  scope: 'fleet',
  find: ({ gateways, host }) =>
    gateways.flatMap(({ name, spec }): RuleFault[] => {
      const reserved = runtimeOf(spec.runtime).reservedNames.find(
        (one) => one.name === name.toLowerCase() && (one.platform === 'any' || one.platform === host.platform),
      );
      if (reserved === undefined) return [];
      const message = `the name "${visible(name)}" is reserved: ${reserved.reason}`;
      return [
        {
          gateways: [name],
          message,
          pointers: [pointer('gateways', name)],
          fix: advise(`rename it, for example to "${suggestName(name)}-gateway"`),
        },
      ];
    }),
  page: {
    why: 'The service or folder of this name belongs to something else, so installing the gateway would overwrite it, or the folder cannot be copied to another system.',
    mend: 'Choose another name.',
    bad: '{ "gateways": { "con": { "port": 18789 } } }',
    good: '{ "gateways": { "console": { "port": 18789 } } }',
  },
};

/** The gateway that was probably meant. */
export function nearestGateway(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : nearest;
}
