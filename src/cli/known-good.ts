import type { GenerationContent, Generations } from '../apply/generations.ts';
import type { KnownGood } from '../apply/roll-back.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { deriveFleet } from '../plan/derive-fleet.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import { desireGateway, type Launch } from '../plan/desired-gateway.ts';
import type { CheckedFleet } from './check-fleet.ts';

/** What is kept of a gateway that was proven; `null`: a literal secret stands in the file, and no copy of it is made. */
export function generationContent({ path, loaded, fleet, suppressed }: CheckedFleet, gateway: string): GenerationContent | null {
  const derived = fleet?.gateways.find(({ name }) => name === gateway);
  const declared = fieldOf(fieldOf(loaded.value, 'gateways'), gateway);
  if (derived === undefined || !isJsonObject(declared)) return null;
  if (suppressed.some(({ finding }) => finding.code === 'OC503')) return null;
  const defaults = fieldOf(loaded.value, 'defaults');
  const own = { ...declared, port: derived.ports.gateway };
  return { fleet: path, document: { ...(isJsonObject(defaults) ? { defaults } : {}), gateways: { [gateway]: own } } };
}

/** The gateway as a kept declaration describes it; `null`: this version cannot read that. */
export async function deriveKept({ document, fleet }: GenerationContent, gateway: string, host: Host): Promise<DerivedGateway | null> {
  const { buildSpec } = await import('../load/build-spec.ts');
  const { spec } = buildSpec({ value: document, problems: [], tree: () => null, textOf: () => null });
  if (spec === null) return null;
  const fleetDir = fleet.slice(0, Math.max(1, fleet.lastIndexOf('/')));
  return deriveFleet(spec, { ...host, fleetDir }, { ports: {} }, []).gateways.find(({ name }) => name === gateway) ?? null;
}

/** The newest declaration that was proven, ready to be applied again. */
export async function findKnownGood(
  generations: Generations,
  gateway: string,
  { host, launch }: { readonly host: Host; readonly launch: Launch },
): Promise<KnownGood> {
  const [newest] = await generations.list(gateway);
  if (newest === undefined) return { reason: 'it was never proven before' };
  const derived = await deriveKept(newest, gateway, host);
  if (derived === null) return { reason: `this version cannot read generation ${newest.number}` };
  return { number: newest.number, derived, desired: desireGateway(derived, { ...host, fleetDir: host.fleetDir }, launch) };
}

function fieldOf(value: Json | undefined, key: string): Json | undefined {
  return isJsonObject(value) && Object.hasOwn(value, key) ? (value satisfies JsonObject)[key] : undefined;
}
