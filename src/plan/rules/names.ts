import type { RuntimeName } from '../../fleet/fleet-spec.ts';
import type { Host } from '../../fleet/host.ts';
import { once } from '../../fleet/once.ts';
import { runtimeOf } from '../../fleet/runtime.ts';
import type { NameClaim } from '../claim.ts';
import type { DerivedGateway } from '../derived-gateway.ts';
import { type Fix, pointer } from '../finding.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

const RUNTIMES = ['omniclaw', 'openclaw'] as const;

export const invalidName: Rule = {
  code: 'OC401',
  severity: 'error',
  title: 'a gateway has a name that cannot be a profile name',
  scope: 'fleet',
  find: ({ gateways }) => {
    const suggestName = createNames(gateways);
    return gateways.flatMap(({ name, spec }): RuleFault[] => {
      const { pattern, form } = runtimeOf(spec.runtime).profileName;
      if (pattern.test(name)) return [];
      const better = suggestName(name);
      return [
        {
          gateways: [name],
          message: `${quoted(name)} is not a profile name: ${form}`,
          pointers: [pointer('gateways', name)],
          fix: rename(name, better),
        },
      ];
    });
  },
  page: {
    why: 'The name becomes part of a folder, of a service name and of commands. Other characters break one of them, or mean something to a shell.',
    mend: 'Use 1 to 32 lower-case letters, digits and inner hyphens.',
    bad: '{ "gateways": { "My Bot": { "port": 18789 } } }',
    good: '{ "gateways": { "my-bot": { "port": 18789 } } }',
  },
};

/** For each name a valid one of every runtime that looks like it and that nobody has. Each is proposed once. */
function createNames(gateways: readonly DerivedGateway[]): (name: string) => string {
  const taken = once(() => new Set(gateways.map(({ name }) => name.toLowerCase())));
  return (name) => {
    const better = freeName(name, taken());
    taken().add(better);
    return better;
  };
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  const plain = name
    .slice(0, 100)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const joined = plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 28)
    .replace(/^-|-$/g, '');
  const stem = joined === '' ? 'lab' : joined;
  const isFree = (candidate: string) => !taken.has(candidate) && !RESERVED.has(candidate);
  let better = stem;
  for (let count = 2; !isFree(better); count += 1) better = `${stem}-${count}`;
  return better;
}

const RESERVED = new Set(RUNTIMES.flatMap((runtime) => runtimeOf(runtime).reservedNames.map(({ name }) => name)));

function rename(name: string, better: string): Fix {
  return { description: `rename ${quoted(name)} to "${better}"`, edits: [] };
}

export const equalNames: Rule = {
  code: 'OC402',
  severity: 'error',
  title: 'two gateways have names that are equal on some systems',
  scope: 'fleet',
  find: ({ gateways }, { claims }) => {
    const suggestName = createNames(gateways);
    const seen = { profile: new Map<string, NameClaim>(), systemd: new Map<string, NameClaim>(), launchd: new Map<string, NameClaim>() };
    const reported = new Set<string>();
    return claims.name.flatMap((claim): RuleFault[] => {
      const earlier = seen[claim.scope].get(claim.identity);
      if (earlier === undefined) seen[claim.scope].set(claim.identity, claim);
      if (earlier === undefined || reported.has(claim.gateway)) return [];
      reported.add(claim.gateway);
      const what = claim.scope === 'profile' ? 'differ only in upper and lower case' : `have the same service name ${quoted(claim.name)}`;
      return [
        {
          gateways: [claim.gateway, earlier.gateway],
          message: `${quoted(claim.gateway)} and ${quoted(earlier.gateway)} ${what}`,
          pointers: [claim.pointer, earlier.pointer],
          fix: rename(claim.gateway, suggestName(claim.gateway)),
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
  find: ({ gateways, host }) => {
    const suggestName = createNames(gateways);
    const reserved = createReservedNames(host);
    return gateways.flatMap(({ name, spec }): RuleFault[] => {
      const reason = reserved(spec.runtime, name);
      if (reason === undefined) return [];
      const message = `the name ${quoted(name)} is reserved: ${reason}`;
      return [{ gateways: [name], message, pointers: [pointer('gateways', name)], fix: rename(name, suggestName(name)) }];
    });
  },
  page: {
    why: 'The service or folder of this name belongs to something else, so installing the gateway would overwrite it, or the folder cannot be copied to another system.',
    mend: 'Choose another name.',
    bad: '{ "gateways": { "con": { "port": 18789 } } }',
    good: '{ "gateways": { "console": { "port": 18789 } } }',
  },
};

/** Why a runtime or the platform needs a name for itself, upper and lower case alike; `undefined` when it does not. */
function createReservedNames({ platform }: Host): (runtime: RuntimeName, name: string) => string | undefined {
  const reasons = new Map<RuntimeName, ReadonlyMap<string, string>>();
  const reasonsOf = (runtime: RuntimeName): ReadonlyMap<string, string> => {
    const meant = runtimeOf(runtime).reservedNames.filter((one) => one.platform === 'any' || one.platform === platform);
    return new Map(meant.map(({ name, reason }) => [name, reason]));
  };
  return (runtime, name) => {
    const known = reasons.get(runtime) ?? reasonsOf(runtime);
    reasons.set(runtime, known);
    return known.get(name.toLowerCase());
  };
}
