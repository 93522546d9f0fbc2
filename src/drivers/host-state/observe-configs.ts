import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { isJsonObject } from '../../fleet/json-object.ts';
import { parseJson5 } from '../../fleet/parse-json5.ts';
import type { IncludeWay } from '../../fleet/resolve-includes.ts';
import { valueAt } from '../../fleet/value-at.ts';
import { hasErrno } from '../../os/errno.ts';
import { readIncludes } from '../../os/read-includes.ts';
import type { ConfigSeen } from '../../plan/host-state.ts';

/** A config that a gateway uses, and how that includes other files. */
export type UsedConfig = { readonly path: string; readonly way: IncludeWay };

/** The ports in gateway configs. What is no small file, or cannot be read, is left out: other rules and apply say why. */
export async function observeConfigs(configs: readonly UsedConfig[]): Promise<ConfigSeen[]> {
  const byPath = new Map(configs.map((config) => [config.path, config]));
  const seen = [...byPath.values()].map(async ({ path, way }): Promise<ConfigSeen[]> => {
    const text = readSmallFile(path);
    return text === null ? [] : [{ path, port: await portIn(text, path, way) }];
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

async function portIn(text: string, path: string, way: IncludeWay): Promise<number | null> {
  const parsed = parseJson5(text);
  if (!('value' in parsed) || !isJsonObject(parsed.value)) return null;
  const { value } = await readIncludes({ path, document: parsed.value }, way);
  const port = valueAt(value, ['gateway', 'port']);
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535 ? port : null;
}
