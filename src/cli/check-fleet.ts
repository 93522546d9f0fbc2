import { dirname, join } from 'node:path';
import { identifyPaths } from '../drivers/path-identity.ts';
import { PORT_LOCK_FILE, readPortLock } from '../drivers/port-lock-file.ts';
import type { PortRange } from '../fleet/fleet-schema.ts';
import type { FleetSpec } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { type LoadedFleet, loadFleet } from '../load/load-fleet.ts';
import { collectClaims } from '../plan/collect-claims.ts';
import { deriveFleet } from '../plan/derive-fleet.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import { type Finding, locateFaults } from '../plan/finding.ts';
import type { PortLock } from '../plan/port-lock.ts';
import { runRules } from '../plan/run-rules.ts';
import type { Call } from './command.ts';
import { readHost } from './read-host.ts';

/** A fleet file that was read, derived and checked: what every command about fleets starts from. */
export type CheckedFleet = {
  readonly path: string;
  readonly loaded: LoadedFleet;
  readonly sourceText: string;
  readonly findings: readonly Finding[];
  /** `null` when the file is too broken to derive anything from. */
  readonly fleet: {
    readonly spec: FleetSpec;
    readonly host: Host;
    readonly gateways: readonly DerivedGateway[];
    readonly lock: { readonly path: string; readonly text: string | null; readonly wanted: PortLock };
  } | null;
};

/** Reads and checks the fleet file. `taken`: ports that automatic ports must avoid, beside the declared ones. */
export async function checkFleet(call: Call, taken: readonly PortRange[]): Promise<CheckedFleet> {
  const facts = readHost(call.environment);
  const loaded = await loadFleet({
    fleet: call.value('fleet') ?? null,
    environment: call.environment,
    workingDirectory: process.cwd(),
    facts,
    execution: call.has('no-exec') ? 'refused' : 'allowed',
  });
  return checkLoaded(loaded, { ...facts, fleetDir: dirname(loaded.path) }, taken);
}

/** Derives and checks a fleet that was read. */
export async function checkLoaded(loaded: LoadedFleet, host: Host, taken: readonly PortRange[]): Promise<CheckedFleet> {
  const { path, spec, faults, locate, sourceText } = loaded;
  if (spec === null) return { path, loaded, sourceText, findings: locateFaults(faults, locate), fleet: null };
  const lockPath = join(host.fleetDir, PORT_LOCK_FILE);
  const { lock, text } = await readPortLock(lockPath);
  const derived = deriveFleet(spec, host, lock, taken);
  const paths = derived.gateways.flatMap(({ paths: { stateDir, config, workspace } }) => [stateDir, config, workspace]);
  const claims = collectClaims(derived.gateways, host, identifyPaths(paths));
  const found = runRules({ spec, host, gateways: derived.gateways, claims }, 'fleet');
  return {
    path,
    loaded,
    sourceText,
    findings: locateFaults([...faults, ...found], locate),
    fleet: { spec, host, gateways: derived.gateways, lock: { path: lockPath, text, wanted: derived.lock } },
  };
}
