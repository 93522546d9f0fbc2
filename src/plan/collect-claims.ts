import { createHash } from 'node:crypto';
import type { PortRange } from '../fleet/fleet-schema.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import type { Host } from '../fleet/host.ts';
import { isSecretReference } from '../fleet/is-secret-reference.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { hasSecretForm, isSecretKey } from '../fleet/secret-forms.ts';
import type { Claim, PathRole, PortRole } from './claim.ts';
import { writtenLogFile, writtenWorkspace } from './derive-paths.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { pointer } from './finding.ts';
import { foldPath } from './fold-path.ts';
import { absolutePath } from './normal-path.ts';
import { NO_BASE_LEFT } from './port-lock.ts';
import { singlePort } from './port-map.ts';
import { referenceIdentity, visitLeaves } from './secret-reference.ts';

/** Where a path really leads: what two spellings of one place have in common. */
export type IdentifyPath = (path: string) => string;

/** What two references to one secret have in common, when somebody has looked; else what was given: the reference. */
export type IdentifyCredential = (gateway: string, reference: string) => string;

/** Everything the gateways occupy. Gateways declared absent claim nothing. */
export function collectClaims(
  gateways: readonly DerivedGateway[],
  host: Host,
  identify: IdentifyPath,
  identifyCredential: IdentifyCredential = (_gateway, reference) => reference,
): Claim[] {
  const claims: Claim[] = [];
  for (const gateway of gateways) {
    if (gateway.spec.state === 'absent') continue;
    const root = pointer('gateways', gateway.name);
    addPortClaims(claims, gateway, root);
    addEndpointClaims(claims, gateway, root);
    addPathClaims(claims, gateway, root, { host, identify });
    addNameClaims(claims, gateway, root, host);
    addCredentialClaims(claims, gateway, root, { host, identify: identifyCredential });
  }
  return claims;
}

function addPortClaims(claims: Claim[], { name, spec, ports }: DerivedGateway, root: string): void {
  const { browser, canvasHost } = spec;
  const base = `${root}/port`;
  // A gateway for which no base port was left has none of the ports that would follow from it.
  const isBaseless = spec.port === 'auto' && ports.gateway === NO_BASE_LEFT;
  const add = (role: PortRole, range: PortRange | null, place: string, detail = ''): void => {
    if (range === null || (isBaseless && place === base)) return;
    claims.push({ kind: 'port', role, first: range.first, last: range.last, gateway: name, pointer: place, detail });
  };
  const single = (port: number | null) => (port === null ? null : singlePort(port));
  const controlPlace = browser.controlPort === null ? base : `${root}/browser/controlPort`;
  add('gateway', singlePort(ports.gateway), base);
  add('browser-control', single(ports.browserControl), controlPlace);
  add('canvas', single(ports.canvas), canvasHost.port === null ? base : `${root}/canvasHost/port`);
  for (const port of ports.relays) add('browser-relay', singlePort(port), base);
  add('cdp-range', ports.cdp, browser.cdpPortRange === null ? controlPlace : `${root}/browser/cdpPortRange`);
  if (browser.enabled)
    for (const { name: profile, cdpPort } of browser.profiles)
      add('cdp-port', single(cdpPort), root + pointer('browser', 'profiles', profile, 'cdpPort'), profile);
}

function addEndpointClaims(claims: Claim[], { name, spec: { browser } }: DerivedGateway, root: string): void {
  if (!browser.enabled) return;
  const add = (url: string | null, browserProfile: string, ...keys: string[]): void => {
    if (url !== null) claims.push({ kind: 'endpoint', url, browserProfile, gateway: name, pointer: root + pointer('browser', ...keys) });
  };
  add(browser.cdpUrl, '', 'cdpUrl');
  for (const { name: profile, cdpUrl } of browser.profiles) add(cdpUrl, profile, 'profiles', profile, 'cdpUrl');
}

type PathContext = { readonly host: Host; readonly identify: IdentifyPath };

function addPathClaims(claims: Claim[], { name, spec, paths }: DerivedGateway, root: string, { host, identify }: PathContext): void {
  const add = (role: PathRole, path: string, keys: readonly string[], written: string | null): void => {
    const identity = foldPath(identify(path), host);
    claims.push({ kind: 'path', role, path, written, identity, gateway: name, pointer: root + pointer(...keys) });
  };
  const statePlace = spec.stateDir === null ? [] : ['stateDir'];
  const workspace = writtenWorkspace(spec);
  const log = writtenLogFile(spec);
  add('stateDir', paths.stateDir, statePlace, spec.stateDir);
  add('config', paths.config, spec.configPath === null ? statePlace : ['configPath'], spec.configPath);
  add('workspace', paths.workspace, workspace?.keys ?? statePlace, workspace?.path ?? null);
  if (log !== null) add('log', absolutePath(log.path, host), log.keys, log.path);
  for (const { name: profile, cdpUrl, userDataDir } of spec.browser.enabled ? spec.browser.profiles : []) {
    if (cdpUrl !== null && userDataDir === null) continue;
    const place = userDataDir === null ? ['browser', 'profiles', profile] : ['browser', 'profiles', profile, 'userDataDir'];
    add('browser', absolutePath(userDataDir ?? `${paths.stateDir}/browser/${profile}/user-data`, host), place, userDataDir);
  }
}

function addNameClaims(claims: Claim[], { name, spec }: DerivedGateway, place: string, host: Host): void {
  const runtime = runtimeOf(spec.runtime);
  const scope = host.platform === 'darwin' ? 'launchd' : 'systemd';
  const service = scope === 'launchd' ? runtime.launchdLabel(name) : runtime.systemdUnit(name);
  claims.push(
    { kind: 'name', scope: 'profile', name, identity: foldName(name), gateway: name, pointer: place },
    { kind: 'name', scope, name: service, identity: foldName(service), gateway: name, pointer: place },
  );
}

function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** What stands for the token that a gateway has in its own config: only who looks there knows it. */
export const CONFIG_TOKEN = 'config:gateway.auth.token';

type CredentialContext = { readonly host: Host; readonly identify: IdentifyCredential };

/** The gateway token and every secret in the channels. Model keys may be shared and are no claim. */
function addCredentialClaims(claims: Claim[], { name, spec }: DerivedGateway, root: string, { host, identify }: CredentialContext): void {
  const claim = (value: Json | JsonObject, keys: readonly string[], role: string): void => {
    const reference = credentialIdentity(value, keys, host);
    if (reference === null) return;
    claims.push({ kind: 'credential', role, identity: identify(name, reference), gateway: name, pointer: root + pointer(...keys) });
  };
  const inChannels = (channels: Json, keys: readonly string[]): void =>
    visitLeaves(channels, keys, (leaf, place) => claim(leaf, place, place.slice(keys.length).join('.')));
  if (spec.auth.mode === 'token') claim(spec.auth.token, ['auth', 'token'], 'gateway-token');
  const seen = spec.auth.mode === 'token' && spec.auth.token === null ? identify(name, CONFIG_TOKEN) : CONFIG_TOKEN;
  if (seen !== CONFIG_TOKEN) claims.push({ kind: 'credential', role: 'gateway-token', identity: seen, gateway: name, pointer: root });
  inChannels(spec.channels, ['channels']);
  inChannels(spec.config['channels'] ?? null, ['config', 'channels']);
}

/** What two spellings of one credential have in common; `null`: it is none. `${NAME}` is how configs write a variable. */
function credentialIdentity(value: Json | JsonObject, keys: readonly string[], host: Host): string | null {
  if (isSecretReference(value)) return referenceIdentity(value, host);
  if (typeof value !== 'string' || value.trim() === '') return null;
  const variable = /^\$\{([A-Za-z_]\w*)\}$/.exec(value.trim())?.[1];
  if (variable !== undefined) return referenceIdentity({ $env: variable }, host);
  const key = keys.findLast((one) => !/^\d+$/.test(one)) ?? '';
  if (!isSecretKey(key) && !hasSecretForm(value)) return null;
  return `sha256:${createHash('sha256').update(value.trim()).digest('hex')}`;
}
