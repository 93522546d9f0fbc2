import { MAX_BASE_PORT, MAX_PORT } from '../../fleet/port-block.ts';
import type { PortClaim, PortRole } from '../claim.ts';
import { countShared, mergeIntervals } from '../interval.ts';
import { findPortConflicts, type PortMeeting } from '../port-conflicts.ts';
import type { Proposals } from '../proposals.ts';
import type { Rule, RuleFault, RuleInput } from '../rule.ts';

const ROLES: { readonly [role in PortRole]: string } = {
  gateway: 'gateway port',
  'browser-control': 'browser control port',
  canvas: 'canvas port',
  'cdp-port': 'CDP port',
  'cdp-range': 'browser range',
};

export const sameFixedPort: Rule = {
  code: 'OC101',
  severity: 'error',
  title: 'two gateways have the same port',
  scope: 'fleet',
  find: (input, proposals) => pairFaults(input, proposals, ({ fixed }) => fixed, describeFixed),
  page: {
    why: 'Only one process can listen on a port. The gateway that starts second fails, and restarts in a loop if a service manager runs it.',
    mend: 'Give one of the two another base port. All other ports follow from it. Leave 120 between two bases, or write "auto".',
    bad: '{ "gateways": { "main": { "port": 18789 }, "dev": { "port": 18791 } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "dev": { "port": 18909 } } }',
  },
};

export const fixedPortInRange: Rule = {
  code: 'OC102',
  severity: 'error',
  title: "a port of one gateway lies in another's browser range",
  scope: 'fleet',
  find: (input, proposals) => pairFaults(input, proposals, ({ fixedInRange }) => fixedInRange, describeInRange),
  page: {
    why: 'A gateway hands the ports of its browser range to browser profiles, one by one. Everything works until enough profiles are open; then a browser takes the port that the other gateway needs, or attaches to it.',
    mend: 'Move one of the two by a whole block. A block is 111 ports long, so bases 20 apart are not enough.',
    bad: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 18809 } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 18900 } } }',
  },
};

export const overlappingRanges: Rule = {
  code: 'OC103',
  severity: 'error',
  title: 'two browser ranges overlap',
  scope: 'fleet',
  find: (input, proposals) => pairFaults(input, proposals, ({ ranges }) => ranges, describeRanges),
  page: {
    why: 'Both gateways hand out the shared ports without asking each other. The second browser on a port does not fail: it moves to the other loopback address or joins the first, and one gateway drives the browser of the other.',
    mend: 'Move one of the two by a whole block, or switch the browser off where it is not used.',
    bad: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 18850 } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 18909 } } }',
  },
};

export const blockTooHigh: Rule = {
  code: 'OC104',
  severity: 'error',
  title: 'the ports of a gateway pass 65535',
  scope: 'fleet',
  find: ({ gateways, claims }, proposals) => {
    const high = claims.filter((claim) => claim.kind === 'port' && claim.last > MAX_PORT);
    return gateways.flatMap(({ name, ports, spec }): RuleFault[] => {
      const claim =
        high.find(({ gateway }) => gateway === name) ??
        (ports.gateway > MAX_BASE_PORT && spec.state !== 'absent'
          ? claims.find((one) => one.kind === 'port' && one.gateway === name)
          : undefined);
      if (claim?.kind !== 'port') return [];
      const what =
        spec.port === 'auto'
          ? `there is no free block of ports left for "${name}"`
          : `the ports of "${name}" pass ${MAX_PORT}: the block of base port ${ports.gateway} ends at ${ports.gateway + 110}, and the highest usable base is ${MAX_BASE_PORT}`;
      return [{ gateways: [name], message: what, pointers: [claim.pointer], fix: proposals.moveClaim(claim) }];
    });
  },
  page: {
    why: 'There are no TCP ports above 65535. Some gateways then fall back silently to the ports of the default gateway, and the two collide.',
    mend: 'Use a base port of 65425 or less.',
    bad: '{ "gateways": { "main": { "port": 65426 } } }',
    good: '{ "gateways": { "main": { "port": 65425 } } }',
  },
};

export const ownCdpPort: Rule = {
  code: 'OC109',
  severity: 'error',
  title: 'a CDP port is used twice within one gateway',
  scope: 'fleet',
  find: ({ claims }, proposals) => {
    const seen = new Map<string, PortClaim>();
    const fixed = claims.filter((claim) => claim.kind === 'port').filter(({ role }) => role !== 'cdp-range');
    return fixed.flatMap((claim): RuleFault[] => {
      const key = `${claim.gateway}\n${claim.first}`;
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, claim);
      if (earlier === undefined || claim.role !== 'cdp-port') return [];
      const message = `${nameOf(claim)} of "${claim.gateway}" is ${claim.first}, which is also its ${nameOf(earlier)}`;
      return [{ gateways: [claim.gateway], message, pointers: [claim.pointer, earlier.pointer], fix: proposals.moveClaim(claim) }];
    });
  },
  page: {
    why: 'The browser profile can never be started: its port is taken by the gateway itself or by another of its browsers.',
    mend: "Give each browser profile a port of its own, best one of the gateway's browser range.",
    bad: '{ "gateways": { "main": { "port": 18789, "browser": { "profiles": { "work": { "cdpPort": 18791 } } } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "browser": { "profiles": { "work": { "cdpPort": 18800 } } } } } }',
  },
};

type Kinds = ReturnType<typeof findPortConflicts>[number];

/** One fault for each pair of gateways that has meetings of a kind. The later gateway is the one to move. */
function pairFaults(
  input: RuleInput,
  proposals: Proposals,
  pick: (pair: Kinds) => readonly PortMeeting[],
  describe: (meetings: readonly PortMeeting[]) => string,
): RuleFault[] {
  const shared = sharedPorts(input);
  return conflictsOf(input).flatMap((pair): RuleFault[] => {
    const meetings = pick(pair);
    const [first] = meetings;
    if (first === undefined) return [];
    const { one, two } = first;
    const total = shared(one.gateway, two.gateway);
    const message = `${describe(meetings)}; "${one.gateway}" and "${two.gateway}" share ${total} port${total === 1 ? '' : 's'} in all`;
    return [{ gateways: [two.gateway, one.gateway], message, pointers: [two.pointer, one.pointer], fix: joinMoves(meetings, proposals) }];
  });
}

/** Every claim of the later gateway that meets one of the earlier must move. */
function joinMoves(meetings: readonly PortMeeting[], proposals: Proposals) {
  const fixes = [...new Map(meetings.map(({ two }) => [two.pointer, two])).values()].map(proposals.moveClaim);
  return { description: fixes.map(({ description }) => description).join(', '), edits: fixes.flatMap(({ edits }) => edits) };
}

const conflicts = new WeakMap<RuleInput, Kinds[]>();

/** The three port rules look at the same conflicts; they are searched once. */
function conflictsOf(input: RuleInput): Kinds[] {
  const known = conflicts.get(input);
  if (known !== undefined) return known;
  const order = new Map(input.gateways.map(({ name }, at) => [name, at]));
  const found = findPortConflicts(
    input.claims.filter((claim) => claim.kind === 'port'),
    order,
  );
  conflicts.set(input, found);
  return found;
}

function sharedPorts({ claims }: RuleInput): (a: string, b: string) => number {
  const byGateway = Map.groupBy(
    claims.filter((claim) => claim.kind === 'port'),
    ({ gateway }) => gateway,
  );
  const merged = new Map<string, ReturnType<typeof mergeIntervals>>();
  const intervals = (name: string) => {
    const known = merged.get(name) ?? mergeIntervals((byGateway.get(name) ?? []).map(({ first, last }) => ({ first, last })));
    merged.set(name, known);
    return known;
  };
  return (a, b) => countShared(intervals(a), intervals(b));
}

function describeFixed(meetings: readonly PortMeeting[]): string {
  return listed(
    meetings.map(({ one, two }) => `port ${two.first} is ${nameOf(two)} of "${two.gateway}" and ${nameOf(one)} of "${one.gateway}"`),
  );
}

function describeInRange(meetings: readonly PortMeeting[]): string {
  return listed(
    meetings.map(({ one, two }) => {
      const [fixed, range] = one.role === 'cdp-range' ? [two, one] : [one, two];
      const count = fixed.first - range.first + 1;
      return `the ${nameOf(fixed)} ${fixed.first} of "${fixed.gateway}" is taken when "${range.gateway}" opens its ${ordinal(count)} browser profile`;
    }),
  );
}

function describeRanges(meetings: readonly PortMeeting[]): string {
  return listed(
    meetings.map(({ one, two }) => {
      const [first, last] = [Math.max(one.first, two.first), Math.min(one.last, two.last)];
      const [low, high] = one.first <= two.first ? [one, two] : [two, one];
      const count = last - first + 1;
      const bite = `it collides when "${low.gateway}" opens its ${ordinal(first - low.first + 1)} browser profile and "${high.gateway}" its ${ordinal(first - high.first + 1)}`;
      return `the browser ranges of "${two.gateway}" and "${one.gateway}" overlap in ${count} port${count === 1 ? '' : 's'}, ${first}-${last}: ${bite}`;
    }),
  );
}

function nameOf({ role, detail }: PortClaim): string {
  return detail === '' ? ROLES[role] : `${ROLES[role]} of browser profile "${detail}"`;
}

/** The first three, and how many more. */
function listed(parts: readonly string[]): string {
  return parts.length <= 3 ? parts.join(', ') : `${parts.slice(0, 3).join(', ')} and ${parts.length - 3} more`;
}

function ordinal(count: number): string {
  const ending = count % 100 >= 11 && count % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th');
  return `${count}${ending}`;
}
