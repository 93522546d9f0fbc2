import { dirname, join } from 'node:path';
import { createPathIdentity } from '../drivers/path-identity.ts';
import { PORT_LOCK_FILE, readPortLock } from '../drivers/port-lock-file.ts';
import type { PortRange } from '../fleet/fleet-schema.ts';
import type { FleetSpec } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import type { LoadedFleet } from '../load/load-fleet.ts';
import { applyIgnores, type Suppressed } from '../plan/apply-ignores.ts';
import type { Claim } from '../plan/claim.ts';
import { collectClaims } from '../plan/collect-claims.ts';
import { deriveFleet } from '../plan/derive-fleet.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import { type Finding, type Location, locateFaults } from '../plan/finding.ts';
import type { PortLock } from '../plan/port-lock.ts';
import { ruleCodes, runRules } from '../plan/run-rules.ts';
import type { Call } from './command.ts';
import { readFleet } from './read-fleet.ts';
import { readHost } from './read-host.ts';
import { readIgnores } from './read-ignores.ts';

/** A fleet file that was read, derived and checked: what every command about fleets starts from. */
export type CheckedFleet = {
  readonly path: string;
  readonly loaded: LoadedFleet;
  readonly sourceText: string;
  readonly findings: readonly Finding[];
  /** Findings that an ignore in the file silences. */
  readonly suppressed: readonly Suppressed[];
  /** `null` when the file is too broken to derive anything from. */
  readonly fleet: {
    readonly spec: FleetSpec;
    readonly host: Host;
    readonly gateways: readonly DerivedGateway[];
    readonly claims: readonly Claim[];
    readonly lock: { readonly path: string; readonly text: string | null; readonly wanted: PortLock };
  } | null;
};

/** What a check needs to know beside the fleet file. */
export type CheckContext = {
  /** Ports that something listens on: automatic ports avoid them, and a gateway on one is taken to be running. */
  readonly taken: readonly PortRange[];
  /** `live`: automatic ports are about to be written down, so a stale lock file is no finding. */
  readonly purpose: 'lint' | 'live';
};

/** A check that does not look at the host. */
export const OFFLINE: CheckContext = { taken: [], purpose: 'lint' };

/** A check for a command that changes the host. `taken`: ports that something listens on. */
export function live(taken: readonly PortRange[]): CheckContext {
  return { taken, purpose: 'live' };
}

/** Reads and checks the fleet file. */
export async function checkFleet(call: Call, context: CheckContext): Promise<CheckedFleet> {
  const loaded = await (call.fleet ?? readFleet(call));
  return checkLoaded(loaded, { ...readHost(call.environment), fleetDir: dirname(loaded.path) }, context);
}

/** Derives and checks a fleet that was read. */
export async function checkLoaded(loaded: LoadedFleet, host: Host, { taken, purpose }: CheckContext): Promise<CheckedFleet> {
  const { path, spec, faults, locate, sourceText } = loaded;
  if (spec === null) return { path, loaded, sourceText, findings: locateFaults(faults, locate), suppressed: [], fleet: null };
  const lockPath = join(host.fleetDir, PORT_LOCK_FILE);
  const { lock, text } = await readPortLock(lockPath);
  const derived = deriveFleet(spec, host, lock, taken);
  const claims = collectClaims(derived.gateways, host, createPathIdentity());
  const listening = new Set(taken.map(({ first }) => first));
  const running = new Set(derived.gateways.flatMap(({ name, ports }) => (listening.has(ports.gateway) ? [name] : [])));
  const kept = purpose === 'lint' ? lock : null;
  const found = runRules({ spec, host, gateways: derived.gateways, claims, lock: kept, running }, 'fleet');
  const all = locateFaults([...faults, ...found], (place) => locateInLock(place, lockPath, text) ?? locate(place));
  const { findings, suppressed } = applyIgnores(all, await readIgnores(loaded, all), ruleCodes('fleet'));
  return {
    path,
    loaded,
    sourceText,
    findings,
    suppressed,
    fleet: { spec, host, gateways: derived.gateways, claims, lock: { path: lockPath, text, wanted: derived.lock } },
  };
}

/** The place of a pointer that leads into the lock file; `null` for every other pointer. */
function locateInLock(place: string, file: string, text: string | null): Location | null {
  if (!place.startsWith('lock:')) return null;
  const name = place
    .slice(place.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
  const before = (text ?? '').slice(0, Math.max(0, (text ?? '').indexOf(`${JSON.stringify(name)}:`))).split('\n');
  return { pointer: place.slice('lock:'.length), file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
