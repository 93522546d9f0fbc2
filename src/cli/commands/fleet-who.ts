import { parseEndpoint } from '../../fleet/endpoint.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import { findListener, type Listener } from '../../os/listeners.ts';
import type { Claim, PortClaim } from '../../plan/claim.ts';
import { ordinal, roleOf } from '../../plan/describe-ports.ts';
import { jsonText } from '../../render/json-text.ts';
import { printable, wrap } from '../../render/style.ts';
import { checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { requireFleet } from '../require-fleet.ts';

/** What one gateway has to do with a port. `browser`: which browser profile would take it, counted from 1; `null`: none. */
type Claimant = { readonly gateway: string; readonly role: string; readonly browser: number | null; readonly pointer: string };

/** 0 when a gateway claims the port or something listens on it, 1 when nobody does. */
export async function runFleetWho(call: Call): Promise<number> {
  const port = readPort(call.positionals[0] ?? '');
  const { claims } = requireFleet(await checkFleet(call, live([])));
  const claimants = claims.flatMap((claim) => claimantOf(claim, port) ?? []);
  const listener = await findListener(port);
  if (call.has('json')) {
    const document = { schema: 'omniclaw.who.v1', formatVersion: '1.0', port, claims: claimants, listener };
    call.terminal.out(jsonText(document));
  } else call.terminal.out(describe(port, claimants, listener, nearest(claims, port)));
  return claimants.length > 0 || listener !== null ? 0 : 1;
}

function readPort(text: string): number {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= 65535) return port;
  throw new OmniclawError('OCE_USAGE', `a port is a whole number from 1 to 65535, got "${text}"`, { hint: 'omniclaw fleet who 18789' });
}

function claimantOf(claim: Claim, port: number): Claimant | null {
  const { gateway, pointer } = claim;
  if (claim.kind === 'endpoint') {
    const endpoint = parseEndpoint(claim.url);
    const isHere = endpoint.kind === 'endpoint' && endpoint.loopback && endpoint.port === port;
    return isHere ? { gateway, role: 'browser endpoint', browser: null, pointer } : null;
  }
  if (claim.kind !== 'port' || port < claim.first || port > claim.last) return null;
  return { gateway, role: roleOf(claim), browser: claim.role === 'cdp-range' ? port - claim.first + 1 : null, pointer };
}

/** The gateways whose ports lie next to a port, below and above it. */
function nearest(claims: readonly Claim[], port: number): { readonly below: PortClaim | null; readonly above: PortClaim | null } {
  const ports = claims.filter((claim) => claim.kind === 'port');
  const below = ports.filter(({ last }) => last < port).sort((a, b) => b.last - a.last)[0] ?? null;
  const above = ports.filter(({ first }) => first > port).sort((a, b) => a.first - b.first)[0] ?? null;
  return { below, above };
}

function describe(port: number, claimants: readonly Claimant[], listener: Listener | null, near: ReturnType<typeof nearest>): string {
  const lines = claimants.map(({ gateway, role, browser }) => {
    const when = browser === null ? '' : `, taken when it opens its ${ordinal(browser)} browser profile`;
    return `${port} ${browser === null ? 'is' : 'lies in'} the ${role} of "${gateway}"${when}`;
  });
  if (claimants.length === 0) lines.push(nobody(port, near));
  if (claimants.length > 1) lines.push(`${claimants.length} claims on one port: see "omniclaw lint"`);
  lines.push(listening(listener));
  return lines.map((line) => `${wrap(printable(line), 80, '  ')}\n`).join('');
}

function nobody(port: number, { below, above }: ReturnType<typeof nearest>): string {
  const beside = [
    below === null ? '' : `"${below.gateway}" ends at ${below.last}`,
    above === null ? '' : `"${above.gateway}" begins at ${above.first}`,
  ];
  const known = beside.filter((part) => part !== '').join(', ');
  return `no gateway of the fleet has ${port}${known === '' ? '' : `: ${known}`}`;
}

function listening(listener: Listener | null): string {
  if (listener === null) return 'nothing listens on it now';
  if (listener.pid === null) return 'a process of another user listens on it now';
  return `process ${listener.pid} listens on it now: ${listener.command}`;
}
