import type { PortClaim } from '../claim.ts';
import { describeHolder, howToStop } from '../describe-holder.ts';
import { ordinal, roleOf } from '../describe-ports.ts';
import type { Fix, Severity } from '../finding.ts';
import type { FleetAnalysis } from '../fleet-analysis.ts';
import type { HostRule, RuleFault, SeenHost } from '../rule.ts';
import { series } from '../series.ts';
import { findTakenPorts, type TakenPort } from '../taken-ports.ts';
import { quoted } from '../visible.ts';

const python = (port: number, address: string): SeenHost => ({
  words: `process 4242, "python3 -m http.server", listens on port ${port} of ${address}`,
  state: `{ "listeners": [{ "port": ${port}, "address": "${address}", "holder": { "pid": 4242, "command": "python3 -m http.server", "unit": null, "gateway": null, "userDataDir": null } }] }`,
});
const taken = python(18789, '127.0.0.1');
const beside = python(18789, '::1');

export const takenPort: HostRule = {
  code: 'OC107',
  severity: 'error',
  title: 'a port is held by a process that is none of this fleet',
  scope: 'host',
  find: (input, analysis) =>
    byHolder(findTakenPorts(input).filter(({ effect }) => effect === 'taken')).flatMap((group) => describeTaken(group, analysis)),
  page: {
    why: 'Only one process can listen on a port. The gateway would not start, or restart in a loop; and a client would send its token to whoever has the port.',
    mend: 'Stop the process that has the port, or give the gateway another base port.',
    bad: '{ "gateways": { "main": { "port": 18789 } } }',
    good: '{ "gateways": { "main": { "port": 18909 } } }',
    seen: { bad: taken, good: taken },
  },
};

export const ambiguousLocalhost: HostRule = {
  code: 'OC108',
  severity: 'warning',
  title: 'something else listens on the port at the other loopback address',
  scope: 'host',
  find: (input, { suggestBase }) =>
    byHolder(findTakenPorts(input).filter(({ effect, claim }) => effect === 'beside' && claim.role !== 'cdp-range')).flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { gateway, listener, claim } = first;
      const message = `${portsIn(group)} of ${quoted(gateway.name)} ${group.length === 1 ? 'has' : 'have'} another listener at ${at(listener.address)}: ${describeHolder(listener.holder)}. "localhost" may mean either`;
      return [{ gateways: [gateway.name], message, pointers: [claim.pointer], fix: stopOrMove(first, suggestBase(claim)) }];
    }),
  page: {
    why: 'The gateway listens on 127.0.0.1, and "localhost" is both 127.0.0.1 and ::1. Browsers and Node often try ::1 first, so they reach the other program, and send it the token.',
    mend: 'Stop the other program, give the gateway another base port, or always write 127.0.0.1.',
    bad: '{ "gateways": { "main": { "port": 18789 } } }',
    good: '{ "gateways": { "main": { "port": 18909 } } }',
    seen: { bad: beside, good: beside },
  },
};

/** One process in the way of one gateway is one cause, however many ports it has. */
function byHolder(found: readonly TakenPort[]): TakenPort[][] {
  const keyOf = ({ gateway, listener }: TakenPort) => JSON.stringify([gateway.name, listener.holder?.pid ?? 'another user']);
  return [...Map.groupBy(found, keyOf).values()];
}

/** Fixed ports decide: the ports of a range only bite when so many browsers are open. */
function describeTaken(group: readonly TakenPort[], { suggestBase }: FleetAnalysis): RuleFault[] {
  const fixed = group.filter(({ claim }) => claim.role !== 'cdp-range');
  const [first] = fixed.length > 0 ? fixed : group;
  if (first === undefined) return [];
  const { gateway, listener, claim } = first;
  const severity: Severity = fixed.length > 0 && gateway.spec.state === 'running' ? 'error' : 'warning';
  const who = describeHolder(listener.holder);
  const message =
    fixed.length > 0
      ? `${portsIn(fixed)} of ${quoted(gateway.name)} ${fixed.length === 1 ? 'is' : 'are'} held by ${who}`
      : `port ${listener.port}, which ${quoted(gateway.name)} needs for its ${nth(listener.port, claim)} browser profile, is held by ${who}`;
  return [{ severity, gateways: [gateway.name], message, pointers: [claim.pointer], fix: stopOrMove(first, suggestBase(claim)) }];
}

function portsIn(group: readonly TakenPort[]): string {
  const claims = [...new Map(group.map(({ claim, listener }) => [listener.port, claim])).values()];
  return `the ${series(claims.map((claim) => `${roleOf(claim)} ${claim.first}`))}`;
}

function nth(port: number, { first }: PortClaim): string {
  return ordinal(port - first + 1);
}

/** Moving is the second choice, and shown only: the first is to stop what is in the way. */
function stopOrMove({ listener }: TakenPort, move: Fix): Fix {
  return { ...move, description: `${howToStop(listener)}, or ${move.description}` };
}

function at(address: string): string {
  return address === '::' ? 'every IPv6 address' : address;
}
