import { authModeOf } from '../fleet/client-auth.ts';
import { withPort } from '../fleet/endpoint.ts';
import type { BrowserDeclaration, BrowserProfileDeclaration, GatewayDeclaration, ServiceDeclaration } from '../fleet/fleet-schema.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { GATEWAY_TOKEN_FILE } from '../fleet/gateway-proof.ts';
import type { Host } from '../fleet/host.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { MAX_PORT } from '../fleet/port-block.ts';
import { factOf } from '../fleet/releases.ts';
import { runtimeOf } from '../fleet/runtime.ts';
import { usualWorkspace } from './derive-paths.ts';
import { fieldAt } from './desired-config.ts';
import type { FoundGateway, Sighting } from './found-gateway.ts';
import { importDriver } from './import-driver.ts';
import { type InstalledPrograms, importProgram } from './import-program.ts';
import { importSecret, type SecretNames } from './import-secrets.ts';
import { importSettings } from './import-settings.ts';
import { homeFolder } from './merge-sightings.ts';
import { absolutePath } from './normal-path.ts';
import { fromProvider } from './secret-providers.ts';
import { quoted } from './visible.ts';

/** What the import of one gateway needs to know of the host and of the others. */
export type ImportContext = {
  readonly host: Host;
  readonly secrets: SecretNames;
  /** Name in the fleet file of the gateway with a profile; `null`: it is not imported. */
  readonly nameOf: (profile: string) => string | null;
  readonly launch: InstalledPrograms;
};

export type ImportedGateway = { readonly declaration: GatewayDeclaration; readonly notes: readonly string[] };

/** A gateway as the fleet file declares it: what differs from what would follow from its name. Secrets are never copied. */
export function importGateway(found: FoundGateway, name: string, context: ImportContext): ImportedGateway {
  const notes: string[] = [];
  const note = (text: string): void => void notes.push(text);
  const config = found.config ?? {};
  if (found.parts.length > 0)
    note(`parts of its config stand in ${found.parts.map(({ path }) => quoted(path)).join(', ')}, where they stay`);
  const browser = importBrowser(found, config, note);
  const settings = importSettings(found, name, { names: context.secrets, note });
  const { driver, reason } = importDriver(found, name, context);
  if (reason !== '') note(reason);
  const program = importProgram(found, context.launch, (path) => inHome(path, context.host));
  const service = { ...(driver === null ? {} : { driver }), ...filled('env', settings.env), ...importServiceSettings(found) };
  const declaration: GatewayDeclaration = {
    ...(found.runtime === 'omniclaw' ? {} : { runtime: found.runtime }),
    ...filled('program', program),
    ...present('port', importPort(found, { config, release: program.version ?? null }, note)),
    ...present('bind', importBind(found, config, note)),
    ...filled('auth', importAuth(found, name, config, { names: context.secrets, note })),
    ...importPaths(found, { name, release: program.version ?? null }, context.host, note),
    ...filled('browser', browser),
    ...filled('canvasHost', found.runtime === 'omniclaw' ? importCanvas(config) : {}),
    ...filled('channels', settings.channels),
    ...filled('agents', settings.agents),
    ...filled('config', settings.config),
    ...filled('service', service),
    ...(isDown(found, context.host) ? { state: 'stopped' as const } : {}),
    ...present('rescues', importRescue(config, context, note)),
  };
  return { declaration, notes };
}

type Note = (text: string) => void;

type Ported = { readonly config: JsonObject; readonly release: string | null };

function importPort({ runtime, profile, sightings }: FoundGateway, { config, release }: Ported, note: Note): number | null {
  const written = fieldAt(config, ['gateway', 'port']) ?? null;
  const started = sightings.find(({ port }) => port !== null);
  if (written !== null && !isPort(written)) note(`"gateway.port" in its config is not a port: ${quoted(JSON.stringify(written))}`);
  const configured = isPort(written) ? written : null;
  if (started !== undefined && started.port !== null) {
    if (configured !== null && configured !== started.port)
      note(`its config says port ${configured}, but ${started.where} starts it on ${started.port}`);
    return started.port;
  }
  if (configured !== null) return configured;
  if (written !== null) return null;
  const usual = factOf(runtimeOf(runtime).portsFromNames, release)(profile);
  note(usual === null ? 'nothing names its port; apply will give it a free one' : `nothing names its port; ${runtime} takes ${usual}`);
  return usual;
}

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*)$/;

function importBind({ runtime }: FoundGateway, config: JsonObject, note: Note): string | null {
  const written = fieldAt(config, ['gateway', 'bind']) ?? 'loopback';
  const custom = fieldAt(config, ['gateway', 'customBindHost']);
  const bind = runtime === 'openclaw' && written === 'custom' ? custom : written;
  if (bind === 'loopback') return null;
  if (typeof bind === 'string' && (bind === 'lan' || ADDRESS.test(bind))) return bind;
  note(
    `it listens on ${quoted(typeof written === 'string' ? written : JSON.stringify(written))}, which a fleet file cannot say; set "bind" to an address`,
  );
  return null;
}

type Secrecy = { readonly names: SecretNames; readonly note: Note };

function importAuth(found: FoundGateway, name: string, config: JsonObject, { names, note }: Secrecy) {
  const mode = authModeOf({ value: config, given: [] });
  if (mode === 'none') return { mode: 'none' as const };
  if (mode !== 'token') {
    note(`clients prove themselves by ${quoted(mode)}, which a fleet file cannot say: it stays in the config of the gateway`);
    return {};
  }
  const { runtime, stateDir } = found;
  const token = fieldAt(config, ['gateway', 'auth', 'token']);
  // A gateway that is not ours keeps the token that it has, wherever that stands.
  if (runtimeOf(runtime).config.secretRefs === 'providers') {
    const reference = fromProvider(token ?? null, config);
    return reference === null || ('$file' in reference && reference.$file === `${stateDir}/${GATEWAY_TOKEN_FILE}`)
      ? {}
      : { token: reference };
  }
  const isOurs = isJsonObject(token) && token['$file'] === `${stateDir}/${GATEWAY_TOKEN_FILE}`;
  if (token === undefined || token === null || isOurs) return {};
  const imported = importSecret(token, [name, 'gateway', 'auth', 'token'], names);
  if (imported.note !== null) note(imported.note);
  return imported.reference === null ? {} : { token: imported.reference };
}

/** Paths that do not follow from the name in the fleet file. */
function importPaths(
  found: FoundGateway,
  { name, release }: { readonly name: string; readonly release: string | null },
  host: Host,
  note: Note,
): Pick<GatewayDeclaration, 'stateDir' | 'configPath' | 'workspace'> {
  const { runtime, stateDir, configPath, config } = found;
  const { configFile } = runtimeOf(runtime);
  const workspace = importWorkspace(config, host, note);
  const write = (key: 'stateDir' | 'configPath' | 'workspace', path: string | null, usual: string): { readonly [key: string]: string } => {
    if (path === null || path === usual) return {};
    if (isWritable(path)) return { [key]: inHome(path, host) };
    note(`its ${key} is ${quoted(path)}, and a path in a fleet file has no "$" and no control character`);
    return {};
  };
  const seen = isJsonObject(config) ? workspace : null;
  return {
    ...write('stateDir', stateDir, homeFolder(runtime, name, host)),
    ...write('configPath', configPath, `${stateDir}/${configFile}`),
    ...write('workspace', seen, usualWorkspace({ runtime, name, release }, stateDir, host)),
  };
}

function importWorkspace(config: Json, host: Host, note: Note): string | null {
  const written = fieldAt(config, ['agents', 'defaults', 'workspace']);
  if (typeof written !== 'string' || written === '') return null;
  if (/^(?:\/|~(?:\/|$))/.test(written)) return absolutePath(written, host);
  note(`its workspace is ${quoted(written)}, which depends on the folder that it is started in; write the whole path into its config`);
  return null;
}

function isWritable(path: string): boolean {
  return !/[$\p{Cc}]/u.test(path) && path.length <= 4096;
}

function inHome(path: string, { home }: Host): string {
  return path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

function importBrowser({ runtime }: FoundGateway, config: JsonObject, note: Note): BrowserDeclaration {
  const browser = fieldAt(config, ['browser']);
  if (!isJsonObject(browser)) return {};
  const { enabled, controlPort, cdpPortRange, cdpUrl = null, profiles } = browser;
  const url = importEndpoint({ cdpUrl }, 'browser.cdpUrl', note);
  const range = isJsonObject(cdpPortRange) ? [cdpPortRange['first'] ?? null, cdpPortRange['last'] ?? null] : [];
  const [first = null, last = null] = range;
  const ours = runtime === 'omniclaw';
  const declared = Object.entries(isJsonObject(profiles) ? profiles : {}).flatMap(([name, profile]) =>
    importProfile(name, isJsonObject(profile) ? profile : {}, note),
  );
  return {
    ...(enabled === false ? { enabled } : {}),
    ...(ours && isPort(controlPort ?? null) ? { controlPort: Number(controlPort) } : {}),
    ...(ours && isPort(first) && isPort(last) ? { cdpPortRange: { first, last } } : {}),
    ...(url === null ? {} : { cdpUrl: url }),
    ...filled('profiles', Object.fromEntries(declared)),
  };
}

function importProfile(name: string, { cdpPort, cdpUrl }: JsonObject, note: Note): [string, BrowserProfileDeclaration][] {
  const place = `browser.profiles.${name}`;
  if (cdpUrl !== undefined) {
    const url = importEndpoint({ cdpUrl, cdpPort: cdpPort ?? null }, `${place}.cdpUrl`, note);
    return url === null ? [] : [[name, { cdpUrl: url }]];
  }
  if (isPort(cdpPort ?? null)) return [[name, { cdpPort: Number(cdpPort) }]];
  note(`${quoted(place)} has neither a cdpPort nor a cdpUrl; it stays in the config of the gateway only`);
  return [];
}

/** An endpoint with its port written out, where it names none the one beside it; `null`, with a note, when it holds or may hold a secret. */
function importEndpoint({ cdpUrl: value, cdpPort: port = null }: JsonObject, place: string, note: Note): string | null {
  if (value === null) return null;
  const url = typeof value === 'string' ? withPort(value, isPort(port) ? port : null) : null;
  if (url === null) note(`${quoted(place)} was not copied: it is no plain address, or has a user, a query or a secret in it`);
  return url;
}

function importCanvas(config: JsonObject) {
  const [enabled, port] = [fieldAt(config, ['canvasHost', 'enabled']), fieldAt(config, ['canvasHost', 'port']) ?? null];
  return { ...(enabled === false ? { enabled } : {}), ...(isPort(port) ? { port } : {}) };
}

/** Limits and sandbox of a service that we made, where they are not the usual ones. */
function importServiceSettings({ runtime, sightings }: FoundGateway): Pick<ServiceDeclaration, 'limits' | 'hardening'> {
  const settings = sightings.find((one) => one.settings !== null)?.settings;
  if (settings == null) return {};
  const { memoryMiB, cpuPercent, tasks } = settings.limits;
  const limits = { ...present('memoryMiB', memoryMiB), ...present('cpuPercent', cpuPercent), ...present('tasks', tasks) };
  return {
    ...filled('limits', limits),
    ...(settings.hardening === 'none' && runtimeOf(runtime).service.sandbox === 'ours' ? { hardening: 'none' as const } : {}),
  };
}

/** Whether the user does not want it to run. Elsewhere than on Linux processes are not looked at, so nothing is concluded. */
function isDown({ sightings }: FoundGateway, { platform }: Host): boolean {
  if (sightings.some(({ kind }) => kind === 'process')) return false;
  const wanted: Sighting['wanted'][] = sightings.flatMap((one) => (one.wanted === null ? [] : [one.wanted]));
  return wanted.length === 0 ? platform === 'linux' : wanted.every((state) => state === 'stopped');
}

function importRescue(config: JsonObject, { nameOf }: ImportContext, note: Note): string | null {
  const of = fieldAt(config, ['rescue', 'of']);
  if (typeof of !== 'string') return null;
  const name = nameOf(of);
  if (name === null) note(`it rescues ${quoted(of)}, which was not found`);
  return name;
}

function isPort(value: Json): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_PORT;
}

function present<K extends string, V>(key: K, value: V | null): { [key in K]?: V } {
  return value === null ? {} : single(key, value);
}

function filled<K extends string, V extends object>(key: K, value: V): { [key in K]?: V } {
  return Object.keys(value).length === 0 ? {} : single(key, value);
}

function single<K extends string, V>(key: K, value: V): { [key in K]?: V } {
  const object: { [key in K]?: V } = {};
  object[key] = value;
  return object;
}
