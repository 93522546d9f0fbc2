import type { Claim } from '../claim.ts';
import { parseEndpoint } from '../endpoint.ts';
import { type Fix, pointer } from '../finding.ts';
import { overlaps } from '../interval.ts';
import { ancestors } from '../normal-path.ts';
import type { Rule, RuleFault, RuleInput } from '../rule.ts';
import { visible } from '../visible.ts';
import { nearestGateway } from './names.ts';

export const wrongRescue: Rule = {
  code: 'OC601',
  severity: 'error',
  title: '"rescues" names no gateway, the gateway itself, or a cycle',
  scope: 'fleet',
  find: ({ gateways }) => {
    const rescues = new Map(gateways.map(({ name, spec }) => [name, spec.rescues]));
    return gateways.flatMap(({ name, spec }): RuleFault[] => {
      if (spec.rescues === null) return [];
      const place = pointer('gateways', name, 'rescues');
      const fault = (message: string, fix: Fix): RuleFault[] => [{ gateways: [name], message, pointers: [place], fix }];
      if (!rescues.has(spec.rescues)) {
        const nearest = nearestGateway(
          spec.rescues,
          [...rescues.keys()].filter((other) => other !== name),
        );
        const fix =
          nearest === ''
            ? { description: 'remove "rescues"', edits: [] }
            : { description: `set rescues of "${name}" to "${nearest}"`, edits: [{ pointer: place, value: nearest }] };
        return fault(`"${name}" rescues "${visible(spec.rescues)}", and there is no such gateway`, fix);
      }
      if (spec.rescues === name)
        return fault(`"${name}" rescues itself`, { description: 'name another gateway, or remove "rescues"', edits: [] });
      const cycle = cycleFrom(name, rescues);
      if (
        cycle === null ||
        cycle.some((other) => gateways.findIndex((one) => one.name === other) < gateways.findIndex((one) => one.name === name))
      )
        return [];
      return fault(`${[...cycle, name].map((one) => `"${one}"`).join(' rescues ')}: nobody is left to rescue the last`, {
        description: `remove "rescues" of "${name}"`,
        edits: [],
      });
    });
  },
  page: {
    why: 'A rescue is there when its gateway is not. It can neither be its own rescue nor depend on the one it is to repair.',
    mend: 'Name another gateway of this file, in one direction.',
    bad: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 19789, "rescues": "mian" } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 19789, "rescues": "main" } } }',
  },
};

/** The gateways on the way from a gateway back to itself; `null` when the way ends. */
function cycleFrom(start: string, rescues: ReadonlyMap<string, string | null>): string[] | null {
  const path = [start];
  for (let next = rescues.get(start) ?? null; next !== null && next !== start; next = rescues.get(next) ?? null) {
    if (path.includes(next)) return null;
    path.push(next);
  }
  return (rescues.get(path.at(-1) ?? '') ?? null) === start && path.length > 1 ? path : null;
}

export const dependentRescue: Rule = {
  code: 'OC602',
  severity: 'error',
  title: 'a rescue shares something with the gateway it rescues',
  scope: 'fleet',
  find: (input, proposals) => {
    const byGateway = Map.groupBy(input.claims, ({ gateway }) => gateway);
    return input.gateways.flatMap(({ name, spec }): RuleFault[] => {
      if (spec.rescues === null || spec.rescues === name) return [];
      const shared = sharedClaims(byGateway.get(name) ?? [], byGateway.get(spec.rescues) ?? []);
      const [first] = shared;
      if (first === undefined) return [];
      const kinds = [...new Set(shared.map(({ mine }) => KINDS[mine.kind]))].join(', ');
      const moves = shared.flatMap(({ mine }) =>
        mine.kind === 'port' && isLater(name, spec.rescues, input) ? [proposals.moveClaim(mine)] : [],
      );
      const edits = [...new Map(moves.flatMap((fix) => fix.edits).map((edit) => [edit.pointer, edit])).values()];
      return [
        {
          gateways: [name, spec.rescues],
          message: `the rescue "${name}" shares ${kinds} with "${spec.rescues}", and fails together with it`,
          pointers: [first.mine.pointer, first.other.pointer],
          fix: {
            description: edits.length > 0 ? [...new Set(moves.map(({ description }) => description))].join(', ') : `give "${name}" its own`,
            edits,
          },
        },
      ];
    });
  },
  page: {
    why: 'What brings the main gateway down, a taken port, a damaged folder, a revoked token, brings its rescue down too.',
    mend: 'Give the rescue its own ports, folders, browser and credentials.',
    bad: '{ "gateways": { "main": { "port": 18789, "auth": { "token": { "$env": "TOKEN" } } }, "rescue": { "port": 19789, "rescues": "main", "auth": { "token": { "$env": "TOKEN" } } } } }',
    good: '{ "gateways": { "main": { "port": 18789, "auth": { "token": { "$env": "TOKEN" } } }, "rescue": { "port": 19789, "rescues": "main" } } }',
  },
};

const KINDS: { readonly [kind in Claim['kind']]: string } = {
  port: 'ports',
  endpoint: 'a browser endpoint',
  path: 'a folder',
  name: 'a service name',
  credential: 'a credential',
};

function isLater(name: string, other: string | null, { gateways }: RuleInput): unknown {
  return gateways.findIndex((one) => one.name === name) > gateways.findIndex((one) => one.name === other) ? true : undefined;
}

function sharedClaims(mine: readonly Claim[], others: readonly Claim[]): { mine: Claim; other: Claim }[] {
  return mine.flatMap((one) => others.flatMap((other) => (meets(one, other) ? [{ mine: one, other }] : [])));
}

function meets(one: Claim, other: Claim): unknown {
  if (one.kind === 'port' && other.kind === 'port') return overlaps(one, other);
  if (one.kind === 'path' && other.kind === 'path') {
    const inside = (a: string, b: string) => ancestors(a).includes(b);
    return (
      one.identity === other.identity ||
      (other.role === 'stateDir' && inside(one.identity, other.identity)) ||
      (one.role === 'stateDir' && inside(other.identity, one.identity))
    );
  }
  if (one.kind === 'endpoint' && other.kind === 'endpoint') {
    const [a, b] = [parseEndpoint(one.url), parseEndpoint(other.url)];
    return a.kind === 'endpoint' && b.kind === 'endpoint' && a.identities.some((identity) => b.identities.includes(identity));
  }
  if ((one.kind === 'name' && other.kind === 'name') || (one.kind === 'credential' && other.kind === 'credential')) {
    return one.identity === other.identity && (one.kind !== 'name' || (other.kind === 'name' && one.scope === other.scope));
  }
  return false;
}
