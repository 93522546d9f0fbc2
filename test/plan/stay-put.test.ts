import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { stayPut } from '../../src/plan/stay-put.ts';
import { type Gateways, lint } from './lint-fleet.ts';

const stay = suite('who stays put');

/** The heaviest independent set, by trying all. */
function bruteForce(weights: readonly number[], joined: (a: number, b: number) => boolean): number {
  let best = 0;
  for (let mask = 0; mask < 1 << weights.length; mask += 1) {
    const chosen = weights.flatMap((_, at) => (mask & (1 << at) ? [at] : []));
    if (chosen.every((a) => chosen.every((b) => a === b || !joined(a, b))))
      best = Math.max(
        best,
        chosen.reduce((sum, at) => sum + (weights[at] ?? 0), 0),
      );
  }
  return best;
}

stay('is a heaviest set in which no two are joined', () => {
  const graph = fc.record({
    weights: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 }),
    bits: fc.array(fc.boolean(), { minLength: 81, maxLength: 81 }),
  });
  fc.assert(
    fc.property(graph, ({ weights, bits }) => {
      const joined = (a: number, b: number) => a !== b && bits[Math.min(a, b) * 9 + Math.max(a, b)] === true;
      const edges = new Map(weights.map((_, a) => [`g${a}`, weights.flatMap((__, b) => (joined(a, b) ? [`g${b}`] : []))]));
      const kept = stayPut(
        weights.map((weight, at) => ({ name: `g${at}`, weight })),
        edges,
      );
      const places = [...kept].map((name) => Number(name.slice(1)));
      assert.ok(places.every((a) => places.every((b) => !joined(a, b))));
      assert.is(
        places.reduce((sum, at) => sum + (weights[at] ?? 0), 0),
        bruteForce(weights, joined),
      );
    }),
    { numRuns: 500 },
  );
});

stay('a large group is solved too, and nothing of it could be added', () => {
  const names = Array.from({ length: 100 }, (_, at) => `g${at}`);
  const edges = new Map(names.map((name, at) => [name, names.filter((_, other) => Math.abs(other - at) === 1)]));
  const kept = stayPut(
    names.map((name) => ({ name, weight: 1 })),
    edges,
  );
  assert.ok(kept.size >= 34);
  assert.ok(names.every((name) => kept.has(name) || [...(edges.get(name) ?? [])].some((other) => kept.has(other))));
  assert.ok([...kept].every((name) => [...(edges.get(name) ?? [])].every((other) => !kept.has(other))));
});

/** A middle that is joined to each of so many leaves, and where it stands among them. */
function star(leaves: number, weight: number, place: 'first' | 'last'): Set<string> {
  const names = Array.from({ length: leaves }, (_, at) => `leaf${at}`);
  const [middle, others] = [{ name: 'middle', weight }, names.map((name) => ({ name, weight: 1 }))];
  const edges = new Map([['middle', names], ...names.map((name): [string, string[]] => [name, ['middle']])]);
  return stayPut(place === 'first' ? [middle, ...others] : [...others, middle], edges);
}

stay('up to twenty that are joined are solved exactly', () => {
  assert.is(star(19, 3, 'last').size, 19);
  assert.equal([...star(19, 20, 'last')], ['middle']);
});

stay('of more, the heaviest stay, and between equals those that few are joined to', () => {
  assert.equal([...star(20, 3, 'last')], ['middle']);
  assert.equal(
    [...star(20, 1, 'first')],
    Array.from({ length: 20 }, (_, at) => `leaf${at}`),
  );
});

stay('the earlier of two equals stays, and one that nothing is joined to', () => {
  const two = [
    { name: 'a', weight: 1 },
    { name: 'b', weight: 1 },
  ];
  const joined = new Map([
    ['a', ['b']],
    ['b', ['a']],
  ]);
  assert.equal([...stayPut(two, joined)], ['a']);
  assert.equal([...stayPut(two, new Map())], ['a', 'b']);
  assert.equal([...stayPut(two, new Map([['a', ['gone']]]))], ['a', 'b']);
});

const moved = (gateways: Gateways, running: readonly string[] = []) => [
  ...new Set(lint(gateways, { running }).flatMap(({ fix }) => (fix?.edits ?? []).map(({ pointer }) => pointer.split('/')[2]))),
];

stay('the one in the middle of two moves, not both', () => {
  assert.equal(moved({ a: { port: 18789 }, b: { port: 18850 }, c: { port: 18910 } }), ['b']);
  assert.equal(moved({ b: { port: 18850 }, a: { port: 18789 }, c: { port: 18910 } }), ['b']);
});

stay('a running gateway stays when a stopped one will do, however many that are', () => {
  assert.equal(moved({ main: { port: 18789 }, lab: { port: 18809 } }), ['lab']);
  assert.equal(moved({ main: { port: 18789 }, lab: { port: 18809 } }, ['lab']), ['main']);
  assert.equal(moved({ a: { port: 18789 }, b: { port: 18850 }, c: { port: 18910 } }, ['b']).sort(), ['a', 'c']);
  assert.equal(moved({ a: { port: 18789 }, b: { port: 18809 } }, ['a', 'b']), ['b']);
});

stay.run();
