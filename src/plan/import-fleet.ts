import type { GatewayDeclaration } from '../fleet/fleet-schema.ts';
import type { RuntimeName } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { clientReason } from './client-config.ts';
import { fieldAt } from './desired-config.ts';
import type { FoundGateway } from './found-gateway.ts';
import { importGateway } from './import-gateway.ts';
import type { InstalledPrograms } from './import-program.ts';
import { createSecretNames } from './import-secrets.ts';
import { series } from './series.ts';
import { quoted } from './visible.ts';

/** One gateway of the imported fleet. `notes`: what could not be expressed, or wants a decision. */
export type ImportedFleetGateway = {
  readonly name: string;
  readonly found: FoundGateway;
  readonly declaration: GatewayDeclaration;
  readonly notes: readonly string[];
};

export type ImportedFleet = {
  readonly gateways: readonly ImportedFleetGateway[];
  /** Notes about what became no gateway. */
  readonly notes: readonly string[];
};

/** A fleet of the gateways that were found, in their order. */
export function importFleet(seen: readonly FoundGateway[], host: Host, launch: InstalledPrograms): ImportedFleet {
  const found = seen.map(withoutClients);
  const names = nameAll(found);
  const secrets = createSecretNames();
  const gateways = names.flatMap(({ gateway, name, note }): ImportedFleetGateway[] => {
    if (gateway.config === null) return [];
    const nameOf = (profile: string): string | null => {
      const named = names.filter(({ gateway: other }) => other.profile === profile && other.config !== null);
      return (named.find(({ gateway: other }) => other.runtime === gateway.runtime) ?? named[0])?.name ?? null;
    };
    const { declaration, notes } = importGateway(gateway, name, { host, secrets, nameOf, launch });
    const alike = names
      .filter((other) => other.gateway !== gateway && hasSameToken(other.gateway, gateway))
      .map((other) => quoted(other.name));
    const shared = alike.length === 0 ? [] : [`its gateway token is that of ${series(alike)} as well (OC502)`];
    return [{ name, found: gateway, declaration, notes: [...(note === null ? [] : [note]), ...notes, ...shared] }];
  });
  const without = found.filter(({ config }) => config === null);
  return {
    gateways,
    notes: without.map(({ runtime, profile, problem }) => `the ${runtime} gateway ${quoted(profile)} was left out: ${problem}`),
  };
}

/** What is no gateway has no config of one. */
function withoutClients(gateway: FoundGateway): FoundGateway {
  const reason = clientReason(gateway.runtime, gateway.config ?? {});
  return reason === null ? gateway : { ...gateway, config: null, problem: reason };
}

/** The values are compared, and never shown. */
function hasSameToken(one: FoundGateway, other: FoundGateway): boolean {
  const [mine, theirs] = [one, other].map(({ config }) => fieldAt(config ?? {}, ['gateway', 'auth', 'token']));
  return typeof mine === 'string' && mine !== '' && mine === theirs;
}

type Named = { readonly gateway: FoundGateway; readonly name: string; readonly note: string | null };

/** A name in a fleet file is the profile. It is another one, told in a note, when it is taken or not allowed. */
function nameAll(found: readonly FoundGateway[]): Named[] {
  const used = new Set<string>();
  return found.map((gateway): Named => {
    const { profile, runtime } = gateway;
    const allowed = isAllowed(profile, runtime) ? profile : tidyName(profile);
    const name =
      [allowed, `${allowed}-${runtime}`, ...found.map((_, at) => `${allowed}-${at + 2}`)].find((one) => !used.has(one)) ?? allowed;
    used.add(name);
    if (name === profile) return { gateway, name, note: null };
    const reason =
      allowed === profile ? 'another gateway has that name' : `the name of an ${runtime} gateway is ${runtimeOf(runtime).profileName.form}`;
    return { gateway, name, note: `its profile is ${quoted(profile)}, which could not be its name here: ${reason}` };
  });
}

function isAllowed(name: string, runtime: RuntimeName): boolean {
  return runtimeOf(runtime).profileName.pattern.test(name);
}

/** The nearest name that every runtime allows. */
function tidyName(profile: string): string {
  const plain = profile
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 32);
  return plain.replaceAll(/^-|-$/g, '') || 'gateway';
}
