import type { PortClaim } from '../../plan/claim.ts';
import { roleOf } from '../../plan/describe-ports.ts';
import { type Overlap, overlapsOf } from '../../plan/port-certificate.ts';
import { jsonText } from '../../render/json-text.ts';
import { portMapSvg } from '../../render/port-map-svg.ts';
import { renderTable } from '../../render/render-table.ts';
import { painter, printable, wrap } from '../../render/style.ts';
import { type CheckedFleet, checkFleet, OFFLINE } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { portsOf } from '../prove-ports.ts';
import { requireFleet } from '../require-fleet.ts';

/** 0 when no port has two users, 1 when one has. Looks at the fleet file only. */
export async function runFleetPorts(call: Call): Promise<number> {
  const checked = await checkFleet(call, OFFLINE);
  const fleet = requireFleet(checked);
  const { intervals, overlaps } = overlapsOf(fleet.claims);
  const names = fleet.spec.gateways.filter(({ state }) => state !== 'absent').map(({ name }) => name);
  if (call.has('svg')) call.terminal.out(portMapSvg({ gateways: names, intervals, overlaps }));
  else if (call.has('json')) {
    const document = { schema: 'omniclaw.ports.v1', formatVersion: '1.0', fleet: checked.path, intervals, overlaps };
    call.terminal.out(jsonText(document));
  } else call.terminal.out(renderPorts(call, fleet, overlaps));
  return overlaps.length === 0 ? 0 : 1;
}

type Fleet = NonNullable<CheckedFleet['fleet']>;

function renderPorts({ terminal }: Call, { claims, spec }: Fleet, overlaps: readonly Overlap[]): string {
  const ports = claims.filter((claim) => claim.kind === 'port');
  const automatic = new Set(spec.gateways.filter(({ port }) => port === 'auto').map(({ name }) => name));
  let before = '';
  const rows = ports.map((claim) => {
    const name = claim.gateway === before ? '' : claim.gateway;
    before = claim.gateway;
    return [name, portsOf(claim), roleOf(claim), decidedBy(claim, automatic)];
  });
  const paint = painter(terminal.color);
  const table = renderTable([['gateway', 'ports', 'what', 'decided by'], ...rows], '  ');
  if (overlaps.length === 0) return `${table}\n${paint('green', 'no port has two users')}\n`;
  const shown = overlaps.slice(0, 10).map(({ one, two }) => {
    const shared = portsOf({ first: Math.max(one.first, two.first), last: Math.min(one.last, two.last) });
    return `  ${wrap(printable(`${shared}: "${one.gateway}" and "${two.gateway}"`), 80, '    ')}\n`;
  });
  const rest = overlaps.length - shown.length;
  return `${table}\n${paint('red', 'two users')}\n${shown.join('')}${rest > 0 ? `  and ${rest} more\n` : ''}\n"omniclaw lint" says when it bites and how to mend it\n`;
}

function decidedBy({ role, pointer, gateway }: PortClaim, automatic: ReadonlySet<string>): string {
  const place = pointer.split('/').slice(3).join('.');
  if (place !== 'port') return place;
  if (role === 'gateway') return automatic.has(gateway) ? 'port, automatic' : 'port';
  return 'the base port';
}
