/** The gateway's own config: a JSON5 file of which these keys are known; all others are kept and ignored. */

import type { Json, JsonObject } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson5 } from '../fleet/parse-json5.ts';
import { readFileSafely } from '../os/read-file.ts';

export type GatewayConfig = {
  /** The parsed document, for its hash. */
  readonly document: JsonObject;
  readonly port: number | null;
  readonly bind: string;
  readonly authMode: 'token' | 'none';
  /** A literal, a reference, or null for the token file. */
  readonly token: Json;
  readonly workspace: string | null;
  readonly browser: { readonly enabled: boolean; readonly controlPort: number | null; readonly profiles: JsonObject };
  readonly canvas: { readonly enabled: boolean; readonly port: number | null };
  readonly env: JsonObject;
};

/** Reads the config; `null` when there is none. Throws OCE_CONFIG naming every wrong key at once. */
export async function readGatewayConfig(path: string): Promise<GatewayConfig | null> {
  const file = await readFileSafely(path);
  if (file === null) return null;
  const parsed = file.text.trim() === '' ? { value: {} } : parseJson5(file.text);
  if (!('value' in parsed)) throw refuse(`"${path}:${parsed.line}:${parsed.column}" ${parsed.problem}`, path);
  if (!isJsonObject(parsed.value)) throw refuse(`"${path}" does not hold an object`, path);
  return checkConfig(parsed.value, path);
}

function checkConfig(document: JsonObject, path: string): GatewayConfig {
  const problems: string[] = [];
  const at = (keys: string): Json | undefined =>
    keys.split('.').reduce<Json | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), document);
  const read = <T extends Json>(keys: string, form: string, otherwise: T, fits: (value: Json) => value is T): T => {
    const value = at(keys);
    if (value === undefined) return otherwise;
    if (fits(value)) return value;
    problems.push(`"${keys}" must be ${form}`);
    return otherwise;
  };
  for (const keys of ['gateway', 'gateway.auth', 'agents', 'agents.defaults', 'browser', 'canvasHost']) {
    if (at(keys) !== undefined && !isJsonObject(at(keys))) problems.push(`"${keys}" must be an object`);
  }
  const port = (keys: string) => read<number | null>(keys, 'a whole number from 1 to 65535', null, isPort);
  const config: GatewayConfig = {
    document,
    port: port('gateway.port'),
    bind: read('gateway.bind', '"loopback", "lan" or an IP address', 'loopback', isText),
    authMode: read<string>('gateway.auth.mode', '"token" or "none"', 'token', isAuthMode) === 'none' ? 'none' : 'token',
    token: at('gateway.auth.token') ?? null,
    workspace: read<string | null>('agents.defaults.workspace', 'a path', null, isText),
    browser: {
      enabled: read<boolean>('browser.enabled', 'true or false', true, isFlag),
      controlPort: port('browser.controlPort'),
      profiles: read<JsonObject>('browser.profiles', 'an object', {}, isJsonObject),
    },
    canvas: { enabled: read<boolean>('canvasHost.enabled', 'true or false', true, isFlag), port: port('canvasHost.port') },
    env: read<JsonObject>('env', 'an object', {}, isJsonObject),
  };
  if (problems.length > 0) throw refuse(`"${path}" is wrong: ${problems.join('; ')}`, path);
  return config;
}

function refuse(message: string, path: string): OmniclawError {
  return new OmniclawError('OCE_CONFIG', message, { hint: `edit ${JSON.stringify(path)}` });
}

function isPort(value: Json): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 65535;
}

function isText(value: Json): value is string {
  return typeof value === 'string' && value !== '';
}

function isFlag(value: Json): value is boolean {
  return typeof value === 'boolean';
}

function isAuthMode(value: Json): value is string {
  return value === 'token' || value === 'none';
}
