import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import type { Claim, PathRole, PortRole } from './claim.ts';
import { writtenWorkspace } from './derive-paths.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { pointer } from './finding.ts';
import { NO_BASE_LEFT } from './port-lock.ts';
import { isSecretReference, referenceIdentity, visitLeaves } from './secret-reference.ts';

/**
 * Everything the gateways occupy. `identities`: where paths really lead, as far as the caller looked them up.
 * Gateways declared absent claim nothing.
 */
export function collectClaims(gateways: readonly DerivedGateway[], host: Host, identities: ReadonlyMap<string, string>): Claim[] {
  return gateways
    .filter(({ spec }) => spec.state !== 'absent')
    .flatMap((gateway) => [
      ...portClaims(gateway),
      ...endpointClaims(gateway),
      ...pathClaims(gateway, host, identities),
      ...nameClaims(gateway, host),
      ...credentialClaims(gateway, host),
    ]);
}

function portClaims({ name, spec, ports }: DerivedGateway): Claim[] {
  const base = pointer('gateways', name, 'port');
  const { browser, canvasHost } = spec;
  const at = (...keys: string[]) => pointer('gateways', name, ...keys);
  // A gateway for which no base port was left has none of the ports that would follow from it.
  const isBaseless = spec.port === 'auto' && ports.gateway === NO_BASE_LEFT;
  const one = (role: PortRole, first: number | null, last: number | null, place: string, detail = ''): Claim[] =>
    first === null || last === null || (isBaseless && place === base)
      ? []
      : [{ kind: 'port', role, first, last, gateway: name, pointer: place, detail }];
  const controlPlace = browser.controlPort === null ? base : at('browser', 'controlPort');
  const rangePlace = browser.cdpPortRange === null ? controlPlace : at('browser', 'cdpPortRange');
  return [
    ...one('gateway', ports.gateway, ports.gateway, base),
    ...one('browser-control', ports.browserControl, ports.browserControl, controlPlace),
    ...one('canvas', ports.canvas, ports.canvas, canvasHost.port === null ? base : at('canvasHost', 'port')),
    ...one('cdp-range', ports.cdp?.first ?? null, ports.cdp?.last ?? null, rangePlace),
    ...(browser.enabled ? browser.profiles : []).flatMap(({ name: profile, cdpPort }) =>
      one('cdp-port', cdpPort, cdpPort, at('browser', 'profiles', profile, 'cdpPort'), profile),
    ),
  ];
}

function endpointClaims({ name, spec: { browser } }: DerivedGateway): Claim[] {
  if (!browser.enabled) return [];
  const claim = (url: string | null, profile: string, ...keys: string[]): Claim[] =>
    url === null
      ? []
      : [{ kind: 'endpoint', url, browserProfile: profile, gateway: name, pointer: pointer('gateways', name, 'browser', ...keys) }];
  return [
    ...claim(browser.cdpUrl, '', 'cdpUrl'),
    ...browser.profiles.flatMap(({ name: profile, cdpUrl }) => claim(cdpUrl, profile, 'profiles', profile, 'cdpUrl')),
  ];
}

function pathClaims({ name, spec, paths }: DerivedGateway, host: Host, identities: ReadonlyMap<string, string>): Claim[] {
  const claim = (role: PathRole, path: string, keys: readonly string[]): Claim => ({
    kind: 'path',
    role,
    path,
    identity: foldPath(identities.get(path) ?? path, host),
    gateway: name,
    pointer: pointer('gateways', name, ...keys),
  });
  const statePlace = spec.stateDir === null ? [] : ['stateDir'];
  return [
    claim('stateDir', paths.stateDir, statePlace),
    claim('config', paths.config, spec.configPath === null ? statePlace : ['configPath']),
    claim('workspace', paths.workspace, writtenWorkspace(spec)?.keys ?? statePlace),
  ];
}

/** What a file system that ignores case makes of a path. Source: APFS and NTFS defaults. */
export function foldPath(path: string, { platform }: Host): string {
  return platform === 'linux' ? path : path.normalize('NFC').toLowerCase();
}

function nameClaims({ name, spec }: DerivedGateway, host: Host): Claim[] {
  const runtime = runtimeOf(spec.runtime);
  const place = pointer('gateways', name);
  const scope = host.platform === 'darwin' ? 'launchd' : 'systemd';
  const service = scope === 'launchd' ? runtime.launchdLabel(name) : runtime.systemdUnit(name);
  return [
    { kind: 'name', scope: 'profile', name, identity: foldName(name), gateway: name, pointer: place },
    { kind: 'name', scope, name: service, identity: foldName(service), gateway: name, pointer: place },
  ];
}

function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The gateway token and everything in the channels that is a reference. Model keys may be shared and are no claim. */
function credentialClaims({ name, spec }: DerivedGateway, host: Host): Claim[] {
  const claims: Claim[] = [];
  const claim = (value: Json | JsonObject, keys: readonly string[], role: string): void => {
    if (isSecretReference(value))
      claims.push({
        kind: 'credential',
        role,
        identity: referenceIdentity(value, host),
        gateway: name,
        pointer: pointer('gateways', name, ...keys),
      });
  };
  const inChannels = (channels: Json, keys: readonly string[]): void =>
    visitLeaves(channels, keys, (leaf, place) => claim(leaf, place, place.slice(keys.length).join('.')));
  if (spec.auth.mode === 'token') claim(spec.auth.token, ['auth', 'token'], 'gateway-token');
  inChannels(spec.channels, ['channels']);
  const { channels } = isJsonObject(spec.config) && Object.hasOwn(spec.config, 'channels') ? spec.config : { channels: null };
  inChannels(channels ?? null, ['config', 'channels']);
  return claims;
}
