/** The cycles of a relation in which each name points to at most one other. Each cycle once, from its first name in `names`. */
export function findCycles(names: readonly string[], next: (name: string) => string | null): string[][] {
  const order = new Map(names.map((name, at) => [name, at]));
  const walkOf = new Map<string, number>();
  const cycles: string[][] = [];
  names.forEach((start, walk) => {
    const path: string[] = [];
    let name: string | null = start;
    while (name !== null && order.has(name) && !walkOf.has(name)) {
      walkOf.set(name, walk);
      path.push(name);
      name = next(name);
    }
    if (name !== null && walkOf.get(name) === walk) cycles.push(path.slice(path.indexOf(name)));
  });
  return cycles.map((cycle) => {
    const first = cycle.reduce((best, name, at) => ((order.get(name) ?? 0) < (order.get(cycle[best] ?? '') ?? 0) ? at : best), 0);
    return [...cycle.slice(first), ...cycle.slice(0, first)];
  });
}
