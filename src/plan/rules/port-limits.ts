import { MAX_BASE_PORT, MAX_PORT } from '../../fleet/port-block.ts';
import type { PortClaim } from '../claim.ts';
import type { DerivedGateway } from '../derived-gateway.ts';
import { roleOf } from '../describe-ports.ts';
import type { FleetAnalysis } from '../fleet-analysis.ts';
import type { PortMeeting } from '../port-conflicts.ts';
import { blockAt } from '../port-map.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

export const blockTooHigh: Rule = {
  code: 'OC104',
  severity: 'error',
  title: 'the ports of a gateway pass 65535',
  scope: 'fleet',
  find: ({ gateways }, { tooHigh, movePorts }) => {
    const byGateway = Map.groupBy(tooHigh(), ({ gateway }) => gateway);
    return gateways.flatMap((gateway): RuleFault[] => {
      const { name } = gateway;
      const claims = byGateway.get(name) ?? [];
      const [first] = claims;
      if (first === undefined) return [];
      const places = [...new Set(claims.map(({ pointer }) => pointer))];
      return [
        { gateways: [name], message: describeTooHigh(gateway, first.claim), pointers: [first.pointer], fix: movePorts(name, places) },
      ];
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
  find: (_, analysis) => ownFaults(analysis, ({ two }) => two.role === 'cdp-port', 'that browser never starts'),
  page: {
    why: 'The browser profile can never be started: its port is taken by the gateway itself or by another of its browsers.',
    mend: "Give each browser profile a port of its own, best one of the gateway's browser range.",
    bad: '{ "gateways": { "main": { "port": 18789, "browser": { "profiles": { "work": { "cdpPort": 18791 } } } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "browser": { "profiles": { "work": { "cdpPort": 18800 } } } } } }',
  },
};

export const ownFixedPort: Rule = {
  code: 'OC111',
  severity: 'error',
  title: 'two listeners of one gateway have the same port',
  scope: 'fleet',
  find: (_, analysis) => ownFaults(analysis, ({ two }) => two.role !== 'cdp-port', 'the gateway does not start'),
  page: {
    why: 'A gateway listens on its base port, its control port and its canvas port. When two of them are equal, the second listener fails and the gateway ends.',
    mend: 'Leave browser.controlPort and canvasHost.port out, and they follow from the base port; or give each a number of its own.',
    bad: '{ "gateways": { "main": { "port": 18789, "canvasHost": { "port": 18791 } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "canvasHost": { "port": 18792 } } } }',
  },
};

function ownFaults({ ownConflicts, separate }: FleetAnalysis, isMeant: (meeting: PortMeeting) => boolean, effect: string): RuleFault[] {
  return ownConflicts()
    .filter(isMeant)
    .map((meeting) => {
      const { one, two } = meeting;
      return {
        gateways: [two.gateway],
        message: `the ${roleOf(two)} of ${quoted(two.gateway)} is ${two.first}, which is also its ${roleOf(one)}, so ${effect}`,
        pointers: [two.pointer, one.pointer],
        fix: separate([[meeting]]),
      };
    });
}

function describeTooHigh({ name, ports }: DerivedGateway, claim: PortClaim | null): string {
  if (claim === null) return `there is no free block of ports left for ${quoted(name)}`;
  if (claim.role !== 'gateway') return `the ${roleOf(claim)} of ${quoted(name)} ends at ${claim.last}, and the highest port is ${MAX_PORT}`;
  const { last } = blockAt(ports.gateway);
  return `the ports of ${quoted(name)} pass ${MAX_PORT}: the block of base port ${ports.gateway} ends at ${last}, and the highest usable base is ${MAX_BASE_PORT}`;
}
