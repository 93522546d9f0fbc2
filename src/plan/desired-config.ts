import { type FieldPath, removeField, setField } from '../fleet/edit-json5.ts';
import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { canonicalJson, GATEWAY_TOKEN_FILE } from '../fleet/gateway-proof.ts';
import type { Host } from '../fleet/host.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import type { DerivedGateway } from './derived-gateway.ts';
import { absolutePath } from './normal-path.ts';

/** A field of a gateway config that the fleet file decides. Everything else in the config belongs to the gateway or the user. */
export type OwnedField = {
  readonly path: FieldPath;
  readonly value: Json;
  /** `always`: the config must have this value. `if-absent`: a value that is there already stays. */
  readonly set: 'always' | 'if-absent';
};

/** The owned fields of a gateway, in the order they are written. Later entries win over `config:`. */
export function ownedFields({ spec, ports, paths }: DerivedGateway, host: Host): OwnedField[] {
  const { browser, canvasHost } = spec;
  const decided: JsonObject = {
    gateway: { port: ports.gateway, bind: spec.bind, auth: { mode: spec.auth.mode, ...present('token', spec.auth.token) } },
    agents: { defaults: { workspace: paths.workspace } },
    browser: {
      enabled: browser.enabled,
      ...present('controlPort', browser.controlPort),
      ...present('cdpPortRange', browser.cdpPortRange),
      ...present('cdpUrl', browser.cdpUrl),
      ...filled(
        'profiles',
        Object.fromEntries(
          browser.profiles.map(({ name, cdpPort, cdpUrl, userDataDir }) => [
            name,
            {
              ...present('cdpPort', cdpPort),
              ...present('cdpUrl', cdpUrl),
              ...present('userDataDir', userDataDir === null ? null : absolutePath(userDataDir, host)),
            },
          ]),
        ),
      ),
    },
    canvasHost: { enabled: canvasHost.enabled, ...present('port', canvasHost.port) },
    ...filled('channels', spec.channels),
    ...filled('env', secretEnvironment(spec.service.env)),
    ...(spec.rescues === null ? {} : { rescue: { of: spec.rescues } }),
  };
  const fields = new Map<string, OwnedField>();
  for (const source of [spec.config, filled('agents', spec.agents), decided]) {
    for (const { path, value } of leaves(source, [])) fields.set(JSON.stringify(path), { path, value, set: 'always' });
  }
  if (spec.auth.mode === 'token' && spec.auth.token === null) {
    const path = ['gateway', 'auth', 'token'];
    fields.set(JSON.stringify(path), { path, value: { $file: `${paths.stateDir}/${GATEWAY_TOKEN_FILE}` }, set: 'if-absent' });
  }
  return [...fields.values()];
}

/** The text of a config with our fields in it. `dropped`: fields that we wrote before and no longer own. */
export function mergeConfig(text: string | null, fields: readonly OwnedField[], dropped: readonly OwnedField[]): string {
  if (text === null || text.trim() === '') return `${JSON.stringify(fieldsToObject(fields), null, 2)}\n`;
  const kept = dropped.reduce((merged, { path }) => removeField(merged, path), text);
  return fields.reduce((merged, { path, value }) => setField(merged, path, value), kept);
}

/** Fields whose value in `config` is not the owned one. */
export function differingFields(config: Json, fields: readonly OwnedField[]): OwnedField[] {
  return fields.filter(({ path, value, set }) => {
    const current = fieldAt(config, path);
    if (set === 'if-absent' && current !== undefined) return false;
    if (isJsonObject(current) && isJsonObject(value) && Object.keys(value).length === 0) return false;
    return current === undefined || canonicalJson(current) !== canonicalJson(value);
  });
}

/** The value at a path; undefined when there is none. */
export function fieldAt(config: Json, path: FieldPath): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), config);
}

/** An object with the given fields and nothing else. */
export function fieldsToObject(fields: readonly OwnedField[]): JsonObject {
  return fields.reduce<JsonObject>((object, { path, value }) => withField(object, path, value), {});
}

function withField(object: JsonObject, [key, ...rest]: FieldPath, value: Json): JsonObject {
  if (key === undefined) return object;
  const inner = fieldAt(object, [key]);
  const nested = isJsonObject(inner) ? inner : {};
  return { ...object, [key]: rest.length === 0 ? value : withField(nested, rest, value) };
}

/** Leaves of an object: scalars, arrays, empty objects and secret references, each owned as one value. */
function leaves(value: Json, path: FieldPath): Omit<OwnedField, 'set'>[] {
  if (!isJsonObject(value)) return [{ path, value }];
  const entries = Object.entries(value);
  if (path.length > 0 && (entries.length === 0 || entries.some(([key]) => key.startsWith('$')))) return [{ path, value }];
  return entries.flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** Variables whose value is a secret: the gateway sets them itself, so that they never stand in a service definition. */
function secretEnvironment(env: DerivedGateway['spec']['service']['env']): JsonObject {
  return Object.fromEntries(Object.entries(env).flatMap(([name, value]) => (typeof value === 'string' ? [] : [[name, value]])));
}

function filled(key: string, value: JsonObject): JsonObject {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}

function present<K extends string>(key: K, value: Json): { readonly [key: string]: Json } {
  return value === null ? {} : { [key]: value };
}
