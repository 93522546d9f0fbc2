import { type AuthFacts, hasSecret, takesToken } from '../fleet/client-auth.ts';
import { type FieldPath, setField, withdrawField } from '../fleet/edit-json5.ts';
import { isSameAddress, withPort } from '../fleet/endpoint.ts';
import type { GatewaySpec, Json, JsonObject, RuntimeName } from '../fleet/fleet-spec.ts';
import { isSameJson } from '../fleet/gateway-proof.ts';
import type { Host } from '../fleet/host.ts';
import { isSecretReference } from '../fleet/is-secret-reference.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { type ConfigFacts, runtimeOf } from '../fleet/runtime.ts';
import { filled, present } from '../fleet/runtimes/config-fields.ts';
import { writtenWorkspace } from './derive-paths.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { absolutePath, normalPath } from './normal-path.ts';
import { withFilesFromRoot } from './secret-reference.ts';

/** A field of a gateway config that the fleet file decides. Everything else in the config belongs to the gateway or the user. */
export type OwnedField = {
  readonly path: FieldPath;
  readonly value: Json;
  /**
   * `always`: the config must have this value. `if-absent`: a value that is there already stays. `unless-default`: a
   * config without it means the same. `beside-token`: needed as long as the token of the config is the one we fill in.
   */
  readonly set: 'always' | 'if-absent' | 'unless-default' | 'beside-token';
};

/** A field of a config, whoever decides it. */
export type FieldValue = Pick<OwnedField, 'path' | 'value'>;

/** The owned fields of a gateway, in the order they are written. Later entries win over `config:`. */
export function ownedFields(derived: DerivedGateway, host: Host): OwnedField[] {
  const { spec } = derived;
  const { config, hasConfig } = runtimeOf(spec.runtime);
  if (!hasConfig) return [];
  const { always, unlessDefault, ifAbsent, besideToken } = config.fields(configFacts(derived, host));
  const fields = new Map<string, OwnedField>();
  const own = (source: JsonObject, set: OwnedField['set']): void => {
    for (const { path, value } of leaves(source, []))
      fields.set(JSON.stringify(path), { path, value: withFilesFromRoot(value, host), set });
  };
  own(spec.config, 'always');
  own(filled('agents', spec.agents), 'always');
  own(always, 'always');
  own(unlessDefault, 'unless-default');
  own(ifAbsent, 'if-absent');
  own(besideToken, 'beside-token');
  return [...fields.values()];
}

function configFacts({ spec, ports, paths }: DerivedGateway, host: Host): ConfigFacts {
  const { browser, canvasHost } = spec;
  const profiles = browser.profiles.map(({ name, cdpPort, cdpUrl, userDataDir }) => [
    name,
    {
      ...present('cdpPort', cdpPort),
      ...present('cdpUrl', cdpUrl),
      ...present('userDataDir', userDataDir === null ? null : absolutePath(userDataDir, host)),
    },
  ]);
  return {
    port: ports.gateway,
    bind: spec.bind,
    auth: spec.auth,
    authFrom: authFrom(spec),
    stateDir: paths.stateDir,
    workspace: paths.workspace,
    workspaceIs: writtenWorkspace(spec) === null ? 'usual' : 'declared',
    browser: { ...browser, profiles: Object.fromEntries(profiles) },
    canvasHost: { enabled: canvasHost.enabled, ...present('port', canvasHost.port) },
    channels: spec.channels,
    env: Object.fromEntries(Object.entries(spec.service.env).filter(([, value]) => isSecretReference(value))),
    rescues: spec.rescues,
  };
}

/** Who says how clients are let in. */
export function authFrom({ authFrom: from, config }: GatewaySpec): ConfigFacts['authFrom'] {
  const said = ['mode', 'password'].some((key) => fieldAt(config, ['gateway', 'auth', key]) !== undefined);
  return from === 'usual' && said ? 'config' : from;
}

/**
 * The text of a config with our fields in it. `dropped`: fields that we wrote before and no longer own; objects that only held
 * such go as well, except those of `owned`.
 */
export function mergeConfig(text: string | null, fields: readonly OwnedField[], dropped: readonly OwnedField[], owned = fields): string {
  if (text === null || text.trim() === '') return `${JSON.stringify(fieldsToObject(fields), null, 2)}\n`;
  const kept = owned.map(({ path }) => path);
  const without = dropped.reduce((merged, { path }) => withdrawField(merged, path, kept), text);
  return fields.reduce((merged, { path, value }) => setField(merged, path, value), without);
}

/** A config. `value`: with everything that it includes; `written`: the file alone. */
export type ConfigValues = AuthFacts & { readonly written: Json };

/** A config that includes nothing, and beside which nothing stands. */
export function plainConfig(value: Json): ConfigValues {
  return { value, written: value, given: [] };
}

/** How a gateway reads what stands in its config. */
export type Spelling = {
  /** What `~` means, and the fields in which it does. */
  readonly home: string;
  readonly homePaths: readonly string[];
};

export function spellingOf(runtime: RuntimeName, home: string): Spelling {
  return { home, homePaths: runtimeOf(runtime).config.homePaths };
}

/** Fields whose value is not the owned one, neither in what the gateway reads nor in the file. */
export function differingFields(config: ConfigValues, fields: readonly OwnedField[], spelling: Spelling): OwnedField[] {
  const isBeside = usesOwnToken(config, fields);
  const isLeft = leavesAuth(config, fields);
  return fields.filter(({ path, value, set }) => {
    const current = fieldAt(config.value, path);
    if (isLeft && set !== 'always' && isAuth(path)) return false;
    if (!isBeside && set === 'if-absent' && isToken(path)) return false;
    if (set === 'if-absent' && current !== undefined) return false;
    if (set === 'unless-default' && current === undefined) return false;
    if (set === 'beside-token' && !isBeside) return false;
    if (isJsonObject(current) && isJsonObject(value) && Object.keys(value).length === 0) return false;
    return [config.value, config.written].every((one) => !saysSame(one, { path, value }, spelling));
  });
}

/** Whether a config has a value in its own words: a path from the home, an endpoint without its port or with that port beside it. */
function saysSame(config: Json, { path, value }: FieldValue, { home, homePaths }: Spelling): boolean {
  const current = fieldAt(config, path);
  if (current === undefined) return false;
  if (isSameJson(current, value)) return true;
  if (typeof current !== 'string') return false;
  if (homePaths.includes(path.join('.'))) {
    const whole = current.replace(/^~(?=\/|$)/, home);
    return whole.startsWith('/') && normalPath(whole) === value;
  }
  if (path[0] !== 'browser' || path.at(-1) !== 'cdpUrl') return false;
  const port = fieldAt(config, [...path.slice(0, -1), 'cdpPort']);
  return isSameAddress(withPort(current, typeof port === 'number' ? port : null) ?? current, String(value));
}

/** Whether the config has, or is about to get, the gateway token that we fill in where there is none. */
export function usesOwnToken(config: AuthFacts, fields: readonly OwnedField[]): boolean {
  const token = fields.find(({ path, set }) => set === 'if-absent' && isToken(path));
  if (token === undefined || leavesAuth(config, fields)) return false;
  const current = fieldAt(config.value, token.path);
  return current === undefined ? !hasSecret(config, 'token') : isSameJson(current, token.value);
}

/** Whether clients are let in by something else than a token, and the fleet file says nothing of that: then it stays so. */
function leavesAuth(config: AuthFacts, fields: readonly OwnedField[]): boolean {
  const mode = fields.find(({ path }) => isAuth(path) && path.at(-1) === 'mode');
  return mode?.set === 'unless-default' && !takesToken(config);
}

function isAuth([first, second]: FieldPath): boolean {
  return first === 'gateway' && second === 'auth';
}

function isToken(path: FieldPath): boolean {
  return isAuth(path) && path[2] === 'token' && path.length === 3;
}

/** The value at a path; undefined when there is none. */
export function fieldAt(config: Json, path: FieldPath): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), config);
}

/** An object with the given fields and nothing else. */
export function fieldsToObject(fields: readonly FieldValue[]): JsonObject {
  return fields.reduce<JsonObject>((object, { path, value }) => withField(object, path, value), {});
}

function withField(object: JsonObject, [key, ...rest]: FieldPath, value: Json): JsonObject {
  if (key === undefined) return object;
  const inner = fieldAt(object, [key]);
  const nested = isJsonObject(inner) ? inner : {};
  return { ...object, [key]: rest.length === 0 ? value : withField(nested, rest, value) };
}

/** Leaves of an object: scalars, arrays, empty objects and secret references, each owned as one value. */
function leaves(value: Json, path: FieldPath): FieldValue[] {
  if (!isJsonObject(value)) return [{ path, value }];
  const entries = Object.entries(value);
  if (path.length > 0 && (entries.length === 0 || isOneValue(value))) return [{ path, value }];
  return entries.flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** A secret reference, in our words or in those of a gateway that describes secrets by their source. */
function isOneValue(value: JsonObject): boolean {
  const keys = Object.keys(value);
  return keys.some((key) => key.startsWith('$')) || (keys.length === 3 && ['source', 'provider', 'id'].every((key) => keys.includes(key)));
}
