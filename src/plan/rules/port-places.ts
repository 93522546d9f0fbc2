import { isBlockedByBrowsers } from '../blocked-ports.ts';
import type { PortClaim } from '../claim.ts';
import { roleOf } from '../describe-ports.ts';
import { ephemeralPorts, mayBeGivenAway } from '../ephemeral-range.ts';
import type { FleetAnalysis } from '../fleet-analysis.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

export const ephemeralPort: Rule = {
  code: 'OC105',
  severity: 'warning',
  title: 'a port lies where the system takes ports for outgoing connections',
  scope: 'fleet',
  find: (input, analysis) => {
    const ports = ephemeralPorts(input);
    const { range } = ports;
    return firstOfEachGateway(analysis, (claim) => mayBeGivenAway(claim, ports)).map((claim) =>
      describe(
        claim,
        `the ${roleOf(claim)} of ${quoted(claim.gateway)}, ${shown(claim)}, lies in ${range.first}-${range.last}, from which the system takes ports for outgoing connections`,
        analysis,
      ),
    );
  },
  page: {
    why: 'Any program that opens a connection may be given this port for a while. When the gateway starts at that moment, its port is taken; it happens rarely, and never while you look.',
    mend: 'Use a base port below 32658 (on macOS and Windows below 49042), or reserve the ports on the host with net.ipv4.ip_local_reserved_ports.',
    bad: '{ "gateways": { "main": { "port": 40000 } } }',
    good: '{ "gateways": { "main": { "port": 18789 } } }',
  },
};

export const unusablePort: Rule = {
  code: 'OC106',
  severity: 'warning',
  title: 'a port is privileged, or browsers refuse to open it',
  scope: 'fleet',
  find: (_, analysis) =>
    firstOfEachGateway(analysis, (claim) => whyUnusable(claim) !== null).map((claim) =>
      describe(claim, `the ${roleOf(claim)} of ${quoted(claim.gateway)}, ${shown(claim)}, ${whyUnusable(claim)}`, analysis),
    ),
  page: {
    why: 'Ports below 1024 need rights that a user service does not have. Browsers refuse some ports of old protocols, so the control page or a canvas on them never opens.',
    mend: 'Use a base port from 1024 on whose gateway and canvas ports are not on the list of the Fetch standard ("port blocking").',
    bad: '{ "gateways": { "main": { "port": 6665 } } }',
    good: '{ "gateways": { "main": { "port": 6670 } } }',
  },
};

/** Lowest port that a program without rights may listen on. Source: ip(7), `ip_unprivileged_port_start`. */
const FIRST_UNPRIVILEGED = 1024;

function whyUnusable({ role, first }: PortClaim): string | null {
  if (first < FIRST_UNPRIVILEGED) return `is below ${FIRST_UNPRIVILEGED}, where only root may listen`;
  const isOpened = role === 'gateway' || role === 'canvas';
  return isOpened && isBlockedByBrowsers(first) ? 'is one of the ports that browsers refuse to open' : null;
}

/** One root cause is one fault: the first claim of each gateway that is wrong. */
function firstOfEachGateway({ claims }: FleetAnalysis, isWrong: (claim: PortClaim) => boolean): PortClaim[] {
  const found = new Map<string, PortClaim>();
  for (const claim of claims.port) if (!found.has(claim.gateway) && isWrong(claim)) found.set(claim.gateway, claim);
  return [...found.values()];
}

function shown({ first, last }: PortClaim): string {
  return first === last ? String(first) : `${first}-${last}`;
}

function describe(claim: PortClaim, message: string, { suggestBase }: FleetAnalysis): RuleFault {
  return { gateways: [claim.gateway], message, pointers: [claim.pointer], fix: suggestBase(claim) };
}
