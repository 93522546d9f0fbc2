import type { LedgerEntry } from '../apply/ledger.ts';
import type { Host } from '../fleet/host.ts';
import { deriveFleet } from '../plan/derive-fleet.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';

/** A gateway that is in no fleet file any more, as it was when it was last applied, to be removed. Its state folder stays. */
export async function forgottenGateway(name: string, entry: LedgerEntry, host: Host): Promise<DerivedGateway[]> {
  const { toSpec } = await import('../load/to-spec.ts');
  const { runtime, port, stateDir, config, service, protect } = entry;
  const spec = toSpec({ gateways: { [name]: { runtime, port, stateDir, configPath: config, state: 'absent', protect } } });
  const { gateways } = deriveFleet(spec, host, { ports: {} }, []);
  return gateways.map((derived) => ({ ...derived, service: { ...derived.service, name: service } }));
}
