/** One gateway as a fleet of one, so that the commands of a single gateway and those of a fleet go the same way. */
import { existsSync } from 'node:fs';
import { findGateways } from '../drivers/find-gateways.ts';
import type { GatewayDeclaration, PortRange } from '../fleet/fleet-schema.ts';
import type { FleetSpec, JsonObject, ServiceDriverName } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { FIRST_BASE_PORT } from '../fleet/port-block.ts';
import { DEFAULT_PROFILE } from '../fleet/runtime.ts';
import { toSpec } from '../load/to-spec.ts';
import { omniclawFolders } from '../os/private-folder.ts';
import { deriveFleet } from '../plan/derive-fleet.ts';
import type { DerivedGateway } from '../plan/derived-gateway.ts';
import { fieldAt } from '../plan/desired-config.ts';
import type { Fault } from '../plan/finding.ts';
import type { FoundGateway } from '../plan/found-gateway.ts';
import { importGateway } from '../plan/import-gateway.ts';
import { createSecretNames } from '../plan/import-secrets.ts';
import { blockAt, createPortMap } from '../plan/port-map.ts';
import type { Call } from './command.ts';
import { findHostFaults, seeHost } from './host-faults.ts';
import { listenToHost } from './open-host.ts';
import { readHost } from './read-host.ts';
import type { Instance } from './read-instance.ts';

export type SingleGateway = {
  readonly host: Host;
  readonly spec: FleetSpec;
  readonly derived: DerivedGateway;
  /** A fleet of this gateway alone, as a fleet file would say it. */
  readonly document: JsonObject;
  /** The config of the gateway is there already. */
  readonly configured: 'yes' | 'no';
  /** What stands in its way: what it would share with others of the host, folders that no gateway may have, taken ports. */
  readonly conflicts: readonly Fault[];
  /** What is unwise about its ports. */
  readonly doubts: readonly Fault[];
};

export type SingleRequest = {
  readonly instance: Instance;
  /** Wins over the config; `null`: the config decides, or a free block. */
  readonly port: number | null;
  readonly driver: ServiceDriverName;
  /** What is to be otherwise than the config says. */
  readonly wanted: Pick<GatewayDeclaration, 'bind' | 'auth' | 'workspace'>;
  /** `host`: conflicts with other programs count too. */
  readonly against: 'gateways' | 'host';
};

/**
 * The gateway of a profile as its own config describes it. What the config says beside ports, paths and browsers is
 * its own affair and is left as it is. Throws OCE_CONFIG when the config cannot be read.
 */
export async function declareSingle(call: Call, { instance, port, driver, wanted, against }: SingleRequest): Promise<SingleGateway> {
  const { profile, stateDir, configPath } = instance;
  const host: Host = { ...readHost(call.environment), fleetDir: stateDir };
  const { gateways } = await findGateways(host, omniclawFolders(call.environment, host.home), () => []);
  const mine = (one: FoundGateway) => one.runtime === 'omniclaw' && one.profile === profile && one.stateDir === stateDir;
  const found = gateways.find(mine) ?? null;
  if (found !== null && found.config === null && existsSync(configPath)) {
    throw new OmniclawError('OCE_CONFIG', found.problem, { hint: `edit ${JSON.stringify(configPath)}` });
  }
  const others = gateways.filter((one) => !mine(one) && one.config !== null);
  const blank: FoundGateway = {
    runtime: 'omniclaw',
    profile,
    stateDir,
    configPath,
    sightings: [],
    config: null,
    problem: '',
    parts: [],
    remembered: [],
  };
  const own = importSingle(found === null ? blank : { ...found, configPath }, profile, host);
  const rest = others.map((one) => {
    const name = otherName(one, profile);
    return [name, importSingle(one, name, host)] as const;
  });
  // One that was started on another port than its config says may come back on that one.
  const written = others.map(({ config }) => fieldAt(config ?? {}, ['gateway', 'port']));
  const known = [...rest.map(([, { port }]) => port), ...written].flatMap((port) => (typeof port === 'number' ? [blockAt(port)] : []));
  const base = port ?? own.port ?? (await freeBase(profile, known));
  const declaration: GatewayDeclaration = { ...own, ...wanted, port: base, service: { driver }, state: 'running' };
  const spec = toSpec({ gateways: { ...Object.fromEntries(rest), [profile]: declaration } });
  const derived = deriveFleet(spec, host, { ports: {} }, []).gateways;
  const single = derived.find(({ name }) => name === profile);
  if (single === undefined) throw new TypeError(`"${profile}" was not derived`);
  const self = { spec, host, gateways: derived };
  const faults = findHostFaults(self, against === 'host' ? await seeHost(call, self) : null);
  const mineOnly = faults.filter((fault) => fault.gateways.includes(profile));
  return {
    host,
    spec: { ...spec, gateways: spec.gateways.filter(({ name }) => name === profile) },
    derived: single,
    document: JSON.parse(JSON.stringify({ gateways: { [profile]: declaration } })),
    configured: found?.config == null ? 'no' : 'yes',
    conflicts: mineOnly.filter(({ code, severity }) => severity === 'error' && /^OC(?:[123]|504)/.test(code)),
    doubts: mineOnly.filter(({ code, severity }) => severity === 'warning' && /^OC1/.test(code)),
  };
}

/** How another gateway is called in what is said about it: by its profile, unless that is taken. */
function otherName({ profile, runtime, stateDir }: FoundGateway, own: string): string {
  if (runtime === 'omniclaw' && profile !== own) return profile;
  return runtime === 'omniclaw' ? `${profile} in ${stateDir}` : `${profile} of ${runtime}`;
}

/** The parts of a declaration that services and rules look at. Secrets and settings stay in the config alone. */
function importSingle(found: FoundGateway, name: string, host: Host): Omit<GatewayDeclaration, 'port'> & { readonly port?: number } {
  const launch = {
    node: { path: process.execPath, version: process.versions.node },
    programs: '',
    found: {},
    manager: 'supervisor',
  } as const;
  const { declaration } = importGateway(found, name, { host, secrets: createSecretNames(), nameOf: (profile) => profile, launch });
  const { runtime, port, bind, auth, stateDir, configPath, workspace, browser, canvasHost, rescues } = declaration;
  return {
    ...(runtime === undefined ? {} : { runtime }),
    ...(typeof port === 'number' ? { port } : {}),
    ...(bind === undefined ? {} : { bind }),
    ...(auth?.mode === undefined ? {} : { auth: { mode: auth.mode } }),
    ...(stateDir === undefined ? {} : { stateDir }),
    ...(configPath === undefined ? {} : { configPath }),
    ...(workspace === undefined ? {} : { workspace }),
    ...(browser === undefined ? {} : { browser }),
    ...(canvasHost === undefined ? {} : { canvasHost }),
    ...(rescues === undefined ? {} : { rescues }),
  };
}

/** The first block of the host that nothing listens in and no other gateway has. The first of all is kept for the unnamed profile. */
async function freeBase(profile: string, known: readonly PortRange[]): Promise<number> {
  const kept = profile === DEFAULT_PROFILE ? [] : [blockAt(FIRST_BASE_PORT)];
  const base = createPortMap([...(await listenToHost()), ...known, ...kept]).firstFreeBase();
  if (base !== null) return base;
  throw new OmniclawError('OCE_REFUSED', 'this host has no free block of ports', { hint: 'give one with --port' });
}
