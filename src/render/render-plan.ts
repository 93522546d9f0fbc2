import type { JsonObject } from '../fleet/fleet-spec.ts';
import { changesOf, type Plan } from '../plan/plan.ts';
import type { Action, Change } from '../plan/resource.ts';
import { definitionChanges } from './definition-changes.ts';
import { countActions } from './plan-document.ts';
import { renderTable } from './render-table.ts';
import { type Paint, printable, type Style, wrap } from './style.ts';

export type PlanView = { readonly paint: Paint; readonly columns: number; readonly shorten: (path: string) => string };

const MARKS: { readonly [key in Action]: readonly [string, Style] } = {
  create: ['+', 'green'],
  update: ['~', 'yellow'],
  restart: ['!', 'yellow'],
  reload: ['~', 'yellow'],
  start: ['>', 'green'],
  stop: ['-', 'yellow'],
  delete: ['-', 'red'],
  adopt: ['=', 'cyan'],
  keep: [' ', 'dim'],
};

/** A plan for a person: the gateways, then the changes stage by stage, then one line that sums up. */
export function renderPlan(plan: Plan, view: PlanView): string {
  const stages = plan.stages.map(({ name, tracks }) => {
    const changes = tracks.flatMap(({ steps }) => steps.map(({ change }) => renderChange(change, view)));
    return `\n${view.paint('bold', name)}\n${changes.join('')}`;
  });
  const blocked = plan.blocked.map(({ gateway, message, hint }) => {
    const text = wrap(`cannot change "${gateway}": ${printable(view.shorten(message))}`, view.columns, '  ');
    return `${view.paint('red', text)}\n${hint === '' ? '' : `  try: ${printable(view.shorten(hint))}\n`}`;
  });
  const orphans = plan.orphans.map(
    (name) =>
      `${wrap(`note: "${printable(name)}" is no longer in the fleet file and is left as it is; "omniclaw fleet destroy ${printable(name)}" removes it`, view.columns, '  ')}\n`,
  );
  return `${renderGateways(plan, view)}${stages.join('')}${blocked.length > 0 ? '\n' : ''}${blocked.join('')}${orphans.length > 0 ? '\n' : ''}${orphans.join('')}\n${renderSummary(plan)}\n`;
}

function renderGateways({ gateways }: Plan, { shorten }: PlanView): string {
  const rows = gateways.map(({ name, spec, ports, paths }) => [
    name,
    spec.state,
    String(ports.gateway),
    String(ports.browserControl ?? '-'),
    String(ports.canvas ?? '-'),
    ports.cdp === null ? '-' : `${ports.cdp.first}-${ports.cdp.last}`,
    shorten(paths.stateDir),
  ]);
  return renderTable([['gateway', 'state', 'port', 'control', 'canvas', 'browsers', 'state folder'], ...rows], '  ');
}

function renderChange(change: Change, { paint, columns, shorten }: PlanView): string {
  const [mark, style] = MARKS[change.action];
  const who = change.gateway === '' ? '' : `${change.gateway} `;
  const head = `  ${paint(style, mark)} ${printable(`${who}${change.action} ${change.kind} ${shorten(change.id)}`)}\n`;
  const fields = change.kind === 'config' && change.before !== null ? renderFields(change.before, change.after ?? {}) : [];
  const reasons = change.action === 'create' ? [] : change.reasons.filter((reason) => !saysField(reason, change));
  const lines = [...fields, ...reasons].map((line) => paint('dim', `      ${wrap(printable(shorten(line)), columns, '        ')}\n`));
  const texts = definitionChanges(change).map(({ sign, text }) => {
    return paint(sign === '-' ? 'red' : 'green', `      ${sign} ${printable(shorten(text))}\n`);
  });
  return head + [...lines, ...texts].join('');
}

/** The fields themselves are shown. */
function saysField(reason: string, { kind, before, after }: Change): boolean {
  if (kind !== 'config' || before === null) return false;
  return [before, after ?? {}].some((fields) => Object.keys(fields).some((key) => reason.startsWith(`${key} differs `)));
}

function renderFields(before: JsonObject, after: JsonObject): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.map((key) => `${key}: ${show(before, key)} -> ${show(after, key)}`);
}

function show(fields: JsonObject, key: string): string {
  return Object.hasOwn(fields, key) ? JSON.stringify(fields[key]) : '(none)';
}

function renderSummary(plan: Plan): string {
  const counts = Object.entries(countActions(changesOf(plan))).map(([action, amount]) => `${amount} to ${action}`);
  if (counts.length > 0) return counts.join(', ');
  return plan.blocked.length > 0 ? 'nothing else to do' : 'nothing to do: every gateway is as declared';
}
