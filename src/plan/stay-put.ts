/** Which gateways of a conflict may stay where they are, so that as few as possible have to move. */

/** `weight`: how much it matters that it stays; more than zero. Earlier names win between equals. */
export type Candidate = { readonly name: string; readonly weight: number };

/** Neighbours of each name, both ways. */
export type Edges = ReadonlyMap<string, readonly string[]>;

/** Components up to this size are solved exactly; larger ones by taking the best candidate that still fits. */
const EXACT_UP_TO = 20;

/** A largest set of names, by weight, of which no two are joined by an edge. */
export function stayPut(candidates: readonly Candidate[], edges: Edges): Set<string> {
  const byName = new Map(candidates.map((candidate) => [candidate.name, candidate]));
  const seen = new Set<string>();
  const staying = new Set<string>();
  for (const { name } of candidates) {
    if (seen.has(name)) continue;
    const component = collectComponent(name, edges, seen).flatMap((one) => byName.get(one) ?? []);
    // Most components are pairs, of which the heavier one stays either way.
    const isSolved = component.length > 2 && component.length <= EXACT_UP_TO;
    const kept = isSolved ? solve(component, edges) : fill(component, edges);
    for (const one of kept) staying.add(one);
  }
  return staying;
}

function collectComponent(start: string, edges: Edges, seen: Set<string>): string[] {
  const found = [start];
  seen.add(start);
  for (const name of found) {
    for (const next of edges.get(name) ?? []) {
      if (seen.has(next)) continue;
      seen.add(next);
      found.push(next);
    }
  }
  return found;
}

/** Heaviest first, then those with the fewest neighbours, then in order. */
function fill(component: readonly Candidate[], edges: Edges): string[] {
  const degree = ({ name }: Candidate) => edges.get(name)?.length ?? 0;
  const blocked = new Set<string>();
  return component
    .toSorted((a, b) => b.weight - a.weight || degree(a) - degree(b))
    .flatMap(({ name }) => {
      if (blocked.has(name)) return [];
      for (const other of edges.get(name) ?? []) blocked.add(other);
      return [name];
    });
}

type Choice = { readonly weight: number; readonly names: readonly string[] };

/** Exact: branches on the candidate with the most neighbours left. */
function solve(component: readonly Candidate[], edges: Edges): readonly string[] {
  const best = (left: readonly Candidate[]): Choice => {
    const names = new Set(left.map(({ name }) => name));
    const degree = ({ name }: Candidate) => [...(edges.get(name) ?? [])].filter((other) => names.has(other)).length;
    const [busiest] = left.toSorted((a, b) => degree(b) - degree(a));
    if (busiest === undefined || degree(busiest) === 0) {
      return { weight: left.reduce((sum, { weight }) => sum + weight, 0), names: left.map(({ name }) => name) };
    }
    const neighbours = edges.get(busiest.name) ?? [];
    const others = left.filter((one) => one !== busiest);
    const inside = best(others.filter(({ name }) => !neighbours.includes(name)));
    const stays = { weight: inside.weight + busiest.weight, names: [busiest.name, ...inside.names] };
    const moves = best(others);
    return moves.weight > stays.weight ? moves : stays;
  };
  return best(component).names;
}
