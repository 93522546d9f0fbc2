import type { Json } from '../fleet/fleet-spec.ts';
import { isJsonObject } from '../fleet/json-object.ts';
import { OmniclawError } from '../fleet/omniclaw-error.ts';
import { parseJson } from '../fleet/parse-json.ts';

/** Keys of a path such as `gateway.port`, `list[0]` or `browser.profiles["my.own"].cdpPort`. Throws OCE_USAGE. */
export function readConfigPath(text: string): string[] {
  const keys: string[] = [];
  const part = /(?:^|\.)([^.[\]"]+)|\[("(?:[^"\\]|\\.)*")\]|\[(\d+)\]/gy;
  while (part.lastIndex < text.length) {
    const [, plain, quoted, index] = part.exec(text) ?? [];
    const key = plain ?? index ?? parseJson(quoted ?? '');
    if (typeof key !== 'string') throw refuse(text);
    keys.push(key);
  }
  if (keys.length === 0 || keys.includes('__proto__')) throw refuse(text);
  return keys;
}

function refuse(text: string): OmniclawError {
  return new OmniclawError('OCE_USAGE', `"${text}" is no path into a config`, { hint: 'gateway.port, or browser.profiles["a.b"].cdpPort' });
}

/** Throws OCE_USAGE when a value can only be set there by destroying another: below a number, or beyond the end of a list. */
export function requireRoom(document: Json, keys: readonly string[]): void {
  let parent: Json | undefined = document;
  for (const [depth, key] of keys.entries()) {
    const problem = whyNoRoom(parent, key);
    if (problem !== null) {
      const path = keys.slice(0, depth).join('.');
      throw new OmniclawError('OCE_USAGE', `"${path}" ${problem}`, { hint: `omniclaw config get ${path}` });
    }
    parent = Array.isArray(parent) ? parent[Number(key)] : isJsonObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined;
  }
}

function whyNoRoom(parent: Json | undefined, key: string): string | null {
  if (parent === undefined || isJsonObject(parent)) return null;
  if (!Array.isArray(parent)) return `is ${JSON.stringify(parent)}, and has nothing below it`;
  if (/^(?:0|[1-9]\d*)$/.test(key) && Number(key) <= parent.length) return null;
  return `is a list of ${parent.length}, and has no place "${key}"`;
}
