import type { PortRange } from '../fleet/fleet-schema.ts';
import { PORT_BLOCK } from '../fleet/port-block.ts';
import type { PortClaim } from './claim.ts';
import { roleOf } from './describe-ports.ts';
import { ephemeralPorts } from './ephemeral-range.ts';
import { type Fix, pointer } from './finding.ts';
import { blockAt, createPortMap, type PortMap, singlePort } from './port-map.ts';
import { isDerived } from './port-movers.ts';
import type { PortEdits } from './port-repairs.ts';
import type { RuleInput } from './rule.ts';
import { quoted } from './visible.ts';

/**
 * Proposes base ports outside of the ephemeral range and of what listens on the host, each once.
 * A port that the file writes does not follow the base, so for one of these there are only words.
 * `repaired`: ports that other fixes give to gateways.
 */
export function createBaseSuggestions(input: RuleInput, repaired: () => Iterable<PortEdits>): (claim: PortClaim) => Fix {
  const { claims, seen } = input;
  const { range } = ephemeralPorts(input);
  const made = new Map<string, Fix>();
  let map: PortMap | undefined;
  return (claim) => {
    const { gateway } = claim;
    if (!isDerived(claim)) return { description: `choose another ${roleOf(claim)} for ${quoted(gateway)}`, edits: [] };
    map ??= createPortMap([
      ...claims.filter((claim) => claim.kind === 'port'),
      ...(seen?.listeners ?? []).map(({ port }) => singlePort(port)),
      ...[...repaired()].flatMap(rangesOf),
      range,
    ]);
    const known = made.get(gateway);
    if (known !== undefined) return known;
    const base = map.firstFreeBase();
    if (base !== null) map.add(blockAt(base));
    const fix = suggestion(gateway, base, range.first - PORT_BLOCK.cdpLast);
    made.set(gateway, fix);
    return fix;
  };
}

function suggestion(gateway: string, base: number | null, limit: number): Fix {
  if (base === null) return { description: `use a base port below ${limit}`, edits: [] };
  const edits = [{ pointer: pointer('gateways', gateway, 'port'), value: base }];
  return { description: `set port of ${quoted(gateway)} to ${base}`, edits, by: 'hand' };
}

/** All that new values may come to stand for: of a single port a whole block, because it may be a base. */
function rangesOf(edits: PortEdits): PortRange[] {
  return [...edits.values()].flatMap((value) => {
    if (typeof value === 'number') return [blockAt(value)];
    const { first, last } = Object(value);
    return typeof first === 'number' && typeof last === 'number' ? [{ first, last }] : [];
  });
}
