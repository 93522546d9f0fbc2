import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import type { JsonObject } from '../../fleet/fleet-spec.ts';
import { isJsonObject } from '../../fleet/json-object.ts';
import { parseJson5 } from '../../fleet/parse-json5.ts';
import type { IncludeWay } from '../../fleet/resolve-includes.ts';
import { valueAt } from '../../fleet/value-at.ts';
import { hasErrno } from '../../os/errno.ts';
import { readIncludes } from '../../os/read-includes.ts';
import type { ConfigSeen } from '../../plan/host-state.ts';
import type { VariablePlace } from '../../plan/port-variable.ts';
import { readPortVariable } from '../port-variable.ts';

/** A config that a gateway uses, and how that includes other files. */
export type UsedConfig = {
  readonly path: string;
  readonly way: IncludeWay;
  /** Whose variables say its port before the config does; `null`: how it is started says it before both. */
  readonly owner: Pick<VariablePlace, 'runtime' | 'stateDir'> | null;
};

/** The ports in gateway configs. What is no small file, or cannot be read, is left out: other rules and apply say why. */
export async function observeConfigs(configs: readonly UsedConfig[]): Promise<ConfigSeen[]> {
  const byPath = new Map(configs.map((config) => [config.path, config]));
  const seen = [...byPath.values()].map(async ({ path, way, owner }): Promise<ConfigSeen[]> => {
    const text = readSmallFile(path);
    if (text === null) return [];
    const config = await wholeConfig(text, path, way);
    const variable = owner === null ? null : await readPortVariable({ ...owner, home: way.home, config, configPath: path });
    if (variable === null) return [{ path, port: portIn(config) }];
    const { name, file, port } = variable;
    return [{ path, port, variable: { name, file } }];
  });
  return (await Promise.all(seen)).flat();
}

const LIMIT_BYTES = 1024 * 1024;

/** Never waits: a pipe is opened without blocking, and then left alone. */
function readSmallFile(path: string): string | null {
  const descriptor = openOrNull(path);
  if (descriptor === null) return null;
  try {
    const stat = fstatSync(descriptor);
    return stat.isFile() && stat.size <= LIMIT_BYTES ? readFileSync(descriptor, 'utf8') : null;
  } finally {
    closeSync(descriptor);
  }
}

function openOrNull(path: string): number | null {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (cause) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EACCES', 'ENXIO', 'ENAMETOOLONG'].some((name) => hasErrno(cause, name))) return null;
    throw cause;
  }
}

async function wholeConfig(text: string, path: string, way: IncludeWay): Promise<JsonObject> {
  const parsed = parseJson5(text);
  if (!('value' in parsed) || !isJsonObject(parsed.value)) return {};
  return (await readIncludes({ path, document: parsed.value }, way)).value;
}

function portIn(config: JsonObject): number | null {
  const port = valueAt(config, ['gateway', 'port']);
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535 ? port : null;
}
