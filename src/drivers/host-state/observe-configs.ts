import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { isJsonObject } from '../../fleet/json-object.ts';
import { parseJson5 } from '../../fleet/parse-json5.ts';
import { hasErrno } from '../../os/errno.ts';
import type { ConfigSeen } from '../../plan/host-state.ts';

/** The ports in gateway configs. What is no small file, or cannot be read, is left out: other rules and apply say why. */
export function observeConfigs(paths: Iterable<string>): ConfigSeen[] {
  return [...new Set(paths)].flatMap((path) => {
    const text = readSmallFile(path);
    return text === null ? [] : [{ path, port: portIn(text) }];
  });
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

function portIn(text: string): number | null {
  const parsed = parseJson5(text);
  const gateway = 'value' in parsed && isJsonObject(parsed.value) ? parsed.value['gateway'] : null;
  const port = isJsonObject(gateway) ? gateway['port'] : null;
  return typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65535 ? port : null;
}
