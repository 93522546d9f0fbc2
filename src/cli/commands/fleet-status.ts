import { rememberedFields } from '../../apply/ledger.ts';
import type { Json } from '../../fleet/fleet-spec.ts';
import { OmniclawError } from '../../fleet/omniclaw-error.ts';
import type { DerivedGateway } from '../../plan/derived-gateway.ts';
import type { DesiredGateway } from '../../plan/desired-gateway.ts';
import { desireGateway } from '../../plan/desired-gateway.ts';
import { diffGateway } from '../../plan/diff-gateway.ts';
import { type Drift, findDrift } from '../../plan/find-drift.ts';
import type { ObservedGateway } from '../../plan/observed-gateway.ts';
import type { Change } from '../../plan/resource.ts';
import { jsonText } from '../../render/json-text.ts';
import { renderDrift } from '../../render/render-drift.ts';
import { renderTable } from '../../render/render-table.ts';
import { painter, printable, wrap } from '../../render/style.ts';
import { checkFleet, live } from '../check-fleet.ts';
import type { Call } from '../command.ts';
import { findingsView } from '../findings-view.ts';
import { listenToHost, type OpenHost, withHost } from '../open-host.ts';

type Status = {
  readonly gateway: string;
  readonly desired: string;
  readonly observed: string;
  readonly pid: number | null;
  readonly ports: DerivedGateway['ports'];
  readonly ready: Json;
  readonly configHash: { readonly file: string | null; readonly process: string | null };
  readonly drift: readonly { readonly kind: string; readonly id: string; readonly reasons: readonly string[] }[];
  readonly fields: readonly Drift[];
  readonly problem: string | null;
};

/** 0 when every gateway is as declared, 1 when one is not or cannot be seen. Reads only. */
export async function runFleetStatus(call: Call): Promise<number> {
  const checked = await checkFleet(call, live(await listenToHost()));
  if (checked.fleet === null) {
    throw new OmniclawError('OCE_REFUSED', `the fleet file "${checked.path}" has errors`, { hint: 'omniclaw lint' });
  }
  const { gateways, host: facts } = checked.fleet;
  const statuses = await withHost(call, 0, (host) =>
    Promise.all(gateways.map((derived) => statusOf(derived, desireGateway(derived, facts, host.launch), host))),
  );
  if (call.has('json')) {
    call.terminal.out(
      jsonText({
        schema: 'omniclaw.status.v1',
        formatVersion: '1.0',
        fleet: checked.path,
        gateways: Object.fromEntries(statuses.map(({ gateway, ...rest }) => [gateway, rest])),
      }),
    );
  } else {
    const { shorten } = findingsView(call, checked);
    call.terminal.out(renderStatuses(statuses, call, shorten));
  }
  return statuses.every(({ drift, problem }) => drift.length === 0 && problem === null) ? 0 : 1;
}

async function statusOf(derived: DerivedGateway, desired: DesiredGateway, { machine, ledger }: OpenHost): Promise<Status> {
  const common = { gateway: derived.name, desired: derived.spec.state, ports: derived.ports };
  try {
    const observed = await machine.observe(desired);
    const changes = diffGateway(desired, observed, { remembered: rememberedFields(ledger.entry(derived.name)) }).map(
      ({ change }) => change,
    );
    const fields = changes.length === 0 ? [] : findDrift(desired, observed, ledger.entry(derived.name)?.fields ?? []);
    return { ...common, ...describe(observed), drift: changes.map(driftOf), fields, problem: null };
  } catch (thrown) {
    if (!(thrown instanceof OmniclawError)) throw thrown;
    const unknown = { observed: 'unknown', pid: null, ready: false, configHash: { file: null, process: null } };
    return { ...common, ...unknown, drift: [], fields: [], problem: thrown.message };
  }
}

function describe({ service: { registration, live }, config }: ObservedGateway) {
  return {
    observed: live !== null ? 'running' : (registration?.phase ?? 'absent'),
    pid: live?.pid ?? registration?.pid ?? null,
    ready: live !== null,
    configHash: { file: config?.hash ?? null, process: live?.configHash ?? null },
  };
}

function driftOf({ kind, id, reasons }: Change) {
  return { kind, id, reasons };
}

function renderStatuses(statuses: readonly Status[], { terminal }: Call, shorten: (text: string) => string): string {
  const paint = painter(terminal.color);
  const rows = statuses.map(({ gateway, desired, observed, pid, ports, ready, configHash }) => [
    gateway,
    desired,
    observed,
    pid === null ? '-' : String(pid),
    String(ports.gateway),
    ready === true ? 'yes' : 'no',
    (configHash.process ?? configHash.file ?? '-').slice(0, 8),
  ]);
  const notes = statuses.flatMap(({ gateway, drift, problem }) => [
    ...(problem === null ? [] : [`${gateway}: ${problem}`]),
    ...drift.map(({ kind, id, reasons }) => `${gateway}: ${kind} ${shorten(id)}: ${reasons.join('; ')}`),
  ]);
  const table = renderTable([['gateway', 'declared', 'observed', 'pid', 'port', 'proven', 'config'], ...rows], '  ');
  const drift = notes.map((note) => `  ${wrap(printable(shorten(note)), Math.min(80, terminal.columns), '    ')}\n`).join('');
  const fields = statuses.flatMap((status) => status.fields);
  if (notes.length === 0) return `${table}\n${paint('green', 'every gateway is as declared')}\n`;
  return `${table}\n${paint('yellow', 'not as declared')}\n${drift}${fields.length > 0 ? `\n${renderDrift(fields, shorten)}` : ''}\n"omniclaw plan" shows what would change\n`;
}
