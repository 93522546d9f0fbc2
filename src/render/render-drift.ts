import type { Json } from '../fleet/fleet-spec.ts';
import type { Drift } from '../plan/find-drift.ts';
import { renderTable } from './render-table.ts';
import { printable } from './style.ts';

/** A table with a column each for what is declared, installed and running. */
export function renderDrift(drifts: readonly Drift[], shorten: (text: string) => string): string {
  if (drifts.length === 0) return 'declared, installed and running are the same\n';
  const rows = drifts.map(({ gateway, field, declared, installed, running, changedBy }) => [
    gateway,
    shorten(field),
    show(declared),
    show(installed),
    show(running),
    changedBy,
  ]);
  return renderTable(
    [['gateway', 'field', 'declared', 'installed', 'running', 'changed by'], ...rows.map((row) => row.map(printable))],
    '  ',
  );
}

/** Long values are cut: the plan shows them whole. */
function show(value: Json): string {
  const text = typeof value === 'string' ? value : value === null ? '-' : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}

const LONGEST = 40;
