import { MAX_PORT } from '../fleet/port-block.ts';
import { counted, listed, roleOf } from '../plan/describe-ports.ts';
import { type CertifiedInterval, certificateDocument, certifyPorts, type Overlap } from '../plan/port-certificate.ts';
import { quoted } from '../plan/visible.ts';
import { jsonText } from '../render/json-text.ts';
import { renderTable } from '../render/render-table.ts';
import { painter, printable, wrap } from '../render/style.ts';
import { checkFleet, OFFLINE } from './check-fleet.ts';
import type { Call } from './command.ts';
import { findingsView } from './findings-view.ts';
import { requireFleet } from './require-fleet.ts';

/** `plan --prove`: 0 with a certificate, 1 when a port has two users. Looks at the fleet file only. */
export async function provePorts(call: Call): Promise<number> {
  const checked = await checkFleet(call, OFFLINE);
  const { spec, claims, gateways } = requireFleet(checked);
  const certificate = certifyPorts(gateways, claims);
  const { shorten } = findingsView(call, checked);
  if (certificate.kind === 'overlap') return refuse(call, certificate.overlaps);
  if (certificate.kind === 'too-high') return refuseHigh(call, certificate.gateways);
  const { intervals } = certificate;
  if (call.has('json')) call.terminal.out(jsonText(certificateDocument(shorten(checked.path), spec, intervals)));
  else call.terminal.out(renderCertificate(intervals, call));
  return 0;
}

function renderCertificate(intervals: readonly CertifiedInterval[], { terminal }: Call): string {
  const rows = intervals.map(({ first, last, gateway, role }) => [portsOf({ first, last }), gateway, nameOf(role)]);
  const paint = painter(terminal.color);
  const verdict = `proven: ${counted(intervals.length, 'range')}, sorted, and each ends before the next one begins`;
  return `${renderTable([['ports', 'gateway', 'what'], ...rows], '  ')}\n${paint('green', verdict)}\n`;
}

function refuse({ terminal }: Call, overlaps: readonly Overlap[]): number {
  const shown = overlaps.slice(0, 5).map(({ one, two }) => {
    const [first, last] = [Math.max(one.first, two.first), Math.min(one.last, two.last)];
    const line = `ports ${portsOf({ first, last })}: the ${nameOf(one.role)} of "${one.gateway}" and the ${nameOf(two.role)} of "${two.gateway}"`;
    return `  ${wrap(printable(line), 80, '    ')}\n`;
  });
  const rest = overlaps.length > shown.length ? `  and ${overlaps.length - shown.length} more\n` : '';
  terminal.err(`not proven: ${counted(overlaps.length, 'overlap')}\n${shown.join('')}${rest}  try: omniclaw lint\n`);
  return 1;
}

function refuseHigh({ terminal }: Call, gateways: readonly string[]): number {
  const names = listed(gateways, quoted);
  terminal.err(`not proven: there are no ports above ${MAX_PORT}, where ${names} would have some\n  try: omniclaw lint\n`);
  return 1;
}

/** What a range is for, in words. */
export function nameOf(role: CertifiedInterval['role']): string {
  return role === 'endpoint'
    ? 'browser endpoint'
    : role === 'cdp-port'
      ? 'CDP port'
      : roleOf({ kind: 'port', role, first: 0, last: 0, detail: '', gateway: '', pointer: '' });
}

/** `18789` or `18800-18899`. */
export function portsOf({ first, last }: { readonly first: number; readonly last: number }): string {
  return first === last ? String(first) : `${first}-${last}`;
}
