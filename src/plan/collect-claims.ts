import type { Json, Secret } from '../fleet/fleet-spec.ts';
import { canonicalJson } from '../fleet/gateway-proof.ts';
import type { Host } from '../fleet/host.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import type { Claim, PathRole, PortRole } from './claim.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { pointer } from './finding.ts';

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
      ...credentialClaims(gateway),
    ]);
}

function portClaims({ name, spec, ports }: DerivedGateway): Claim[] {
  const base = pointer('gateways', name, 'port');
  const { browser, canvasHost } = spec;
  const at = (...keys: string[]) => pointer('gateways', name, ...keys);
  const one = (role: PortRole, first: number | null, last: number | null, place: string, detail = ''): Claim[] =>
    first === null || last === null ? [] : [{ kind: 'port', role, first, last, gateway: name, pointer: place, detail }];
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
  const claim = (role: PathRole, path: string, written: string | null, key: string): Claim => ({
    kind: 'path',
    role,
    path,
    identity: foldPath(identities.get(path) ?? path, host),
    gateway: name,
    pointer: written === null ? pointer('gateways', name) : pointer('gateways', name, key),
  });
  return [
    claim('stateDir', paths.stateDir, spec.stateDir, 'stateDir'),
    claim('config', paths.config, spec.configPath, 'configPath'),
    claim('workspace', paths.workspace, spec.workspace, 'workspace'),
  ];
}

/** What a file system that ignores case makes of a path. Source: APFS and NTFS defaults. */
function foldPath(path: string, { platform }: Host): string {
  return platform === 'linux' ? path : path.normalize('NFC').toLowerCase();
}

function nameClaims({ name, spec }: DerivedGateway, host: Host): Claim[] {
  const runtime = runtimeOf(spec.runtime);
  const place = pointer('gateways', name);
  const scope = host.platform === 'darwin' ? 'launchd' : 'systemd';
  const service = scope === 'launchd' ? runtime.launchdLabel(name) : runtime.systemdUnit(name);
  return [
    { kind: 'name', scope: 'profile', name, identity: name.toLowerCase(), gateway: name, pointer: place },
    { kind: 'name', scope, name: service, identity: service.toLowerCase(), gateway: name, pointer: place },
  ];
}

function credentialClaims({ name, spec }: DerivedGateway): Claim[] {
  const claim = (role: string, secret: Secret | Json, ...keys: string[]): Claim[] =>
    isReference(secret)
      ? [{ kind: 'credential', role, identity: canonicalJson(secret), gateway: name, pointer: pointer('gateways', name, ...keys) }]
      : [];
  const inside = (value: Json, keys: readonly string[]): Claim[] => {
    if (isReference(value)) return claim(keys.slice(1).join('.'), value, ...keys);
    return isJsonObject(value) ? Object.entries(value).flatMap(([key, inner]) => inside(inner, [...keys, key])) : [];
  };
  return [...claim('gateway-token', spec.auth.token, 'auth', 'token'), ...inside(spec.channels, ['channels'])];
}

function isReference(value: Json): value is Exclude<Json, null | string | boolean | number> {
  return isJsonObject(value) && ['$env', '$file', '$command'].some((key) => Object.hasOwn(value, key));
}
