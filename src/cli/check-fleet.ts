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
import type { HostState } from '../plan/host-state.ts';
import type { PortLock } from '../plan/port-lock.ts';
import { ruleCodes, runRules } from '../plan/run-rules.ts';
import { seenCredentialIdentity, seenPathIdentity } from '../plan/seen-identity.ts';
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
  /** The host as it was seen; `null`: nobody looked. */
  readonly seen: HostState | null;
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
  /** Told of the gateways as soon as they are known, before anything is checked. */
  readonly begin?: (gateways: readonly DerivedGateway[]) => Promise<void>;
  /** Looks at the host for the live rules; `null`: they are left out. */
  readonly look: LookAtHost | null;
};

/** What is to be seen of a host for these gateways. */
export type LookAtHost = (gateways: readonly DerivedGateway[], host: Host) => Promise<HostState>;

/** A check that does not look at the host. */
export const OFFLINE: CheckContext = { taken: [], purpose: 'lint', look: null };

/** A check for a command that changes the host. `taken`: ports that something listens on. */
export function live(taken: readonly PortRange[], look: LookAtHost | null = null): CheckContext {
  return { taken, purpose: 'live', look };
}

/** Reads and checks the fleet file. `facts`: of the host that it is meant for; `null`: this one. */
export async function checkFleet(call: Call, context: CheckContext, facts: Omit<Host, 'fleetDir'> | null = null): Promise<CheckedFleet> {
  const loaded = await (facts === null ? (call.fleet ?? readFleet(call)) : readFleet(call, facts));
  return checkLoaded(loaded, { ...(facts ?? readHost(call.environment)), fleetDir: dirname(loaded.path) }, context);
}

/** Derives and checks a fleet that was read. */
export async function checkLoaded(loaded: LoadedFleet, host: Host, { taken, purpose, begin, look }: CheckContext): Promise<CheckedFleet> {
  const { path, spec, faults, locate, sourceText } = loaded;
  if (spec === null) return { path, loaded, sourceText, findings: locateFaults(faults, locate), suppressed: [], seen: null, fleet: null };
  const lockPath = join(host.fleetDir, PORT_LOCK_FILE);
  const { lock, text } = await readPortLock(lockPath);
  const derived = deriveFleet(spec, host, lock, taken);
  await begin?.(derived.gateways);
  const seen = look === null ? null : await look(derived.gateways, host);
  const claims =
    seen === null
      ? collectClaims(derived.gateways, host, createPathIdentity())
      : collectClaims(derived.gateways, host, seenPathIdentity(seen), seenCredentialIdentity(seen));
  const listening = new Set(taken.map(({ first }) => first));
  const running = new Set(derived.gateways.flatMap(({ name, ports }) => (listening.has(ports.gateway) ? [name] : [])));
  const kept = purpose === 'lint' ? lock : null;
  const found = runRules({ spec, host, gateways: derived.gateways, claims, lock: kept, running, seen });
  const all = locateFaults([...faults, ...found], (place) => locateInLock(place, lockPath, text) ?? locate(place));
  const { findings, suppressed } = applyIgnores(all, await readIgnores(loaded, all), ruleCodes(seen === null ? 'fleet' : 'host'));
  return {
    path,
    loaded,
    sourceText,
    findings,
    suppressed,
    seen,
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
