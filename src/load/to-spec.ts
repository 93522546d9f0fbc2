import type {
  BrowserDeclaration,
  FleetDeclaration,
  GatewayDeclaration,
  ProgramDeclaration,
  ServiceDeclaration,
} from '../fleet/fleet-schema.ts';
import type { BrowserSpec, FleetSpec, GatewaySpec, Json, JsonObject, ProgramSpec, ServiceSpec } from '../fleet/fleet-spec.ts';
import { factOf } from '../fleet/releases.ts';
import { runtimeOf } from '../fleet/runtime.ts';

/**
 * The validated file as a spec: defaults merged in, nothing optional, order kept. Objects merge; scalars, lists and
 * secret references replace what the defaults say.
 */
export function toSpec(declaration: FleetDeclaration): FleetSpec {
  const defaults = declaration.defaults ?? {};
  return {
    gateways: Object.entries(declaration.gateways).map(([name, own]) => toGateway(name, mergeDeclarations(defaults, own))),
    defaults: toJsonObject(defaults),
  };
}

function toGateway(name: string, gateway: GatewayDeclaration): GatewaySpec {
  const runtime = gateway.runtime ?? 'omniclaw';
  const release = gateway.program?.version ?? null;
  const fromName = gateway.port === undefined ? factOf(runtimeOf(runtime).portsFromNames, release)(name) : null;
  return {
    name,
    runtime,
    program: gateway.program === undefined ? USUAL.program : toProgram(gateway.program),
    port: gateway.port ?? fromName ?? 'auto',
    portFrom: fromName === null ? 'file' : 'name',
    bind: gateway.bind ?? 'loopback',
    auth: { mode: gateway.auth?.mode ?? 'token', token: gateway.auth?.token ?? null },
    authFrom: gateway.auth === undefined ? 'usual' : 'file',
    stateDir: gateway.stateDir ?? null,
    configPath: gateway.configPath ?? null,
    workspace: gateway.workspace ?? null,
    browser: gateway.browser === undefined ? USUAL.browser : toBrowser(gateway.browser),
    canvasHost: { enabled: gateway.canvasHost?.enabled ?? true, port: gateway.canvasHost?.port ?? null },
    channels: gateway.channels === undefined ? NOTHING : toJsonObject(gateway.channels),
    agents: gateway.agents === undefined ? NOTHING : toJsonObject(gateway.agents),
    config: gateway.config === undefined ? NOTHING : toJsonObject(gateway.config),
    service: gateway.service === undefined ? USUAL.service : toService(gateway.service),
    state: gateway.state ?? 'running',
    protect: gateway.protect ?? false,
    rescues: gateway.rescues ?? null,
    renamedFrom: gateway.renamedFrom ?? null,
    labels: gateway.labels ?? NO_LABELS,
    ignore: (gateway.ignore ?? NO_IGNORES).map(({ rule, reason = '' }) => ({ rule, reason })),
  };
}

function toProgram(program: ProgramDeclaration): ProgramSpec {
  return {
    version: program.version ?? null,
    path: program.path ?? null,
    node: program.node ?? null,
    command: program.command ?? [],
    health: program.health ?? '/healthz',
  };
}

function toBrowser(browser: BrowserDeclaration): BrowserSpec {
  return {
    enabled: browser.enabled ?? true,
    controlPort: browser.controlPort ?? null,
    cdpPortRange: browser.cdpPortRange ?? null,
    cdpUrl: browser.cdpUrl ?? null,
    profiles: Object.entries(browser.profiles ?? {}).map(([name, profile]) => ({
      name,
      cdpPort: profile.cdpPort ?? null,
      cdpUrl: profile.cdpUrl ?? null,
      userDataDir: profile.userDataDir ?? null,
    })),
  };
}

function toService(service: ServiceDeclaration): ServiceSpec {
  const { memoryMiB = null, cpuPercent = null, tasks = null } = service.limits ?? {};
  return {
    driver: service.driver ?? 'auto',
    env: service.env ?? {},
    limits: { memoryMiB, cpuPercent, tasks },
    hardening: service.hardening ?? 'default',
  };
}

/** Keys of a declaration over those that every one has. Objects merge key by key; the keys of `own` that `base` lacks come last. Makes new objects. */
export function mergeDeclarations<T extends object>(base: Partial<T>, own: T): T {
  const merged = { ...base, ...own };
  for (const key of Object.keys(base)) {
    const [before, after] = [ownValue(base, key), ownValue(own, key)];
    if (isMergeable(before) && isMergeable(after)) define(merged, key, mergeDeclarations(before, after));
  }
  return merged;
}

function isMergeable(value: unknown): value is object {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !isReference(value);
}

function isReference(value: object): boolean {
  return ['$env', '$file', '$command'].some((key) => Object.hasOwn(value, key));
}

function ownValue(holder: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(holder, key)?.value;
}

/** Sets a key as plain data, also when it is `__proto__`. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}

function toJsonObject(value: object): JsonObject {
  const copy: JsonObject = {};
  for (const key of Object.keys(value)) define(copy, key, toJson(ownValue(value, key)));
  return copy;
}

/** Narrows data that came from JSON, YAML or the evaluator; anything else is a mistake of ours. */
function toJson(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === 'object') return toJsonObject(value);
  throw new TypeError(`a fleet holds plain data only, got ${typeof value}`);
}

/** What gateways have in common that say nothing of it: in a large fleet nearly all of them. */
const USUAL = { program: toProgram({}), browser: toBrowser({}), service: toService({}) } as const;
const NOTHING: JsonObject = {};
const NO_LABELS: GatewaySpec['labels'] = {};
const NO_IGNORES: NonNullable<GatewayDeclaration['ignore']> = [];
