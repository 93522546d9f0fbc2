import { nearestName } from '../../fleet/nearest-name.ts';
import type { DerivedGateway } from '../derived-gateway.ts';
import { findCycles } from '../find-cycles.ts';
import { type Fix, pointer } from '../finding.ts';
import type { Rule, RuleFault } from '../rule.ts';
import { quoted } from '../visible.ts';

export const wrongRescue: Rule = {
  code: 'OC601',
  severity: 'error',
  title: '"rescues" names no gateway, the gateway itself, or a cycle',
  scope: 'fleet',
  find: ({ gateways }) => {
    const targets = new Map(gateways.map(({ name, spec }) => [name, spec.rescues]));
    const names = [...targets.keys()];
    const cycles = findCycles(names, (name) => targets.get(name) ?? null).filter(({ length }) => length > 1);
    return [...gateways.flatMap((gateway) => findTarget(gateway, names, targets)), ...cycles.map(describeCycle)];
  },
  page: {
    why: 'A rescue is there when its gateway is not. It can neither be its own rescue nor depend on the one it is to repair.',
    mend: 'Name another gateway of this file, in one direction.',
    bad: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 19789, "rescues": "mian" } } }',
    good: '{ "gateways": { "main": { "port": 18789 }, "rescue": { "port": 19789, "rescues": "main" } } }',
  },
};

function findTarget({ name, spec }: DerivedGateway, names: readonly string[], targets: ReadonlyMap<string, unknown>): RuleFault[] {
  const { rescues } = spec;
  if (rescues === null || (targets.has(rescues) && rescues !== name)) return [];
  const place = pointer('gateways', name, 'rescues');
  if (rescues === name) {
    const fix = { description: 'name another gateway, or remove "rescues"', edits: [] };
    return [{ gateways: [name], message: `${quoted(name)} rescues itself`, pointers: [place], fix }];
  }
  const message = `${quoted(name)} rescues ${quoted(rescues)}, and there is no such gateway`;
  return [{ gateways: [name], message, pointers: [place], fix: nameNearest(name, rescues, names) }];
}

/** Beyond this many names the nearest is not searched: every wrong name is compared with all of them. */
const MOST_NAMES = 1000;

function nameNearest(name: string, wanted: string, names: readonly string[]): Fix {
  const others = names.length > MOST_NAMES ? [] : names.filter((other) => other !== name);
  const nearest = nearestName(wanted, others);
  if (nearest === undefined) return { description: 'remove "rescues", or name a gateway of this file', edits: [] };
  return {
    description: `set rescues of ${quoted(name)} to ${quoted(nearest)}`,
    edits: [{ pointer: pointer('gateways', name, 'rescues'), value: nearest }],
  };
}

function describeCycle(cycle: readonly string[]): RuleFault {
  const [first = ''] = cycle;
  const shown = cycle.length > 6 ? [...cycle.slice(0, 5).map(quoted), '...', quoted(first)] : [...cycle, first].map(quoted);
  return {
    gateways: cycle,
    message: `${shown.join(' rescues ')}: a circle of rescues has nobody outside it who can help`,
    pointers: cycle.map((name) => pointer('gateways', name, 'rescues')),
    fix: { description: `remove "rescues" of ${quoted(first)}`, edits: [] },
  };
}
