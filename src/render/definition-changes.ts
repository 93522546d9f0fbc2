import type { JsonObject } from '../fleet/fleet-spec.ts';
import type { Change } from '../plan/resource.ts';

/** A line that a change takes out of the definition of a service, or puts into it. */
export type DefinitionChange = { readonly sign: '-' | '+'; readonly text: string };

export function definitionChanges({ kind, before, after }: Change): DefinitionChange[] {
  if (kind !== 'service') return [];
  return [
    ...linesOf(before).map((text) => ({ sign: '-' as const, text })),
    ...linesOf(after).map((text) => ({ sign: '+' as const, text })),
  ];
}

function linesOf(summary: JsonObject | null): string[] {
  const lines = summary?.['definition'];
  return Array.isArray(lines) ? lines.map(String) : [];
}
